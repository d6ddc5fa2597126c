"""Findings: what falls short and how much it weighs. Unknown never helps; nothing is averaged."""

from __future__ import annotations

import pytest
from catalogue.tiny import (
    TODAY,
    UNKNOWN,
    YESTERDAY,
    assessment_of,
    catalogue_of,
    choice,
    evidence,
    follows,
    given,
    is_,
    steady,
)
from hypothesis import given as holds_for
from hypothesis import strategies as st

from procure_app.core.assessment import edit
from procure_app.core.assessment.answer import Answer
from procure_app.core.assessment.approval import Acceptance, Condition, Decision
from procure_app.core.catalogue.question import SeverityRule
from procure_app.core.catalogue.word import Severity
from procure_app.core.decision.reading import read

WEIGHTS = ("bar", "blocker", "major", "minor")
NOT_APPLICABLE = Answer(standing="not applicable", reason="Nothing of the kind.")
ITEMS = tuple(evidence(f"E-{grade}", grade) for grade in range(6))


def found(question, answer=None, **fields) -> str | None:
    """Return in which way this one question falls short, None where it does not."""
    fields.setdefault("evidence", ITEMS)
    answers = {} if answer is None else {question.id: answer}
    findings = read(catalogue_of(question), assessment_of(answers, **fields)).findings
    return findings[0].shortfall.value if findings else None


def backed(option: str, grade: int) -> Answer:
    """Return an answer with evidence of this grade."""
    return given(option, evidence=(f"E-{grade}",))


@pytest.mark.parametrize("weighs", WEIGHTS)
@pytest.mark.parametrize("option", ["no", "partly"])
def test_no_and_partly_fall_short_whatever_the_evidence(weighs, option):
    for grade in range(6):
        assert option == found(choice("a.one", weighs=weighs), backed(option, grade))


@pytest.mark.parametrize("weighs", WEIGHTS)
@pytest.mark.parametrize("answer", [UNKNOWN, given("unknown")])
def test_unknown_falls_short(weighs, answer):
    question = choice("a.one", "yes", "no", "unknown", weighs=weighs)
    assert found(question, answer) == "unknown"


@pytest.mark.parametrize(
    ("statement", "needed"), [("fact", 2), ("promise", 3), ("act", 5), ("own", 0)]
)
def test_a_yes_below_its_grade_is_claimed_and_not_shown(statement, needed):
    question = choice("a.one", weighs="major", statement=statement)
    for grade in range(6):
        expected = None if grade >= needed else "claimed, not shown"
        assert expected == found(question, backed("yes", grade))


def test_expired_evidence_does_not_show():
    question, answer = choice("a.one", weighs="major"), given("yes", evidence=("E-1",))
    for day, expected in ((YESTERDAY, "claimed, not shown"), (TODAY, None), (None, None)):
        items = (evidence("E-1", 5, expires=day),)
        assert expected == found(question, answer, evidence=items)


@pytest.mark.parametrize("weighs", WEIGHTS)
def test_not_applicable_is_neutral_where_it_is_offered(weighs):
    assert found(choice("a.one", weighs=weighs, not_applicable=True), NOT_APPLICABLE) is None


@pytest.mark.parametrize("weighs", ["bar", "blocker"])
def test_not_applicable_lifts_no_bar_or_blocker_that_does_not_offer_it(weighs):
    assert found(choice("a.one", weighs=weighs), NOT_APPLICABLE) == "not answered"


@pytest.mark.parametrize(
    ("weighs", "expected"),
    [("bar", "not answered"), ("blocker", "not answered"), ("major", None), ("minor", None)],
)
@pytest.mark.parametrize("answer", [None, Answer(note="Asked."), given("gone")])
def test_a_bar_or_blocker_that_is_not_answered_is_a_finding(weighs, expected, answer):
    assert expected == found(choice("a.one", weighs=weighs), answer)


def test_what_has_no_severity_has_no_finding():
    assert found(choice("a.one"), given("no")) is None
    none = (SeverityRule(is_="none"),)
    assert found(choice("a.one", weighs=none), given("no")) is None


def test_the_first_severity_rule_that_holds_counts():
    rules = (
        SeverityRule(is_="bar", when=is_("b.two", "no")),
        SeverityRule(is_="none", when=is_("a.one", "partly")),
        SeverityRule(is_="major", when=is_("a.one", "no")),
    )
    catalogue = catalogue_of(choice("a.one", weighs=rules), choice("b.two"))

    def weight(**answers):
        document = assessment_of({k.replace("_", "."): v for k, v in answers.items()})
        return [f.severity.value for f in read(catalogue, document).findings]

    assert weight(a_one="no", b_two="no") == ["bar"]
    assert weight(a_one="no", b_two="yes") == ["major"]
    assert weight(a_one="partly") == []
    assert weight(a_one="yes") == []


def test_a_derived_yes_needs_no_evidence_and_a_derived_no_falls_short():
    question = follows("a.two", "major", yes=is_("a.one", "yes"), no=is_("a.one", "no"))
    catalogue = catalogue_of(choice("a.one"), question)
    assert read(catalogue, assessment_of({"a.one": "yes"})).findings == ()
    assert len(read(catalogue, assessment_of({"a.one": "no"})).findings) == 1


ALL = catalogue_of(
    choice("a.minor", weighs="minor", not_applicable=True),
    choice("a.major", weighs="major", not_applicable=True),
    choice("b.blocker", weighs="blocker", not_applicable=True),
    choice("b.bar", weighs="bar", not_applicable=True),
    choice("b.free"),
)
WORST = dict.fromkeys(("a.minor", "a.major", "b.blocker", "b.bar"), "no")


