"""The decision page: the app proposes, a person decides, and what is missing is listed."""

from __future__ import annotations

import datetime

import pytest
from hand import choose, find, finished, focus, labels, settle, visible
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit

from procure_app.core.assessment.approval import Outcome
from procure_app.ui.page.treatment import FindingCard, TreatmentForm

READY = "Ready to be signed"
TODAY = datetime.date(2026, 11, 22)
NEXT_YEAR = datetime.date(2027, 11, 22)


@pytest.fixture
def page(hand):
    """The decision page of a finished document without findings."""
    hand.change(finished(hand.window.desk.session.catalogue, hand.document))
    return hand.go("decision")


def answer(hand, question: str, option: str) -> None:
    """Change one answer, keeping its evidence, and come back to the decision."""
    hand.put(question, option, evidence=("E-1",))
    hand.go("decision")


def obstacles(page) -> list[str]:
    """Return what keeps the decision from being signed."""
    settle()
    return [
        line.removeprefix("• ")
        for words in labels(page)
        if words.startswith("• ")
        for line in words.splitlines()
    ]


def line(parent, name: str) -> QLineEdit:
    """Return the line of this name."""
    return find(parent, QLineEdit, name)


def cards(page) -> dict[str, FindingCard]:
    """Return the cards of findings seen, from top to bottom, by their question."""
    settle()
    seen = sorted(visible(page, FindingCard), key=lambda card: card.y())
    return {card._finding.question.id: card for card in seen}


def form(card) -> TreatmentForm:
    """Return the last form on the card."""
    return visible(card, TreatmentForm)[-1]


def test_without_findings_the_app_proposes_to_approve(page):
    assert "The app would propose: Approve" in labels(page)
    assert cards(page) == {}
    assert obstacles(page) == ["No decision is recorded. Choose one on the Decision page."]


def test_the_proposal_says_its_reasons_and_the_strongest_against(hand, page):
    answer(hand, "stop.terms", "barred")
    assert "The app would propose: Reject" in labels(page)
    why = next(words for words in labels(page) if words.startswith("A bar stands"))
    lines = why.splitlines()
    assert len([words for words in lines if words.startswith("+ ")]) == 3
    finding = hand.window.desk.session.catalogue.by_id["stop.terms"].finding
    against = [words for words in lines if words.startswith("- ")]
    assert len(against) == 1
    assert finding in against[0]


def test_no_outcome_is_preselected_and_a_click_decides_today(hand, page):
    assert not any(button.isChecked() for button in page._outcomes.values())
    hand.click(page, "Approve")
    decision = hand.document.decision
    assert decision.outcome is Outcome.APPROVE
    assert decision.decided == TODAY
    assert decision.valid_until == NEXT_YEAR
    assert line(page, "Decided on (year-month-day)").text() == "2026-11-22"
    assert line(page, "Valid until (year-month-day)").text() == "2027-11-22"
    assert "22 November 2027 at the latest" in labels(page)
    assert READY in labels(page)
    assert obstacles(page) == []


def test_another_outcome_takes_the_place_of_the_first(hand, page):
    hand.click(page, "Approve")
    hand.click(page, "Reject")
    assert [o for o, b in page._outcomes.items() if b.isChecked()] == [Outcome.REJECT]
    assert hand.document.decision.valid_until is None
    assert READY in labels(page)
    hand.click(page, "Approve with conditions")
    assert hand.document.decision.valid_until == NEXT_YEAR
    hand.window.undo()
    assert [o for o, b in page._outcomes.items() if b.isChecked()] == [Outcome.REJECT]


def test_a_click_on_the_chosen_outcome_keeps_it(hand, page):
    hand.click(page, "Approve")
    hand.click(page, "Approve")
    assert page._outcomes[Outcome.APPROVE].isChecked()
    assert hand.document.decision.outcome is Outcome.APPROVE


def test_a_half_typed_date_is_not_wiped(hand, page):
    hand.click(page, "Approve")
    decided = line(page, "Decided on (year-month-day)")
    hand.retype("2026-11-2", decided)
    assert decided.text() == "2026-11-2"
    assert hand.document.decision.decided is None
    assert "Give the date of the decision." in obstacles(page)
    hand.type("x", line(page, "The law or policy that says who may approve"))
    assert decided.text() == "2026-11-2"
    decided.setFocus()
    hand.press(Qt.Key.Key_End)
    hand.type("0")
    assert hand.document.decision.decided == datetime.date(2026, 11, 20)
    assert "Give the date of the decision." not in obstacles(page)


