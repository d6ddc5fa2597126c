"""Inspect a release: progress, what was found, and proposals that are taken only when ticked."""

from __future__ import annotations

from dataclasses import replace
from math import ceil
from pathlib import Path
from threading import Event

import pytest
from hand import focus, settle
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox
from shiboken6 import isValid
from test_nothing_cut import beyond, clipped
from test_window_views import ratio

from procure_app.core.assessment import edit
from procure_app.core.assessment.answer import Answer
from procure_app.core.phrase import phrase
from procure_app.session.error import Unreadable
from procure_app.ui.inspection import InspectDialog
from procure_app.ui.inspection_order import InspectOrderDialog
from procure_app.ui.service import Inspected, InspectMoment, InspectOrder, Proposed
from procure_app.ui.theme import tokens


def proposed(name, *, sure=True, held=False, replaces=""):
    return Proposed(name, "v1", "The file says so.", "a/b.txt", "", sure, held, replaces)


FOUND = Inspected(
    "/release",
    (("Found in this folder", ("Weights: <found>",)), ("Contradictions", ())),
    (
        proposed("sure"),
        proposed("unsure", sure=False),
        proposed("held", held=True),
        proposed("other", replaces="v0"),
    ),
    lambda assessment, places: edit.answer(
        assessment, "release.model", Answer(value=(",".join(map(str, places)),))
    ),
)


@pytest.fixture
def opened(window, qtbot, tmp_path):
    """Open the dialog on what an inspection does."""

    def opening(inspect):
        window.services = replace(window.services, inspect=inspect)
        dialog = InspectDialog(window, InspectOrder(tmp_path))
        qtbot.addWidget(dialog)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        dialog.show()
        dialog.activateWindow()
        settle()
        return dialog

    return opening


def test_only_what_is_sure_and_new_is_ticked_at_first(opened, qtbot):
    dialog = opened(lambda order, watch: FOUND)
    qtbot.waitUntil(lambda: dialog._list.count() == 4)
    assert dialog.ticked() == [0]
    said = [dialog._list.item(n).text() for n in range(4)]
    assert "To be checked before it is taken." in said[1]
    assert "The document says so already." in said[2]
    assert "It takes the place of: v0" in said[3]
    assert "Weights: <found>" in dialog._text.toPlainText()
    assert "Contradictions" not in dialog._text.toPlainText()


def test_what_is_ticked_is_taken_as_one_step_that_undo_takes_back(window, opened, qtbot):
    dialog = opened(lambda order, watch: FOUND)
    qtbot.waitUntil(lambda: dialog._list.count() == 4)
    dialog._list.item(1).setCheckState(Qt.CheckState.Checked)
    before = window.desk.assessment
    dialog._take.click()
    settle()
    assert window.desk.assessment.answers["release.model"].value == ("0,1",)
    assert not dialog.isVisible()
    window.undo()
    assert window.desk.assessment == before


def test_nothing_can_be_taken_where_nothing_is_ticked(window, opened, qtbot):
    dialog = opened(lambda order, watch: FOUND)
    qtbot.waitUntil(lambda: dialog._list.count() == 4)
    assert dialog._take.isEnabled()
    dialog._none.click()
    assert not dialog._take.isEnabled()
    before = window.desk.assessment
    dialog._take.click()
    assert window.desk.assessment is before
    dialog._all.click()
    assert dialog._take.isEnabled()
    assert dialog.ticked() == [0, 1, 2, 3]


def test_enter_takes_and_space_ticks_without_the_mouse(window, opened, qtbot, hand):
    dialog = opened(lambda order, watch: FOUND)
    qtbot.waitUntil(lambda: dialog._list.count() == 4)
    assert focus() is dialog._list
    hand.press(Qt.Key.Key_Down)
    hand.press(Qt.Key.Key_Space)
    hand.press(Qt.Key.Key_Return)
    assert window.desk.assessment.answers["release.model"].value == ("0,1",)
    assert not dialog.isVisible()


