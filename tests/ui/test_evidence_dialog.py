"""The evidence dialog: what is described, attached, reused or taken off, and what is refused."""

from __future__ import annotations

import datetime
import hashlib
import os
import time
from collections.abc import Callable
from threading import Event

import pytest
from hand import CTRL, find, focus, in_dialog, labels, pick, settle, visible
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
)

from procure_app.core.assessment import edit
from procure_app.core.assessment.answer import Answer, Evidence
from procure_app.ui import attaching
from procure_app.ui.attaching import Attaching
from procure_app.ui.evidence import EvidenceDialog

WHERE = "Address, clause, or how it was checked"
VERSION = "Version, or what names this release"
USE = "Use this evidence"


def line(dialog, name: str) -> QLineEdit:
    """Return the field of this name in the dialog."""
    return find(dialog, QLineEdit, name)


def combo(dialog, name: str) -> QComboBox:
    """Return the drop-down of this name in the dialog."""
    return find(dialog, QComboBox, name)


def put_item(hand, item: Evidence, question: str = "") -> None:
    """Put an item into the document, and with an answer where one is named."""
    hand.change(edit.put_evidence(hand.document, item))
    if question:
        given = edit.changed(hand.answer(question), evidence=(item.id,))
        hand.change(edit.answer(hand.document, question, given))


def attach(hand, dialog) -> None:
    """Attach the file of the file dialog, and wait until it is read."""
    hand.click(dialog, "Attach a file…")
    wait_for(lambda: not dialog.findChild(Attaching).busy)


def wait_for(done: Callable[[], bool]) -> None:
    """Let the window live until it is so."""
    end = time.monotonic() + 20
    while not done():
        assert time.monotonic() < end
        settle()


class Slow:
    """A file that is read for as long as nobody lets it end; ``ended`` once it is given up."""

    def __init__(self, hand, monkeypatch) -> None:
        self.go, self.ended = Event(), Event()
        monkeypatch.setattr(hand.window.desk.session, "measure", self.measure)
        monkeypatch.setattr(attaching, "_OFTEN", -1)

    def measure(self, path, tell):
        """Read one byte after the other of a file of a thousand."""
        try:
            while not self.go.wait(0.001):
                tell(512)
        except BaseException:
            self.ended.set()
            raise
        return "ab" * 32, 1024


@pytest.fixture
def slow(hand, answers, tmp_path, monkeypatch) -> Slow:
    """A chosen file that takes long to read."""
    answers.file = tmp_path / "big.bin"
    answers.file.write_bytes(bytes(1024))
    return Slow(hand, monkeypatch)


def test_while_a_file_is_read_the_form_can_be_filled_in_but_not_used(hand, slow):
    def act(dialog):
        hand.click(dialog, "Attach a file…")
        words = "Reading “big.bin”: 512 bytes of 1.00 KiB. You can fill in the rest meanwhile."
        wait_for(lambda: words in labels(dialog))
        hand.type("Our name for it", line(dialog, "Title"))
        hand.press(Qt.Key.Key_Return)
        assert dialog.isVisible()
        busy = "The file is still being read. Wait until it is, or stop reading it."
        assert busy in labels(dialog)
        slow.go.set()
        wait_for(lambda: "1,024 bytes, SHA-256 abababababababab" in labels(dialog))
        assert [b for b in visible(dialog, QAbstractButton) if b.text() == "Stop reading"] == []
        assert busy not in labels(dialog)
        hand.click(dialog, USE)

    in_dialog(act)
    hand.click(hand.card("stop.terms"), "Add evidence")
    item = hand.document.evidence[0]
    assert (item.title, item.where, item.size) == ("Our name for it", "big.bin", 1024)


def test_reading_can_be_stopped_and_nothing_is_attached(hand, slow):
    def act(dialog):
        hand.click(dialog, "Attach a file…")
        find(dialog, QAbstractButton, "Stop reading").setFocus()
        hand.press(Qt.Key.Key_Space)
        assert slow.ended.wait(10)
        assert focus() is find(dialog, QAbstractButton, "Attach a file…")
        assert not any("big.bin" in words for words in labels(dialog))
        hand.type("By hand", line(dialog, "Title"))
        hand.click(dialog, USE)

    in_dialog(act)
    hand.click(hand.card("stop.terms"), "Add evidence")
    assert [(i.title, i.digest) for i in hand.document.evidence] == [("By hand", "")]
    assert hand.window.desk.session.evidence_place("ab" * 32) is None


def test_esc_ends_the_reading_and_what_comes_of_it_is_dropped(hand, slow):
    def act(dialog):
        hand.click(dialog, "Attach a file…")
        hand.press(Qt.Key.Key_Escape)
        assert slow.ended.wait(10)

    before = hand.document
    in_dialog(act)
    hand.click(hand.card("stop.terms"), "Add evidence")
    settle()
    assert before == hand.document


