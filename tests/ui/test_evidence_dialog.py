"""The evidence dialog: what is described, attached, reused or taken off, and what is refused."""

from __future__ import annotations

import datetime

import pytest
from evidence_form import USE, VERSION, WHERE, combo, line, put_item
from hand import CTRL, find, focus, in_dialog, labels, pick, settle, visible
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QLabel,
    QPlainTextEdit,
)

from procure_app.core.assessment.answer import Answer, Evidence
from procure_app.ui.evidence import EvidenceDialog


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
