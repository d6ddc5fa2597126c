"""Until when an approval may hold."""

from __future__ import annotations

import datetime

import pytest
from catalogue.tiny import (
    TODAY,
    UNKNOWN,
    assessment_of,
    catalogue_of,
    choice,
    evidence,
    given,
    is_,
    steady,
)
from hypothesis import given as holds_for
from hypothesis import strategies as st

from procure_app.core.assessment.approval import Acceptance, Decision
from procure_app.core.assessment.path import path
from procure_app.core.catalogue.question import SeverityRule
from procure_app.core.decision.validity import latest_validity, months_after, too_long

YEAR = datetime.date(2027, 11, 22)
HIGH = is_("a.impact", "high")
CATALOGUE = catalogue_of(
    choice("a.impact", "low", "high"),
    choice(
        "a.blocker",
        weighs=(SeverityRule(is_="blocker", when=HIGH), SeverityRule(is_="major")),
    ),
    choice("a.bar", weighs="bar"),
    choice("b.off", weighs="blocker", asked=is_("a.impact", "low")),
)


def latest(answers=None, items=(), **decided) -> datetime.date:
    """Return the last day an approval on these answers may hold."""
    document = assessment_of(answers, evidence=tuple(items), decision=Decision(**decided))
    return latest_validity(document, path(CATALOGUE, document))


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        ("2026-11-22", 12, "2027-11-22"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2023-02-28", 12, "2024-02-28"),
        ("2024-02-29", 48, "2028-02-29"),
        ("2026-08-31", 6, "2027-02-28"),
        ("2026-12-31", 1, "2027-01-31"),
        ("2026-11-30", 1, "2026-12-30"),
        ("2026-11-22", 0, "2026-11-22"),
        ("9998-06-01", 12, "9999-06-01"),
        ("9999-06-01", 12, "9999-12-31"),
    ],
)
def test_so_many_months_later_is_the_same_day_or_the_last_of_its_month(day, months, expected):
    day, expected = map(datetime.date.fromisoformat, (day, expected))
    assert expected == months_after(day, months)


@steady
@holds_for(st.dates(max_value=datetime.date(9990, 1, 1)), st.integers(0, 48))
def test_months_never_run_over_into_the_next(day, months):
    later = months_after(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day <= day.day


def test_an_approval_holds_for_twelve_months_at_the_most():
    assert latest(decided=TODAY) == YEAR
    assert latest(decided=datetime.date(2024, 2, 29)) == datetime.date(2025, 2, 28)


def test_before_it_is_decided_the_date_of_the_assessment_counts():
    assert latest() == YEAR


def test_it_never_outlasts_an_acceptance():
    early, late = datetime.date(2027, 3, 1), datetime.date(2027, 6, 1)
    acceptances = (
        Acceptance(id="R-1", finding="a.bar", expires=late),
        Acceptance(id="R-2", finding="a.bar", expires=early),
        Acceptance(id="R-3", finding="a.bar"),
    )
    assert latest(decided=TODAY, acceptances=acceptances) == early


EARLY = evidence("E-1", expires=datetime.date(2027, 1, 31))
RESTS = given("yes", evidence=("E-1",))


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({"a.bar": RESTS}, EARLY.expires),
        ({"a.blocker": RESTS, "a.impact": "high"}, EARLY.expires),
        ({"a.blocker": RESTS, "a.impact": "low"}, YEAR),
        ({"b.off": RESTS, "a.impact": "high"}, YEAR),
        ({"b.off": RESTS, "a.impact": "low"}, EARLY.expires),
        ({"a.impact": RESTS}, YEAR),
        ({"a.bar": given("yes", evidence=("E-9",))}, YEAR),
        ({"a.bar": UNKNOWN}, YEAR),
    ],
)
def test_it_never_outlasts_evidence_that_a_bar_or_blocker_rests_on(answers, expected):
    assert expected == latest(answers, [EARLY, evidence("E-2")], decided=TODAY)


DAYS = st.one_of(st.none(), st.dates(datetime.date(2026, 1, 1), datetime.date(2029, 1, 1)))


@steady
@holds_for(st.lists(DAYS, max_size=3), st.lists(DAYS, max_size=3), DAYS)
def test_validity_outlasts_nothing_it_rests_on(accepted, backed, decided):
    items = [evidence(f"E-{n}", expires=day) for n, day in enumerate(backed)]
    answers = {"a.bar": given("yes", evidence=tuple(item.id for item in items))}
    acceptances = tuple(
        Acceptance(id=f"R-{n}", finding="a.bar", expires=day) for n, day in enumerate(accepted)
    )
    found = latest(answers, items, decided=decided, acceptances=acceptances)
    ends = [day for day in (*accepted, *backed) if day]
    assert all(found <= day for day in ends)
    assert found <= months_after(decided or TODAY, 12)
    assert found in (*ends, months_after(decided or TODAY, 12))


@pytest.mark.parametrize(
    ("expires", "expected"),
    [
        (None, True),
        (datetime.date(2027, 11, 22), False),
        (datetime.date(2027, 11, 23), True),
        (datetime.date(2026, 12, 1), False),
    ],
)
def test_an_acceptance_ends_within_twelve_months(expires, expected):
    acceptance = Acceptance(id="R-1", finding="a.bar", expires=expires)
    for document in (
        assessment_of(),
        assessment_of(as_of=datetime.date(2020, 1, 1), decision=Decision(decided=TODAY)),
    ):
        assert expected is too_long(acceptance, document)
