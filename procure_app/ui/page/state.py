"""The state of one question in a word or two, with its tone."""

from __future__ import annotations

from procure_app.core.assessment.answer import Answer
from procure_app.core.assessment.shown import answer_grade, is_shown
from procure_app.core.catalogue.question import Question
from procure_app.core.catalogue.word import AnswerValue, Severity, Statement, Walk
from procure_app.core.decision.finding import severity
from procure_app.core.decision.reading import Reading
from procure_app.core.outline.tone import Tone
from procure_app.core.phrase import Phrase, phrase

SEVERITIES: dict[Severity, Phrase] = {
    Severity.BAR: phrase("Bar"),
    Severity.BLOCKER: phrase("Blocker"),
    Severity.MAJOR: phrase("Major"),
    Severity.MINOR: phrase("Minor"),
}
IF_UNMET: dict[Severity, Phrase] = {
    Severity.BAR: phrase("Bar if unmet"),
    Severity.BLOCKER: phrase("Blocker if unmet"),
    Severity.MAJOR: phrase("Major if unmet"),
    Severity.MINOR: phrase("Minor if unmet"),
}
TONES: dict[Severity, Tone] = {
    Severity.BAR: Tone.NO,
    Severity.BLOCKER: Tone.NO,
    Severity.MAJOR: Tone.LIMITS,
    Severity.MINOR: Tone.PLAIN,
}


def state_of(reading: Reading, question: Question) -> tuple[Phrase | None, Tone]:
    """Return the word for the question's mark and its tone; None where there is none to say."""
    value = reading.path.facts.answer(question.id)
    weight = severity(question, reading.path.facts)
    if reading.assessment.walk is Walk.DESCRIBE:
        weight = None
    if value is None:
        return (IF_UNMET[weight], Tone.PLAIN) if weight else (None, Tone.PLAIN)
    if weight is not None and value in (AnswerValue.NO, AnswerValue.PARTLY, AnswerValue.UNKNOWN):
        return SEVERITIES[weight], TONES[weight]
    if value is AnswerValue.UNKNOWN:
        return phrase("Not known"), Tone.UNKNOWN
    if value is AnswerValue.NOT_APPLICABLE or question.statement is Statement.OWN:
        return None, Tone.PLAIN
    grade = answer_grade(reading.assessment, reading.assessment.answers.get(question.id, Answer()))
    if question.derived or is_shown(question, value, grade):
        return phrase("Shown"), Tone.MET
    return phrase("Claimed, not shown"), Tone.LIMITS