def test_another_file_takes_the_place_of_the_one_that_is_being_read(
    hand, answers, slow, monkeypatch, tmp_path
):
    def act(dialog):
        hand.click(dialog, "Attach a file…")
        monkeypatch.undo()
        (tmp_path / "small.txt").write_bytes(b"abc")
        dialog.attach(tmp_path / "small.txt")
        assert slow.ended.wait(10)
        wait_for(lambda: not dialog.findChild(Attaching).busy)
        assert line(dialog, "Title").text() == "small.txt"
        hand.click(dialog, USE)

    in_dialog(act)
    hand.click(hand.card("stop.terms"), "Add evidence")
    assert [i.size for i in hand.document.evidence] == [3]


def test_a_file_whose_name_is_no_text_is_attached_under_one_that_is(hand, answers, tmp_path):
    answers.file = tmp_path / os.fsdecode(b"terms \xff.pdf")
    answers.file.write_bytes(b"terms")

    def act(dialog):
        attach(hand, dialog)
        hand.click(dialog, USE)

    in_dialog(act)
    hand.click(hand.card("stop.terms"), "Add evidence")
    assert hand.document.evidence[0].title == "terms ?.pdf"


@pytest.mark.parametrize("text", [1.0, 2.0])
def test_what_is_wrong_is_seen_whole_in_a_small_dialog(hand, text):
    hand.window.set_text_size(text)

    def act(dialog):
        dialog.resize(640, 400)
        settle()
        hand.click(dialog, USE)
        settle()
        wrong = find(dialog, QLabel, "Give a title or say where it is.")
        assert wrong.visibleRegion().boundingRect() == wrong.rect()
        assert dialog.rect().contains(wrong.geometry())

    seen = in_dialog(act)
    hand.click(hand.card("stop.terms"), "Add evidence")
    assert len(seen) == 1


def test_an_address_becomes_evidence_of_the_answer(hand):
    card = hand.card("who.identity")

    def act(dialog):
        assert dialog.windowTitle() == "Evidence E-1"
        assert f"What would show it: {card.question.satisfies}" in labels(dialog)
        pick(combo(dialog, "Kind"), "address")
        hand.type("Commercial register", line(dialog, "Title"))
        hand.type("https://example.org/register", line(dialog, WHERE))
        hand.type("entry of 2026-10-01", line(dialog, VERSION))
        hand.type("2027-10-01", line(dialog, "Expires on, if it does"))
        pick(combo(dialog, "Grade"), "4")
        hand.click(dialog, USE)

    in_dialog(act)
    hand.click(card, "Add evidence")
    assert hand.document.evidence == (
        Evidence(
            id="E-1",
            kind="address",
            title="Commercial register",
            where="https://example.org/register",
            version="entry of 2026-10-01",
            read=datetime.date(2026, 11, 22),
            expires=datetime.date(2027, 10, 1),
            grade=4,
        ),
    )
    assert hand.answer("who.identity").evidence == ("E-1",)
    assert card.backing.chips["E-1"].text() == "4 · Commercial register"
    assert card.backing.chips["E-1"].accessibleName() == (
        "Evidence E-1, grade 4: Commercial register"
    )


def test_an_attached_file_shows_its_size_and_digest(hand, answers, tmp_path):
    terms = tmp_path / "terms.pdf"
    terms.write_bytes(b"terms of use")
    sha256 = hashlib.sha256(b"terms of use").hexdigest()
    answers.file = terms

    def act(dialog):
        attach(hand, dialog)
        assert f"12 bytes, SHA-256 {sha256[:16]}" in labels(dialog)
        assert combo(dialog, "Kind").currentData() == "file"
        assert line(dialog, "Title").text() == "terms.pdf"
        assert line(dialog, WHERE).text() == "terms.pdf"
        hand.click(dialog, USE)

    in_dialog(act)
    hand.click(hand.card("stop.terms"), "Add evidence")
    assert answers.titles == ["Attach a file"]
    item = hand.document.evidence[0]
    assert (item.kind, item.digest, item.size) == ("file", sha256, 12)
    assert hand.window.desk.session.evidence_place(sha256) == terms


def test_an_attached_file_travels_in_the_saved_file(hand, answers, tmp_path):
    terms = tmp_path / "terms.pdf"
    terms.write_bytes(b"terms of use")
    answers.file = terms

    def act(dialog):
        attach(hand, dialog)
        hand.click(dialog, USE)

    in_dialog(act)
    hand.click(hand.card("stop.terms"), "Add evidence")
    answers.file = tmp_path / "one.procure"
    assert hand.window.save()
    terms.unlink()
    hand.window.open(tmp_path / "one.procure")
    assert hand.document.evidence[0].title == "terms.pdf"
    assert "E-1" in hand.card("stop.terms").backing.chips


