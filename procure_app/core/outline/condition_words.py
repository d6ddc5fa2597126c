"""A condition in words, so that a reader sees why something was asked, or was not."""

from __future__ import annotations

from typing import assert_never

from procure_app.core.catalogue.catalogue import Catalogue
from procure_app.core.catalogue.condition import (
    AllOf,
    Answered,
    AnyOf,
    AtLeast,
    Chosen,
    Condition,
    HasComponent,
    Leaf,
    Not,
)
from procure_app.core.outline.listed import folded
from procure_app.core.outline.mark import answer_mark, availability_mark
from procure_app.core.phrase import Wording, phrase

_AND = phrase("{first}, and {second}")
_OR = phrase("{first} or {second}")


def describe(condition: Condition, catalogue: Catalogue) -> Wording:
    """Return the condition as a clause without capital and full stop."""
    match condition:
        case AllOf():
            return folded([_inside(part, catalogue, AnyOf) for part in condition.all], _AND)
        case AnyOf():
            return folded([_inside(part, catalogue, AllOf) for part in condition.any], _OR)
        case Not():
            return _negated(condition.negated, catalogue)
        case _:
            return _leaf(condition, catalogue, negated=False)


def _inside(part: Condition, catalogue: Catalogue, other: type[AllOf | AnyOf]) -> Wording:
    """Return the part, in brackets where *and* and *or* would run together."""
    words = describe(part, catalogue)
    several = isinstance(part, other) and _size(part) > 1
    return phrase("({clause})", clause=words) if several else words


def _size(condition: Condition) -> int:
    match condition:
        case AllOf():
            return len(condition.all)
        case AnyOf():
            return len(condition.any)
        case _:
            return 1


def _negated(condition: Condition, catalogue: Catalogue) -> Wording:
    match condition:
        case Not():
            return describe(condition.negated, catalogue)
        case AllOf() | AnyOf() if _size(condition) > 1:
            return phrase("it is not so that ({clause})", clause=describe(condition, catalogue))
        case AllOf():
            return _negated(condition.all[0], catalogue)
        case AnyOf():
            return _negated(condition.any[0], catalogue)
        case _:
            return _leaf(condition, catalogue, negated=True)


def _leaf(leaf: Leaf, catalogue: Catalogue, *, negated: bool) -> Wording:
    match leaf:
        case Chosen():
            values: list[Wording] = [
                phrase("“{option}”", option=_option(catalogue, leaf.question, option))
                for option in leaf.options
            ]
        case Answered():
            values = [answer_mark(value).text for value in leaf.answer]
        case AtLeast():
            values = [phrase("at least {number}", number=f"{leaf.at_least:g}")]
        case HasComponent():
            values = [availability_mark(value).text for value in leaf.availability]
        case _:
            assert_never(leaf)
    subject, either = _subject(leaf, catalogue), folded(values, _OR)
    if negated:
        return phrase("{subject} is not {values}", subject=subject, values=either)
    return phrase("{subject} is {values}", subject=subject, values=either)


def _subject(leaf: Leaf, catalogue: Catalogue) -> Wording:
    if isinstance(leaf, HasComponent):
        component = catalogue.component_by_id.get(leaf.component)
        return phrase("“{name}”", name=component.name if component else leaf.component)
    question = catalogue.by_id.get(leaf.question)
    return phrase("“{name}”", name=question.short if question else leaf.question)


def _option(catalogue: Catalogue, question_id: str, option_id: str) -> str:
    question = catalogue.by_id.get(question_id)
    option = question.option(option_id) if question else None
    return option.text if option else option_id