def test_what_a_file_open_for_reading_refuses_is_not_called_taken(window, opened, qtbot, hand):
    window.desk.session.read_only = True
    dialog = opened(lambda order, watch: FOUND)
    qtbot.waitUntil(lambda: dialog._list.count() == 4)
    before = window.desk.assessment
    dialog._take.click()
    assert window.desk.assessment is before
    assert "open for reading only" in hand.notice


def test_esc_stops_the_inspection_and_what_it_tells_afterwards_is_dropped(window, qtbot):
    gone, stopped = Event(), []

    def inspect(order, watch):
        watch.tell(InspectMoment("digesting", 3, 6, 2, 4))
        gone.wait()
        stopped.append(watch.stopped())
        return FOUND

    window.services = replace(window.services, inspect=inspect)
    dialog = InspectDialog(window, InspectOrder(Path("release")))
    dialog.open()
    qtbot.waitUntil(lambda: dialog._bar.value() == 500)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    settle()
    assert not isValid(dialog)
    gone.set()
    done = []
    window.jobs.run(lambda: None, done.append, done.append)
    qtbot.waitUntil(lambda: done == [None])
    assert stopped == [True]


def test_where_there_is_nothing_to_propose_it_says_so_and_what_was_found_has_the_focus(
    opened, qtbot
):
    dialog = opened(lambda order, watch: replace(FOUND, proposals=()))
    qtbot.waitUntil(lambda: not dialog._bar.isVisible())
    assert dialog._head.text() == "There is nothing to propose. Below stands what was found."
    assert not dialog._list.isVisible()
    assert not dialog._take.isVisible()
    assert focus() is dialog._text
    assert dialog._scroll.focusPolicy() is Qt.FocusPolicy.NoFocus  # else it has no name


LONG = "a-vendor/models--large/" + "snapshots" * 8 + ".safetensors: 9 bytes, SHA-256 " + "ab" * 32


@pytest.mark.parametrize("text", [1.0, 2.0])
def test_no_line_of_a_proposal_and_no_button_is_cut(window, opened, qtbot, text):
    window.set_text_size(text)
    dialog = opened(
        lambda order, watch: replace(
            FOUND, proposals=tuple(replace(one, files=LONG) for one in FOUND.proposals)
        )
    )
    qtbot.waitUntil(lambda: dialog._list.count() == 4)
    for size in ((640, 400), (1200, 800)):
        dialog.resize(*size)
        settle()
        assert (dialog.width(), dialog.height()) == size
        assert clipped(dialog) + beyond(dialog) == []
        view = dialog._list.viewport()
        for row in range(4):
            item = dialog._list.item(row)
            room = dialog._list.visualItemRect(item)
            assert room.right() < view.width()
            metrics = dialog._list.fontMetrics()
            wide = (metrics.horizontalAdvance(line) for line in item.text().split("\n"))
            lines = sum(ceil(line / view.width()) for line in wide)
            assert room.height() >= lines * metrics.height()


