"""One section's part in the path, and in what follows from it, kept while it still stands.

A large assessment has a hundred sections, of which one answer touches one or two. What follows
from the others goes over from the reading before; what they were computed from is compared, so
that the outcome is the same as without.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar

from procure_app.core.assessment.document import Assessment
from procure_app.core.assessment.facts import Facts
from procure_app.core.catalogue.catalogue import Section
from procure_app.core.catalogue.condition import Condition
from procure_app.core.catalogue.question import Question

T = TypeVar("T")
Reason = Literal["other walk", "not core", "does not apply"]


@dataclass(frozen=True, slots=True)
class NotAsked:
    """A question off the path, and why."""

    question: Question
    reason: Reason
    condition: Condition | None = None
    """The condition that does not hold, with *does not apply*."""


@dataclass(frozen=True, slots=True, eq=False)
class Portion:
    """What one section has in the path; the same object as long as it is the same."""

    section: Section
    read: tuple[object, ...]
    """All that it was computed from."""
    asked: tuple[Question, ...]
    not_asked: tuple[NotAsked, ...]
    facts: Facts
    """What is known of its own questions, before what follows from later answers."""
    derived: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Carried:
    """What followed from each section, by section and by what it is."""

    base: tuple[object, ...] = ()
    """What every section reads."""
    read: Mapping[str, tuple[object, ...]] = field(default_factory=dict)
    """What each section reads besides."""
    results: Mapping[str, dict[str, Any]] = field(default_factory=dict)
    made: dict[str, tuple[Any, ...]] = field(default_factory=dict)
    """What was last made of results, with what it was made of; whoever takes it compares."""

    def over(
        self,
        name: str,
        sections: Iterable[tuple[Section, tuple[Question, ...]]],
        compute: Callable[[tuple[Question, ...]], T],
    ) -> list[T]:
        """Return what is computed from the questions of each section, or was before."""
        found: list[T] = []
        for section, questions in sections:
            kept = self.results.get(section.id)
            if kept is None:
                found.append(compute(questions))
                continue
            if name not in kept:
                kept[name] = compute(questions)
            found.append(kept[name])
        return found


NOTHING = Carried()
"""Nothing is known from before, and nothing is kept."""


def carried(
    before: Carried, assessment: Assessment, read: Mapping[str, tuple[object, ...]]
) -> Carried:
    """Return what goes over from before to a document whose sections read this."""
    base = (assessment.walk, assessment.as_of, assessment.evidence)
    same = before.base == base
    results = {
        section: before.results[section] if same and before.read.get(section) == content else {}
        for section, content in read.items()
    }
    return Carried(base, read, results, before.made if before is not NOTHING else {})
