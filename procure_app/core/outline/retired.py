"""Answers kept from an earlier catalogue: as they read then, apart from all that counts."""

from __future__ import annotations

from procure_app.core.assessment.answer import Standing
from procure_app.core.assessment.retired import Retired
from procure_app.core.catalogue.word import AnswerValue
from procure_app.core.decision.reading import Reading
from procure_app.core.outline.block import Block, Cell, Entry, Heading, Paragraph
from procure_app.core.outline.component import licence_words, row_lines
from procure_app.core.outline.listed import listed
from procure_app.core.outline.mark import answer_mark, availability_mark
from procure_app.core.outline.question import beside
from procure_app.core.phrase import Wording, phrase


def retired(reading: Reading) -> tuple[Block, ...]:
    """Return what was entered under an earlier catalogue; nothing where nothing was kept."""
    kept = reading.assessment.retired
    if not kept:
        return ()
    return (
        Heading(2, phrase("Answered under an earlier catalogue, not counted now"), "retired"),
        Paragraph(
            phrase(
                "These questions are no longer asked as they were. The answers are kept as they "
                "read then. Nothing follows from them, and no digest covers them."
            ),
            muted=True,
        ),
        *(_entry(reading, item) for item in kept),
    )


def _entry(reading: Reading, item: Retired) -> Entry:
    version = phrase("version {version}, {key}", version=item.catalogue_version, key=item.key)
    title: Wording = item.text or phrase("A question that this catalogue lacks")
    words: Wording = listed(item.value)
    mark, lines = None, tuple[tuple[Wording, Cell], ...]()
    if item.row is not None:
        mark = availability_mark(item.row.availability)
        words, lines = licence_words(reading, item.row.licence), row_lines(reading, item.row)
    elif item.answer is not None:
        lines = beside(reading, item.answer)
        if item.answer.standing is not Standing.GIVEN:
            mark = answer_mark(AnswerValue(item.answer.standing.value))
    return Entry("", title, mark, words, ((phrase("Catalogue"), version), *lines))