def test_a_file_that_cannot_be_read_says_so_and_the_dialog_stays(hand, answers, tmp_path):
    answers.file = tmp_path / "gone.pdf"

    def act(dialog):
        attach(hand, dialog)
        assert any("gone.pdf" in words for words in labels(dialog))
        assert dialog.isVisible()

    seen = in_dialog(act)
    hand.click(hand.card("stop.terms"), "Add evidence")
    assert len(seen) == 1
    assert hand.document.evidence == ()


def test_a_linked_file_says_where_it_lies_and_gives_way_to_one_that_is_embedded(
    hand, answers, tmp_path
):
    long = "/release/" + "weights" * 20
    named = {"title": "W", "where": "a/W", "version": f"SHA-256 {'ab' * 32}"}
    item = Evidence(id="E-1", kind="file", digest="ab" * 32, size=9, linked=long, **named)
    put_item(hand, item, "stop.terms")
    terms = tmp_path / "terms.pdf"
    terms.write_bytes(b"terms of use")
    answers.file = terms

    def act(dialog):
        settle()
        shown = [words.replace("\u200b", "") for words in labels(dialog)]
        lies = f"Not in this assessment. It lies at {long}"
        assert f"9 bytes, SHA-256 abababababababab\n{lies}" in shown
        inside = visible(dialog, QScrollArea)[0]
        assert inside.widget().width() <= inside.viewport().width()
        attach(hand, dialog)
        assert not any("lies at" in words for words in labels(dialog))
        hand.click(dialog, USE)

    in_dialog(act)
    hand.click(hand.card("stop.terms").backing.chips["E-1"])
    made = hand.document.evidence[0]
    assert (made.linked, made.title, made.where) == ("", "terms.pdf", "terms.pdf")
    assert made.version == f"SHA-256 {made.digest}"
    answers.file = tmp_path / "one.procure"
    assert hand.window.save()
    terms.unlink()
    hand.window.open(tmp_path / "one.procure")
    place = hand.window.desk.session.evidence_place(hand.document.evidence[0].digest)
    assert place == tmp_path / "one.procure"


def test_an_item_that_is_there_already_is_used_again(hand):
    put_item(hand, Evidence(id="E-1", title="Licence text", grade=3), "stop.right")
    before = hand.document.evidence

    def act(dialog):
        reuse = combo(dialog, "Use evidence that is there already…")
        assert reuse.itemText(1) == "E-1 · Licence text"
        pick(reuse, "E-1")
        reuse.activated.emit(1)

    in_dialog(act)
    hand.click(hand.card("stop.terms"), "Add evidence")
    assert before == hand.document.evidence
    assert hand.answer("stop.terms").evidence == ("E-1",)
    assert hand.answer("stop.right").evidence == ("E-1",)


def test_using_the_same_item_twice_with_one_answer_changes_nothing(hand):
    put_item(hand, Evidence(id="E-1", title="Licence text", grade=3), "stop.terms")
    before = hand.document

    def act(dialog):
        reuse = combo(dialog, "Use evidence that is there already…")
        pick(reuse, "E-1")
        reuse.activated.emit(1)

    in_dialog(act)
    hand.click(hand.card("stop.terms"), "Add evidence")
    assert before == hand.document


def test_a_chip_opens_its_item_and_shows_the_change_at_once(hand):
    put_item(hand, Evidence(id="E-1", title="Licence", grade=1), "who.identity")
    put_item(hand, hand.document.evidence[0])
    card = hand.card("who.identity")
    hand.click(card.editor.buttons["registered"])

    def act(dialog):
        assert line(dialog, "Title").text() == "Licence"
        assert combo(dialog, "Grade").currentData() == "1"
        hand.retype("Register entry", line(dialog, "Title"))
        pick(combo(dialog, "Grade"), "4")
        hand.click(dialog, USE)

    in_dialog(act)
    hand.click(card.backing.chips["E-1"])
    assert hand.document.evidence[0].grade == 4
    assert card.backing.chips["E-1"].text() == "4 · Register entry"
    assert "Shown" in labels(card)


def test_an_item_is_taken_off_one_answer_and_stays_with_the_others(hand):
    item = Evidence(id="E-1", title="Licence", grade=1)
    put_item(hand, item, "stop.terms")
    put_item(hand, item, "stop.right")
    card = hand.card("stop.terms")

    in_dialog(lambda dialog: hand.click(dialog, "Take it off this answer"))
    hand.click(card.backing.chips["E-1"])
    assert hand.answer("stop.terms").evidence == ()
    assert hand.answer("stop.right").evidence == ("E-1",)
    assert hand.document.evidence == (item,)
    assert card.backing.chips == {}
    hand.window.undo()
    assert hand.answer("stop.terms").evidence == ("E-1",)


