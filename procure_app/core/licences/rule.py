"""Kinds of licences as data: rules over the facts of one licence, in three values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal, assert_never

from pydantic import Discriminator, Field, Tag

from procure_app.core.frozen import Frozen
from procure_app.core.licences.fact import FactName, fact, limited
from procure_app.core.licences.licence import Licence
from procure_app.core.truth import Truth, all_of, any_of


class HasFlag(Frozen):
    """Met when any of these lists holds it; unknown where one has not spoken of it."""

    flags: tuple[Literal["osi_approved", "fsf_free", "open_definition"], ...] = Field(min_length=1)


class HasId(Frozen):
    """Met when it is one of these licences."""

    ids: tuple[str, ...] = Field(min_length=1)


class HasFact(Frozen):
    """Met when the fact is one of these words; unknown where it is not known."""

    fact: FactName
    words: tuple[str, ...] = Field(alias="is", min_length=1)


class IsLimited(Frozen):
    """Whether any limit on fields, purposes, users, revenue or places is known."""

    limits: bool


class OfKind(Frozen):
    """Met when it is of another kind, which stands before this one."""

    kind: str


class Judged(Frozen):
    """Never decided here: a person must judge, and this says what."""

    judgement: str = Field(min_length=1)


class EveryRule(Frozen):
    """Met when every part is."""

    all: tuple[Rule, ...] = Field(min_length=1)


class AnyRule(Frozen):
    """Met when one part is."""

    any: tuple[Rule, ...] = Field(min_length=1)


def _tag(value: Any) -> str:  # noqa: ANN401  # pydantic passes whatever the file holds
    keys = set(value) if isinstance(value, dict) else set(getattr(type(value), "model_fields", ()))
    known = ("all", "any", "flags", "ids", "limits", "kind", "judgement")
    return next((key for key in known if key in keys), "fact")


Rule = Annotated[
    Annotated[HasFlag, Tag("flags")]
    | Annotated[HasId, Tag("ids")]
    | Annotated[HasFact, Tag("fact")]
    | Annotated[IsLimited, Tag("limits")]
    | Annotated[OfKind, Tag("kind")]
    | Annotated[Judged, Tag("judgement")]
    | Annotated[EveryRule, Tag("all")]
    | Annotated[AnyRule, Tag("any")],
    Discriminator(_tag),
]


class LicenceKind(Frozen):
    """A kind of licence that frameworks ask for."""

    id: str = Field(pattern=r"^[a-z_]+$")
    text: str = Field(min_length=1)
    """What it means, in one or two sentences for people."""
    source: str = ""
    restricts: bool = False
    """Whether it names a restriction: of several licences that hold together one is then enough,
    and of several to choose from all must be of it."""
    rule: Rule


def holds(rule: Rule, licence: Licence, kinds: Mapping[str, LicenceKind]) -> Truth:
    """Say whether the licence satisfies the rule; ``kinds`` are those it may name."""
    match rule:
        case EveryRule():
            return all_of(holds(part, licence, kinds) for part in rule.all)
        case AnyRule():
            return any_of(holds(part, licence, kinds) for part in rule.any)
        case OfKind():
            return holds(kinds[rule.kind].rule, licence, kinds)
        case _:
            return _leaf(rule, licence)


def _leaf(rule: HasFlag | HasId | HasFact | IsLimited | Judged, licence: Licence) -> Truth:
    match rule:
        case HasFlag():
            return any_of(_value(getattr(licence, flag)) for flag in rule.flags)
        case HasId():
            return _value(licence.id in rule.ids)
        case HasFact():
            word = fact(licence, rule.fact)
            return _value(None if word is None else word in rule.words)
        case IsLimited():
            known = limited(licence)
            return known if known is Truth.UNKNOWN else _value((known is Truth.MET) is rule.limits)
        case Judged():
            return Truth.UNKNOWN
        case _:
            assert_never(rule)


def _value(value: bool | None) -> Truth:
    if value is None:
        return Truth.UNKNOWN
    return Truth.MET if value else Truth.NOT_MET


def named(rule: Rule) -> Iterator[str]:
    """Yield the kinds that a rule names, from the left."""
    match rule:
        case EveryRule():
            for part in rule.all:
                yield from named(part)
        case AnyRule():
            for part in rule.any:
                yield from named(part)
        case OfKind():
            yield rule.kind
        case _:
            return
