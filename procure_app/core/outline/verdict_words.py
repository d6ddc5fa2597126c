"""Verdicts, reasons and changes in words, for report, window and commands alike."""

from __future__ import annotations

from procure_app.core.catalogue.word import Kind
from procure_app.core.decision.reading import Reading
from procure_app.core.frameworks.change import Change
from procure_app.core.frameworks.criterion import AnswerIs, Leaf
from procure_app.core.frameworks.framework import Framework, Rule
from procure_app.core.frameworks.judgement import Verdict
from procure_app.core.frameworks.reason import Ground
from procure_app.core.outline.block import Mark
from procure_app.core.outline.component import licence_words
from procure_app.core.outline.component_words import LAYERS
from procure_app.core.outline.listed import listed
from procure_app.core.outline.mark import answer_mark, availability_mark
from procure_app.core.outline.tone import Tone
from procure_app.core.phrase import Phrase, Wording, counted, phrase
from procure_app.core.truth import Truth

CANNOT_TELL = Mark(phrase("cannot tell"), Tone.UNKNOWN)
TRUTHS: dict[Truth, Mark] = {
    Truth.MET: Mark(phrase("met"), Tone.MET),
    Truth.NOT_MET: Mark(phrase("not met"), Tone.NO),
    Truth.UNKNOWN: CANNOT_TELL,
    Truth.NEUTRAL: Mark(phrase("does not apply")),
}


def verdict_mark(rule: Rule, verdict: Verdict) -> Mark:
    """Return the verdict as a mark: its term, its rung, or whether it is met."""
    if rule.criterion:
        return TRUTHS[verdict.truth]
    if rule.ladder is not None:
        return _rung(rule, verdict)
    if verdict.truth is Truth.MET:
        place = [term.id for term in rule.terms].index(verdict.term)
        tone = Tone.MET if place == 0 else Tone.NO if place == len(rule.terms) - 1 else Tone.LIMITS
        return Mark(rule.terms[place].name, tone)
    return Mark(_between(rule, verdict), Tone.UNKNOWN)


def _rung(rule: Rule, verdict: Verdict) -> Mark:
    if rule.ladder is None or verdict.climb is None or verdict.climb.level is None:
        return CANNOT_TELL
    for rung in rule.ladder.rungs:
        if rung.level == verdict.climb.level:
            return Mark(rung.name, Tone.LIMITS if rung is rule.ladder.rungs[0] else Tone.MET)
    return Mark(rule.ladder.unclassified, Tone.NO)


def _between(rule: Rule, verdict: Verdict) -> Phrase:
    best, least = rule.term(verdict.at_most), rule.term(verdict.at_least)
    if least.criterion:
        return phrase(
            "cannot tell: {least} at least, {best} at best", least=least.name, best=best.name
        )
    if best is rule.terms[0]:
        return phrase("cannot tell")
    return phrase("cannot tell: {best} at best", best=best.name)


def issue(framework: Framework) -> Wording:
    """Return who issued the framework, in which version of which day."""
    return phrase(
        "{issuer}, version {version}, {day}",
        issuer=framework.issuer,
        version=framework.version,
        day=framework.date,
    )


def ground_words(reading: Reading, ground: Ground) -> Wording:
    """Return what was entered, as that side believes it."""
    if ground.held is not None:
        return _row_words(reading, ground)
    question = reading.catalogue.by_id.get(ground.question)
    if question is None:  # an older file's catalogue does not ask it
        return ""
    said = mark = answer_mark(reading.path.facts.answer(ground.question)).text
    if ground.truth is Truth.UNKNOWN and reading.path.facts.answer(ground.question) is not None:
        said = phrase("{answer}, not shown", answer=mark)
    return phrase("{name}: {said}", name=question.short, said=said)


def _row_words(reading: Reading, ground: Ground) -> Wording:
    row = next((row for row in reading.table if row.key == ground.row), None)
    if row is None or ground.held is None:
        return ""
    several = len({row.layer for row in reading.table}) > 1
    name: Wording = row.component.name
    if several:
        name = phrase("{name} ({layer})", name=name, layer=LAYERS[row.layer])
    availability = ground.held.availability
    there = (
        availability_mark(availability).text if availability else phrase("not known or not shown")
    )
    terms = licence_words(reading, ground.held.licence)
    return phrase("{name}: {said}", name=name, said=listed((there, terms), ", "))


def change_words(change: Change, most: int = 4) -> Wording:
    """Return what would have to be so, as one sentence."""
    texts = [leaf.text.rstrip(".") for leaf in change.leaves]
    if len(texts) <= most + 1:
        return phrase("{texts}.", texts=listed(texts))
    more = len(texts) - most
    return counted(
        "{texts}; and {count} more.", "{texts}; and {count} more.", more, texts=listed(texts[:most])
    )


def place_of(reading: Reading, leaf: Leaf) -> str:
    """Return the id of the question behind a leaf; of the component table for a component."""
    if isinstance(leaf, AnswerIs):
        return leaf.question
    tables = (q.id for q in reading.catalogue.questions() if q.kind is Kind.COMPONENTS)
    return next(tables, "")
