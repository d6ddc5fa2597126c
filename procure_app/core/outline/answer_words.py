"""An answer in words: what was chosen or typed, and all that was said beside it."""

from __future__ import annotations

from itertools import zip_longest

from procure_app.core.assessment.answer import Answer, Standing
from procure_app.core.assessment.path import value_of
from procure_app.core.assessment.shown import answer_grade, is_shown
from procure_app.core.catalogue.question import Question
from procure_app.core.catalogue.word import FIELDS, MODEL_FIELDS, AnswerValue, Kind
from procure_app.core.decision.reading import Reading
from procure_app.core.outline.block import Mark
from procure_app.core.outline.listed import listed
from procure_app.core.outline.mark import CLAIMED, NOT_ANSWERED, answer_mark
from procure_app.core.outline.stamp import day
from procure_app.core.phrase import Wording, phrase


def answer_of(reading: Reading, question: Question) -> Answer | None:
    """Return the answer that counts: what follows, or what was entered; None for none."""
    given = reading.assessment.answers.get(question.id)
    if question.derived:
        follows = reading.path.derived.get(question.id)
        return Answer(value=(follows,)) if follows else None
    if given is None:
        return None
    said = given.standing is not Standing.GIVEN or any(part.strip() for part in given.value)
    return given if said else None


def in_words(question: Question, answer: Answer | None) -> Wording:
    """Return what the answer says; empty for no answer, or one that its mark says in full."""
    if answer is None or answer.standing is not Standing.GIVEN:
        return ""
    return value_words(question, answer.value)


def value_words(question: Question, value: tuple[str, ...]) -> Wording:
    """Return every option chosen, or every part of what was typed."""
    match question.kind:
        case Kind.CHOICE | Kind.CHOICES:
            return listed(_option(question, option) for option in value)
        case Kind.DATE:
            return listed(day(part) for part in value)
        case Kind.PERSON | Kind.PARTY:
            return _fields(FIELDS[question.kind], value)
        case Kind.QUOTATION:
            return quotation(value)
        case Kind.MODELS:
            size = len(MODEL_FIELDS)
            rows = [value[n : n + size] for n in range(0, len(value), size)]
            return listed(_fields(MODEL_FIELDS, row) for row in rows)
        case _:
            return listed(value)


def quotation(value: tuple[str, ...]) -> Wording:
    """Return a quotation with its address and date."""
    words, address, date, *rest = (*value, "", "", "")
    quoted: Wording = phrase("“{words}”", words=words) if words else ""
    when = phrase("read {day}", day=day(date)) if date else ""
    return listed((quoted, address, when, *rest), ", ")


def mark_of(reading: Reading, question: Question) -> Mark | None:
    """Return the mark of an answer; None where it is a fact without good or bad."""
    answer = answer_of(reading, question)
    if question.kind is Kind.COMPONENTS:
        return None
    if answer is None:
        return NOT_ANSWERED
    if answer.standing is not Standing.GIVEN:  # None where it is not offered
        return answer_mark(value_of(question, answer))
    judged = {option.answer for option in question.options} - {AnswerValue.YES}
    if not judged and not question.duty:
        return None
    value = reading.path.facts.answer(question.id)
    return CLAIMED if is_claimed(reading, question) else answer_mark(value)


def is_claimed(reading: Reading, question: Question) -> bool:
    """Say whether the answer is a *yes* that its evidence does not show."""
    given = reading.assessment.answers.get(question.id)
    value = reading.path.facts.answer(question.id)
    if given is None or question.derived or value is not AnswerValue.YES:
        return False
    return not is_shown(question, value, answer_grade(reading.assessment, given))


def _option(question: Question, option_id: str) -> Wording:
    option = question.option(option_id)
    return option.text if option else phrase("“{option}” (not offered)", option=option_id)


def _fields(names: tuple[str, ...], value: tuple[str, ...]) -> Wording:
    """Return the parts with their names; the first, the name itself, goes without."""
    parts: list[Wording] = []
    for place, (name, part) in enumerate(zip_longest(names, value, fillvalue="")):
        if part:
            named = phrase("{name}: {value}", name=phrase(name), value=part)
            parts.append(named if place and name else part)
    return listed(parts, ", ")
