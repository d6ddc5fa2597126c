"""What keeps a decision from being signed."""

from __future__ import annotations

import datetime

import pytest
from catalogue.tiny import (
    TODAY,
    UNKNOWN,
    YESTERDAY,
    assessment_of,
    catalogue_of,
    choice,
    component,
    entry,
    evidence,
    follows,
    given,
    is_,
)

from procure_app.core.assessment.answer import ComponentRow
from procure_app.core.assessment.approval import Acceptance, Condition, Decision, Outcome
from procure_app.core.catalogue.word import Kind
from procure_app.core.decision.obstacle import obstacles
from procure_app.core.decision.reading import read

YEAR = datetime.date(2027, 11, 22)
DONE = Condition(
    id="C-1", finding="a.one", text="Send the report.", owner="B. Buyer", due=TODAY, proof="It."
)
ACCEPTED = Acceptance(
    id="R-1", finding="a.one", authority="The director", limit="Pilot", reason="R.", expires=YEAR
)
WAIVED = ACCEPTED.model_copy(update={"waiver": True})
VALID = "Set “valid until” to {day} at the latest."


def left(weighs: str = "minor", answer="no", **decided) -> list[str]:
    """Return what is left to do for this decision on one answer that falls short."""
    catalogue = catalogue_of(choice("a.one", weighs=weighs))
    fields = {"outcome": "approve with conditions", "decided": TODAY, "valid_until": YEAR} | decided
    document = assessment_of({"a.one": answer}, decision=Decision(**fields))
    return [obstacle.text for obstacle in obstacles(read(catalogue, document))]


def test_without_a_decision_there_is_nothing_to_sign():
    catalogue = catalogue_of(choice("a.one", weighs="bar"))
    texts = [o.text for o in obstacles(read(catalogue, assessment_of()))]
    assert texts == ["No decision is recorded. Choose one on the Decision page."]


def test_a_decision_in_full_has_no_obstacle():
    assert left() == []


@pytest.mark.parametrize("outcome", list(Outcome))
def test_every_decision_needs_its_date(outcome):
    assert "Give the date of the decision." in left(outcome=outcome, decided=None)


@pytest.mark.parametrize("outcome", [Outcome.APPROVE, Outcome.CONDITIONS])
def test_an_approval_ends_in_time(outcome):
    next_day = YEAR + datetime.timedelta(days=1)
    assert left(outcome=outcome, valid_until=None) == [VALID]
    assert left(outcome=outcome, valid_until=next_day) == [VALID]
    assert left(outcome=outcome, valid_until=YEAR) == []


@pytest.mark.parametrize("outcome", [Outcome.REJECT, Outcome.RETURN])
@pytest.mark.parametrize("weighs", ["bar", "blocker", "major"])
def test_what_is_not_approved_needs_no_treatment_and_no_end(outcome, weighs):
    assert left(weighs, outcome=outcome, valid_until=None) == []


BAR = "{id} is a bar: cure it, record a waiver, or reject."
BLOCKER = "{id} is a blocker: it needs a risk acceptance."
MAJOR = "{id} needs a condition or a risk acceptance."


@pytest.mark.parametrize(
    ("weighs", "treatment", "expected"),
    [
        ("bar", {}, [BAR]),
        ("bar", {"conditions": (DONE,)}, [BAR]),
        ("bar", {"acceptances": (ACCEPTED,)}, [BAR]),
        ("bar", {"acceptances": (WAIVED,)}, []),
        ("blocker", {}, [BLOCKER]),
        ("blocker", {"conditions": (DONE,)}, [BLOCKER]),
        ("blocker", {"acceptances": (ACCEPTED,)}, []),
        ("major", {}, [MAJOR]),
        ("major", {"conditions": (DONE,)}, []),
        ("major", {"acceptances": (ACCEPTED,)}, []),
        ("minor", {}, []),
    ],
)
def test_every_finding_needs_the_treatment_of_its_weight(weighs, treatment, expected):
    for outcome in (Outcome.APPROVE, Outcome.CONDITIONS):
        assert expected == left(weighs, outcome=outcome, **treatment)


@pytest.mark.parametrize("answer", ["no", "partly", "yes"])
def test_a_claim_that_is_not_shown_needs_treatment_too(answer):
    assert left("blocker", answer) == [BLOCKER]


def test_a_treatment_of_another_finding_does_not_count():
    other = ACCEPTED.model_copy(update={"finding": "a.two"})
    assert left("blocker", acceptances=(other,)) == [BLOCKER]


@pytest.mark.parametrize("field", ["authority", "limit", "reason"])
@pytest.mark.parametrize("acceptance", [ACCEPTED, WAIVED])
def test_an_acceptance_names_authority_limit_and_reason(field, acceptance):
    bare = acceptance.model_copy(update={field: ""})
    assert left(acceptances=(bare,)) == ["{id} needs an authority, its limit and a reason."]


def test_an_acceptance_that_runs_too_long_or_for_ever_is_an_obstacle():
    next_day = YEAR + datetime.timedelta(days=1)
    for expires in (next_day, None):
        long = ACCEPTED.model_copy(update={"expires": expires})
        assert left(acceptances=(long,)) == ["{id} must expire within twelve months."]


