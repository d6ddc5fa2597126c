"""What is wrong with a catalogue although every value in it is well formed."""

from __future__ import annotations

from collections.abc import Iterator

from procure_app.core.catalogue.catalogue import Catalogue
from procure_app.core.catalogue.condition import (
    Answered,
    AtLeast,
    Chosen,
    Condition,
    HasComponent,
    leaves,
)
from procure_app.core.catalogue.question import Question
from procure_app.core.catalogue.word import AnswerValue, Kind, Severity

_FOUND_WHEN_OPEN = (Severity.BAR, Severity.BLOCKER)
"""The weights at which a question that nobody answered falls short by itself."""


def problems(catalogue: Catalogue) -> tuple[str, ...]:
    """Return one line for each fault: dangling or forward references, unreachable, unexplained."""
    order = {question.id: place for place, question in enumerate(catalogue.questions())}
    found: list[str] = []
    for section in catalogue.sections:
        if section.group not in {group.id for group in catalogue.groups}:
            found.append(f"{section.id}: group {section.group} does not exist")
        first = order[section.questions[0].id]
        if section.asked:
            found += _reads(catalogue, section.id, section.asked, order, first)
        for question in section.questions:
            found += _question(catalogue, question, order)
    return tuple(found)


def _question(catalogue: Catalogue, question: Question, order: dict[str, int]) -> Iterator[str]:
    place = order[question.id]
    if question.asked:
        yield from _reads(catalogue, question.id, question.asked, order, place)
    for rule in question.severity:
        if rule.when:
            yield from _reads(catalogue, question.id, rule.when, order, None)
    if not isinstance(question.core, bool):
        yield from _reads(catalogue, question.id, question.core, order, None)
    for derivation in question.derived:
        yield from _reads(catalogue, question.id, derivation.when, order, None)
    if question.severity and question.options:
        reached = {option.answer for option in question.options}
        light = all(rule.is_ not in _FOUND_WHEN_OPEN for rule in question.severity)
        known = light and not question.unknown
        if known and not reached & {AnswerValue.NO, AnswerValue.PARTLY}:
            yield f"{question.id}: has a severity but no option falls short"
    if question.severity:
        for part in ("why", "satisfies", "ask"):
            if not getattr(question, part):
                yield f"{question.id}: {part} is empty"
        if not question.sources:
            yield f"{question.id}: names no source"


def _reads(
    catalogue: Catalogue,
    owner: str,
    condition: Condition,
    order: dict[str, int],
    before: int | None,
) -> Iterator[str]:
    for leaf in leaves(condition):
        if isinstance(leaf, HasComponent):
            if leaf.component not in catalogue.component_by_id:
                yield f"{owner}: reads unknown component {leaf.component}"
            continue
        asked = catalogue.by_id.get(leaf.question)
        if asked is None:
            yield f"{owner}: reads unknown question {leaf.question}"
            continue
        if before is not None and order[asked.id] >= before:
            yield f"{owner}: reads {asked.id}, which is asked later"
        match leaf:
            case Chosen():
                for option in leaf.options:
                    if asked.option(option) is None:
                        yield f"{owner}: reads unknown option {asked.id} = {option}"
            case AtLeast():
                if asked.kind is not Kind.NUMBER:
                    yield f"{owner}: compares {asked.id}, which is no number"
            case Answered():
                pass
