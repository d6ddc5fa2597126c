"""Find, Next unanswered, undo and redo: each leads to the place it speaks of."""

from __future__ import annotations

import pytest
from hand import CTRL, choose, find, finished, focus, labels, visible
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit

from procure_app.core.assessment.answer import Answer
from procure_app.core.assessment.approval import Decision, Outcome
from procure_app.core.assessment.edit import changed, decide
from procure_app.ui.page.frame import AskCard

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def bar(hand):
    """The find bar, opened by its keys."""
    hand.press(Qt.Key.Key_F, CTRL)
    return hand.window.body.find_bar


def field(bar) -> QLineEdit:
    """Return the line of the find bar."""
    return find(bar, QLineEdit, "Find in questions, answers and notes")


def here() -> str:
    """Return the question on whose card the focus is."""
    widget = focus()
    while widget is not None and not isinstance(widget, AskCard):
        widget = widget.parentWidget()
    return widget.question.id if widget is not None else ""


def asked(hand) -> list[str]:
    """Return the questions of the path, in order."""
    return [q.id for q in hand.window.desk.reading.path.questions()]


# Find


def test_the_find_bar_opens_with_the_cursor_in_it(bar):
    assert bar.isVisible()
    assert focus() is field(bar)


def test_find_goes_through_every_place_and_around(hand, bar):
    hand.type("competitors")
    hand.put("case.use", "We ask competitors")
    hand.put("who.identity", "registered", note="as competitors do")
    hand.retype("competitors", field(bar))
    count = len(bar._found)
    assert f"0 of {count}" in labels(bar)
    seen = []
    for _ in range(count + 1):
        field(bar).setFocus()
        hand.press(Qt.Key.Key_Return)
        seen.append(here())
    assert {"case.use", "who.identity"} <= set(seen)
    assert seen[0] == seen[-1]
    assert len(set(seen)) == count
    assert seen[:-1] == sorted(seen[:-1], key=asked(hand).index)


def test_find_reads_the_words_of_questions_and_options(hand, bar):
    question = hand.window.desk.session.catalogue.by_id["case.critical"]
    hand.type(question.options[1].text.upper())
    hand.press(Qt.Key.Key_Return)
    assert here() == "case.critical"


def test_find_next_works_from_the_page(hand, bar):
    hand.put("case.use", "zebra")
    hand.put("release.vendor", "zebra")
    hand.type("zebra")
    hand.press(Qt.Key.Key_F3)
    assert here() == "case.use"
    hand.press(Qt.Key.Key_F3)
    assert here() == "release.vendor"


def test_find_says_when_nothing_is_found(hand, bar):
    page = hand.key
    hand.type("xylophone")
    assert "Nothing found" in labels(bar)
    hand.press(Qt.Key.Key_Return)
    assert page == hand.key
    hand.retype("", field(bar))
    assert "Nothing found" not in labels(bar)


