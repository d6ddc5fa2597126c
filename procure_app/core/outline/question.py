"""Every question asked, with its answer and all that was said beside it."""

from __future__ import annotations

from procure_app.core.assessment.answer import Answer, Standing
from procure_app.core.assessment.path import value_of
from procure_app.core.catalogue.condition import holds
from procure_app.core.catalogue.question import Question
from procure_app.core.catalogue.word import AnswerValue, Kind
from procure_app.core.decision.reading import Reading
from procure_app.core.outline.answer_words import answer_of, in_words, mark_of, value_words
from procure_app.core.outline.block import Block, Cell, Entry, Heading, Paragraph
from procure_app.core.outline.condition_words import describe
from procure_app.core.outline.evidence_words import cited
from procure_app.core.outline.listed import listed
from procure_app.core.outline.mark import answer_mark
from procure_app.core.phrase import Wording, counted, phrase

Line = tuple[Wording, Cell]


def questions(reading: Reading) -> tuple[Block, ...]:
    """Return the part with every question asked, section by section."""
    blocks: list[Block] = [
        Heading(1, phrase("Every question asked, with its answer"), "questions"),
        Paragraph(
            phrase(
                "The mark says what an answer comes to: “yes” is the good one, whichever way the "
                "question is put. “Claimed, not shown” stands where the answer is good but its "
                "evidence is below the grade that would show it."
            ),
            muted=True,
        ),
    ]
    for section, asked in reading.path.sections:
        blocks.append(Heading(2, section.title, f"questions-{section.id}"))
        blocks += [_entry(reading, question) for question in asked]
    return tuple(blocks)


def beside(reading: Reading, given: Answer) -> tuple[Line, ...]:
    """Return all that was said beside an answer: duty, evidence, reason, note."""
    lines: list[Line] = []
    if given.bound or given.instrument or given.clause or given.carried:
        lines += _duty(given)
    if given.reason:
        lines.append((phrase("Reason"), given.reason))
    if given.evidence:
        lines.append((phrase("Evidence"), cited(reading.assessment, given.evidence)))
    if given.disputed:
        lines.append((phrase("Disputed"), given.disputed))
    if given.note:
        lines.append((phrase("Note"), given.note))
    return tuple(lines)


def _entry(reading: Reading, question: Question) -> Entry:
    given = reading.assessment.answers.get(question.id, Answer())
    answer = answer_of(reading, question)
    text = in_words(question, answer)
    if question.kind is Kind.COMPONENTS:
        text = _table_words(reading)
    lines = (*_followed(reading, question, given), *beside(reading, given))
    return Entry(question.reference, question.text, mark_of(reading, question), text, lines)


def _followed(reading: Reading, question: Question, given: Answer) -> tuple[Line, ...]:
    """Return what a derived answer follows from, and whatever was entered but does not count."""
    lines: list[Line] = []
    option = reading.path.derived.get(question.id)
    for rule in question.derived:
        if rule.option == option and holds(rule.when, reading.path.facts):
            words = describe(rule.when, reading.catalogue)
            lines.append((phrase("Follows from"), words))
            break
    if words := _uncounted(question, given):
        lines.append((phrase("Entered, not counted"), words))
    return tuple(lines)


def _uncounted(question: Question, given: Answer) -> Wording:
    """Return what was entered and cannot be read as an answer: nothing entered may be missing."""
    parts: list[Wording] = []
    set_aside = given.standing is not Standing.GIVEN
    if set_aside and (question.derived or value_of(question, given) is None):
        parts.append(answer_mark(AnswerValue(given.standing.value)).text)
    if (set_aside or question.derived) and any(given.value):
        parts.append(value_words(question, given.value))
    return listed(parts)


def _duty(given: Answer) -> tuple[Line, ...]:
    unsaid = phrase("not said")
    bound: Wording = phrase(given.bound.value) if given.bound else unsaid
    if given.instrument:
        instrument = phrase(given.instrument.value)
        bound = phrase("{party}, by {instrument}", party=bound, instrument=instrument)
    if given.clause:
        bound = phrase("{bound}: {clause}", bound=bound, clause=given.clause)
    carried = phrase(given.carried.value) if given.carried else unsaid
    return ((phrase("Who is bound"), bound), (phrase("Who carries it"), carried))


def _table_words(reading: Reading) -> Wording:
    rows = [row for row in reading.table if row.listed]
    filled = sum(row.availability is not None for row in rows)
    return counted(
        "{filled} of {count} row is filled: see “What the release includes”.",
        "{filled} of {count} rows are filled: see “What the release includes”.",
        len(rows),
        filled=filled,
    )