def test_what_is_no_date_comes_back_after_a_crash(hand, page):
    hand.click(page, "Approve")
    session = hand.window.desk.session
    hand.retype("31.12.2026", line(page, "Decided on (year-month-day)"))
    kept = session.snapshot()
    session.recover(kept, None)
    hand.window.rebuild()
    again = hand.go("decision")
    assert line(again, "Decided on (year-month-day)").text() == "31.12.2026"
    hand.click(again, "Approve")  # which dates the decision
    assert not session.drafts.kept()
    assert line(again, "Decided on (year-month-day)").text() != "31.12.2026"


def test_a_validity_beyond_the_latest_day_is_an_obstacle(hand, page):
    hand.click(page, "Approve")
    hand.retype("2028-01-01", line(page, "Valid until (year-month-day)"))
    assert obstacles(page) == ["Set “valid until” to 22 November 2027 at the latest."]


def test_reasons_are_taken_over_and_can_be_changed(hand, page):
    answer(hand, "who.chain", "none")
    hand.click(page, "Take these reasons over")
    decision = hand.document.decision
    proposed = hand.window.desk.reading.recommendation
    say = hand.window.desk.say
    assert decision.reasons == tuple(say(reason) for reason in proposed.reasons)
    assert decision.against == say(proposed.against)
    first = find(page, QPlainTextEdit, "First reason for the decision")
    assert first.toPlainText() == decision.reasons[0]
    hand.retype("It runs on our own machines.", first)
    assert hand.document.decision.reasons[0] == "It runs on our own machines."
    assert hand.document.decision.reasons[1:] == decision.reasons[1:]


def test_a_reason_typed_is_one_step_of_undo(hand, page):
    hand.type("It is cheap.", find(page, QPlainTextEdit, "Second reason"))
    assert hand.document.decision.reasons == ("", "It is cheap.", "")
    hand.window.undo()
    assert hand.document.decision.reasons == ()


def test_triggers_are_ticked_and_taken_back_in_their_order(hand, page):
    words = hand.window.desk.session.catalogue.fixed.triggers
    first, second = list(words)[:2]
    hand.click(page, words[second])
    hand.click(page, words[first])
    assert hand.document.decision.triggers == (first, second)
    hand.click(page, words[second])
    assert hand.document.decision.triggers == (first,)


def test_a_major_finding_is_answered_by_a_condition(hand, page):
    answer(hand, "who.chain", "none")
    hand.click(page, "Approve with conditions")
    number = next(f.id for f in hand.window.desk.reading.findings if f.question.id == "who.chain")
    assert f"{number} needs a condition or a risk acceptance." in obstacles(page)
    card = cards(page)["who.chain"]
    hand.click(card, "Add a condition")
    assert f"{number} needs a condition or a risk acceptance." not in obstacles(page)
    assert "C-1 needs a text, an owner, a due date and a proof." in obstacles(page)
    made = form(card)
    hand.type("Name every supplier", line(made, "What must be done, so that it can be tested"))
    hand.type("A. Person", line(made, "Owner"))
    hand.type("2027-01-31", line(made, "Due (year-month-day)"))
    hand.type("The list", line(made, "Proof that closes it"))
    choose(find(made, QComboBox, "When"), "before award")
    choose(find(made, QComboBox, "If it is missed"), "escalate")
    condition = hand.document.decision.conditions[0]
    assert (condition.id, condition.finding) == ("C-1", "who.chain")
    assert (condition.type, condition.consequence) == ("before award", "escalate")
    assert condition.due == datetime.date(2027, 1, 31)
    assert obstacles(page) == []
    assert READY in labels(page)


def test_a_half_typed_due_date_is_not_wiped(hand, page):
    answer(hand, "who.chain", "none")
    card = cards(page)["who.chain"]
    hand.click(card, "Add a condition")
    due = line(form(card), "Due (year-month-day)")
    hand.type("31 January", due)
    hand.type("A. Person", line(form(card), "Owner"))
    assert due.text() == "31 January"
    assert hand.document.decision.conditions[0].due is None
    assert hand.window.desk.session.snapshot().drafts == {"decision/C-1/due": "31 January"}
    hand.window.rebuild()
    again = hand.go("decision")
    due = line(form(cards(again)["who.chain"]), "Due (year-month-day)")
    assert due.text() == "31 January"
    hand.click(cards(again)["who.chain"], "Remove C-1")
    assert hand.window.desk.session.drafts.kept() == {}


def test_there_is_an_end_to_conditions(hand, page, monkeypatch):
    monkeypatch.setattr("procure_app.ui.page.treatment.TREATMENTS", 1)
    answer(hand, "who.chain", "none")
    card = cards(page)["who.chain"]
    hand.click(card, "Add a condition")
    hand.click(card, "Add a condition")
    assert len(hand.document.decision.conditions) == 1
    assert "1 of them already" in hand.notice


