"""Cards of choices: nothing is chosen before a person chooses, by pointer or by keys."""

from __future__ import annotations

import pytest
from hand import find, focus, labels, settle, visible
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QAbstractButton, QTextBrowser

from procure_app.core.assessment.answer import Answer, Evidence, Standing
from procure_app.core.assessment.edit import put_evidence
from procure_app.core.catalogue.word import Walk
from procure_app.ui.editor.choice import ChoiceEditor
from procure_app.ui.editor.help import Help
from procure_app.ui.page.card import QuestionCard
from procure_app.ui.paint import Button, Mark

UNMET = {"bar": "Bar", "blocker": "Blocker", "major": "Major", "minor": "Minor"}


def chosen(card) -> list[str]:
    """Return the keys of the options that are ticked."""
    return [key for key, button in card.editor.buttons.items() if button.isChecked()]


def mark(card) -> str:
    """Return the word at the head of the card, empty where none is seen."""
    return next((m.text() for m in visible(card, Mark)), "")


def problems(hand) -> str:
    """Return what the check page says."""
    return hand.go("check").findChild(QTextBrowser).toPlainText()


def grade(hand, number: int) -> str:
    """Put evidence of this grade into the document and return its id."""
    item = Evidence(id=f"E-{number}", title=f"Proof {number}", grade=number)
    hand.change(put_evidence(hand.document, item))
    return item.id


def test_no_option_of_any_question_is_preselected(hand):
    hand.ask_everything()
    for section, questions in hand.window.desk.reading.path.sections:
        hand.go(section.id)
        for question in questions:
            card = hand.page.card(question.id)
            if isinstance(card, QuestionCard) and isinstance(card.editor, ChoiceEditor):
                assert chosen(card) == [], question.id


class Painted(QObject):
    """Counts how often a widget was painted."""

    times = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.times += event.type() is QEvent.Type.Paint
        return False


def test_the_mark_is_seen_before_what_follows_is_worked_out(hand, monkeypatch):
    button = hand.card("case.buyer_kind").editor.buttons["public"]
    painted, before = Painted(), []
    button.installEventFilter(painted)
    desk, change = hand.window.desk, hand.window.desk.change
    monkeypatch.setattr(
        desk, "change", lambda *given, **how: (before.append(painted.times), change(*given, **how))
    )
    button.click()
    assert before == [1]
    assert hand.answer("case.buyer_kind") == Answer(value=("public",))


def test_a_click_anywhere_in_an_option_answers(hand):
    card = hand.card("case.buyer_kind")
    hand.click(card.editor.buttons["public"])
    assert hand.answer("case.buyer_kind") == Answer(value=("public",))
    assert chosen(card) == ["public"]
    hand.click(card.editor.buttons["private"])
    assert hand.answer("case.buyer_kind") == Answer(value=("private",))
    assert chosen(card) == ["private"]


def test_space_chooses_and_arrow_keys_move_the_choice(hand):
    card = hand.card("case.impact")
    assert focus() is card.editor.buttons["low"]
    hand.press(Qt.Key.Key_Down)
    assert hand.answer("case.impact") == Answer()
    hand.press(Qt.Key.Key_Space)
    assert hand.answer("case.impact").value == ("moderate",)
    hand.press(Qt.Key.Key_Down)
    assert hand.answer("case.impact").value == ("high",)
    hand.press(Qt.Key.Key_Up)
    hand.press(Qt.Key.Key_Up)
    assert hand.answer("case.impact").value == ("low",)
    assert chosen(card) == ["low"]


def test_i_do_not_know_is_an_answer_and_takes_the_option_back(hand):
    card = hand.card("case.impact")
    hand.click(card.editor.buttons["high"])
    hand.click(card.editor.buttons["?unknown"])
    assert hand.answer("case.impact") == Answer(standing=Standing.UNKNOWN)
    assert chosen(card) == ["?unknown"]
    hand.click(card.editor.buttons["low"])
    assert hand.answer("case.impact") == Answer(value=("low",))


