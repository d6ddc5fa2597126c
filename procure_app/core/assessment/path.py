"""Which questions are asked now, why others are not, and what the answers come to.

A question is asked from earlier answers only, so the path is one pass over the catalogue.
Answers off the path are kept in the document and read as absent here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from procure_app.core.assessment.answer import Answer, Standing
from procure_app.core.assessment.document import Assessment, Depth
from procure_app.core.catalogue.catalogue import Catalogue, Section
from procure_app.core.catalogue.condition import Condition, holds
from procure_app.core.catalogue.question import Question
from procure_app.core.catalogue.word import AnswerValue, Availability, Kind, Walk

_ORDER = (AnswerValue.NO, AnswerValue.UNKNOWN, AnswerValue.PARTLY, AnswerValue.YES)
Reason = Literal["other walk", "not core", "does not apply"]


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


@dataclass(frozen=True, slots=True)
class NotAsked:
    """A question off the path, and why."""

    question: Question
    reason: Reason
    condition: Condition | None = None
    """The condition that does not hold, with *does not apply*."""


@dataclass(frozen=True, slots=True)
class Path:
    """The questions asked now, with what the answers to them come to."""

    sections: tuple[tuple[Section, tuple[Question, ...]], ...]
    """Sections that ask something, each with its questions in order."""
    not_asked: tuple[NotAsked, ...]
    facts: Facts
    derived: Mapping[str, str]
    """The option that follows, by the id of each derived question."""

    def questions(self) -> tuple[Question, ...]:
        """Return every question asked, in order."""
        return tuple(question for _, questions in self.sections for question in questions)


def path(catalogue: Catalogue, assessment: Assessment) -> Path:
    """Compute the path of this assessment.

    What is core may read any answer: where a later answer makes an earlier question core, the
    catalogue is gone through once more with that question.
    """
    once = _walk(catalogue, assessment, frozenset())
    late = frozenset(
        off.question.id
        for off in once.not_asked
        if off.reason == "not core" and _is_core(off.question, once.facts)
    )
    return _walk(catalogue, assessment, late) if late else once


def _walk(catalogue: Catalogue, assessment: Assessment, late: frozenset[str]) -> Path:
    """Go through the catalogue once; ``late`` names questions that later answers made core."""
    short = assessment.depth is Depth.CORE and assessment.walk is Walk.PURCHASE
    facts = Facts(available=_available(assessment))
    derived: dict[str, str] = {}
    sections: list[tuple[Section, tuple[Question, ...]]] = []
    not_asked: list[NotAsked] = []
    for section in catalogue.sections:
        asked: list[Question] = []
        for question in section.questions:
            off = _off(section, question, assessment, facts)
            if off is None and short and question.id not in late:
                off = _minor(question, assessment, facts)
            if off:
                not_asked.append(off)
                continue
            asked.append(question)
            _read(question, assessment, facts, derived)
        if asked:
            sections.append((section, tuple(asked)))
    result = Path(tuple(sections), tuple(not_asked), facts, derived)
    for question in result.questions():
        if question.derived:  # once more: a derivation may read what is asked later
            _read(question, assessment, facts, derived)
    return result


def value_of(question: Question, answer: Answer) -> AnswerValue | None:
    """Return what the answer comes to; None when there is nothing that can be read.

    Of several options the worst counts, so that a second tick never helps.
    """
    if answer.standing is Standing.UNKNOWN:
        return AnswerValue.UNKNOWN
    if answer.standing is Standing.NOT_APPLICABLE:
        return AnswerValue.NOT_APPLICABLE
    if question.kind in (Kind.CHOICE, Kind.CHOICES):
        options = [question.option(i) for i in answer.value]
        values = {option.answer for option in options if option}
        return next((v for v in _ORDER if v in values), next(iter(values), None))
    if question.kind is Kind.NUMBER:
        return AnswerValue.YES if number_of(answer) is not None else None
    return AnswerValue.YES if any(part.strip() for part in answer.value) else None


def number_of(answer: Answer) -> float | None:
    """Return the number typed, without spaces and thin spaces; None when it is none."""
    text = "".join(answer.value).replace(" ", "").replace("\u202f", "").replace("\u00a0", "")
    return float(text) if text.isascii() and text.replace(".", "", 1).isdigit() else None


def _off(
    section: Section, question: Question, assessment: Assessment, facts: Facts
) -> NotAsked | None:
    if assessment.walk not in question.walks or assessment.walk not in section.walks:
        return NotAsked(question, "other walk")
    for condition in (section.asked, question.asked):
        if condition is not None and not holds(condition, facts):
            return NotAsked(question, "does not apply", condition)
    return None


def _minor(question: Question, assessment: Assessment, facts: Facts) -> NotAsked | None:
    """Leave a question out of the core walk, unless it has an answer: nothing entered vanishes."""
    if question.id in assessment.answers or _is_core(question, facts):
        return None
    return NotAsked(question, "not core")


def _is_core(question: Question, facts: Facts) -> bool:
    core = question.core
    return core if isinstance(core, bool) else holds(core, facts)


def _read(
    question: Question, assessment: Assessment, facts: Facts, derived: dict[str, str]
) -> None:
    answer = assessment.answers.get(question.id)
    if question.derived:
        follows = next((d.option for d in question.derived if holds(d.when, facts)), None)
        if follows is None:
            return
        derived[question.id] = follows
        answer = Answer(value=(follows,))
    if answer is None:
        return
    value = value_of(question, answer)
    if value is None:
        return
    facts.values[question.id] = value
    if question.options:
        facts.chosen[question.id] = frozenset(answer.value)
    number = number_of(answer) if question.kind is Kind.NUMBER else None
    if number is not None:
        facts.numbers[question.id] = number


def _available(assessment: Assessment) -> Mapping[str, frozenset[Availability]]:
    available: dict[str, frozenset[Availability]] = {}
    for key, row in assessment.components.items():
        if row.availability is not None:
            component = key.partition("/")[2]
            available[component] = available.get(component, frozenset()) | {row.availability}
    return available