def test_findings_stand_heaviest_first_and_are_numbered_so():
    findings = read(ALL, assessment_of(WORST)).findings
    assert [(f.id, f.severity.value) for f in findings] == [
        ("F-01", "bar"), ("F-02", "blocker"), ("F-03", "major"), ("F-04", "minor"),
    ]  # fmt: skip


def test_findings_of_one_weight_stand_in_the_order_of_the_questions():
    catalogue = catalogue_of(*(choice(f"a.q{n}", weighs="major") for n in range(12)))
    answers = {q.id: "no" for q in reversed(catalogue.questions())}
    findings = read(catalogue, assessment_of(answers)).findings
    assert [f.question.id for f in findings] == [q.id for q in catalogue.questions()]


def test_a_finding_carries_the_note_the_grade_and_its_treatment():
    condition = Condition(id="C-1", finding="a.major")
    acceptance = Acceptance(id="R-1", finding="a.major")
    other = Condition(id="C-2", finding="a.minor")
    decision = Decision(conditions=(condition, other), acceptances=(acceptance,))
    answer = given("no", note="They said so.", evidence=("E-3",))
    document = assessment_of({"a.major": answer}, evidence=ITEMS, decision=decision)
    finding = next(f for f in read(ALL, document).findings if f.question.id == "a.major")
    assert (finding.note, finding.grade) == ("They said so.", 3)
    assert (finding.conditions, finding.acceptances) == ((condition,), (acceptance,))
    assert finding.treated
    (bare,) = read(
        ALL, assessment_of({"a.minor": "no", "b.blocker": NOT_APPLICABLE, "b.bar": NOT_APPLICABLE})
    ).findings
    assert (bare.note, bare.grade, bare.treated) == ("", 0, False)


def test_describing_a_release_has_no_findings():
    catalogue = catalogue_of(choice("a.one", weighs="blocker", walks=("purchase", "describe")))
    assert read(catalogue, assessment_of({"a.one": "no"}, walk="describe")).findings == ()
    assert len(read(catalogue, assessment_of({"a.one": "no"})).findings) == 1


@pytest.mark.parametrize("good", [0, 1, 10, 100])
def test_no_number_of_good_answers_buys_off_a_finding(good):
    questions = [choice(f"b.q{n}", weighs="major", statement="own") for n in range(good)]
    catalogue = catalogue_of(choice("a.one", weighs="blocker"), *questions)
    answers = {q.id: "yes" for q in questions} | {"a.one": "no"}
    reading = read(catalogue, assessment_of(answers))
    assert [f.question.id for f in reading.findings] == ["a.one"]
    assert reading.recommendation.outcome.value == "reject"


# Unknown never helps, whatever else was answered

_ANSWERS = st.one_of(
    st.just(UNKNOWN),
    st.just(NOT_APPLICABLE),
    st.builds(backed, st.sampled_from(["yes", "partly", "no"]), st.integers(0, 5)),
)
_ACCEPTED = st.builds(
    Acceptance,
    id=st.just("R-1"),
    finding=st.sampled_from([q.id for q in ALL.questions()]),
    waiver=st.booleans(),
    authority=st.sampled_from(["", "The director"]),
    expires=st.sampled_from([None, YESTERDAY, TODAY]),
)
STRICTNESS = {"approve": 0, "approve with conditions": 1, "return for information": 2, "reject": 2}


def documents():
    """Return a strategy for any answers to every question, with or without an acceptance."""
    return st.builds(
        lambda answers, accepted: assessment_of(
            answers, evidence=ITEMS, decision=Decision(acceptances=tuple(accepted))
        ),
        st.fixed_dictionaries({}, optional={q.id: _ANSWERS for q in ALL.questions()}),
        st.lists(_ACCEPTED, max_size=2),
    )


def strictness(document) -> int:
    """Return how strict the recommendation is."""
    return STRICTNESS[read(ALL, document).recommendation.outcome.value]


@steady
@holds_for(documents(), st.sampled_from([q.id for q in ALL.questions()]))
def test_unknown_never_removes_a_finding_nor_lowers_a_recommendation(document, question):
    replaced = edit.answer(document, question, UNKNOWN)
    before = {f.question.id for f in read(ALL, document).findings}
    after = {f.question.id for f in read(ALL, replaced).findings}
    assert before <= after
    assert strictness(document) <= strictness(replaced)


@steady
@holds_for(documents(), st.sampled_from([q.id for q in ALL.questions()]))
def test_taking_evidence_away_never_removes_a_finding_nor_lowers_a_recommendation(
    document, question
):
    bare = document.answers.get(question, UNKNOWN).model_copy(update={"evidence": ()})
    replaced = edit.answer(document, question, bare)
    before = {f.question.id for f in read(ALL, document).findings}
    after = {f.question.id for f in read(ALL, replaced).findings}
    assert before <= after
    assert strictness(document) <= strictness(replaced)


@steady
@holds_for(documents(), st.integers(0, 20))
def test_more_good_answers_never_remove_a_finding(document, good):
    more = [choice(f"c.q{n}", statement="own", weighs="major") for n in range(good)]
    larger = catalogue_of(*ALL.questions(), *more)
    answers = dict(document.answers) | {q.id: given("yes") for q in more}
    before = [f.question.id for f in read(ALL, document).findings]
    after = [f.question.id for f in read(larger, edit.changed(document, answers=answers)).findings]
    assert before == after


def test_every_severity_has_its_place():
    assert tuple(severity.value for severity in Severity) == WEIGHTS
