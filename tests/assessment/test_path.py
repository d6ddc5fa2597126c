"""Which questions are asked, and what the answers come to."""

from __future__ import annotations

import pytest
from catalogue.tiny import (
    UNKNOWN,
    assessment_of,
    catalogue_of,
    choice,
    component,
    entry,
    follows,
    given,
    is_,
)

from procure_app.core.assessment import edit
from procure_app.core.assessment.answer import Answer, ComponentRow
from procure_app.core.assessment.path import number_of, path, value_of
from procure_app.core.catalogue.condition import AtLeast, HasComponent, Not
from procure_app.core.catalogue.word import AnswerValue, Availability, Kind

SWITCHED = catalogue_of(
    choice("a.holder", "us", "host"),
    choice("b.files", asked=is_("a.holder", "us")),
    choice("b.repair", asked=is_("b.files", "yes")),
    choice("c.service", asked=is_("a.holder", "host")),
)


def asked(catalogue, answers=None, **fields) -> list[str]:
    """Return the ids of the questions asked."""
    fields.setdefault("depth", "full")
    return [q.id for q in path(catalogue, assessment_of(answers, **fields)).questions()]


def not_asked(catalogue, answers=None, **fields) -> dict[str, str]:
    """Return why each other question is not asked, by its id."""
    found = path(catalogue, assessment_of(answers, **fields)).not_asked
    return {off.question.id: off.reason for off in found}


# Asked and not asked


def test_a_question_is_asked_when_its_condition_holds():
    assert asked(SWITCHED) == ["a.holder"]
    assert asked(SWITCHED, {"a.holder": "us"}) == ["a.holder", "b.files"]
    assert asked(SWITCHED, {"a.holder": "host"}) == ["a.holder", "c.service"]


def test_a_section_that_asks_nothing_is_not_on_the_path():
    found = path(SWITCHED, assessment_of({"a.holder": "host"}))
    assert [section.id for section, _ in found.sections] == ["a", "c"]


def test_what_is_not_asked_says_why_and_by_which_condition():
    found = path(SWITCHED, assessment_of({"a.holder": "host"})).not_asked
    assert [(off.question.id, off.reason, off.condition) for off in found] == [
        ("b.files", "does not apply", is_("a.holder", "us")),
        ("b.repair", "does not apply", is_("b.files", "yes")),
    ]


def test_a_section_is_switched_off_with_all_its_questions():
    first, second, third = SWITCHED.sections
    off = second.model_copy(update={"asked": is_("a.holder", "host")})
    catalogue = SWITCHED.model_copy(update={"sections": (first, off, third)})
    assert asked(catalogue, {"a.holder": "us"}) == ["a.holder"]


def test_an_answer_off_the_path_reads_as_absent_and_is_kept():
    document = assessment_of({"a.holder": "us", "b.files": "yes", "b.repair": "no"}, depth="full")
    switched = edit.answer(document, "a.holder", given("host"))
    found = path(SWITCHED, switched)
    assert found.facts.answer("b.files") is None
    assert found.facts.options("b.repair") == frozenset()
    assert [q.id for q in found.questions()] == ["a.holder", "c.service"]
    assert switched.answers["b.files"] == given("yes")


def test_switching_back_brings_the_answers_back():
    document = assessment_of({"a.holder": "us", "b.files": "yes", "b.repair": "no"})
    there = edit.answer(document, "a.holder", given("host"))
    back = edit.answer(there, "a.holder", given("us"))
    assert path(SWITCHED, back) == path(SWITCHED, document)


def test_an_unknown_fact_switches_nothing_on():
    assert asked(SWITCHED, {"a.holder": UNKNOWN}) == ["a.holder"]


def test_a_kept_choice_under_unknown_is_not_read():
    """What was chosen before may still stand in a file; unknown never helps."""
    kept = Answer(value=("us",), standing="unknown")
    assert asked(SWITCHED, {"a.holder": kept}) == ["a.holder"]
    catalogue = catalogue_of(
        entry("a.users", Kind.NUMBER),
        choice("a.many", asked=AtLeast(question="a.users", at_least=5)),
    )
    assert asked(catalogue, {"a.users": "9"}) == ["a.users", "a.many"]
    assert asked(catalogue, {"a.users": Answer(value=("9",), standing="unknown")}) == ["a.users"]


def test_an_option_that_is_not_offered_is_not_read():
    either = catalogue_of(
        choice("a.holder", "us", "host", kind=Kind.CHOICES),
        choice("a.more", asked=is_("a.holder", "martians")),
    )
    assert asked(either, {"a.holder": given("us", "martians")}) == ["a.holder"]


# Walks and depth


