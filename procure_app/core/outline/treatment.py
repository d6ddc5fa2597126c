"""How findings are treated: conditions and risk acceptances, with every field."""

from __future__ import annotations

from procure_app.core.assessment.approval import Acceptance, Condition
from procure_app.core.decision.reading import Reading
from procure_app.core.outline.block import Block, Cell, Entry, Heading, Mark, Paragraph
from procure_app.core.outline.stamp import day_or
from procure_app.core.outline.tone import Tone
from procure_app.core.phrase import Phrase, Wording, phrase

CONSEQUENCES: dict[str, Phrase] = {
    "lapse": phrase("the approval lapses"),
    "suspend": phrase("the use is suspended"),
    "escalate": phrase("it goes to the next level"),
}


def conditions(reading: Reading) -> tuple[Block, ...]:
    """Return every condition with every field."""
    given = reading.assessment.decision
    heading = Heading(2, phrase("Conditions"), "conditions")
    if not given.conditions:
        return (heading, Paragraph(phrase("No condition was set.")))
    return (heading, *(_condition(reading, condition) for condition in given.conditions))


def closed(reading: Reading, condition: Condition) -> Wording:
    """Return when the record says that the condition was closed; empty while it is open."""
    for entry in reading.assessment.record:
        if entry.kind == "condition closed" and entry.condition == condition.id:
            return phrase("closed on {day} by {who}", day=entry.day, who=entry.by)
    return ""


def _condition(reading: Reading, condition: Condition) -> Entry:
    unsaid = phrase("not said")
    done = closed(reading, condition)
    owner: Wording = condition.owner or unsaid
    if condition.owner_role:
        owner = phrase("{name}, {role}", name=owner, role=condition.owner_role)
    lines: tuple[tuple[Wording, Cell], ...] = (
        (phrase("Answers finding"), _answered(reading, condition.finding)),
        (phrase("Type"), phrase(condition.type)),
        (phrase("Owner"), owner),
        (phrase("Due"), day_or(condition.due, unsaid)),
        (phrase("Closed by"), condition.proof or unsaid),
        (phrase("If it is missed"), CONSEQUENCES[condition.consequence]),
    )
    mark = Mark(phrase("closed"), Tone.MET) if done else Mark(phrase("open"), Tone.LIMITS)
    return Entry(condition.id, condition.text or phrase("(no text yet)"), mark, done, lines)


def acceptances(reading: Reading) -> tuple[Block, ...]:
    """Return every risk acceptance and waiver with every field."""
    given = reading.assessment.decision
    heading = Heading(2, phrase("Risk acceptances and waivers"), "acceptances")
    if not given.acceptances:
        return (heading, Paragraph(phrase("No risk was accepted and no waiver recorded.")))
    return (heading, *(_acceptance(reading, acceptance) for acceptance in given.acceptances))


def _acceptance(reading: Reading, given: Acceptance) -> Entry:
    unsaid = phrase("not said")
    waiver = given.waiver
    lines: tuple[tuple[Wording, Cell], ...] = (
        (phrase("Granted by") if waiver else phrase("Accepted by"), given.authority or unsaid),
        (phrase("Legal basis") if waiver else phrase("Limit"), given.limit or unsaid),
        (phrase("Reason"), given.reason or unsaid),
        (phrase("Compensating control"), given.control or unsaid),
        (phrase("Ends"), day_or(given.expires, unsaid)),
    )
    kind = phrase("waiver") if waiver else phrase("accepted")
    title = _answered(reading, given.finding)
    return Entry(given.id, title, Mark(kind, Tone.LIMITS), "", lines)


def _answered(reading: Reading, question_id: str) -> Wording:
    for finding in reading.findings:
        if finding.question.id == question_id:
            return phrase("{id}: {text}", id=finding.id, text=finding.text)
    question = reading.catalogue.by_id.get(question_id)
    name = question.short if question else question_id
    return phrase("“{name}”, which is no finding now", name=name)
