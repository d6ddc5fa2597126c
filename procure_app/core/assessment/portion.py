"""One section's part in the path, and in what follows from it, kept while it still stands.

A large assessment has a hundred sections, of which one answer touches one or two. What follows
from the others goes over from the reading before; what they were computed from is compared, so
that the outcome is the same as without.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar

from procure_app.core.assessment.answer import Answer
from procure_app.core.assessment.document import Assessment
from procure_app.core.assessment.facts import Facts
from procure_app.core.catalogue.catalogue import Section
from procure_app.core.catalogue.condition import Condition
from procure_app.core.catalogue.question import Question

S = TypeVar("S")
T = TypeVar("T")
Reason = Literal["other walk", "not core", "does not apply"]


@dataclass(frozen=True, slots=True)
class NotAsked:
    """A question off the path, and why."""

    question: Question
    reason: Reason
    condition: Condition | None = None
    """The condition that does not hold, with *does not apply*."""


@dataclass(frozen=True, slots=True)
class Portion:
    """What one section has in the path; equal as long as the same is asked and entered."""

    section: Section
    read: tuple[object, ...] = field(compare=False)
    """All that it was computed from."""
    given: list[Answer | None]
    """What was entered for its questions, asked or not."""
    asked: tuple[Question, ...]
    not_asked: tuple[NotAsked, ...]
    facts: Facts
    """What is known of its own questions, before what follows from later answers."""
    derived: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Read:
    """What is computed from one section reads this."""

    own: tuple[object, ...]
    """What is its own: asked, entered, derived."""
    named: tuple[object, ...]
    """What its conditions name in other sections."""


@dataclass(frozen=True, slots=True)
class Carried:
    """What followed from each section, by section and by what it is."""

    base: tuple[object, ...] = ()
    """What every section reads."""
    read: Mapping[str, Read] = field(default_factory=dict)
    """What each section reads besides."""
    results: Mapping[str, dict[str, Any]] = field(default_factory=dict)
    """What was computed from the sections' own."""
    weighed: Mapping[str, dict[str, Any]] = field(default_factory=dict)
    """What was computed with conditions too, such as how much something weighs."""
    made: dict[str, tuple[Any, ...]] = field(default_factory=dict)
    """What was last made of results, with what it was made of; whoever takes it compares."""

    def over(
        self,
        name: str,
        sections: Iterable[tuple[Section, S]],
        compute: Callable[[S], T],
        *,
        weighed: bool = False,
    ) -> list[T]:
        """Return what is computed from this of each section, or was before.

        What evaluates a condition must say that it is weighed.
        """
        found: list[T] = []
        results = self.weighed if weighed else self.results
        for section, given in sections:
            kept = results.get(section.id)
            if kept is None:
                found.append(compute(given))
                continue
            if name not in kept:
                kept[name] = compute(given)
            found.append(kept[name])
        return found


NOTHING = Carried()
"""Nothing is known from before, and nothing is kept."""


def carried(before: Carried, assessment: Assessment, read: Mapping[str, Read]) -> Carried:
    """Return what goes over from before to a document whose sections read this."""
    base = (assessment.walk, assessment.as_of, assessment.evidence)
    results: dict[str, dict[str, Any]] = {}
    weighed: dict[str, dict[str, Any]] = {}
    for section, content in read.items():
        old = before.read.get(section) if before.base == base else None
        same = old is not None and old.own == content.own
        results[section] = before.results[section] if same else {}
        same = same and old is not None and old.named == content.named
        weighed[section] = before.weighed[section] if same else {}
    return Carried(base, read, results, weighed, before.made if before is not NOTHING else {})