def test_a_description_asks_only_what_is_for_it():
    catalogue = catalogue_of(
        choice("a.buyer"),
        choice("a.model", walks=("purchase", "describe")),
        choice("b.label", walks=("describe",)),
    )
    assert asked(catalogue, walk="describe") == ["a.model", "b.label"]
    assert asked(catalogue) == ["a.buyer", "a.model"]
    assert not_asked(catalogue, walk="describe") == {"a.buyer": "other walk"}


def test_a_section_for_purchases_is_not_in_a_description():
    catalogue = catalogue_of(choice("a.model", walks=("purchase", "describe")), walks=("purchase",))
    assert asked(catalogue, walk="describe") == []


def test_a_description_asks_what_is_not_core_too():
    catalogue = catalogue_of(choice("a.date", core=False, walks=("describe",)))
    assert asked(catalogue, walk="describe", depth="core") == ["a.date"]


CORE = catalogue_of(
    choice("a.holder", "us", "host"),
    choice("a.logs", core=False),
    choice("a.files", core=is_("a.holder", "us")),
)


def test_the_core_walk_leaves_out_what_is_not_core():
    assert asked(CORE, depth="core") == ["a.holder"]
    assert asked(CORE, {"a.holder": "us"}, depth="core") == ["a.holder", "a.files"]
    assert not_asked(CORE) == {"a.logs": "not core", "a.files": "not core"}
    assert asked(CORE) == ["a.holder", "a.logs", "a.files"]


@pytest.mark.parametrize("answer", [given("no"), UNKNOWN, Answer(note="see the card")])
def test_the_core_walk_keeps_what_was_answered(answer):
    assert asked(CORE, {"a.logs": answer}, depth="core") == ["a.holder", "a.logs"]


def test_what_is_core_may_depend_on_a_later_answer():
    catalogue = catalogue_of(
        choice("a.tests", core=is_("b.class", "risky")), choice("b.class", "risky", "harmless")
    )
    assert asked(catalogue, depth="core") == ["b.class"]
    assert asked(catalogue, {"b.class": "risky"}, depth="core") == ["a.tests", "b.class"]


def test_what_is_core_may_depend_on_a_later_answer_that_is_missing():
    catalogue = catalogue_of(
        choice("a.tests", core=Not(negated=is_("b.class", "harmless"))),
        choice("b.class", "risky", "harmless"),
    )
    assert asked(catalogue, depth="core") == ["a.tests", "b.class"]
    assert asked(catalogue, {"b.class": "harmless"}, depth="core") == ["b.class"]


# Derived answers

DERIVED = catalogue_of(
    choice("a.impact", "low", "high", "banned"),
    follows("b.use", lawful=is_("a.impact", "low", "high"), no=is_("a.impact", "banned")),
    choice("b.stop", asked=is_("b.use", "no")),
)


def test_a_derived_answer_follows_its_facts():
    lawful = path(DERIVED, assessment_of({"a.impact": "low"}))
    banned = path(DERIVED, assessment_of({"a.impact": "banned"}))
    assert (lawful.derived, lawful.facts.answer("b.use")) == ({"b.use": "lawful"}, "yes")
    assert (banned.derived, banned.facts.answer("b.use")) == ({"b.use": "no"}, "no")
    assert asked(DERIVED, {"a.impact": "banned"}) == ["a.impact", "b.use", "b.stop"]


def test_nothing_follows_while_the_facts_are_missing():
    found = path(DERIVED, assessment_of())
    assert found.derived == {}
    assert found.facts.answer("b.use") is None


@pytest.mark.parametrize("answer", [given("lawful"), UNKNOWN, Answer(standing="not applicable")])
def test_a_derived_answer_cannot_be_overridden(answer):
    for facts in ({}, {"a.impact": "banned"}):
        plain = path(DERIVED, assessment_of(facts))
        assert plain == path(DERIVED, assessment_of(facts | {"b.use": answer}))


def test_a_derived_answer_can_be_disputed_without_changing_it():
    disputed = assessment_of({"a.impact": "banned", "b.use": Answer(disputed="It is research.")})
    assert path(DERIVED, disputed).derived == {"b.use": "no"}
    assert disputed.answers["b.use"].disputed == "It is research."


def test_the_first_derivation_that_holds_counts():
    either = catalogue_of(
        choice("a.one"), follows("a.two", first=is_("a.one", "yes"), second=is_("a.one", "yes"))
    )
    assert path(either, assessment_of({"a.one": "yes"})).derived == {"a.two": "first"}


def test_a_derivation_may_read_a_later_answer():
    catalogue = catalogue_of(follows("a.two", fine=is_("b.late", "yes")), choice("b.late"))
    assert path(catalogue, assessment_of({"b.late": "yes"})).derived == {"a.two": "fine"}


def test_what_followed_only_until_a_later_answer_was_read_does_not_follow():
    catalogue = catalogue_of(
        follows("a.two", fine=Not(negated=is_("b.late", "yes"))), choice("b.late")
    )
    assert path(catalogue, assessment_of()).derived == {"a.two": "fine"}
    found = path(catalogue, assessment_of({"b.late": "yes"}))
    assert (found.derived, found.facts.answer("a.two")) == ({}, None)


