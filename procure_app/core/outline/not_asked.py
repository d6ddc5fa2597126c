"""The questions that were not asked, and why; and answers kept from before that do not count."""

from __future__ import annotations

from typing import assert_never

from procure_app.core.assessment.answer import ComponentRow, Standing
from procure_app.core.assessment.portion import NotAsked
from procure_app.core.catalogue.question import Question
from procure_app.core.catalogue.word import AnswerValue, Walk
from procure_app.core.decision.reading import Reading
from procure_app.core.outline.answer_words import value_words
from procure_app.core.outline.block import Block, Entry, Heading, Paragraph, Table
from procure_app.core.outline.component import licence_words, row_lines
from procure_app.core.outline.condition_words import describe
from procure_app.core.outline.listed import listed
from procure_app.core.outline.mark import answer_mark, availability_mark
from procure_app.core.outline.part_words import part_name
from procure_app.core.outline.question import beside
from procure_app.core.phrase import Wording, phrase


def not_asked(reading: Reading) -> tuple[Block, ...]:
    """Return the questions off the path, grouped by the reason, and the answers kept."""
    blocks: list[Block] = [Heading(1, phrase("Questions not asked, and why"), "not-asked")]
    groups: dict[object, list[NotAsked]] = {}
    for off in reading.path.not_asked:
        groups.setdefault((off.reason, off.condition), []).append(off)
    if groups:
        rows = tuple((_why(reading, group[0]), _names(group)) for group in groups.values())
        head = (phrase("Why"), phrase("Questions"))
        blocks.append(Table(head, rows, (0.45, 0.55)))
    else:
        blocks.append(Paragraph(phrase("Every question of the catalogue was asked.")))
    return (*blocks, *_kept(reading))


def _why(reading: Reading, off: NotAsked) -> Wording:
    match off.reason:
        case "not core":
            return phrase("Not part of a core assessment.")
        case "other walk":
            describes = reading.assessment.walk is Walk.DESCRIBE
            if describes:
                return phrase("Asked only when a release is assessed for a purchase.")
            return phrase("Asked only when a release is described without a purchase.")
        case "does not apply":
            if off.condition is None:
                return phrase("Does not apply.")
            return phrase(
                "Asked only if {clause}.", clause=describe(off.condition, reading.catalogue)
            )
        case _:
            assert_never(off.reason)


def _names(group: list[NotAsked]) -> Wording:
    return listed(_name(off.question) for off in group)


def _name(question: Question) -> Wording:
    if not question.reference:
        return question.short
    return phrase("{reference} {name}", reference=question.reference, name=question.short)


def _kept(reading: Reading) -> tuple[Block, ...]:
    """Return what was entered before and is off the path now, so that nobody misses it."""
    asked = {question.id for question in reading.path.questions()}
    answers = {k: v for k, v in reading.assessment.answers.items() if k not in asked}
    table = {row.key for row in reading.table}
    rows = {k: v for k, v in reading.assessment.components.items() if k not in table}
    if not answers and not rows:
        return ()
    entries: list[Block] = []
    for key, given in answers.items():
        question = reading.catalogue.by_id.get(key)
        words = value_words(question, given.value) if question else listed(given.value)
        given_value = given.standing is Standing.GIVEN
        mark = None if given_value else answer_mark(AnswerValue(given.standing.value))
        lines = beside(reading, given)
        title = question.text if question else phrase("A question that this catalogue lacks")
        entries.append(Entry(question.reference if question else key, title, mark, words, lines))
    entries += [_kept_row(reading, key, row) for key, row in rows.items()]
    return (
        Heading(2, phrase("Entered before, not counted now"), "kept"),
        Paragraph(
            phrase(
                "These answers are to questions that are not asked any more. Nothing follows "
                "from them, and no digest covers them."
            ),
            muted=True,
        ),
        *entries,
    )


def _kept_row(reading: Reading, key: str, row: ComponentRow) -> Entry:
    name = part_name(reading.catalogue, f"components/{key}")
    mark = availability_mark(row.availability)
    return Entry("", name, mark, licence_words(reading, row.licence), row_lines(reading, row))
