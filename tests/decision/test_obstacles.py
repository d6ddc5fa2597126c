"""What keeps a decision from being signed."""

from __future__ import annotations

import datetime

import pytest
from catalogue.tiny import TODAY, assessment_of, catalogue_of, choice

from procure_app.core.assessment.approval import Acceptance, Condition, Decision, Outcome
from procure_app.core.decision.reading import read
from procure_app.core.decision.signoff import obstacles

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
