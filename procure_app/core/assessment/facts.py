"""What conditions read: the answers as far as they count."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from procure_app.core.catalogue.word import AnswerValue, Availability


@dataclass(slots=True)
class Facts:
    """The effective answers, as conditions read them."""

    chosen: dict[str, frozenset[str]] = field(default_factory=dict)
    values: dict[str, AnswerValue] = field(default_factory=dict)
    numbers: dict[str, float] = field(default_factory=dict)
    available: Mapping[str, frozenset[Availability]] = field(default_factory=dict)

    def options(self, question: str) -> frozenset[str]:
        """Return the chosen options, empty when not answered."""
        return self.chosen.get(question, frozenset())

    def answer(self, question: str) -> AnswerValue | None:
        """Return the answer's value, None when not answered."""
        return self.values.get(question)

    def number(self, question: str) -> float | None:
        """Return the number given, None when there is none."""
        return self.numbers.get(question)

    def availabilities(self, component: str) -> frozenset[Availability]:
        """Return the availabilities of the component over all layers."""
        return self.available.get(component, frozenset())

    def forget(self, question: str) -> None:
        """Read the question as not answered."""
        self.values.pop(question, None)
        self.chosen.pop(question, None)

    def known(self, questions: tuple[str, ...]) -> tuple[list[object], ...]:
        """Return all that conditions can read of these questions, to be compared."""
        looked_up = (self.values.get, self.chosen.get, self.numbers.get)
        return tuple([*map(look, questions)] for look in looked_up)

    def of(self, questions: Iterable[str]) -> Facts:
        """Return what is known of these questions only."""
        return Facts(
            {q: self.chosen[q] for q in questions if q in self.chosen},
            {q: self.values[q] for q in questions if q in self.values},
            {q: self.numbers[q] for q in questions if q in self.numbers},
        )

    def add(self, other: Facts) -> None:
        """Take over what the other knows of its questions."""
        self.chosen.update(other.chosen)
        self.values.update(other.values)
        self.numbers.update(other.numbers)