def test_the_focus_stays_with_an_item_that_changes_and_goes_to_adding_when_it_is_gone(hand):
    put_item(hand, Evidence(id="E-1", title="Licence", grade=1), "stop.terms")
    card = hand.card("stop.terms")

    def retitle(dialog):
        hand.retype("Register entry", line(dialog, "Title"))
        hand.click(dialog, USE)

    card.backing.chips["E-1"].setFocus()
    in_dialog(retitle)
    hand.click(card.backing.chips["E-1"])
    assert hand.window.focusWidget() is card.backing.chips["E-1"]
    in_dialog(lambda dialog: hand.click(dialog, "Take it off this answer"))
    hand.click(card.backing.chips["E-1"])
    assert hand.window.focusWidget() is card.backing.add


def test_a_wrong_date_says_so_and_keeps_what_was_typed(hand):
    def act(dialog):
        hand.type("Licence", line(dialog, "Title"))
        hand.retype("22 November", line(dialog, "Read on"))
        hand.click(dialog, USE)
        assert dialog.isVisible()
        assert "Write the date as year-month-day: 2026-11-22." in labels(dialog)
        assert focus() is line(dialog, "Read on")
        assert line(dialog, "Read on").text() == "22 November"
        hand.retype("2026-11-20", line(dialog, "Read on"))
        hand.click(dialog, USE)
        assert not dialog.isVisible()

    in_dialog(act)
    hand.click(hand.card("stop.terms"), "Add evidence")
    assert hand.document.evidence[0].read == datetime.date(2026, 11, 20)


def test_evidence_without_title_and_place_is_refused_with_a_sentence(hand):
    def act(dialog):
        hand.click(dialog, USE)
        assert dialog.isVisible()
        assert "Give a title or say where it is." in labels(dialog)

    in_dialog(act)
    hand.click(hand.card("stop.terms"), "Add evidence")
    assert hand.document.evidence == ()


def test_nobody_describes_evidence_of_a_file_that_is_open_for_reading_only(hand, monkeypatch):
    put_item(hand, Evidence(id="E-1", title="Licence", grade=1), "stop.terms")
    hand.window.desk.session.read_only = True
    before, card = hand.document, hand.card("stop.terms")
    asked = []
    with monkeypatch.context() as patch:
        patch.setattr(EvidenceDialog, "exec", lambda _: asked.append(True))
        hand.click(card, "Add evidence")
    assert asked == []
    assert "open for reading only" in hand.notice

    def act(dialog):
        assert line(dialog, "Title").text() == "Licence"
        hand.click(dialog, USE)
        assert dialog.isVisible()
        assert any("open for reading only" in words for words in labels(dialog))

    seen = in_dialog(act)
    hand.click(card.backing.chips["E-1"])
    assert len(seen) == 1
    assert hand.document == before


def test_cancel_and_esc_change_nothing(hand):
    card = hand.card("stop.terms")
    before = hand.document

    def cancel(dialog):
        hand.type("Licence", line(dialog, "Title"))
        hand.click(dialog, "Cancel")

    def escape(dialog):
        hand.type("Licence", line(dialog, "Title"))
        hand.press(Qt.Key.Key_Escape)
        assert not dialog.isVisible()

    for act in (cancel, escape):
        in_dialog(act)
        hand.click(card, "Add evidence")
        assert before == hand.document
        assert hand.answer("stop.terms") == Answer()
        assert card.isVisible()


def test_undo_inside_the_dialog_is_of_what_is_typed_there(hand):
    hand.click(hand.card("stop.terms").editor.buttons["none"])
    before = hand.document

    def act(dialog):
        hand.type("Licence", line(dialog, "Title"))
        hand.press(Qt.Key.Key_Z, CTRL)
        assert line(dialog, "Title").text() == ""

    in_dialog(act)
    hand.click(hand.card("stop.terms"), "Add evidence")
    assert before == hand.document


def test_enter_uses_the_evidence(hand):
    def act(dialog):
        hand.type("Licence", line(dialog, "Title"))
        hand.press(Qt.Key.Key_Return)
        assert not dialog.isVisible()

    in_dialog(act)
    hand.click(hand.card("stop.terms"), "Add evidence")
    assert hand.document.evidence[0].title == "Licence"


def test_evidence_is_two_steps_that_undo_takes_back_to_nothing(hand):
    card = hand.card("stop.terms")
    before = hand.document

    def act(dialog):
        hand.type("Licence", line(dialog, "Title"))
        hand.click(dialog, USE)

    in_dialog(act)
    hand.click(card, "Add evidence")
    while hand.document != before:
        assert hand.window.desk.session.history.past
        hand.window.undo()
    settle()
    assert card.backing.chips == {}
    assert visible(card, QPlainTextEdit) == []
