"""Marks: one word for what something comes to, and the tone it is set in."""

from __future__ import annotations

from typing import assert_never

from procure_app.core.assessment.approval import Outcome
from procure_app.core.catalogue.word import AnswerValue, Availability, Instrument, Party, Severity
from procure_app.core.decision.finding import Shortfall
from procure_app.core.outline.block import Mark
from procure_app.core.outline.tone import Tone
from procure_app.core.phrase import phrase

NOT_ANSWERED = Mark(phrase("not answered"), Tone.UNKNOWN)
CLAIMED = Mark(phrase("claimed, not shown"), Tone.LIMITS)

_ANSWERS = {
    AnswerValue.YES: Tone.MET,
    AnswerValue.PARTLY: Tone.LIMITS,
    AnswerValue.NO: Tone.NO,
    AnswerValue.UNKNOWN: Tone.UNKNOWN,
    AnswerValue.NOT_APPLICABLE: Tone.PLAIN,
}
_AVAILABILITIES = {
    Availability.RELEASED: Tone.MET,
    Availability.GATED: Tone.LIMITS,
    Availability.SERVED: Tone.LIMITS,
    Availability.UNDER_CONTRACT: Tone.LIMITS,
    Availability.DESCRIBED_ONLY: Tone.LIMITS,
    Availability.WITHHELD: Tone.NO,
    Availability.UNKNOWN: Tone.UNKNOWN,
    Availability.NOT_APPLICABLE: Tone.PLAIN,
}
_SEVERITIES = {
    Severity.BAR: Tone.NO,
    Severity.BLOCKER: Tone.NO,
    Severity.MAJOR: Tone.LIMITS,
    Severity.MINOR: Tone.PLAIN,
}
_OUTCOMES = {
    Outcome.APPROVE: Tone.MET,
    Outcome.CONDITIONS: Tone.LIMITS,
    Outcome.REJECT: Tone.NO,
    Outcome.RETURN: Tone.UNKNOWN,
}


def answer_mark(value: AnswerValue | None) -> Mark:
    """Return the mark of what an answer comes to; None is not answered."""
    if value is None:
        return NOT_ANSWERED
    word = phrase("not known") if value is AnswerValue.UNKNOWN else phrase(value.value)
    return Mark(word, _ANSWERS[value])


def availability_mark(availability: Availability | None) -> Mark:
    """Return the mark of a component's availability; None is not answered."""
    if availability is None:
        return NOT_ANSWERED
    known = availability is not Availability.UNKNOWN
    word = phrase(availability.value) if known else phrase("not known")
    return Mark(word, _AVAILABILITIES[availability])


def severity_mark(severity: Severity) -> Mark:
    """Return the mark of how much a finding weighs."""
    return Mark(phrase(severity.value), _SEVERITIES[severity])


def outcome_tone(outcome: Outcome | None) -> Tone:
    """Return the tone of a decision; plain while there is none."""
    return Tone.PLAIN if outcome is None else _OUTCOMES[outcome]


def shortfall_mark(shortfall: Shortfall) -> Mark:
    """Return the mark of the way in which something falls short."""
    match shortfall:
        case Shortfall.NO:
            return answer_mark(AnswerValue.NO)
        case Shortfall.PARTLY:
            return answer_mark(AnswerValue.PARTLY)
        case Shortfall.UNKNOWN:
            return answer_mark(AnswerValue.UNKNOWN)
        case Shortfall.CLAIMED:
            return CLAIMED
        case Shortfall.CONTRADICTED:
            return Mark(phrase(shortfall.value), Tone.NO)
        case Shortfall.OPEN:
            return NOT_ANSWERED
        case _:
            assert_never(shortfall)


def party_mark(party: Party | None) -> Mark:
    """Return the mark of who is bound to a duty or carries it."""
    match party:
        case None:
            return Mark(phrase("not said"), Tone.UNKNOWN)
        case Party.NOBODY:
            return Mark(phrase(party.value), Tone.NO)
        case Party.NOT_KNOWN:
            return Mark(phrase(party.value), Tone.UNKNOWN)
        case _:
            return Mark(phrase(party.value))


def instrument_mark(instrument: Instrument | None) -> Mark:
    """Return the mark of what binds a party."""
    match instrument:
        case None:
            return Mark(phrase("not said"), Tone.UNKNOWN)
        case Instrument.NOTHING:
            return Mark(phrase(instrument.value), Tone.NO)
        case _:
            return Mark(phrase(instrument.value))
