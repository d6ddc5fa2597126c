"""Criteria as data: leaves that read components or answers, and sums of other criteria by name."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Discriminator, Field, Tag

from procure_app.core.catalogue.word import AnswerValue, Availability
from procure_app.core.frozen import Frozen


class Criterion(Frozen):
    """What every criterion has."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    text: str = Field(min_length=1)
    """The criterion as a plain statement, true when it is met."""


class ComponentIs(Criterion):
    """Met when the component is there in every layer, on terms of this kind."""

    component: str
    availability: tuple[Availability, ...] = Field(default=(Availability.RELEASED,), min_length=1)
    licence: str = ""
    """A licence kind; empty where any terms will do."""
    neutral: bool = False
    """Whether *not applicable* with a reason is left out of the sum; else it is not met."""


class AnswerIs(Criterion):
    """Met when any of these options is chosen, or the answer comes to any of these values."""

    question: str
    options: tuple[str, ...] = Field(default=(), alias="is")
    answer: tuple[AnswerValue, ...] = ()
    neutral: bool = False


class AllOf(Criterion):
    """Met when every part is."""

    all: tuple[str, ...] = Field(min_length=1)


class AnyOf(Criterion):
    """Met when at least one part is."""

    any: tuple[str, ...] = Field(min_length=1)


class AtLeast(Criterion):
    """Met when at least this many parts are."""

    at_least: int = Field(ge=1)
    of: tuple[str, ...] = Field(min_length=1)


def _kind(value: Any) -> str:  # noqa: ANN401  # pydantic passes whatever the file holds
    keys = set(value) if isinstance(value, dict) else set(getattr(type(value), "model_fields", ()))
    return next((key for key in ("all", "any", "at_least", "question") if key in keys), "component")


AnyCriterion = Annotated[
    Annotated[ComponentIs, Tag("component")]
    | Annotated[AnswerIs, Tag("question")]
    | Annotated[AllOf, Tag("all")]
    | Annotated[AnyOf, Tag("any")]
    | Annotated[AtLeast, Tag("at_least")],
    Discriminator(_kind),
]
Leaf = ComponentIs | AnswerIs


def parts(criterion: AnyCriterion) -> tuple[str, ...]:
    """Return the ids of the criteria that this one sums up; none for a leaf."""
    match criterion:
        case AllOf():
            return criterion.all
        case AnyOf():
            return criterion.any
        case AtLeast():
            return criterion.of
        case _:
            return ()
