"""Which observation becomes which answer: rules as data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from pydantic import Field

from procure_app.core.catalogue.catalogue import Catalogue
from procure_app.core.catalogue.word import FIELDS, Availability, Kind
from procure_app.core.frozen import Frozen
from procure_app.inspection.observation import Confidence, Observation, State


class Match(Frozen):
    """Which observations are meant. Every condition that is given must hold."""

    what: str
    subject: str = ""
    facts: Mapping[str, bool | int | str] = {}
    """Facts that must have this value."""
    present: tuple[str, ...] = ()
    """Facts that must be there and not be empty, nothing or no."""
    confidence: tuple[Confidence, ...] = ("high", "medium")
    state: State | None = None

    def fits(self, seen: Observation) -> bool:
        """Say whether the observation is meant; one of what was only declared never is."""
        return (
            seen.what == self.what
            and (not self.subject or seen.subject == self.subject)
            and seen.confidence in self.confidence
            and self.state in (None, seen.state)
            and all(seen.facts.get(key) == value for key, value in self.facts.items())
            and all(seen.facts.get(key) for key in self.present)
        )


class AnswerRule(Match):
    """An observation that answers a question."""

    question: str
    value: tuple[str, ...] = ()
    """The answer's value; ``{subject}``, ``{quote}``, ``{file}``, ``{as_of}`` and facts by
    their key are filled in."""
    fact: str = ""
    """A fact whose value chooses among ``chosen``, in place of ``value``."""
    chosen: Mapping[str, tuple[str, ...]] = {}
    several: Literal["none", "first", "all"] = "none"
    """What to do where observations give different values: nothing, the first, or all."""
    unless: tuple[Match, ...] = ()
    """Observations of which there must be none."""
    grade: int = Field(ge=0, le=5)
    reason: str


class RowRule(Match):
    """An observation that shows how a component can be had."""

    component: str = ""
    """Empty where the observation's subject is the component."""
    needed: str = ""
    """A component that must be found too."""
    availability: Availability
    grade: int = Field(ge=0, le=5)
    reason: str


class LicenceRule(Frozen):
    """For which components a licence counts."""

    source: Literal["file", "claim"]
    covers: str
    """What the file's name or the sentence says it is for; empty where it does not say."""
    components: tuple[str, ...]
    """Ids; every component that was found where empty."""
    found_only: bool = True
    """Whether the component itself must have been found in the folder."""
    grade: int = Field(ge=0, le=5)
    confidence: Confidence
    reason: str


class DigestRule(Frozen):
    """The question that the digest of a component's files answers."""

    question: str
    component: str
    reason: str


class ProposalRules(Frozen):
    """The file ``resources/inspection/proposals.toml``. Of two rules the first counts."""

    answers: tuple[AnswerRule, ...] = ()
    rows: tuple[RowRule, ...] = ()
    licences: tuple[LicenceRule, ...] = ()
    digests: tuple[DigestRule, ...] = ()


def proposal_rules_of(table: Mapping[str, object], catalogue: Catalogue) -> ProposalRules:
    """Return the file's rules.

    Raises pydantic's ``ValidationError`` for anything that is no rule, and ``ValueError`` for a
    question, an option or a component that the catalogue does not have.
    """
    rules = ProposalRules.model_validate(table)
    for fault in _faults(rules, catalogue):
        raise ValueError(fault)
    return rules


def fitting(rules: ProposalRules, catalogue: Catalogue) -> ProposalRules:
    """Return the rules that the catalogue of a file can take: an earlier one may lack what they
    name."""
    alone = {
        name: tuple(
            rule
            for rule in getattr(rules, name)
            if not any(_faults(ProposalRules.model_validate({name: (rule,)}), catalogue))
        )
        for name in ProposalRules.model_fields
    }
    return ProposalRules.model_validate(alone)


def _faults(rules: ProposalRules, catalogue: Catalogue) -> Iterator[str]:
    components = {component.id for component in catalogue.components}
    for row in rules.rows:
        yield from _strangers((row.component, row.needed), components)
    for licence in rules.licences:
        yield from _strangers(licence.components, components)
    for digest in rules.digests:
        yield from _strangers((digest.component,), components)
        if digest.question not in catalogue.by_id:
            yield f"{digest.question}: no such question"
    for answer in rules.answers:
        question = catalogue.by_id.get(answer.question)
        if question is None:
            yield f"{answer.question}: no such question"
            continue
        if answer.fact and not answer.chosen:
            yield f"{answer.question}: a fact needs what it chooses among"
        values = [answer.value, *answer.chosen.values()] if answer.fact else [answer.value]
        for value in values:
            if question.options:
                options = {option.id for option in question.options}
                yield from (
                    f"{question.id}: no option {one}" for one in value if one not in options
                )
            fields = FIELDS.get(question.kind, ("",))
            if question.kind is not Kind.CHOICES and not answer.fact and len(value) != len(fields):
                yield f"{question.id}: its value has {len(fields)} parts"


def _strangers(ids: Sequence[str], components: set[str]) -> Iterator[str]:
    yield from (f"{one}: no such component" for one in ids if one and one not in components)
