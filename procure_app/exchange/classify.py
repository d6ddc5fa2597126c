"""Classifies a release: from an assessment, or straight from a model file of the MOF.

A model file is believed on the vendor's word only: that somebody lists a component is grade 1,
which shows nothing. What a file does not list is not known, except to the MOF itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from procure_app.core.assessment.answer import NO_LICENCE_STATED, ComponentRow, row_key
from procure_app.core.assessment.table import Row
from procure_app.core.catalogue.catalogue import Catalogue
from procure_app.core.catalogue.word import Availability, Layer
from procure_app.core.decision.reading import Reading
from procure_app.core.frameworks.climb import climb
from procure_app.core.frameworks.evaluation import truths
from procure_app.core.frameworks.framework import Framework, Rule
from procure_app.core.frameworks.judgement import Verdict
from procure_app.core.frameworks.library import Library
from procure_app.core.frameworks.verdict import side, verdict
from procure_app.core.frameworks.view import Held, Side, View
from procure_app.core.outline.reasoned import lines
from procure_app.core.outline.statement import statement
from procure_app.core.outline.subject import subject
from procure_app.core.outline.verdict_words import TRUTHS
from procure_app.core.phrase import phrase
from procure_app.core.truth import Truth
from procure_app.exchange.classified import Classified
from procure_app.exchange.mof_import import held
from procure_app.exchange.mof_model import MofModel, kinds, remarks
from procure_app.i18n import Language, say

_BLANK = ComponentRow()


@dataclass(frozen=True)
class Listing:
    """A model file as a statement speaks of it."""

    catalogue: Catalogue
    table: tuple[Row, ...]


@dataclass(frozen=True)
class Classifier:
    """Classifies many releases by one library."""

    catalogue: Catalogue
    library: Library
    language: Language
    reasons: bool = False

    @cached_property
    def frameworks(self) -> tuple[Framework, ...]:
        """Those that have a place in what is given to programs."""
        return tuple(framework for framework in self.library.frameworks if framework.key)

    @cached_property
    def _rules(self) -> tuple[tuple[Framework, Rule], ...]:
        return tuple((f, rule) for f in self.frameworks for rule in f.verdicts)

    @cached_property
    def _unknown(self) -> tuple[Verdict, ...]:
        """The verdicts where nothing is shown."""
        nothing = View(Side.EVIDENCE, {}, {})
        return side(self.frameworks, nothing, self.library.kinds()).verdicts

    def assessed(self, file: str, reading: Reading) -> Classified:
        """Classify an assessment."""
        keyed = [j for j in reading.judgement.verdicts if j.framework.key]
        return Classified(
            file,
            say(subject(reading).title, self.language),
            say(statement(reading), self.language),
            tuple((j.framework, j.rule, j.on_word, j.on_evidence) for j in keyed),
            reasons=tuple(self._reasons(reading)) if self.reasons else (),
        )

    def listed(self, file: str, model: MofModel) -> Classified:
        """Classify a model file of the MOF."""
        view, table = self._seen(model)
        judge = self.library.kinds()
        found = {f.id: truths(f, view, judge) for f in self.frameworks}
        book = self.library.book
        is_id: Callable[[str], bool] = book.is_id if book else bool
        return Classified(
            file,
            model.name,
            say(statement(Listing(self.catalogue, table)), self.language),
            tuple(
                (framework, rule, self._verdict(model, rule, found[framework.id], view), unknown)
                for (framework, rule), unknown in zip(self._rules, self._unknown, strict=True)
            ),
            tuple(say(remark, self.language) for remark in remarks(model, self.catalogue, is_id)),
            tuple(self._criteria(found)) if self.reasons else (),
        )

    def _verdict(
        self, model: MofModel, rule: Rule, truth: Mapping[str, Truth], view: View
    ) -> Verdict:
        """Return the verdict; a ladder's by the file's own list, which to the MOF is whole."""
        if rule.ladder is None:
            return verdict(rule, truth, view, self.library.kinds())
        listed = held(model, self.catalogue, rule.ladder.strangers)
        reached = climb(rule.ladder, listed, self.library.kinds())
        return Verdict(Truth.UNKNOWN if reached.level is None else Truth.MET, climb=reached)

    def _seen(self, model: MofModel) -> tuple[View, tuple[Row, ...]]:
        entries = {
            component: model.licence(entry, kind) or NO_LICENCE_STATED
            for name, (component, kind) in self._names.items()
            if (entry := model.last.get(name))
        }
        seen = {
            component: (Held(Availability.RELEASED, licence),)
            for component, licence in entries.items()
        }
        rows = tuple(
            row
            if row.component.id not in entries
            else Row(
                row.key,
                row.component,
                row.layer,
                ComponentRow.model_construct(licence=entries[row.component.id]),
                True,
                Availability.RELEASED,
            )
            for row in self._blank
        )
        return View(Side.WORD, seen, {}), rows

    @cached_property
    def _names(self) -> dict[str, tuple[str, str]]:
        return dict(kinds(self.catalogue))

    @cached_property
    def _blank(self) -> tuple[Row, ...]:
        return tuple(
            Row(row_key(Layer.BASE, part.id), part, Layer.BASE, _BLANK, True, None)
            for part in self.catalogue.components
        )

    def _reasons(self, reading: Reading) -> Iterator[tuple[str, tuple[str, ...]]]:
        for judged in reading.judgement.verdicts:
            if judged.framework.key:
                found = tuple(
                    say(
                        phrase(
                            "{indent}{text} on the word: {word}; on the evidence: {shown}.",
                            indent="  " * line.depth,
                            text=line.text,
                            word=TRUTHS[line.on_word].text,
                            shown=TRUTHS[line.on_evidence].text,
                        ),
                        self.language,
                    )
                    for line in lines(reading, judged)
                )
                yield f"{judged.framework.key}/{judged.rule.id}", found

    def _criteria(
        self, truths: Mapping[str, Mapping[str, Truth]]
    ) -> Iterator[tuple[str, tuple[str, ...]]]:
        for framework in self.frameworks:
            truth = truths[framework.id]
            yield (
                framework.key,
                tuple(
                    say(
                        phrase(
                            "{text} On the word: {word}.",
                            text=criterion.text,
                            word=TRUTHS[truth[criterion.id]].text,
                        ),
                        self.language,
                    )
                    for criterion in framework.ordered
                ),
            )
