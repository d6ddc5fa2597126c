"""The evidence dialog: what is described, attached, reused or taken off, and what is refused."""

from __future__ import annotations

import datetime
import hashlib

from hand import CTRL, find, focus, in_dialog, labels, pick, settle, visible
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit

from procure_app.core.assessment import edit
from procure_app.core.assessment.answer import Answer, Evidence

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
        hand.click(dialog, "Attach a file…")
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
        hand.click(dialog, "Attach a file…")
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
        hand.click(dialog, "Attach a file…")
        assert any("gone.pdf" in words for words in labels(dialog))
        assert dialog.isVisible()

    seen = in_dialog(act)
    hand.click(hand.card("stop.terms"), "Add evidence")
    assert len(seen) == 1
    assert hand.document.evidence == ()


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
