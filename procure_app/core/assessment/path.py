"""Which questions are asked now, why others are not, and what the answers come to.

A question is asked from earlier answers only, so the path is one pass over the catalogue.
Answers off the path are kept in the document and read as absent here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import chain

from procure_app.core.assessment.answer import Answer, Standing, row_key
from procure_app.core.assessment.document import Assessment, Depth
from procure_app.core.assessment.facts import Facts
from procure_app.core.assessment.portion import NotAsked, Portion
from procure_app.core.catalogue.catalogue import Catalogue, Section
from procure_app.core.catalogue.condition import holds
from procure_app.core.catalogue.question import Question
from procure_app.core.catalogue.word import AnswerValue, Availability, Kind, Layer, Walk

_ORDER = (AnswerValue.NO, AnswerValue.UNKNOWN, AnswerValue.PARTLY, AnswerValue.YES)


@dataclass(frozen=True, slots=True)
class Path:
    """The questions asked now, with what the answers to them come to."""

    sections: tuple[tuple[Section, tuple[Question, ...]], ...]
    """Sections that ask something, each with its questions in order."""
    not_asked: tuple[NotAsked, ...]
    facts: Facts
    derived: Mapping[str, str]
    """The option that follows, by the id of each derived question."""
    portions: Mapping[tuple[str, bool], Portion] = field(
        default_factory=dict, compare=False, repr=False
    )
    """Each section's part, by its id and whether core was judged on all answers."""

    def questions(self) -> tuple[Question, ...]:
        """Return every question asked, in order."""
        return tuple(chain.from_iterable([questions for _, questions in self.sections]))


def path(catalogue: Catalogue, assessment: Assessment, before: Path | None = None) -> Path:
    """Compute the path of this assessment; with the one before it, only where it differs.

    What is core may read any answer: where a later answer makes an earlier question core, or
    core no more, the catalogue is gone through once more and judged on all answers.
    """
    old = before.portions if before else {}
    once = _walk(catalogue, assessment, None, old)
    if not _is_short(assessment):
        return once
    left = (off.question for off in once.not_asked if off.reason == "not core")
    misjudged = any(_is_core(question, once.facts) for question in left) or any(
        _minor(question, assessment, once.facts) for question in once.questions()
    )
    return _walk(catalogue, assessment, once, old) if misjudged else once


def layers(catalogue: Catalogue, facts: Facts) -> tuple[Layer, ...]:
    """Return the layers that the release has; the base where nothing was said."""
    chosen = facts.options(catalogue.uses.layers)
    return tuple(layer for layer in Layer if layer.value in chosen) or (Layer.BASE,)


def rest(catalogue: Catalogue, facts: Facts) -> Availability | None:
    """Return what the one line says of every component that a service's customer cannot see."""
    said = facts.options(catalogue.uses.rest)
    if not holds(catalogue.uses.not_delivered, facts):
        return None
    if facts.answer(catalogue.uses.rest) is AnswerValue.UNKNOWN:
        return Availability.UNKNOWN
    return next((available for available in Availability if available.value in said), None)


def _is_short(assessment: Assessment) -> bool:
    return assessment.depth is Depth.CORE and assessment.walk is Walk.PURCHASE


def _walk(
    catalogue: Catalogue,
    assessment: Assessment,
    judged: Path | None,
    old: Mapping[tuple[str, bool], Portion],
) -> Path:
    """Go through the catalogue once; core is judged on this path's facts, else on earlier answers.

    Where a section reads the same as in the old portions, its portion is the old one; never so
    where it says itself which components there are.
    """
    facts = Facts()
    facts.available = _available(catalogue, assessment, facts)
    derived: dict[str, str] = {}
    portions = dict(judged.portions) if judged else {}
    sections: list[tuple[Section, tuple[Question, ...]]] = []
    not_asked: list[NotAsked] = []
    for section in catalogue.sections:
        key = (section.id, judged is not None)
        read = _read_by(catalogue, section, assessment, facts, judged)
        portion = None if section.id in catalogue.shaping else old.get(key)
        if portion is None or portion.section is not section or portion.read != read:
            portion = _portion(catalogue, section, assessment, facts, judged=judged, read=read)
        else:
            facts.add(portion.facts)
        portions[key] = portion
        derived.update(portion.derived)
        not_asked += portion.not_asked
        if portion.asked:
            sections.append((section, portion.asked))
    result = Path(tuple(sections), tuple(not_asked), facts, derived, portions)
    # Once more: a derivation may read what is asked later.
    for section, asked in sections:
        for question in asked if catalogue.reads[section.id].derived else ():
            if question.derived:
                _read(question, assessment, facts, derived)
    return result


def _read_by(
    catalogue: Catalogue,
    section: Section,
    assessment: Assessment,
    facts: Facts,
    judged: Path | None,
) -> tuple[object, ...]:
    """Return all that the portion of a section is computed from."""
    reads = catalogue.reads[section.id]
    answers = assessment.answers
    return (
        assessment.walk,
        assessment.depth,
        [*map(answers.get, reads.own)],
        facts.known(reads.questions) if reads.questions else None,
        judged.facts.known(reads.questions) if judged else None,
        facts.available if reads.components else None,
        judged.facts.available if judged and reads.components else None,
    )


def _portion(
    catalogue: Catalogue,
    section: Section,
    assessment: Assessment,
    facts: Facts,
    *,
    judged: Path | None,
    read: tuple[object, ...],
) -> Portion:
    """Go through one section, and add to the facts what its answers come to."""
    short = _is_short(assessment)
    derived: dict[str, str] = {}
    asked: list[Question] = []
    not_asked: list[NotAsked] = []
    for question in section.questions:
        off = _off(section, question, assessment, facts)
        if off is None and short:
            off = _minor(question, assessment, judged.facts if judged else facts)
        if off:
            not_asked.append(off)
            continue
        asked.append(question)
        _read(question, assessment, facts, derived)
        if question.id in (catalogue.uses.layers, catalogue.uses.rest):
            facts.available = _available(catalogue, assessment, facts)
    given = [*map(assessment.answers.get, catalogue.reads[section.id].own)]
    own = facts.of([question.id for question in asked])
    return Portion(section, read, given, tuple(asked), tuple(not_asked), own, derived)


def value_of(question: Question, answer: Answer) -> AnswerValue | None:
    """Return what the answer comes to; None when there is nothing that can be read.

    Of several options the worst counts, so that a second tick never helps.
    """
    if answer.standing is Standing.UNKNOWN:
        return AnswerValue.UNKNOWN
    if answer.standing is Standing.NOT_APPLICABLE:
        return AnswerValue.NOT_APPLICABLE if question.not_applicable else None
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
        derived.pop(question.id, None)
        facts.forget(question.id)
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
    if answer.standing is not Standing.GIVEN:
        return
    if question.options:
        facts.chosen[question.id] = frozenset(i for i in answer.value if question.option(i))
    number = number_of(answer) if question.kind is Kind.NUMBER else None
    if number is not None:
        facts.numbers[question.id] = number


def _available(
    catalogue: Catalogue, assessment: Assessment, facts: Facts
) -> Mapping[str, frozenset[Availability]]:
    """Return what is said of each component in the layers that the release has."""
    available: dict[str, frozenset[Availability]] = {}
    unseen = rest(catalogue, facts)
    for layer in layers(catalogue, facts):
        for component in catalogue.components:
            row = assessment.components.get(row_key(layer, component.id))
            said = row.availability if row else None
            if said is None and not component.seen_by_customers:
                said = unseen
            if said is not None:
                available[component.id] = available.get(component.id, frozenset()) | {said}
    return available
