"""Conditions: each operator, what is missing, and the way through JSON and TOML."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field

import pytest
from catalogue.tiny import steady
from hypothesis import given as holds_for
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from procure_app.core.catalogue.condition import (
    AllOf,
    Answered,
    AnyOf,
    AtLeast,
    Chosen,
    Condition,
    HasComponent,
    Not,
    holds,
    leaves,
)
from procure_app.core.catalogue.word import AnswerValue, Availability

CONDITION = TypeAdapter(Condition)
WRITTEN = {
    "is": '{ question = "a.one", is = ["x", "y"] }',
    "answer": '{ question = "a.one", answer = ["no", "unknown"] }',
    "at_least": '{ question = "a.users", at_least = 700000000.0 }',
    "component": '{ component = "weights", availability = ["released", "under contract"] }',
    "all": '{ all = [{ question = "a.one", is = ["x"] }, { question = "a.two", is = ["y"] }] }',
    "any": '{ any = [{ question = "a.one", is = ["x"] }, { question = "a.two", is = ["y"] }] }',
    "not": '{ not = { not = { question = "a.one", is = ["x"] } } }',
}
LEAVES = ("is", "answer", "at_least", "component")


@dataclass
class Said:
    """What was answered; fulfils ``Facts``."""

    chosen: dict[str, set[str]] = field(default_factory=dict)
    values: dict[str, AnswerValue] = field(default_factory=dict)
    numbers: dict[str, float] = field(default_factory=dict)
    parts: dict[str, set[Availability]] = field(default_factory=dict)

    def options(self, question):
        return frozenset(self.chosen.get(question, ()))

    def answer(self, question):
        return self.values.get(question)

    def number(self, question):
        return self.numbers.get(question)

    def availabilities(self, component):
        return frozenset(self.parts.get(component, ()))


def read(text: str):
    """Return the condition as TOML writes it."""
    return CONDITION.validate_python(tomllib.loads(f"when = {text}")["when"])


@pytest.mark.parametrize(
    ("options", "expected"), [({"x"}, True), ({"y", "z"}, True), ({"z"}, False), (set(), False)]
)
def test_is_holds_when_any_of_its_options_is_chosen(options, expected):
    assert expected is holds(read(WRITTEN["is"]), Said(chosen={"a.one": options}))


@pytest.mark.parametrize(
    ("value", "expected"), [("no", True), ("unknown", True), ("yes", False), ("partly", False)]
)
def test_answer_reads_what_the_answer_comes_to(value, expected):
    facts = Said(values={"a.one": AnswerValue(value)})
    assert expected is holds(read(WRITTEN["answer"]), facts)


@pytest.mark.parametrize(
    ("number", "expected"), [(700_000_000, True), (699_999_999, False), (0, False)]
)
def test_at_least_counts_the_limit_itself(number, expected):
    assert expected is holds(read(WRITTEN["at_least"]), Said(numbers={"a.users": number}))


def test_at_least_zero_still_needs_a_number():
    assert not holds(AtLeast(question="a.users", at_least=0), Said())
    assert holds(AtLeast(question="a.users", at_least=0), Said(numbers={"a.users": 0}))


@pytest.mark.parametrize(
    ("found", "expected"),
    [({"released"}, True), ({"withheld", "under contract"}, True), ({"withheld"}, False)],
)
def test_component_holds_for_the_availability_of_any_layer(found, expected):
    parts = {"weights": {Availability(word) for word in found}}
    assert expected is holds(read(WRITTEN["component"]), Said(parts=parts))


@pytest.mark.parametrize(
    ("chosen", "of_all", "of_any"),
    [
        ({"a.one": {"x"}, "a.two": {"y"}}, True, True),
        ({"a.one": {"x"}}, False, True),
        ({"a.two": {"y"}}, False, True),
        ({}, False, False),
    ],
)
def test_all_needs_every_part_and_any_needs_one(chosen, of_all, of_any):
    assert of_all is holds(read(WRITTEN["all"]), Said(chosen=chosen))
    assert of_any is holds(read(WRITTEN["any"]), Said(chosen=chosen))


@pytest.mark.parametrize("operator", LEAVES)
def test_a_missing_operand_is_false_and_not_of_it_is_true(operator):
    leaf = read(WRITTEN[operator])
    assert not holds(leaf, Said())
    assert holds(Not(negated=leaf), Said())


@pytest.mark.parametrize("operator", WRITTEN)
def test_each_operator_comes_back_from_json_as_it_was_written_in_toml(operator):
    written = tomllib.loads(f"when = {WRITTEN[operator]}")["when"]
    condition = CONDITION.validate_python(written)
    text = CONDITION.dump_json(condition, by_alias=True)
    assert condition == CONDITION.validate_json(text)
    assert written == CONDITION.dump_python(condition, by_alias=True, mode="json")


@pytest.mark.parametrize("operator", WRITTEN)
def test_each_operator_is_a_model_of_its_own(operator):
    kinds = (Chosen, Answered, AtLeast, HasComponent, AllOf, AnyOf, Not)
    assert type(read(WRITTEN[operator])) is dict(zip(WRITTEN, kinds, strict=True))[operator]


@pytest.mark.parametrize("operator", WRITTEN)
def test_an_unknown_key_is_an_error_that_names_it(operator):
    with pytest.raises(ValidationError, match="whenever"):
        read(WRITTEN[operator].replace("{", "{ whenever = 1,", 1))


@pytest.mark.parametrize(
    "written",
    [
        '"x"',
        "1",
        "[]",
        "{}",
        '{ question = "a.one" }',
        '{ question = "a.one", is = [] }',
        '{ question = "a.one", answer = ["maybe"] }',
        '{ component = "weights", availability = ["lent"] }',
        '{ component = "weights" }',
        "{ all = [] }",
        "{ any = [] }",
        '{ not = "x" }',
        '{ all = [{ question = "a.one", is = ["x"] }], any = [] }',
    ],
)
def test_what_is_no_condition_is_refused_as_a_wrong_value_and_never_a_crash(written):
    with pytest.raises(ValidationError):
        read(written)


def test_leaves_come_from_the_left_however_deep():
    condition = read(
        '{ all = [{ question = "a.one", is = ["x"] }, { not = { any = [{ question = "a.two", '
        'at_least = 1 }, { component = "weights", availability = ["gated"] }] } }, '
        '{ question = "a.three", answer = ["yes"] }] }'
    )
    found = [leaf.component if isinstance(leaf, HasComponent) else leaf.question
             for leaf in leaves(condition)]  # fmt: skip
    assert found == ["a.one", "a.two", "weights", "a.three"]


def trees():
    """Return a strategy for conditions over three questions."""
    leaf = st.sampled_from(["a.one", "a.two", "a.three"]).map(
        lambda question: Chosen(question=question, options=("x",))
    )
    return st.recursive(
        leaf,
        lambda inner: st.one_of(
            inner.map(lambda part: Not(negated=part)),
            st.lists(inner, min_size=1, max_size=3).map(lambda parts: AllOf(all=tuple(parts))),
            st.lists(inner, min_size=1, max_size=3).map(lambda parts: AnyOf(any=tuple(parts))),
        ),
        max_leaves=8,
    )


@steady
@holds_for(trees(), st.sets(st.sampled_from(["a.one", "a.two", "a.three"])))
def test_every_tree_is_true_or_its_negation_is(condition, chosen):
    facts = Said(chosen={question: {"x"} for question in chosen})
    assert holds(condition, facts) is not holds(Not(negated=condition), facts)


@steady
@holds_for(st.lists(trees(), min_size=1, max_size=3), st.sets(st.sampled_from(["a.one", "a.two"])))
def test_none_of_them_is_the_same_as_each_one_not(parts, chosen):
    facts = Said(chosen={question: {"x"} for question in chosen})
    none = Not(negated=AnyOf(any=tuple(parts)))
    each = AllOf(all=tuple(Not(negated=part) for part in parts))
    assert holds(none, facts) is holds(each, facts)


@steady
@holds_for(trees())
def test_every_tree_comes_back_from_json(condition):
    text = CONDITION.dump_json(condition, by_alias=True)
    assert condition == CONDITION.validate_json(text)