def test_esc_closes_the_find_bar_only(hand, bar):
    hand.type("model")
    hand.press(Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert hand.window.body.wizard.isVisible()
    assert hand.page.isVisible()


def test_what_was_found_and_is_asked_no_more_is_not_gone_to(hand, bar):
    hand.put("case.procedure", "competition")
    hand.put("case.bidder", "zebra")
    hand.type("zebra")
    hand.put("case.procedure", "direct")
    hand.press(Qt.Key.Key_Return)
    assert hand.key == "purchase"


# Next unanswered


def test_next_unanswered_visits_every_open_question_once_around(hand):
    hand.put("case.buyer", "Stadt")
    hand.put("stop.terms", "none")
    still = [p.question for p in hand.window.desk.reading.problems if p.open]
    assert "case.buyer" not in still
    hand.go("purchase")
    seen = []
    for _ in still:
        hand.click(hand.window.body.footer.next)
        seen.append(here())
    assert still == seen
    hand.click(hand.window.body.footer.next)
    assert here() == still[0]


def test_next_unanswered_goes_on_from_where_somebody_jumped_to(hand):
    hand.go("stop")
    hand.click(hand.window.body.footer.next)
    section = hand.window.desk.session.catalogue.section_of
    assert section[here()].id == "stop"


def test_next_unanswered_goes_on_from_the_card_somebody_works_on(hand):
    hand.go("purchase")
    hand.click(hand.page.card("case.impact").editor.buttons["low"])
    hand.press(Qt.Key.Key_Right, CTRL)
    assert here() == "case.critical"


def test_next_unanswered_says_when_every_question_has_an_answer(hand):
    hand.change(finished(hand.window.desk.session.catalogue, hand.document))
    key = hand.key
    hand.click(hand.window.body.footer.next)
    assert hand.notice == "Every question has an answer."
    assert key == hand.key


# Undo and redo


def test_undo_and_redo_go_to_the_page_of_the_edit(hand):
    hand.type("Stadt", hand.card("case.buyer").editor.first())
    hand.click(hand.card("stop.terms").editor.buttons["none"])
    hand.go("sign")
    hand.press(Qt.Key.Key_Z, CTRL)
    assert here() == "stop.terms"
    hand.press(Qt.Key.Key_Z, CTRL)
    assert here() == "case.buyer"
    assert hand.document.answers == {}
    hand.press(Qt.Key.Key_Z, CTRL | SHIFT)
    assert here() == "case.buyer"
    hand.press(Qt.Key.Key_Z, CTRL | SHIFT)
    assert here() == "stop.terms"
    assert hand.answer("stop.terms") == Answer(value=("none",))


def test_undo_on_the_same_page_goes_to_the_card_of_the_edit(hand):
    hand.click(hand.card("case.buyer_kind").editor.buttons["public"])
    hand.card("case.procedure")
    hand.window.undo()
    assert here() == "case.buyer_kind"


def test_undo_in_the_card_somebody_works_on_leaves_the_focus(hand):
    card = hand.card("case.buyer_kind")
    hand.click(card.editor.buttons["public"])
    hand.click(card, "Add note")
    hand.type("see the minutes")
    hand.press(Qt.Key.Key_Z, CTRL)
    assert hand.answer("case.buyer_kind").note == ""
    assert focus() is card.backing.note


def test_undo_of_the_decision_goes_to_the_decision(hand):
    hand.change(decide(hand.document, Decision(outcome=Outcome.REJECT)))
    hand.go("decision")
    hand.click(hand.page, "Return for information")
    hand.go("stop")
    hand.window.undo()
    assert hand.key == "decision"
    assert hand.document.decision.outcome is Outcome.REJECT


def test_undo_of_component_rows_goes_to_the_table(hand):
    card = hand.card("component.table")
    hand.press(Qt.Key.Key_A, CTRL)
    choose(find(card, QComboBox, "Availability of the chosen rows"), "gated")
    hand.go("purchase")
    hand.window.undo()
    assert hand.key == "components"
    assert hand.document.components == {}


def test_undo_and_redo_are_offered_only_where_there_is_a_step(hand):
    undo, redo = (hand.window.actions_by_name[name] for name in ("undo", "redo"))
    assert not undo.isEnabled()
    assert not redo.isEnabled()
    hand.put("case.buyer", "Stadt")
    assert undo.isEnabled()
    hand.window.undo()
    assert not undo.isEnabled()
    assert redo.isEnabled()
    hand.put("case.buyer", "Land")
    assert not redo.isEnabled()


def test_undo_of_many_edits_leads_back_to_the_start(hand):
    before = hand.document
    hand.type("Stadt", hand.card("case.buyer").editor.first())
    hand.click(hand.card("case.plans").editor.buttons["tools"])
    hand.click(hand.card("stop.terms"), "Add note")
    hand.type("later")
    hand.menu("depth")
    hand.type("Title", find(hand.window, QLineEdit, "Title of the assessment"))
    edits = len(hand.window.desk.session.history.past)
    assert edits == 5
    for _ in range(edits):
        hand.window.undo()
    assert hand.document == before
    assert not hand.window.desk.session.modified
    for _ in range(edits):
        hand.window.redo()
    assert hand.document.title == "Title"


def test_undo_of_a_question_that_is_asked_no_more_keeps_the_page(hand):
    hand.put("case.procedure", "competition")
    card = hand.card("case.bidder")
    hand.type("Bieter", card.editor.first())
    hand.window.desk.session.change(
        changed(
            hand.document,
            answers={k: v for k, v in hand.document.answers.items() if k != "case.procedure"},
        ),
        "elsewhere",
    )
    hand.go("stop")
    hand.window.undo()
    hand.window.undo()
    assert hand.answer("case.bidder") == Answer()
    assert hand.page.isVisible()
    assert visible(hand.page, QAbstractButton)
