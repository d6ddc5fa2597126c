"""One framework as data: who issued it, its criteria, and the verdicts that follow."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from functools import cached_property
from typing import Self

from pydantic import Field, model_validator

from procure_app.core.frameworks.criterion import AnswerIs, AnyCriterion, ComponentIs, parts
from procure_app.core.frameworks.ladder import Ladder
from procure_app.core.frozen import Frozen
from procure_app.core.truth import Truth


class Term(Frozen):
    """One of several ordered words, the most open first."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    name: str
    text: str = ""
    """What the word means, in one sentence."""
    criterion: str = ""
    """Empty for the last term only: it holds when no other does."""
    claimed_by: tuple[str, ...] = ()
    """Words that, in a vendor's label, claim this term."""


class Rule(Frozen):
    """How one verdict follows: from a criterion, from ordered terms, or from a ladder."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    title: str
    text: str = ""
    """What the verdict says, in one sentence."""
    criterion: str = ""
    claimed_by: tuple[str, ...] = ()
    """Words that, in a vendor's label, claim that the criterion is met."""
    headline: bool = False
    """Whether it stands on page one, and on the one page of a description."""
    terms: tuple[Term, ...] = ()
    ladder: Ladder | None = None

    @model_validator(mode="after")
    def _one_form(self) -> Self:
        if sum((bool(self.criterion), bool(self.terms), self.ladder is not None)) != 1:
            raise ValueError("give exactly one of criterion, terms, ladder")
        last = [not term.criterion for term in self.terms]
        if self.terms and last != [False] * (len(last) - 1) + [True]:
            raise ValueError("the last term, and no other, has no criterion")
        return self

    def term(self, id: str) -> Term:  # noqa: A002  # the word of the data
        """Return the term of this id. Raises ``KeyError``."""
        for term in self.terms:
            if term.id == id:
                return term
        raise KeyError(id)


class Line(Frozen):
    """One sentence of a statement, chosen by whether its criterion is met."""

    criterion: str
    met: str
    not_met: str
    unknown: str

    def say(self, truth: Truth) -> str:
        """Return the sentence for this truth; what does not apply is as little known."""
        match truth:
            case Truth.MET:
                return self.met
            case Truth.NOT_MET:
                return self.not_met
            case Truth.UNKNOWN | Truth.NEUTRAL:
                return self.unknown


class Step(Frozen):
    """One step of a plan that the framework sets out."""

    title: str
    text: str


class Framework(Frozen):
    """Criteria with a source, a version and a date."""

    id: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    title: str
    short: str
    """A few words for tables."""
    issuer: str
    version: str
    date: datetime.date
    """The date of the version."""
    read: datetime.date
    """When the source was read."""
    source: str
    text_licence: str = ""
    """The licence of the framework's own text; empty where none was seen."""
    variant: str = ""
    """Whose reading of the rule this is, where text and tool differ."""
    intro: str = ""
    key: str = ""
    """How ``classify`` names it in what it gives to programs; empty where it leaves it out."""
    listed: bool = True
    """Whether its verdicts stand in short lists."""
    place: int = 100
    """Lower comes first."""
    criteria: tuple[AnyCriterion, ...] = ()
    verdicts: tuple[Rule, ...] = ()
    lines: tuple[Line, ...] = ()
    """A statement in sentences, instead of or beside a verdict."""
    remains: tuple[str, ...] = ()
    """What stays due whatever the verdict."""
    steps: tuple[Step, ...] = ()

    @cached_property
    def by_id(self) -> Mapping[str, AnyCriterion]:
        """Every criterion by its id."""
        return {criterion.id: criterion for criterion in self.criteria}

    @cached_property
    def reads(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The components and the questions on which its verdicts rest."""
        leaves = self.criteria
        components = [leaf.component for leaf in leaves if isinstance(leaf, ComponentIs)]
        for rule in self.verdicts:
            components += rule.ladder.components if rule.ladder else ()
        questions = [leaf.question for leaf in leaves if isinstance(leaf, AnswerIs)]
        return tuple(dict.fromkeys(components)), tuple(dict.fromkeys(questions))

    @cached_property
    def ordered(self) -> tuple[AnyCriterion, ...]:
        """The criteria with parts before their sums. Raises ``ValueError`` for a cycle."""
        done: dict[str, AnyCriterion] = {}
        for start in self.criteria:
            waiting = [(start.id, iter(parts(start)))]
            open_ = {start.id}
            while waiting:
                here, left = waiting[-1]
                for part in left:
                    if part in open_:
                        raise ValueError(f"{part}: rests on itself")
                    if part not in done:
                        open_.add(part)
                        waiting.append((part, iter(parts(self.by_id[part]))))
                        break
                else:
                    waiting.pop()
                    open_.discard(here)
                    done.setdefault(here, self.by_id[here])
        return tuple(done.values())
