"""Conditions as data: an operator tree over earlier answers, in which a missing one is false."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Protocol, assert_never

from pydantic import Discriminator, Field, Tag

from procure_app.core.catalogue.word import AnswerValue, Availability
from procure_app.core.frozen import Frozen


class Chosen(Frozen):
    """True when any of these options is chosen."""

    question: str
    options: tuple[str, ...] = Field(alias="is", min_length=1)


class Answered(Frozen):
    """True when the question's answer has any of these values."""

    question: str
    answer: tuple[AnswerValue, ...] = Field(min_length=1)


class AtLeast(Frozen):
    """True when the number given is this or more."""

    question: str
    at_least: float


class HasComponent(Frozen):
    """True when the component has any of these availabilities, in any layer."""

    component: str
    availability: tuple[Availability, ...] = Field(min_length=1)


class AllOf(Frozen):
    """True when every part is."""

    all: tuple[Condition, ...] = Field(min_length=1)


class AnyOf(Frozen):
    """True when at least one part is."""

    any: tuple[Condition, ...] = Field(min_length=1)


class Not(Frozen):
    """True when the part is not; so also when what it reads was not answered."""

    negated: Condition = Field(alias="not")


def _kind(value: Any) -> str:  # noqa: ANN401  # pydantic passes whatever the file holds
    keys = set(value) if isinstance(value, dict) else set(getattr(type(value), "model_fields", ()))
    for key, tag in (("all", "all"), ("any", "any"), ("not", "not"), ("negated", "not")):
        if key in keys:
            return tag
    for key in ("component", "at_least", "answer"):
        if key in keys:
            return key
    return "is"


Leaf = Chosen | Answered | AtLeast | HasComponent

Condition = Annotated[
    Annotated[Chosen, Tag("is")]
    | Annotated[Answered, Tag("answer")]
    | Annotated[AtLeast, Tag("at_least")]
    | Annotated[HasComponent, Tag("component")]
    | Annotated[AllOf, Tag("all")]
    | Annotated[AnyOf, Tag("any")]
    | Annotated[Not, Tag("not")],
    Discriminator(_kind),
]


class Facts(Protocol):
    """What conditions read: the effective answers of one assessment."""

    def options(self, question: str) -> frozenset[str]:
        """Return the chosen options, empty when not answered."""

    def answer(self, question: str) -> AnswerValue | None:
        """Return the answer's value, None when not answered."""

    def number(self, question: str) -> float | None:
        """Return the number given, None when there is none."""

    def availabilities(self, component: str) -> frozenset[Availability]:
        """Return the availabilities of the component over all layers."""


def holds(condition: Condition, facts: Facts) -> bool:
    """Say whether the condition is true; whatever is missing makes its leaf false."""
    match condition:
        case AllOf():
            return all(holds(part, facts) for part in condition.all)
        case AnyOf():
            return any(holds(part, facts) for part in condition.any)
        case Not():
            return not holds(condition.negated, facts)
        case _:
            return _leaf_holds(condition, facts)


def _leaf_holds(leaf: Leaf, facts: Facts) -> bool:
    match leaf:
        case Chosen():
            return not facts.options(leaf.question).isdisjoint(leaf.options)
        case Answered():
            return facts.answer(leaf.question) in leaf.answer
        case AtLeast():
            number = facts.number(leaf.question)
            return number is not None and number >= leaf.at_least
        case HasComponent():
            return not facts.availabilities(leaf.component).isdisjoint(leaf.availability)
        case _:
            assert_never(leaf)


def leaves(condition: Condition) -> Iterator[Leaf]:
    """Yield the leaves of the tree, from the left."""
    match condition:
        case AllOf():
            for part in condition.all:
                yield from leaves(part)
        case AnyOf():
            for part in condition.any:
                yield from leaves(part)
        case Not():
            yield from leaves(condition.negated)
        case _:
            yield condition