def test_not_applicable_asks_for_a_reason_and_is_a_problem_without_one(hand):
    hand.put("case.holder", "us")
    card = hand.card("misuse.acceptance")
    hand.ask_everything()
    card = hand.card("misuse.cyber")
    assert card.reason is None
    hand.click(card.editor.buttons["?na"])
    settle()
    assert card.reason.isVisible()
    assert card.reason.accessibleName().startswith("Why does it not apply?")
    assert "Say why it does not apply." in problems(hand)
    hand.card("misuse.cyber")
    hand.type("It has no network.", card.reason)
    assert hand.answer("misuse.cyber").reason == "It has no network."
    assert "Say why it does not apply." not in problems(hand)


def test_another_answer_takes_the_reason_away(hand):
    hand.ask_everything()
    card = hand.card("misuse.cyber")
    hand.click(card.editor.buttons["?na"])
    hand.type("No network.", card.reason)
    hand.click(card.editor.buttons["published"])
    assert hand.answer("misuse.cyber") == Answer(value=("published",))
    assert not card.reason.isVisible()


def test_clear_answer_takes_everything_back_in_one_step(hand):
    card = hand.card("stop.terms")
    assert not card.backing.clear.isVisible()
    hand.click(card.editor.buttons["barred"])
    hand.click(card.backing.note_link)
    hand.type("see clause 4")
    before = hand.document
    assert card.backing.clear.isVisible()
    hand.click(card, "Clear answer")
    assert hand.answer("stop.terms") == Answer()
    assert chosen(card) == []
    assert card.backing.note.toPlainText() == ""
    assert not card.backing.clear.isVisible()
    hand.window.undo()
    assert hand.document == before
    assert chosen(card) == ["barred"]


def test_after_clear_answer_arrow_keys_choose_nothing_again(hand):
    card = hand.card("case.impact")
    hand.click(card.editor.buttons["low"])
    hand.click(card, "Clear answer")
    card.editor.first().setFocus()
    hand.press(Qt.Key.Key_Down)
    assert hand.answer("case.impact") == Answer()


def test_several_choices_are_kept_in_the_order_of_the_options(hand):
    card = hand.card("case.plans")
    hand.click(card.editor.buttons["redistribute"])
    hand.click(card.editor.buttons["modify"])
    assert hand.answer("case.plans").value == ("modify", "redistribute")
    hand.click(card.editor.buttons["modify"])
    assert hand.answer("case.plans").value == ("redistribute",)
    hand.click(card.editor.buttons["redistribute"])
    assert hand.answer("case.plans") == Answer()


def test_not_knowing_several_choices_excludes_them_and_can_be_taken_back(hand):
    card = hand.card("case.plans")
    hand.click(card.editor.buttons["modify"])
    hand.click(card.editor.buttons["?unknown"])
    assert hand.answer("case.plans") == Answer(standing=Standing.UNKNOWN)
    assert chosen(card) == ["?unknown"]
    hand.click(card.editor.buttons["?unknown"])
    assert hand.answer("case.plans") == Answer()
    hand.click(card.editor.buttons["?unknown"])
    hand.click(card.editor.buttons["tools"])
    assert hand.answer("case.plans") == Answer(value=("tools",))
    assert chosen(card) == ["tools"]


def test_every_box_of_several_choices_is_reached_by_tab(hand):
    card = hand.card("case.plans")
    boxes = list(card.editor.buttons.values())
    boxes[0].setFocus()
    for box in boxes:
        assert focus() is box
        hand.press(Qt.Key.Key_Tab)
    boxes[2].setFocus()
    hand.press(Qt.Key.Key_Space)
    assert chosen(card) == ["rebrand"]


def test_undo_shows_the_answer_before_and_redo_the_one_after(hand):
    card = hand.card("case.impact")
    hand.click(card.editor.buttons["low"])
    hand.click(card.editor.buttons["high"])
    hand.window.undo()
    assert chosen(card) == ["low"]
    hand.window.undo()
    assert chosen(card) == []
    hand.window.redo()
    hand.window.redo()
    assert chosen(card) == ["high"]


