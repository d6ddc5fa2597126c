"""What is wrong or still missing, each at the question where it is mended."""

from __future__ import annotations

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

from procure_app.core.assessment.answer import Answer, ComponentRow
from procure_app.core.assessment.check import is_date, problems
from procure_app.core.assessment.path import path
from procure_app.core.assessment.table import rows
from procure_app.core.catalogue.word import Kind

OPEN = "Not answered yet."


def found(*questions, components=(), **fields) -> list[tuple[str, str, bool]]:
    """Return question, text and openness of every problem."""
    catalogue = catalogue_of(*questions, components=components)
    document = assessment_of(fields.pop("answers", {}), depth="full", **fields)
    asked = path(catalogue, document)
    listed = problems(catalogue, document, asked, rows(catalogue, document, asked))
    return [(p.question, p.text.text, p.open) for p in listed]


def wrong(question, answer, **fields) -> list[str]:
    """Return what is wrong with this answer, open points apart."""
    everything = found(question, answers={question.id: answer}, **fields)
    return [text for _, text, is_open in everything if not is_open]


def open_(question, answer) -> list[str]:
    """Return what is open in this answer."""
    return [text for _, text, is_open in found(question, answers={question.id: answer}) if is_open]


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.COMPONENTS])
def test_every_kind_of_question_without_an_answer_is_open(kind):
    chosen = kind in (Kind.CHOICE, Kind.CHOICES)
    question = choice("a.one", kind=kind) if chosen else entry("a.one", kind)
    assert found(question) == [("a.one", OPEN, True)]
    assert found(question, answers={"a.one": Answer(note="Asked on Monday.")}) == [
        ("a.one", OPEN, True)
    ]


def test_spaces_are_no_answer():
    assert found(entry("a.one", Kind.TEXT), answers={"a.one": "   "}) == [("a.one", OPEN, True)]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (choice("a.one"), given("yes")),
        (choice("a.one"), UNKNOWN),
        (choice("a.one"), Answer(value=("gone",), standing="unknown")),
        (entry("a.one", Kind.DATE), UNKNOWN),
        (entry("a.one", Kind.NUMBER), UNKNOWN),
        (choice("a.one", not_applicable=True), Answer(standing="not applicable", reason="No use.")),
        (entry("a.one", Kind.TEXT), given("Pythia")),
        (entry("a.one", Kind.NUMBER), given("2 500")),
        (entry("a.one", Kind.DATE), given("2026-11-22")),
        (entry("a.one", Kind.QUOTATION), given("“open”", "https://example.org", "2026-11-22")),
        (entry("a.one", Kind.QUOTATION), given("“open”")),
        (entry("a.one", Kind.PARTY), given("", "DE", "")),
    ],
)
def test_an_answer_or_unknown_or_not_applicable_with_a_reason_is_fine(question, answer):
    assert found(question, answers={"a.one": answer}) == []


@pytest.mark.parametrize("reason", ["", "  "])
def test_not_applicable_needs_a_reason(reason):
    answer = Answer(standing="not applicable", reason=reason)
    assert wrong(choice("a.one", not_applicable=True), answer) == ["Say why it does not apply."]


def test_not_applicable_where_it_is_not_offered_is_a_problem():
    answer = Answer(standing="not applicable", reason="We would rather not say.")
    assert found(choice("a.one"), answers={"a.one": answer}) == [
        ("a.one", "“Not applicable” is not offered here. Choose an answer.", False)
    ]


def test_an_option_that_is_not_offered_is_a_problem():
    texts = wrong(choice("a.one"), given("maybe"))
    assert texts == ["The answer “{option}” is not offered. Choose one."]


@pytest.mark.parametrize("typed", ["many", "-3", "1,000"])
def test_a_number_in_words_is_a_problem_and_is_kept(typed):
    problem = ("a.one", "Write a number, such as 2500, without words.", False)
    assert found(entry("a.one", Kind.NUMBER), answers={"a.one": given(typed)}) == [problem]


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (Kind.DATE, ("22.11.2026",)),
        (Kind.DATE, ("2026-02-30",)),
        (Kind.QUOTATION, ("“open”", "https://example.org", "yesterday")),
    ],
)
def test_a_date_that_is_none_is_a_problem(kind, value):
    texts = wrong(entry("a.one", kind), given(*value))
    assert texts == ["Write the date as year-month-day: 2026-11-22."]


