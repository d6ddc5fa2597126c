"""The rules that verdicts follow from: frameworks, and what is known of licences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from procure_app.core.catalogue.licence_form import LicenceForm
from procure_app.core.frameworks.claim import Contradiction, contradictions
from procure_app.core.frameworks.custom import custom
from procure_app.core.frameworks.framework import Framework
from procure_app.core.frameworks.judgement import Judged, Judgement, Kinds
from procure_app.core.frameworks.verdict import Remembered, judge
from procure_app.core.frameworks.view import View
from procure_app.core.licences.book import LicenceBook
from procure_app.core.licences.kind import is_kind
from procure_app.core.licences.licence import Licence
from procure_app.core.truth import Truth


@dataclass(frozen=True, slots=True)
class Library:
    """Every framework in the order of the report, and the book of licences."""

    frameworks: tuple[Framework, ...] = ()
    book: LicenceBook | None = None
    """None where nothing is known of any licence."""
    remembered: Remembered = field(default_factory=dict, compare=False, repr=False)

    @property
    def versions(self) -> Mapping[str, str]:
        """The version of each framework by its id, and that of the facts on licences."""
        found = {framework.id: framework.version for framework in self.frameworks}
        return found if self.book is None else {**found, "licences": self.book.data.version}

    def kinds(self, custom: Mapping[str, Licence] | None = None) -> Kinds:
        """Return the judge of licences; ``custom`` are licences that people entered as facts."""
        book = self.book
        if book is None:
            return lambda licence, kind: Truth.UNKNOWN
        return lambda licence, kind: is_kind(licence, kind, book, custom)

    def judged(self, word: View, evidence: View, form: LicenceForm | None) -> Judgement:
        """Evaluate every framework on both views; unknown licences are read from the form."""
        said = custom(form, word, self.book)
        shown = custom(form, evidence, self.book)
        return judge(
            self.frameworks,
            word,
            evidence,
            self.kinds(said),
            self.kinds(shown),
            remembered=None if said or shown else self.remembered,
        )

    def contradictions(self, label: str, verdicts: tuple[Judged, ...]) -> tuple[Contradiction, ...]:
        """Return the verdicts on the evidence that the label contradicts, in their order."""
        return contradictions(label, verdicts)
