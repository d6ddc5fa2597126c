"""Page one, the gate: the bars and blockers that are open, accepted or waived."""

from __future__ import annotations

from procure_app.core.assessment.approval import Acceptance
from procure_app.core.catalogue.word import Severity
from procure_app.core.decision.finding import Finding, Shortfall
from procure_app.core.decision.reading import Reading
from procure_app.core.outline.block import Block, Heading, Mark, Marked
from procure_app.core.outline.listed import listed
from procure_app.core.outline.mark import NOT_ANSWERED, shortfall_mark
from procure_app.core.outline.stamp import day_or
from procure_app.core.outline.tone import Tone
from procure_app.core.phrase import Wording, phrase

GATES = (Severity.BAR, Severity.BLOCKER)


def gate(reading: Reading) -> tuple[Block, ...]:
    """Return every bar and blocker that falls short: open first, then accepted or waived."""
    heading = Heading(2, phrase("Bars and blockers"))
    found = [finding for finding in reading.findings if finding.severity in GATES]
    if not found:
        text = phrase("No bar and no blocker falls short.")
        return (heading, Marked(Mark(phrase("none open"), Tone.MET), text))
    day = reading.assessment.as_of
    accepted = [(f, held) for f in found if (held := f.acceptance(day))]
    left = [f for f in found if not f.accepted(day)]
    firm = [f for f in left if f.shortfall is not Shortfall.OPEN]
    unanswered = [f for f in left if f.shortfall is Shortfall.OPEN]
    blocks: list[Block] = [_open(finding) for finding in firm]
    if unanswered:
        names = listed(finding.question.short for finding in unanswered)
        blocks.append(Marked(NOT_ANSWERED, phrase("{names}.", names=names)))
    blocks += [_accepted(finding, acceptance) for finding, acceptance in accepted]
    return (heading, *blocks)


def _open(finding: Finding) -> Marked:
    bar = finding.severity is Severity.BAR
    word = phrase("bar, open") if bar else phrase("blocker, open")
    parts: list[Wording] = [_reference(finding), shortfall_mark(finding.shortfall).text]
    parts += [phrase("condition {id}", id=condition.id) for condition in finding.conditions]
    text = phrase("{finding} ({details})", finding=finding.text, details=listed(parts, ", "))
    return Marked(Mark(word, Tone.NO), text)


def _accepted(finding: Finding, acceptance: Acceptance) -> Marked:
    until = day_or(acceptance.expires, phrase("no end given"))
    word = (
        phrase("waived until {day}", day=until)
        if acceptance.waiver
        else phrase("accepted until {day}", day=until)
    )
    text = phrase(
        "{finding} ({authority}; {reference}, {id})",
        finding=finding.text,
        authority=acceptance.authority,
        reference=_reference(finding),
        id=acceptance.id,
    )
    return Marked(Mark(word, Tone.LIMITS), text)


def _reference(finding: Finding) -> Wording:
    return finding.question.reference or finding.id
