"""Verdicts as values: what frameworks say of a release, on the word and on the evidence.

This module imports no framework: a document can be read before the rules are there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from procure_app.core.frameworks.view import View
from procure_app.core.truth import Truth

if TYPE_CHECKING:
    from procure_app.core.catalogue.licence_form import LicenceForm
    from procure_app.core.frameworks.claim import Contradiction
    from procure_app.core.frameworks.climb import Climb
    from procure_app.core.frameworks.framework import Framework, Rule
    from procure_app.core.licences.book import LicenceBook

Kinds = Callable[[str, str], Truth]
"""Whether a licence, as entered, is of a kind."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one rule says on one side."""

    truth: Truth
    """Of the criterion; for terms and ladders, met where the verdict is sure, else unknown."""
    term: str = ""
    """The term that holds; empty where it cannot be told."""
    at_least: str = ""
    """Where it cannot be told: the best term that is sure; empty for none."""
    at_most: str = ""
    """Where it cannot be told: the best term that is possible."""
    climb: Climb | None = None

    @property
    def plain(self) -> str:
        """The verdict in one word for records: a truth, a term, a level, or ``cannot tell``."""
        if self.climb is not None:
            return Truth.UNKNOWN.value if self.climb.level is None else str(self.climb.level)
        return self.term or self.truth.value


@dataclass(frozen=True, slots=True)
class Judged:
    """What one rule says on both sides."""

    framework: Framework
    rule: Rule
    on_word: Verdict
    on_evidence: Verdict


@dataclass(frozen=True, slots=True)
class Judgement:
    """Every verdict, in the order of the frameworks, with the truths they rest on."""

    word: View
    evidence: View
    verdicts: tuple[Judged, ...]
    truths_on_word: Mapping[str, Mapping[str, Truth]]
    """By framework and criterion."""
    truths_on_evidence: Mapping[str, Mapping[str, Truth]]
    kinds_on_word: Kinds
    kinds_on_evidence: Kinds
    """The judges of licences that each side used."""


class Rules(Protocol):
    """What verdicts follow from; see ``library.Library``."""

    @property
    def frameworks(self) -> tuple[Framework, ...]:
        """Every framework in the order of the report."""

    @property
    def book(self) -> LicenceBook | None:
        """What is known of licences; None where nothing is."""

    @property
    def versions(self) -> Mapping[str, str]:
        """The version of each framework by its id, and that of the facts on licences."""

    def judged(self, word: View, evidence: View, form: LicenceForm | None) -> Judgement:
        """Evaluate every framework on both views."""

    def contradictions(self, label: str, verdicts: tuple[Judged, ...]) -> tuple[Contradiction, ...]:
        """Return the verdicts on the evidence that the label contradicts."""


@dataclass(frozen=True, slots=True)
class NoRules:
    """No framework and no licence is known: there are no verdicts."""

    frameworks: tuple[Framework, ...] = ()
    book: LicenceBook | None = None

    @property
    def versions(self) -> Mapping[str, str]:
        """Return nothing."""
        return {}

    def judged(self, word: View, evidence: View, form: LicenceForm | None) -> Judgement:
        """Return no verdict."""
        return Judgement(word, evidence, (), {}, {}, _unknown, _unknown)

    def contradictions(self, label: str, verdicts: tuple[Judged, ...]) -> tuple[Contradiction, ...]:
        """Return none."""
        return ()


def _unknown(licence: str, kind: str) -> Truth:
    return Truth.UNKNOWN


NO_RULES = NoRules()