def test_an_approval_ends_with_its_first_acceptance():
    spring = datetime.date(2027, 3, 1)
    early = ACCEPTED.model_copy(update={"expires": spring})
    assert left(acceptances=(early,)) == [VALID]
    assert left(acceptances=(early,), valid_until=spring) == []


@pytest.mark.parametrize("field", ["text", "owner", "due", "proof"])
def test_a_condition_says_what_who_until_when_and_how_it_is_shown(field):
    bare = DONE.model_copy(update={field: None if field == "due" else ""})
    assert left(conditions=(bare,)) == ["{id} needs a text, an owner, a due date and a proof."]


# Everything asked is answered, for unknown never helps

ONE_LEFT = "{count} question is not answered yet. Answer it; “I do not know” is an answer."
MORE_LEFT = "{count} questions are not answered yet. Answer each; “I do not know” is an answer."
NO_ROW = "{count} component has no availability yet. Choose one; “not known” is an answer."
APPROVING = [Outcome.APPROVE, Outcome.CONDITIONS]
ASKED = catalogue_of(
    choice("a.one"),
    choice("a.two", not_applicable=True),
    choice("a.off", asked=is_("a.one", "no")),
    follows("a.three", yes=is_("a.off", "yes")),
    entry("a.number", Kind.NUMBER),
    entry("a.table", Kind.COMPONENTS),
    components=(component("weights", core=True),),
)
ANSWERS = {"a.one": "yes", "a.two": "no", "a.number": "12"}
ROW = {"base/weights": ComponentRow(availability="unknown")}


def open_(answers, outcome=Outcome.APPROVE, components=ROW) -> list[tuple[str, int]]:
    """Return what is left to do, each with its number."""
    decision = Decision(outcome=outcome, decided=TODAY, valid_until=YEAR)
    document = assessment_of(answers, decision=decision, components=components)
    found = obstacles(read(ASKED, document))
    return [(o.plural if o.count > 1 else o.text, o.count) for o in found]


@pytest.mark.parametrize("outcome", APPROVING)
def test_nothing_is_approved_while_a_question_asked_is_not_answered(outcome):
    assert open_(ANSWERS, outcome) == []
    for question in ANSWERS:
        fewer = {key: value for key, value in ANSWERS.items() if key != question}
        assert open_(fewer, outcome) == [(ONE_LEFT, 1)]
        assert open_({**fewer, question: UNKNOWN}, outcome) == []


@pytest.mark.parametrize("outcome", [Outcome.REJECT, Outcome.RETURN])
def test_what_is_not_approvedmay_leave_questions_open(outcome):
    assert open_({}, outcome, components={}) == []


def test_questions_left_open_are_counted_in_one_sentence():
    assert open_({}) == [(MORE_LEFT, 3)]


def test_what_cannot_be_read_as_an_answer_is_none():
    assert open_(ANSWERS | {"a.number": "a dozen"}) == [(ONE_LEFT, 1)]
    assert open_(ANSWERS | {"a.one": "perhaps"}) == [(ONE_LEFT, 1)]


def test_what_is_not_asked_or_follows_is_left_to_nobody():
    assert open_(ANSWERS | {"a.one": "no"}) == [(ONE_LEFT, 1)]
    assert open_(ANSWERS | {"a.one": "no", "a.off": "no"}) == []


def test_nothing_is_approved_while_a_listed_component_is_left_out():
    assert open_(ANSWERS, components={}) == [(NO_ROW, 1)]


def test_not_applicable_needs_its_reason_before_an_approval():
    bare = given(standing="not applicable")
    said = [("Say why “{question}” does not apply.", 0)]
    assert open_(ANSWERS | {"a.two": bare}) == said
    assert open_(ANSWERS | {"a.two": bare}, Outcome.REJECT) == []
    reasoned = given(standing="not applicable", reason="There is none.")
    assert open_(ANSWERS | {"a.two": reasoned}) == []


# The end lies after the decision

TOO_EARLY = "“Valid until” lies before the date of the decision. Set a later day."


@pytest.mark.parametrize("outcome", list(Outcome))
def test_a_decision_does_not_end_before_it_is_taken(outcome):
    assert left(outcome=outcome, valid_until=YESTERDAY) == [TOO_EARLY]
    assert left(outcome=outcome, valid_until=TODAY) == []


def test_an_approval_cannot_rest_on_what_has_ended_already():
    ended = ACCEPTED.model_copy(update={"expires": YESTERDAY})
    expected = [
        "A risk acceptance, or evidence of a bar or blocker, ended on {day}, before the decision. "
        "Renew it."
    ]
    for valid_until in (None, YESTERDAY, YEAR):
        assert left(acceptances=(ended,), valid_until=valid_until) == expected


def test_evidence_of_a_blocker_that_has_ended_keeps_from_approving():
    catalogue = catalogue_of(choice("a.one", weighs="blocker", statement="own"))
    document = assessment_of(
        {"a.one": given("yes", evidence=("E-1",))},
        evidence=(evidence("E-1", expires=YESTERDAY),),
        decision=Decision(outcome="approve", decided=TODAY, valid_until=YEAR),
    )
    assert [o.values for o in obstacles(read(catalogue, document))] == [{"day": YESTERDAY}]
