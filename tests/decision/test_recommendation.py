"""What the app may propose: the gate of section b.11 of the notes on accountability, with bars."""

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
    entry,
    evidence,
    follows,
    given,
    is_,
)

from procure_app.core.assessment.answer import Answer
from procure_app.core.assessment.approval import Acceptance, Condition, Decision
from procure_app.core.catalogue.word import Kind
from procure_app.core.decision.reading import read

APPROVE, CONDITIONS = "approve", "approve with conditions"
REJECT, RETURN = "reject", "return for information"
FILLERS = tuple(choice(f"z.q{n}") for n in range(8))
"""Questions without a severity, all answered, so that few of all are unknown."""
FULL = {"authority": "The director", "limit": "100 000 EUR", "reason": "Small pilot."}
LATER = TODAY + datetime.timedelta(days=90)


def accepted(finding: str = "a.one", **fields) -> Acceptance:
    """Return an acceptance in full, until later."""
    return Acceptance(**({"id": "R-1", "finding": finding, "expires": LATER} | FULL | fields))


def proposed(weighs: str, answer, *acceptances: Acceptance, conditions=()) -> str:
    """Return what is proposed when this is the only answer that may fall short."""
    catalogue = catalogue_of(choice("a.one", weighs=weighs), *FILLERS)
    answers = {q.id: "yes" for q in FILLERS}
    if answer is not None:
        answers["a.one"] = answer
    decision = Decision(acceptances=acceptances, conditions=conditions)
    document = assessment_of(answers, decision=decision, evidence=(evidence("E-1", 5),))
    return read(catalogue, document).recommendation.outcome.value


GOOD = given("yes", evidence=("E-1",))
CLAIM = given("yes")


@pytest.mark.parametrize("weighs", ["bar", "blocker", "major", "minor"])
def test_what_is_met_and_shown_is_approved(weighs):
    assert proposed(weighs, GOOD) == APPROVE


@pytest.mark.parametrize(
    ("weighs", "answer", "expected"),
    [
        ("bar", "no", REJECT),
        ("bar", "partly", REJECT),
        ("bar", UNKNOWN, RETURN),
        ("bar", None, RETURN),
        ("bar", CLAIM, RETURN),
        ("blocker", "no", REJECT),
        ("blocker", "partly", REJECT),
        ("blocker", UNKNOWN, RETURN),
        ("blocker", None, RETURN),
        ("blocker", CLAIM, RETURN),
        ("major", "no", CONDITIONS),
        ("major", "partly", CONDITIONS),
        ("major", UNKNOWN, CONDITIONS),
        ("major", CLAIM, CONDITIONS),
        ("minor", "no", APPROVE),
        ("minor", UNKNOWN, APPROVE),
    ],
)
def test_the_heaviest_finding_decides_the_gate(weighs, answer, expected):
    assert expected == proposed(weighs, answer)


@pytest.mark.parametrize("answer", ["no", UNKNOWN, None, CLAIM])
def test_a_blocker_passes_only_with_an_acceptance_that_names_the_authority(answer):
    stopped = proposed("blocker", answer)
    assert stopped in (REJECT, RETURN)
    assert proposed("blocker", answer, accepted()) == CONDITIONS
    assert stopped == proposed("blocker", answer, accepted(authority=" "))
    assert stopped == proposed("blocker", answer, accepted("z.q1"))


def test_an_acceptance_that_has_ended_lifts_nothing():
    assert proposed("blocker", "no", accepted(expires=YESTERDAY)) == REJECT
    assert proposed("blocker", "no", accepted(expires=TODAY)) == CONDITIONS


def test_no_condition_lifts_a_blocker():
    conditions = (Condition(id="C-1", finding="a.one", text="Mend it."),)
    assert proposed("blocker", "no", conditions=conditions) == REJECT


@pytest.mark.parametrize("answer", ["no", UNKNOWN, None])
def test_nobody_here_may_accept_a_bar(answer):
    """A bar offers no risk acceptance: only cure, a waiver granted by law, or rejection."""
    stopped = proposed("bar", answer)
    assert stopped in (REJECT, RETURN)
    assert stopped == proposed("bar", answer, accepted())
    assert proposed("bar", answer, accepted(waiver=True)) == CONDITIONS


def test_what_is_accepted_stays_a_condition_of_the_approval():
    assert proposed("major", "no", accepted()) == CONDITIONS


def test_a_bar_that_stands_outweighs_everything_that_is_open():
    catalogue = catalogue_of(choice("a.open", weighs="blocker"), choice("a.bar", weighs="bar"))
    found = read(catalogue, assessment_of({"a.bar": "no"})).recommendation
    assert found.outcome.value == REJECT
    assert found.because.text == "A bar stands: nobody here may accept it."


