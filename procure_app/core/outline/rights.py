"""What we may do with the release: by the terms of each part, and as the answers say it."""

from __future__ import annotations

from procure_app.core.assessment.answer import Answer
from procure_app.core.catalogue.catalogue import Section
from procure_app.core.catalogue.question import Question
from procure_app.core.catalogue.word import Kind
from procure_app.core.decision.reading import Reading
from procure_app.core.outline.answer_words import answer_of, in_words, mark_of
from procure_app.core.outline.block import Block, Cell, Heading, Paragraph, Table
from procure_app.core.outline.evidence_words import cited_briefly
from procure_app.core.outline.right import right_blocks
from procure_app.core.phrase import phrase


def rights(reading: Reading) -> tuple[Block, ...]:
    """Return the answers on rights as a table; nothing where none were asked."""
    asked = [(s, qs) for s, qs in reading.path.sections if is_rights(reading, s)]
    if not asked:
        return ()
    blocks: list[Block] = [
        Heading(1, phrase("What we may do with it"), "rights"),
        *right_blocks(reading),
        Heading(2, phrase("As the answers say"), "rights-answers"),
        Paragraph(
            phrase("As the answers say; notes and evidence stand with each question."), muted=True
        ),
    ]
    for _, questions in asked:
        rows = tuple(_row(reading, question) for question in questions)
        head = (phrase("Question"), phrase("Comes to"), phrase("Answer"), phrase("Evidence"))
        blocks.append(Table(head, rows, (0.26, 0.2, 0.38, 0.16)))
    return tuple(blocks)


def is_rights(reading: Reading, section: Section) -> bool:
    """Say whether the section shares its heading with the component table, without being it."""
    groups = {
        other.group
        for other in reading.catalogue.sections
        if any(question.kind is Kind.COMPONENTS for question in other.questions)
    }
    return section.group in groups and not any(
        question.kind is Kind.COMPONENTS for question in section.questions
    )


def _row(reading: Reading, question: Question) -> tuple[Cell, ...]:
    given = reading.assessment.answers.get(question.id, Answer())
    name = (
        phrase("{reference} {name}", reference=question.reference, name=question.short)
        if question.reference
        else question.short
    )
    return (
        name,
        mark_of(reading, question) or "",
        in_words(question, answer_of(reading, question)),
        cited_briefly(reading.assessment, given.evidence),
    )
