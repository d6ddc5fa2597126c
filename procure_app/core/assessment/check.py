"""What is wrong or missing in an assessment, each with the question where it is mended."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from procure_app.core.assessment.answer import Answer, Standing
from procure_app.core.assessment.document import Assessment
from procure_app.core.assessment.path import Path
from procure_app.core.assessment.portion import NOTHING, Carried
from procure_app.core.assessment.table import Row
from procure_app.core.catalogue.catalogue import Catalogue
from procure_app.core.catalogue.question import Question
from procure_app.core.catalogue.word import AnswerValue, Instrument, Kind, Party, Statement
from procure_app.core.phrase import Phrase, counted, phrase


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend before the assessment can be relied on."""

    question: str
    """The id of the question it belongs to."""
    text: Phrase
    open: bool = False
    """True where nothing is wrong yet: something is only still to be answered."""


def problems(
    catalogue: Catalogue,
    assessment: Assessment,
    path: Path,
    table: tuple[Row, ...],
    carried: Carried = NOTHING,
) -> tuple[Problem, ...]:
    """Return every problem in the order of the questions."""
    each = carried.over(
        "problems", path.sections, lambda asked: _problems(assessment, path, table, asked)
    )
    return tuple(chain.from_iterable(each))


def _problems(
    assessment: Assessment, path: Path, table: tuple[Row, ...], questions: tuple[Question, ...]
) -> tuple[Problem, ...]:
    found: list[Problem] = []
    for question in questions:
        given = assessment.answers.get(question.id)
        if question.kind is Kind.COMPONENTS:
            found += _table(question, table)
        elif not question.derived and _is_empty(question, given, path):
            found.append(Problem(question.id, phrase("Not answered yet."), open=True))
        if given is not None:
            found += _answer(question, given, path)
            found += _evidence(question, given, assessment)
    return tuple(found)


def _is_empty(question: Question, given: Answer | None, path: Path) -> bool:
    if given is None:
        return question.id not in path.facts.values
    empty = given.standing is Standing.GIVEN and not any(part.strip() for part in given.value)
    return empty and question.id not in path.facts.values


def _answer(question: Question, given: Answer, path: Path) -> Iterator[Problem]:
    if given.standing is Standing.NOT_APPLICABLE:
        if not question.not_applicable:
            yield Problem(
                question.id, phrase("“Not applicable” is not offered here. Choose an answer.")
            )
        elif not given.reason.strip():
            yield Problem(question.id, phrase("Say why it does not apply."))
    if question.options and given.standing is Standing.GIVEN:
        for option in given.value:
            if question.option(option) is None:
                yield Problem(
                    question.id,
                    phrase("The answer “{option}” is not offered. Choose one.", option=option),
                )
    if question.kind is Kind.NUMBER and any(given.value) and question.id not in path.facts.values:
        yield Problem(question.id, phrase("Write a number, such as 2500, without words."))
    if question.kind in (Kind.DATE, Kind.QUOTATION) and given.value:
        written = given.value[0] if question.kind is Kind.DATE else (given.value + ("",) * 3)[2]
        if written and not is_date(written):
            yield Problem(question.id, phrase("Write the date as year-month-day: 2026-11-22."))
    if question.duty:
        yield from _duty(question, given, path)


def _duty(question: Question, given: Answer, path: Path) -> Iterator[Problem]:
    value = path.facts.answer(question.id)
    nobody = given.bound is Party.NOBODY or given.instrument is Instrument.NOTHING
    if value is AnswerValue.YES and nobody and question.statement is Statement.PROMISE:
        yield Problem(
            question.id, phrase("The answer is yes, yet nobody is bound. Change one of the two.")
        )
    if value in (AnswerValue.YES, AnswerValue.PARTLY, AnswerValue.NO) and given.bound is None:
        yield Problem(question.id, phrase("Say who is bound to do this."), open=True)
    if nobody and given.carried is None:
        yield Problem(question.id, phrase("Say who carries this in fact."), open=True)


def _evidence(question: Question, given: Answer, assessment: Assessment) -> Iterator[Problem]:
    items = assessment.evidence_by_id()
    for item_id in given.evidence:
        item = items.get(item_id)
        if item is None:
            yield Problem(
                question.id, phrase("Evidence {item} is missing. Take it off.", item=item_id)
            )
        elif item.expires and item.expires < assessment.as_of:
            yield Problem(
                question.id,
                phrase(
                    "Evidence “{title}” expired on {day}. Renew it.",
                    title=item.title,
                    day=item.expires,
                ),
            )


def _table(question: Question, table: tuple[Row, ...]) -> Iterator[Problem]:
    empty = [row for row in table if row.listed and row.availability is None]
    if empty:
        text = counted(
            "{count} row has no availability yet.",
            "{count} rows have no availability yet.",
            len(empty),
        )
        yield Problem(question.id, text, open=True)


def is_date(text: str) -> bool:
    """Say whether the text is an ISO date."""
    try:
        datetime.date.fromisoformat(text.strip())
    except ValueError:
        return False
    return True