@pytest.mark.parametrize(("unknown", "expected"), [(0, APPROVE), (2, APPROVE), (3, RETURN)])
def test_more_than_a_quarter_unknown_is_too_little_to_decide_on(unknown, expected):
    questions = [choice(f"a.q{n}") for n in range(8)]
    for missing in (UNKNOWN, Answer()):
        answers = {q.id: missing if n < unknown else given("yes") for n, q in enumerate(questions)}
        reading = read(catalogue_of(*questions), assessment_of(answers))
        assert expected == reading.recommendation.outcome.value


def test_the_component_table_is_no_question_that_could_stay_open():
    questions = [choice(f"a.q{n}") for n in range(4)]
    catalogue = catalogue_of(*questions, entry("b.table", Kind.COMPONENTS))
    answers = {"a.q0": UNKNOWN} | {q.id: given("yes") for q in questions[1:]}
    assert read(catalogue, assessment_of(answers)).recommendation.outcome.value == APPROVE


def test_nothing_asked_is_nothing_to_object_to():
    assert read(catalogue_of(), assessment_of()).recommendation.outcome.value == APPROVE


# Reasons

REASONED = catalogue_of(
    *(
        choice(f"a.{weighs}", weighs=weighs, reference=weighs.upper())
        for weighs in ("minor", "major", "blocker", "bar")
    ),
    choice("a.second", weighs="major"),
    choice("a.own", weighs="bar", statement="own"),
    choice("a.free"),
)
SHOWN = (evidence("E-1", 2), evidence("E-2", 5))


def recommended(answers, catalogue=REASONED):
    """Return the recommendation on these answers."""
    return read(catalogue, assessment_of(answers, evidence=SHOWN)).recommendation


def reasons(answers, catalogue=REASONED) -> list[str]:
    """Return what the reasons for it speak of."""
    return [reason.values["subject"] for reason in recommended(answers, catalogue).reasons]


def test_there_are_three_reasons_for_it_the_weightiest_first():
    assert reasons({q.id: GOOD for q in REASONED.questions()}) == ["a.bar", "a.blocker", "a.major"]
    assert reasons({"a.second": GOOD, "a.major": GOOD}) == ["a.major", "a.second"]


def test_a_reason_names_answer_reference_and_grade():
    (reason,) = recommended({"a.bar": given("yes", evidence=("E-2",))}).reasons
    assert (reason.values["answer"], reason.values["grade"]) == ("yes", 5)
    assert "BAR" in reason.values["reference"]


@pytest.mark.parametrize(
    "answer",
    [
        CLAIM,
        UNKNOWN,
        given("yes", evidence=("E-9",)),
        given("no", evidence=("E-2",)),
        given("partly", evidence=("E-2",)),
    ],
)
def test_only_what_is_met_and_shown_is_a_reason(answer):
    assert reasons({"a.bar": answer}) == []


def test_a_fact_about_ourselves_is_no_reason_for_the_release():
    assert reasons({"a.own": GOOD, "a.free": GOOD}) == []


def test_the_strongest_reason_against_is_the_heaviest_finding():
    answers = {"a.minor": "no", "a.blocker": "no", "a.major": "no", "a.bar": GOOD, "a.own": "yes"}
    assert recommended(answers).against.values["reference"] == "BLOCKER"


def test_a_finding_without_a_reference_is_named_by_its_number():
    catalogue = catalogue_of(choice("a.one", weighs="major"))
    assert recommended({"a.one": "no"}, catalogue).against.values["reference"] == "F-01"


def test_a_reason_says_the_answer_in_the_words_of_its_options():
    several = choice("a.one", "x", "y", weighs="major", kind=Kind.CHOICES)
    x, y = (option.model_copy(update={"text": option.id * 3}) for option in several.options)
    catalogue = catalogue_of(several.model_copy(update={"options": (x, y)}))
    (reason,) = recommended({"a.one": given("x", "y", evidence=("E-1",))}, catalogue).reasons
    assert reason.values["answer"] == "xxx, yyy"


def test_without_a_finding_nothing_speaks_against_it():
    answers = {q.id: GOOD for q in REASONED.questions()}
    assert recommended(answers).against is None


def test_a_derived_answer_that_is_disputed_can_still_be_a_reason():
    derived = follows("b.use", "bar", lawful=is_("a.free", "yes"))
    catalogue = catalogue_of(choice("a.free"), derived)
    disputed = Answer(disputed="We doubt it.", evidence=("E-1",))
    (reason,) = recommended({"a.free": "yes", "b.use": disputed}, catalogue).reasons
    assert reason.values["answer"] == "lawful"


def test_a_text_can_be_a_reason():
    catalogue = catalogue_of(entry("a.version", Kind.TEXT, "major"))
    (reason,) = recommended({"a.version": given("1.5", evidence=("E-1",))}, catalogue).reasons
    assert reason.values["answer"] == "1.5"


def test_what_is_not_known_is_said_so_and_never_as_unknown():
    against = recommended({"a.one": UNKNOWN}, catalogue_of(choice("a.one", weighs="major"))).against
    assert against.values["shortfall"].text == "not known"
