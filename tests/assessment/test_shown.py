"""What evidence shows, and what stays a claim."""

from __future__ import annotations

import pytest
from catalogue.tiny import TODAY, YESTERDAY, assessment_of, choice, evidence, given

from procure_app.core.assessment.shown import (
    answer_grade,
    availability_is_shown,
    grade,
    is_shown,
)
from procure_app.core.catalogue.word import AnswerValue, Availability

GRADES = range(6)


@pytest.mark.parametrize(
    ("statement", "needed"), [("fact", 2), ("promise", 3), ("act", 5), ("own", 0)]
)
@pytest.mark.parametrize("value", [AnswerValue.YES, AnswerValue.PARTLY])
def test_a_yes_is_shown_from_the_grade_of_its_statement(statement, needed, value):
    question = choice("a.one", statement=statement)
    assert [n >= needed for n in GRADES] == [is_shown(question, value, n) for n in GRADES]


@pytest.mark.parametrize(
    ("statement", "needed"), [("fact", 1), ("promise", 1), ("act", 1), ("own", 0)]
)
def test_a_no_speaks_against_the_speaker_and_counts_from_grade_one(statement, needed):
    question = choice("a.one", statement=statement)
    assert [n >= needed for n in GRADES] == [is_shown(question, AnswerValue.NO, n) for n in GRADES]


@pytest.mark.parametrize("value", [AnswerValue.UNKNOWN, AnswerValue.NOT_APPLICABLE, None])
def test_unknown_and_not_applicable_show_nothing(value):
    assert not any(is_shown(choice("a.one", statement="own"), value, n) for n in GRADES)


def test_the_best_item_counts_and_not_their_number():
    items = (evidence("E-1", 1), evidence("E-2", 3), evidence("E-3", 1))
    document = assessment_of(evidence=items)
    by_id = document.evidence_by_id()
    assert grade(document, ("E-1", "E-3"), by_id) == 1
    assert grade(document, ("E-1", "E-2", "E-3"), by_id) == 3
    assert grade(document, (), by_id) == 0
    assert grade(document, ("E-9",), by_id) == 0


def test_expired_evidence_counts_nothing_from_the_day_after():
    items = (evidence("E-1", 5, expires=YESTERDAY), evidence("E-2", 4, expires=TODAY))
    document = assessment_of(evidence=items)
    assert answer_grade(document, given("yes", evidence=("E-1",))) == 0
    assert answer_grade(document, given("yes", evidence=("E-1", "E-2"))) == 4


@pytest.mark.parametrize("availability", [Availability.RELEASED, Availability.GATED])
def test_released_is_shown_by_the_thing_itself_only(availability):
    def shown(*items, found="", version=""):
        return availability_is_shown(availability, items, found, version)

    assert shown(evidence(kind="file", grade=0))
    assert shown(evidence(kind="check", grade=0))
    assert shown(evidence(kind="address", version="v1"))
    assert shown(found="https://example.org", version="sha256:ab")
    assert not shown()
    assert not shown(evidence(kind="address", grade=4))
    assert not shown(found="https://example.org")
    assert not shown(version="v1")


@pytest.mark.parametrize(
    ("availability", "needed"),
    [
        ("withheld", 1),
        ("described only", 1),
        ("served", 1),
        ("under contract", 3),
        ("unknown", 6),
        ("not applicable", 6),
    ],
)
def test_other_availabilities_are_shown_from_their_grade(availability, needed):
    shown = [
        availability_is_shown(Availability(availability), [evidence(grade=n)], "here", "v1")
        for n in GRADES
    ]
    assert [n >= needed for n in GRADES] == shown