@pytest.mark.parametrize("scheme", [Qt.ColorScheme.Light, Qt.ColorScheme.Dark])
def test_the_box_of_a_proposal_that_is_not_ticked_is_seen(window, opened, qtbot, scheme):
    window.set_scheme(scheme)
    dialog = opened(lambda order, watch: FOUND)
    qtbot.waitUntil(lambda: dialog._list.count() == 4)
    settle()
    room = dialog._list.visualItemRect(dialog._list.item(1))
    picture = dialog._list.viewport().grab(room).toImage()
    middle = [picture.pixelColor(x, room.height() // 2) for x in range(20)]
    ground, edge = picture.pixelColor(0, 0), tokens(dialog).strong_line
    assert edge in middle
    assert ratio(edge, ground) >= 3


def test_where_there_is_no_room_for_both_what_was_found_is_one_button_away(opened, qtbot, hand):
    dialog = opened(lambda order, watch: FOUND)
    qtbot.waitUntil(lambda: dialog._list.count() == 4)
    assert dialog._list.isVisible()
    assert dialog._scroll.isVisible()
    dialog.resize(300, 400)
    settle()
    assert not dialog._scroll.isVisible()
    hand.click(dialog, "Show what was found")
    assert dialog._scroll.isVisible()
    assert not dialog._list.isVisible()
    hand.click(dialog, "Show the proposals")
    assert dialog._list.isVisible()


def test_progress_is_said_and_closing_stops_the_inspection(opened, qtbot):
    stopped = []

    def inspect(order, watch):
        watch.tell(InspectMoment("digesting", 3, 6, 2_000_000, 4_000_000))
        while not watch.stopped():
            pass
        stopped.append(True)

    dialog = opened(inspect)
    qtbot.waitUntil(lambda: dialog._bar.value() == 500)
    assert "digests" in dialog._head.text()
    assert dialog._amount.text() == "3 of 6 files, 1.91 MiB of 3.81 MiB"
    dialog.close()
    qtbot.waitUntil(lambda: stopped == [True])


def test_what_is_known_before_the_digests_is_shown_while_they_are_computed(opened, qtbot):
    def inspect(order, watch):
        watch.seen(replace(FOUND, proposals=()))
        while not watch.stopped():
            pass

    dialog = opened(inspect)
    qtbot.waitUntil(lambda: "Weights: <found>" in dialog._text.toPlainText())
    assert dialog._bar.isVisible()
    assert not dialog._list.isVisible()
    assert not dialog._take.isVisible()
    dialog.close()


REASON = phrase("it is sparse: {size} bytes, of which {on_disk} are stored", size=9, on_disk=1)


@pytest.fixture
def answering(monkeypatch):
    """Answer every question with a button; return the questions."""

    def answered(button):
        asked = []

        def execute(box):
            asked.append(box.text())
            assert "it is sparse: 9 bytes" in box.informativeText()
            assert box.defaultButton() is box.button(QMessageBox.StandardButton.No)
            assert box.escapeButton() is box.defaultButton()
            return button

        monkeypatch.setattr(QMessageBox, "exec", execute)
        return asked

    return answered


@pytest.mark.parametrize(
    ("button", "answers", "times"),
    [
        (QMessageBox.StandardButton.Yes, [True, True], 2),
        (QMessageBox.StandardButton.No, [False, False], 2),
        (QMessageBox.StandardButton.YesToAll, [True, True], 1),
        (QMessageBox.StandardButton.NoToAll, [False, False], 1),
        (QMessageBox.StandardButton.Cancel, [False, False], 2),
    ],
)
def test_a_sparse_or_huge_file_is_asked_about(opened, answering, button, answers, times):
    given, asked = [], answering(button)

    def inspect(order, watch):
        given.extend(watch.ask(f"<b>{n}", 4 << 40, REASON) for n in range(2))
        return FOUND

    dialog = opened(inspect)
    while dialog._list.count() < 4:
        settle()
    assert given == answers
    assert len(asked) == times
    assert asked[0].startswith("Compute the digest of “<b>0”? It claims 4.00 TiB.")


def test_closing_the_dialog_answers_a_question_that_nobody_saw(opened, qtbot):
    given, unheard = [], Event()

    def inspect(order, watch):
        unheard.wait()
        given.append(watch.ask("a", 1, REASON))

    dialog = opened(inspect)
    dialog._asked.disconnect()
    unheard.set()
    dialog.close()
    qtbot.waitUntil(lambda: given == [False])


def test_the_order_names_what_is_inspected_and_the_key(window, qtbot, tmp_path):
    orders = []
    dialog = InspectOrderDialog(window.desk, window, orders.append)
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog._go.isEnabled()
    dialog.take("")
    dialog.take_key("")
    assert not dialog._go.isEnabled()
    dialog.take(str(tmp_path / "release.zip"))
    dialog.take_key(str(tmp_path / "vendor.pem"))
    assert (dialog._chosen.text(), dialog._keyed.text()) == ("release.zip", "vendor.pem")
    dialog._go.click()
    assert orders == [InspectOrder(tmp_path / "release.zip", tmp_path / "vendor.pem")]
    assert not dialog.isVisible()


def test_a_folder_that_cannot_be_read_is_one_sentence(opened, qtbot):
    def inspect(order, watch):
        raise Unreadable(phrase("The folder is not there."))

    dialog = opened(inspect)
    qtbot.waitUntil(lambda: dialog._head.text() == "The folder is not there.")
    assert not dialog._take.isVisible()
