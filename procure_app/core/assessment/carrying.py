"""One answer on its way to another catalogue: whole, or not at all."""

from __future__ import annotations

from collections.abc import Iterable

from procure_app.core.assessment.answer import Answer, Standing
from procure_app.core.assessment.edit import changed
from procure_app.core.catalogue.catalogue import Catalogue
from procure_app.core.catalogue.question import Question
from procure_app.core.catalogue.step import Step
from procure_app.core.catalogue.word import Kind

Carried = tuple[tuple[str, Answer], ...]
"""Answers with the questions they go to."""
_TEXTS = (Kind.TEXT, Kind.LONG_TEXT)


def carried(
    question: Question, given: Answer, steps: Iterable[Step], catalogue: Catalogue
) -> Carried:
    """Return where an answer goes and what it is there; nothing where it has no place.

    It has none where it chose what was never offered (it might be from now on, and would begin to
    count), where its question was removed, where any option that was chosen leads nowhere
    (what is left of several ticks could read better than all of them), and where it does not
    fit what is asked now.
    """
    if question.options and not all(question.option(part) for part in given.value):
        return ()
    now: Carried = ((question.id, given),)
    for step in steps:
        moved = [_through(step, *each) for each in now]
        if not all(moved):
            return ()
        now = tuple(each for several in moved for each in several)
    fit = all(_fits(question, catalogue.by_id.get(id_), answer) for id_, answer in now)
    return now if fit else ()


def _through(step: Step, question: str, given: Answer) -> Carried:
    led = [step.option(question, part) for part in given.value]
    if not all(led):
        return ()
    if not step.is_split(question):
        value = tuple(to for part in led for _, to in part)
        return tuple((new, changed(given, value=value)) for new in step.question(question))
    parts: dict[str, list[str]] = {}
    for new, option in (pair for pairs in led for pair in pairs):
        if option not in parts.setdefault(new, []):
            parts[new].append(option)
    if given.standing is not Standing.GIVEN:  # it is said of every part
        parts = {new: parts.get(new, []) for new in step.question(question)}
    return tuple((new, changed(given, value=tuple(value))) for new, value in parts.items())


def _fits(before: Question, now: Question | None, given: Answer) -> bool:
    if now is None:
        return False
    if given.standing is Standing.NOT_APPLICABLE and not now.not_applicable:
        return False
    if given.standing is Standing.UNKNOWN and not now.unknown:
        return False
    if now.options:
        offered = all(now.option(part) for part in given.value)
        return (
            bool(before.options) and offered and (now.kind is Kind.CHOICES or len(given.value) < 2)
        )
    return now.kind is before.kind or (now.kind in _TEXTS and before.kind in _TEXTS)
