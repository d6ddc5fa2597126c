"""The reasons of one verdict as lines, from its criterion down to what was entered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from procure_app.core.decision.reading import Reading
from procure_app.core.frameworks.change import Change, changes
from procure_app.core.frameworks.criterion import AnswerIs, ComponentIs
from procure_app.core.frameworks.judgement import Judged
from procure_app.core.frameworks.reason import Reason, reasons
from procure_app.core.outline.verdict_words import ground_words, place_of
from procure_app.core.phrase import Wording, phrase
from procure_app.core.truth import Truth


@dataclass(frozen=True, slots=True)
class Line:
    """One criterion with its truth on both sides."""

    depth: int
    text: Wording
    on_word: Truth
    on_evidence: Truth
    entered: tuple[Wording, ...] = ()
    """What was entered, as the evidence shows it; leaves only."""
    place: str = ""
    """The question that leads there; leaves only."""


@dataclass(frozen=True, slots=True)
class Way:
    """What would bring the next verdict."""

    goal: Wording
    changes: tuple[Change, ...] = ()
    components: tuple[Wording, ...] = ()
    """Of a ladder: the components that the next rung still lacks."""


def lines(reading: Reading, judged: Judged, *, near: bool = False) -> tuple[Line, ...]:
    """Return the criteria in the order of the tree; one that is shared stands once.

    ``near`` leaves out the terms that lie further than one step from the verdict.
    """
    judgement, framework = reading.judgement, judged.framework
    said = judgement.truths_on_word[framework.id]
    shown = judgement.truths_on_evidence[framework.id]
    found = reasons(framework, judgement.evidence, judgement.kinds_on_evidence, shown)
    roots = [judged.rule.criterion, *_terms(judged, near=near)]
    seen: set[str] = set()
    return tuple(
        Line(
            depth,
            reason.criterion.text,
            said[reason.criterion.id],
            reason.truth,
            tuple(ground_words(reading, ground) for ground in reason.grounds),
            place_of(reading, reason.criterion)
            if isinstance(reason.criterion, AnswerIs | ComponentIs)
            else "",
        )
        for root in roots
        if root
        for depth, reason in _walk(found[root], seen)
    )


def _terms(judged: Judged, *, near: bool) -> Iterator[str]:
    """Yield the criteria of the terms, or only of those next to the verdict on the evidence."""
    terms = judged.rule.terms
    if not terms:
        return
    places = [term.id for term in terms]
    verdict = judged.on_evidence
    best = places.index(verdict.at_most or verdict.term)
    last = places.index(verdict.at_least or verdict.term)
    first = best if verdict.at_most else max(best - 1, 0)
    yield from (term.criterion for term in (terms[first : last + 1] if near else terms))


def _walk(root: Reason, seen: set[str]) -> Iterator[tuple[int, Reason]]:
    waiting = [(0, root)]
    while waiting:
        depth, here = waiting.pop()
        if here.criterion.id not in seen:
            seen.add(here.criterion.id)
            yield depth, here
            waiting.extend((depth + 1, part) for part in reversed(here.parts))


def way(reading: Reading, judged: Judged) -> Way | None:
    """Return what would bring the next better verdict on the evidence; None at the best."""
    rule, verdict = judged.rule, judged.on_evidence
    if rule.ladder is not None:
        return _next_rung(reading, judged)
    if rule.criterion:
        goal, name = rule.criterion, phrase("“{title}” to be met", title=rule.title)
        if verdict.truth is Truth.MET:
            return None
    else:
        place = [term.id for term in rule.terms].index(verdict.term or verdict.at_least)
        if place == 0:
            return None
        better = rule.terms[place - 1]
        goal, name = better.criterion, phrase("“{term}”", term=better.name)
        if len(judged.framework.verdicts) > 1:
            name = phrase("“{title}: {term}”", title=rule.title, term=better.name)
    truth = reading.judgement.truths_on_evidence[judged.framework.id]
    return Way(name, changes(judged.framework, goal, truth))


def _next_rung(reading: Reading, judged: Judged) -> Way | None:
    """Return what the next rung lacks: what is missing, unlicensed or on other terms."""
    ladder, climb = judged.rule.ladder, judged.on_evidence.climb
    if ladder is None or climb is None:
        return None
    reached = [rung.level for rung in ladder.rungs if climb.progress.get(rung.level) == 100]
    above = [rung for rung in ladder.rungs if rung.level not in reached]
    if not above:
        return None
    level = above[0].level
    lacking = dict.fromkeys(
        (
            *climb.missing.get(level, ()),
            *climb.invalid.get(level, ()),
            *climb.unlicensed.get(level, ()),
        )
    )
    known = reading.catalogue.component_by_id
    optional = {name for rung in ladder.rungs for name in rung.optional}
    names = tuple(known[name].name for name in lacking if name in known and name not in optional)
    return Way(phrase("“{rung}”", rung=above[0].name), components=names)