def test_a_date_is_iso_and_exists():
    assert is_date(" 2024-02-29 ")
    assert not is_date("2026-02-29")
    assert not is_date("")


# Duties

DUTY = choice("a.one", "yes", "partly", "no", duty=True, statement="promise")


def test_a_fact_may_be_met_by_public_documents_that_bind_nobody():
    fact = choice("a.one", "yes", "partly", "no", duty=True, statement="fact")
    assert wrong(fact, given("yes", bound="nobody", carried="buyer")) == []


@pytest.mark.parametrize(
    "answer",
    [
        given("yes", bound="nobody", carried="buyer"),
        given("yes", bound="developer", instrument="nothing", carried="buyer"),
    ],
)
def test_a_yes_that_binds_nobody_is_a_contradiction(answer):
    assert wrong(DUTY, answer) == ["The answer is yes, yet nobody is bound. Change one of the two."]
    assert wrong(DUTY, answer.model_copy(update={"value": ("no",)})) == []


def test_a_yes_that_binds_somebody_is_none():
    for instrument in ("contract clause", "promise", None):
        assert wrong(DUTY, given("yes", bound="host", instrument=instrument)) == []


@pytest.mark.parametrize("option", ["yes", "partly", "no"])
def test_a_duty_asks_who_is_bound(option):
    assert open_(DUTY, given(option)) == ["Say who is bound to do this."]
    assert open_(DUTY, given(option, bound="host")) == []


def test_a_duty_that_is_unknown_asks_nothing_more():
    assert open_(DUTY, UNKNOWN) == []


def test_a_duty_that_binds_nobody_asks_who_carries_it():
    assert open_(DUTY, given("no", bound="nobody")) == ["Say who carries this in fact."]
    assert open_(DUTY, given("no", bound="nobody", carried="nobody")) == []


# Evidence


def test_evidence_that_is_gone_is_a_problem():
    texts = wrong(choice("a.one"), given("yes", evidence=("E-7",)))
    assert texts == ["Evidence {item} is missing. Take it off."]


def test_evidence_that_expired_before_the_date_of_the_assessment_is_a_problem():
    answer = given("yes", evidence=("E-1",))
    expired = wrong(choice("a.one"), answer, evidence=(evidence(expires=YESTERDAY),))
    assert expired == ["Evidence “{title}” expired on {day}. Renew it."]
    for expires in (TODAY, None):
        assert wrong(choice("a.one"), answer, evidence=(evidence(expires=expires),)) == []


# What is asked


def test_only_what_is_asked_is_checked():
    off = choice("a.two", asked=is_("a.one", "yes"))
    answers = {"a.one": given("no"), "a.two": given("maybe")}
    assert found(choice("a.one"), off, answers=answers) == []


def test_a_derived_answer_is_never_open():
    assert found(choice("a.one"), follows("a.two", fine=is_("a.one", "yes"))) == [
        ("a.one", OPEN, True)
    ]


def test_problems_stand_in_the_order_of_the_questions():
    names = [name for name, _, _ in found(choice("a.one"), choice("b.one"), choice("a.two"))]
    assert names == ["a.one", "a.two", "b.one"]


@pytest.mark.parametrize(
    ("filled", "count"), [((), 2), (("base/card",), 1), (("base/card", "base/weights"), None)]
)
def test_rows_without_an_availability_are_open_and_counted(filled, count):
    catalogue = catalogue_of(
        entry("a.table", Kind.COMPONENTS), components=(component("weights"), component("card"))
    )
    unknown = ComponentRow(availability="unknown")
    document = assessment_of(depth="full", components=dict.fromkeys(filled, unknown))
    asked = path(catalogue, document)
    listed = problems(catalogue, document, asked, rows(catalogue, document, asked))
    assert [count] * bool(count) == [p.text.count for p in listed if p.open]


def test_rows_that_the_table_does_not_list_are_not_missed():
    catalogue = catalogue_of(
        entry("a.table", Kind.COMPONENTS),
        components=(component("weights", core=True), component("checkpoints")),
    )
    document = assessment_of(depth="core")
    asked = path(catalogue, document)
    (problem,) = problems(catalogue, document, asked, rows(catalogue, document, asked))
    assert problem.text.count == 1
