"""Inspect a release: progress, what was found, and proposals that are taken only when ticked."""

from __future__ import annotations

from dataclasses import replace
from threading import Event

import pytest
from hand import settle
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from procure_app.core.assessment import edit
from procure_app.core.assessment.answer import Answer
from procure_app.core.phrase import phrase
from procure_app.session.error import Unreadable
from procure_app.ui.inspection import InspectDialog
from procure_app.ui.inspection_order import InspectOrderDialog
from procure_app.ui.service import Inspected, InspectMoment, InspectOrder, Proposed


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


def test_nothing_is_taken_where_nothing_is_ticked(window, opened, qtbot):
    dialog = opened(lambda order, watch: FOUND)
    qtbot.waitUntil(lambda: dialog._list.count() == 4)
    dialog._none.click()
    before = window.desk.assessment
    dialog._take.click()
    assert window.desk.assessment is before


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
    assert asked[0].startswith("“<b>0” claims 4.00 TiB.")


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


def test_a_real_folder_proposes_what_is_in_it(window, qtbot, tmp_path):
    (tmp_path / "LICENSE").write_text(MIT, "utf-8")
    (tmp_path / "README.md").write_text("---\nlicense: apache-2.0\n---\n# Tiny model\n", "utf-8")
    dialog = InspectDialog(window, InspectOrder(tmp_path))
    qtbot.addWidget(dialog)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    dialog.show()
    qtbot.waitUntil(lambda: not dialog._bar.isVisible(), timeout=60_000)
    text = dialog._text.toPlainText()
    assert "LICENSE: MIT" in text
    assert "Not found in this folder" in text
    assert "not released" not in text
    assert "Contradictions" in text


MIT = """MIT License

Copyright (c) 2026 Somebody

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and \
associated documentation files (the "Software"), to deal in the Software without restriction, \
including without limitation the rights to use, copy, modify, merge, publish, distribute, \
sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is \
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or \
substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT \
NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND \
NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, \
DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT \
OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
"""
