"""Page one: what is not known or open, and the bars and blockers that were set aside."""

from __future__ import annotations

from procure_app.core.assessment.answer import Answer
from procure_app.core.catalogue.word import AnswerValue, Kind
from procure_app.core.decision.finding import severity
from procure_app.core.decision.reading import Reading
from procure_app.core.outline.answer_words import answer_of
from procure_app.core.outline.block import Block, Heading, Paragraph
from procure_app.core.outline.gate import GATES
from procure_app.core.outline.listed import listed, shortened
from procure_app.core.phrase import Wording, phrase


def unknown(reading: Reading, most: int) -> tuple[Block, ...]:
    """Return what is not known, by at most so many names, and how much is not answered."""
    asked = reading.path.questions()
    facts = reading.path.facts
    names = [q.short for q in asked if facts.answer(q.id) is AnswerValue.UNKNOWN]
    text: Wording = phrase("No question was answered “not known”.")
    if names:
        text = phrase(
            "{count} of {all} questions: {names}.",
            count=len(names),
            all=len(asked),
            names=shortened(names, most),
        )
    blocks: list[Block] = [Heading(2, phrase("Not known")), Paragraph(text)]
    still = sum(answer_of(reading, q) is None and q.kind is not Kind.COMPONENTS for q in asked)
    if still:
        text = phrase("{count} of {all} are not answered yet.", count=still, all=len(asked))
        blocks.append(Paragraph(text))
    if aside := set_aside(reading):
        text = phrase("Bars or blockers answered “not applicable”: {names}.", names=listed(aside))
        blocks.append(Paragraph(text))
    return tuple(blocks)


def set_aside(reading: Reading) -> tuple[Wording, ...]:
    """Return the bars and blockers answered *not applicable*, each with the reason given."""
    facts = reading.path.facts
    answers = reading.assessment.answers
    return tuple(
        phrase(
            "{name} ({reason})",
            name=question.short,
            reason=answers.get(question.id, Answer()).reason or phrase("no reason given"),
        )
        for question in reading.path.questions()
        if facts.answer(question.id) is AnswerValue.NOT_APPLICABLE
        and severity(question, facts) in GATES
    )