# Components

PARTS = catalogue_of(
    choice("a.holder", "us", "host"),
    choice("a.layers", "base", "product", kind=Kind.CHOICES),
    entry("b.table", Kind.COMPONENTS),
    choice("b.rest", "served", "withheld", asked=is_("a.holder", "host")),
    choice("c.recall", asked=HasComponent(component="weights", availability=("released",))),
    choice("c.served", asked=HasComponent(component="weights", availability=("served",))),
    components=(component("weights"), component("card", seen_by_customers=True)),
    layers="a.layers",
    rest="b.rest",
    not_delivered=is_("a.holder", "host"),
)
RELEASED = ComponentRow(availability="released")


def test_conditions_read_the_rows_of_the_component_table():
    rows = {"base/weights": RELEASED}
    assert "c.recall" in asked(PARTS, components=rows)
    assert "c.recall" not in asked(PARTS)


def test_rows_of_a_layer_that_the_release_does_not_have_read_as_absent():
    rows = {"product/weights": RELEASED}
    assert "c.recall" not in asked(PARTS, components=rows)
    assert "c.recall" not in asked(PARTS, {"a.layers": "base"}, components=rows)
    assert "c.recall" in asked(PARTS, {"a.layers": given("base", "product")}, components=rows)


def test_a_component_has_the_availabilities_of_all_its_layers():
    rows = {"base/weights": ComponentRow(availability="withheld"), "product/weights": RELEASED}
    document = assessment_of({"a.layers": given("base", "product")}, components=rows)
    expected = {Availability.WITHHELD, Availability.RELEASED}
    assert expected == path(PARTS, document).facts.availabilities("weights")


def test_the_one_line_for_the_rest_of_a_service_counts_for_rows_that_are_not_filled():
    served = {"a.holder": "host", "b.rest": "served"}
    assert "c.served" in asked(PARTS, served)
    assert "c.served" not in asked(PARTS, served, components={"base/weights": RELEASED})
    assert "c.served" not in asked(PARTS, {"a.holder": "us", "b.rest": "served"})


# What an answer comes to

SEVERAL = choice("a.one", "yes", "partly", "unknown", "no", "not_applicable", kind=Kind.CHOICES)


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (("yes",), "yes"),
        (("yes", "partly"), "partly"),
        (("partly", "unknown", "yes"), "unknown"),
        (("yes", "no", "unknown"), "no"),
        (("yes", "not_applicable"), "yes"),
        (("not_applicable",), "not applicable"),
        (("gone",), None),
        ((), None),
    ],
)
def test_of_several_options_the_worst_counts(options, expected):
    assert expected == value_of(SEVERAL, given(*options))
    assert expected == value_of(SEVERAL, given(*reversed(options)))


def test_a_second_tick_never_helps():
    rank = [None, *map(AnswerValue, ("not applicable", "yes", "partly", "unknown", "no"))]
    for one in SEVERAL.options:
        for two in SEVERAL.options:
            alone = rank.index(value_of(SEVERAL, given(one.id)))
            assert rank.index(value_of(SEVERAL, given(one.id, two.id))) >= alone


@pytest.mark.parametrize("kind", [Kind.TEXT, Kind.LONG_TEXT, Kind.PARTY, Kind.QUOTATION])
def test_a_text_is_answered_once_any_part_of_it_is_written(kind):
    question = entry("a.one", kind)
    assert value_of(question, given("", "DE", "")) is AnswerValue.YES
    assert value_of(question, given("  ", "")) is None
    assert value_of(question, UNKNOWN) is AnswerValue.UNKNOWN


def test_not_applicable_counts_only_where_it_is_offered():
    answer = Answer(standing="not applicable", reason="Nothing is delivered.")
    assert value_of(choice("a.one", not_applicable=True), answer) is AnswerValue.NOT_APPLICABLE
    assert value_of(choice("a.one"), answer) is None


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("2500", 2500),
        ("2 500", 2500),
        ("2\u202f500\u00a0000", 2_500_000),
        ("0.5", 0.5),
        ("", None),
        (".", None),
        ("about 5", None),
        ("-3", None),
        ("1.5.2", None),
        ("\u00b2", None),
        ("\u0663", None),
        ("1e3", None),
        ("nan", None),
        ("inf", None),
    ],
)
def test_a_number_is_read_as_typed_or_not_at_all(typed, number):
    assert number == number_of(given(typed))


def test_a_number_that_cannot_be_read_is_no_answer():
    users = catalogue_of(entry("a.users", Kind.NUMBER))
    assert path(users, assessment_of({"a.users": "many"})).facts.answer("a.users") is None
    assert path(users, assessment_of({"a.users": "12"})).facts.number("a.users") == 12


# The path is a function of catalogue and answers