def test_a_blocker_needs_a_risk_acceptance(hand, page):
    answer(hand, "who.identity", "account")
    hand.click(page, "Approve with conditions")
    card = cards(page)["who.identity"]
    assert "Blocker" in labels(card)
    hand.click(card, "Add a condition")
    hand.click(form(card), "Remove C-1")
    assert any("is a blocker: it needs a risk acceptance." in o for o in obstacles(page))
    hand.click(card, "Accept the risk")
    assert obstacles(page) == [
        "A-1 needs an authority, its limit and a reason.",
        "A-1 must expire within twelve months.",
    ]
    made = form(card)
    hand.type("B. Person, director", line(made, "Who accepts it, by name and office"))
    hand.type("up to EUR 100,000", line(made, "The limit of that authority"))
    hand.type("No other model fits", line(made, "Reason"))
    hand.type("2027-05-31", line(made, "Ends on (year-month-day, within twelve months)"))
    assert obstacles(page) == ["Set “valid until” to 31 May 2027 at the latest."]
    hand.retype("2027-05-31", line(page, "Valid until (year-month-day)"))
    assert READY in labels(page)


def test_a_bar_takes_a_waiver_only(hand, page):
    answer(hand, "stop.terms", "barred")
    hand.click(page, "Approve")
    card = cards(page)["stop.terms"]
    words = [button.text() for button in visible(card, QAbstractButton)]
    assert words == ["Record a waiver", "See the answer"]
    assert any("is a bar: cure it, record a waiver, or reject." in o for o in obstacles(page))
    hand.click(card, "Record a waiver")
    assert "Waiver A-1" in labels(card)
    assert hand.document.decision.acceptances[0].waiver
    assert line(form(card), "Its legal basis").isVisible()
    assert not any("is a bar" in o for o in obstacles(page))


def test_the_risk_of_a_bar_is_no_obstacle_to_rejecting(hand, page):
    answer(hand, "stop.terms", "barred")
    hand.click(page, "Reject")
    assert READY in labels(page)


def test_a_treatment_is_removed_and_comes_back_by_undo(hand, page):
    answer(hand, "who.chain", "none")
    card = cards(page)["who.chain"]
    hand.click(card, "Add a condition")
    hand.click(card, "Add a condition")
    assert [c.id for c in hand.document.decision.conditions] == ["C-1", "C-2"]
    hand.click(card, "Remove C-1")
    assert [c.id for c in hand.document.decision.conditions] == ["C-2"]
    assert len(visible(card, TreatmentForm)) == 1
    hand.window.undo()
    settle()
    assert len(visible(card, TreatmentForm)) == 2


def test_a_treatment_stays_in_reach_when_its_finding_is_cured(hand, page):
    answer(hand, "who.chain", "none")
    hand.click(cards(page)["who.chain"], "Add a condition")
    hand.click(page, "Approve with conditions")
    answer(hand, "who.chain", "all")
    assert cards(page) == {}
    assert obstacles(page) == ["C-1 needs a text, an owner, a due date and a proof."]
    hand.click(page, "Remove C-1")
    assert hand.document.decision.conditions == ()
    assert READY in labels(page)


def test_see_the_answer_leads_to_the_question(hand, page):
    answer(hand, "who.chain", "none")
    hand.click(cards(page)["who.chain"], "See the answer")
    assert hand.key == "who"
    assert hand.page.card("who.chain").isAncestorOf(focus())


def test_findings_stand_with_the_heaviest_first_whenever_they_came(hand, page):
    answer(hand, "who.chain", "none")
    answer(hand, "who.identity", "account")
    answer(hand, "stop.terms", "barred")
    assert list(cards(page)) == ["stop.terms", "who.identity", "who.chain"]
    answer(hand, "who.identity", "registered")
    assert list(cards(page)) == ["stop.terms", "who.chain"]


def test_in_a_competition_returning_becomes_a_clarification(hand, page):
    assert "Return for information" in [b.text() for b in visible(page, QAbstractButton)]
    answer(hand, "case.procedure", "competition")
    words = [b.text() for b in visible(page, QAbstractButton)]
    assert "Ask for clarification under the tender rules" in words
    assert "Return for information" not in words
    assert any("may amount to negotiation" in words for words in labels(page))
    hand.put("case.procedure", "direct")
    assert "Return for information" in [b.text() for b in visible(page, QAbstractButton)]
    assert not any("may amount to negotiation" in words for words in labels(page))


def test_the_header_says_that_it_is_decided_and_not_signed(hand, page):
    assert "Draft" in labels(hand.window.body.header)
    hand.click(page, "Reject")
    assert "Decided, not signed" in labels(hand.window.body.header)