def test_the_mark_says_the_weight_before_there_is_an_answer(hand):
    assert mark(hand.card("stop.terms")).endswith(" if unmet")
    hand.window.new(Walk.DESCRIBE)
    assert mark(hand.card("documents.card")) == ""


def test_the_mark_says_what_falls_short_in_words(hand):
    card = hand.card("stop.terms")
    hand.click(card.editor.buttons["barred"])
    finding = next(f for f in hand.window.desk.reading.findings if f.question.id == "stop.terms")
    assert mark(card) == UNMET[finding.severity.value]


def test_the_mark_says_shown_from_the_grade_that_the_question_names(hand):
    card = hand.card("who.identity")
    hand.click(card.editor.buttons["registered"])
    assert mark(card) == "Claimed, not shown"
    hand.put("who.identity", "registered", evidence=(grade(hand, 1),))
    assert mark(card) == "Claimed, not shown"
    hand.put("who.identity", "registered", evidence=(grade(hand, 2),))
    assert mark(card) == "Shown"


def test_a_promise_is_shown_from_grade_three_and_an_act_from_grade_five(hand):
    for question, option, weak, strong in (
        ("stop.binding", "contract_developer", 2, 3),
        ("misuse.acceptance", "passed", 4, 5),
    ):
        card = hand.card(question)
        hand.put(question, option, evidence=(grade(hand, weak),))
        assert mark(card) == "Claimed, not shown"
        hand.put(question, option, evidence=(grade(hand, strong),))
        assert mark(card) == "Shown"


def test_not_knowing_what_weighs_nothing_is_said_in_words(hand):
    card = hand.card("release.system")
    hand.click(card.editor.buttons["?unknown"])
    assert mark(card) == "Not known"


def test_help_opens_with_its_four_parts_and_closes_again(hand):
    card = hand.card("stop.terms")
    assert visible(card, Help) == []
    hand.click(card, "Why, and what to ask")
    question = card.question
    shown = labels(visible(card, Help)[0])
    parts = dict(zip(shown[::2], shown[1::2], strict=True))
    assert parts["Why it matters"] == question.why
    assert parts["What shows it"] == question.satisfies
    assert parts["What to ask"] == question.ask
    for source in question.sources:
        assert source.title in parts["Sources"]
    hand.click(card, "Hide the help")
    assert visible(card, Help) == []
    assert find(card, QAbstractButton, "Why, and what to ask").isVisible()


def test_a_derived_card_is_read_only_and_leads_to_where_it_changes(hand):
    card = hand.card("stop.prohibited")
    assert card.editor is None
    assert "Nothing follows yet from the answers so far." in labels(card)
    hand.put("case.impact", "prohibited")
    option = card.question.option("prohibited")
    assert option.text in labels(card)
    name = hand.window.desk.session.catalogue.by_id["case.impact"].short
    hand.click(card, f"Follows from “{name}”: change it there")
    settle()
    assert hand.key == "purchase"
    assert hand.page.card("case.impact").isAncestorOf(focus())


def test_a_derived_answer_can_be_disputed_with_a_note(hand):
    hand.put("case.impact", "prohibited")
    card = hand.card("stop.prohibited")
    hand.type("The law exempts us.", card._dispute)
    assert hand.answer("stop.prohibited").disputed == "The law exempts us."
    assert card.question.option("prohibited").text in labels(card)


def test_evidence_that_is_named_twice_is_shown_once(hand):
    hand.change(put_evidence(hand.document, Evidence(id="E-1", title="Terms")))
    hand.put("case.buyer_kind", "public", evidence=("E-1", "E-1"))
    shown = [w for w in visible(hand.card("case.buyer_kind"), Button) if "Terms" in w.text()]
    assert len(shown) == 1


@pytest.mark.parametrize("question", ["case.plans", "case.buyer_kind"])
def test_options_carry_the_question_for_screen_readers(hand, question):
    card = hand.card(question)
    for button in card.editor.buttons.values():
        assert button.accessibleDescription() == card.question.text
