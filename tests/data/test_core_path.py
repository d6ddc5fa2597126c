"""The core path in the three cases of the officer's review: short enough, and nothing left out."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

import pytest
from catalogue.tiny import given

from procure_app.core.assessment.answer import ComponentRow
from procure_app.core.assessment.document import Assessment
from procure_app.core.catalogue.catalogue import Catalogue
from procure_app.core.decision.reading import Reading, read

MOST_QUESTIONS, MOST_ROWS, MOST_ROWS_OF_A_SERVICE = 62, 30, 7


@dataclass(frozen=True)
class Case:
    """The facts that switch questions, and what the path then comes to."""

    facts: dict[str, tuple[str, ...]]
    core: str
    """The codes that are core for this case."""
    answered: int
    """Questions a person answers, the component table among them."""
    derived: int
    """Questions that are shown with an answer that follows."""
    rows: int
    filled: tuple[str, ...] = ()
    """Components whose row is filled, because questions follow from it."""


def case(facts: str, core: str, **fields) -> Case:
    """Return a case; each line names a question and the options chosen."""
    pairs = (line.split() for line in facts.strip().splitlines())
    return Case({question: tuple(options) for question, *options in pairs}, core, **fields)


SELF_HOSTED = case(
    """
    case.buyer_kind public
    case.territory eu
    case.sector administration
    case.data personal confidential
    case.decides supports
    case.impact high
    case.critical no
    case.holder us
    case.leaves no
    case.changes us_only
    case.plans none
    case.procedure none
    release.layers base
    release.system one
    stop.excluded inside
    stop.binding click
    stop.terms allowed
    """,
    "A1 A3 A4 A6 B1 B2 B5 C1 C7 D1 E1 E3 E4 E7 F1 F2 G3 G4 H2 I3 I4 J2 J3 N1 N2",
    answered=61,
    derived=2,
    rows=10,
    filled=("weights", "model_card"),
)
SERVICE = case(
    """
    case.buyer_kind public
    case.territory us_state
    case.sector administration
    case.data personal
    case.decides supports
    case.impact moderate
    case.critical no
    case.holder host
    case.leaves yes
    case.changes others
    case.paid yes
    case.plans none
    case.procedure framework
    release.layers base
    release.supply reseller
    release.system one
    stop.excluded inside
    stop.binding reseller_flow
    stop.terms allowed
    component.rest served
    """,
    "A1 A3 A4 B2 B4 B5 B7 B8 C4 C5 C6 C7 D1 E7 F5 G1 G2 G3 G6 I1 I3 J2 N1 N3",
    answered=59,
    derived=2,
    rows=5,
    filled=("model_card",),
)
EMBEDDED = case(
    """
    case.buyer_kind public
    case.territory eu
    case.sector health
    case.data personal special
    case.decides supports
    case.impact high
    case.critical yes
    case.holder product
    case.leaves yes
    case.changes others
    case.paid yes
    case.plans none
    case.sector_approval yes
    case.procedure competition
    release.layers base modification product
    release.system one
    stop.excluded inside
    stop.binding contract_vendor
    stop.terms none
    """,
    "A1 A3 A4 B1 B6 B7 C6 C7 D1 D2 D5 E1 E5 E7 G1 G2 G4 G6 H1 H4 I3 J2 N1 N4",
    answered=61,
    derived=2,
    rows=30,
    filled=("weights", "model_card"),
)
CASES = {"self-hosted": SELF_HOSTED, "service": SERVICE, "embedded": EMBEDDED}
named = pytest.mark.parametrize("case", CASES.values(), ids=CASES)


def walked(catalogue: Catalogue, case: Case, **fields) -> Reading:
    """Return what follows from the facts of a case."""
    released = ComponentRow(availability="released")
    return read(
        catalogue,
        Assessment(
            id="x",
            as_of=datetime.date(2026, 11, 22),
            catalogue=catalogue.id,
            catalogue_version=catalogue.version,
            answers={question: given(*options) for question, options in case.facts.items()},
            components={f"base/{component}": released for component in case.filled},
            **fields,
        ),
    )


def counts(catalogue: Catalogue, case: Case) -> tuple[int, int, int]:
    """Return the numbers of questions to answer, questions that follow, and listed rows."""
    reading = walked(catalogue, case)
    asked = reading.path.questions()
    derived = sum(bool(question.derived) for question in asked)
    return len(asked) - derived, derived, sum(row.listed for row in reading.table)


@named
def test_the_facts_of_the_case_are_answers_that_can_be_given(catalogue, case):
    """A renamed option must not quietly switch half of the questions off."""
    for question, options in case.facts.items():
        assert all(catalogue.by_id[question].option(option) for option in options), question
    reading = walked(catalogue, case)
    asked = {question.id for question in reading.path.questions()}
    assert set(case.facts) <= asked


@named
def test_the_core_path_is_short_enough_for_forty_five_minutes(catalogue, case):
    answered, derived, rows = counts(catalogue, case)
    print(f"{answered} questions to answer, {derived} that follow, {rows} component rows")
    assert answered <= MOST_QUESTIONS
    assert rows <= (MOST_ROWS_OF_A_SERVICE if case is SERVICE else MOST_ROWS)


@named
def test_a_change_of_the_core_path_is_noticed(catalogue, case):
    """Where this fails on purpose, say the new counts in the note and write them here."""
    assert counts(catalogue, case) == (case.answered, case.derived, case.rows)


@named
def test_every_code_that_the_review_calls_core_is_asked(catalogue, case):
    """A code may be split into several questions: B2 is asked as B2a and B2b."""
    asked = {question.reference for question in walked(catalogue, case).path.questions()}
    known = {question.reference for question in catalogue.questions()}

    def stands_for(code: str, references: set[str]) -> set[str]:
        return {r for r in references if r == code or (r[:-1] == code and r[-1:] in "abcd")}

    codes = [code for code in case.core.split() if stands_for(code, known)]
    assert codes == case.core.split()
    assert [code for code in codes if not stands_for(code, asked)] == []


@named
def test_the_full_walk_asks_at_least_what_the_core_asks(catalogue, case):
    core = [question.id for question in walked(catalogue, case).path.questions()]
    full = [question.id for question in walked(catalogue, case, depth="full").path.questions()]
    assert set(core) < set(full)
    assert [question for question in full if question in core] == core


@named
def test_describing_the_same_release_is_shorter(catalogue, case):
    core = walked(catalogue, case).path.questions()
    described = walked(catalogue, case, walk="describe").path.questions()
    assert 0 < len(described) < len(core)
    assert not any(question.id.startswith(("case.", "ours.", "stop.")) for question in described)
