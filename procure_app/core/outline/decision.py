"""The decision in full, with its reasons and what still keeps it from being signed."""

from __future__ import annotations

from procure_app.core.assessment.approval import Decision, Outcome
from procure_app.core.catalogue.condition import holds
from procure_app.core.decision.obstacle import obstacles
from procure_app.core.decision.reading import Reading
from procure_app.core.decision.validity import latest_validity
from procure_app.core.outline.block import (
    Block,
    Cell,
    Facts,
    Heading,
    Listing,
    Mark,
    Paragraph,
)
from procure_app.core.outline.listed import sentences
from procure_app.core.outline.mark import outcome_tone
from procure_app.core.outline.stamp import day_or
from procure_app.core.outline.tone import Tone
from procure_app.core.outline.treatment import acceptances, conditions
from procure_app.core.phrase import Wording, phrase


def outcome_words(reading: Reading, outcome: Outcome) -> Wording:
    """Return the outcome in words; in a competition *return* is a clarification."""
    competes = holds(reading.catalogue.uses.competition, reading.path.facts)
    if outcome is Outcome.RETURN and competes:
        return phrase("Ask for clarification under the tender rules")
    return {
        Outcome.APPROVE: phrase("Approve"),
        Outcome.CONDITIONS: phrase("Approve with conditions"),
        Outcome.REJECT: phrase("Reject"),
        Outcome.RETURN: phrase("Return for information"),
    }[outcome]


def decision(reading: Reading) -> tuple[Block, ...]:
    """Return the decision with every field, its conditions and acceptances."""
    given = reading.assessment.decision
    return (
        Heading(1, phrase("Decision, conditions and acceptances"), "decision"),
        Facts(_facts(reading, given)),
        *_reasons(given),
        *_obstacles(reading),
        *conditions(reading),
        *acceptances(reading),
    )


def _facts(reading: Reading, given: Decision) -> tuple[tuple[Wording, Cell], ...]:
    proposed = reading.recommendation
    none = phrase("not recorded")
    approves = given.outcome in (None, Outcome.APPROVE, Outcome.CONDITIONS)
    rows: list[tuple[Wording, Cell]] = [
        (
            phrase("Decision"),
            Mark(outcome_words(reading, given.outcome), outcome_tone(given.outcome))
            if given.outcome
            else Mark(phrase("not decided"), Tone.UNKNOWN),
        ),
        (
            phrase("The rules propose"),
            sentences(
                phrase("{outcome}.", outcome=outcome_words(reading, proposed.outcome)),
                proposed.because,
            ),
        ),
        (phrase("Decided on"), day_or(given.decided, none)),
    ]
    if approves or given.valid_until:
        rows.append((phrase("Valid until"), day_or(given.valid_until, none)))
    if approves:
        latest = latest_validity(reading.assessment, reading.path)
        rows.append((phrase("Valid at most until"), phrase("{day}", day=latest)))
    rows.append((phrase("Who may approve"), given.approver_level or none))
    if given.same_person_reason:
        rows.append((phrase("Why one person prepares and approves"), given.same_person_reason))
    return tuple(rows)


def _reasons(given: Decision) -> tuple[Block, ...]:
    blocks: list[Block] = []
    if reasons := tuple(reason for reason in given.reasons if reason):
        blocks += [
            Heading(3, phrase("Reasons for the decision")),
            Listing(reasons, numbered=True),
        ]
    if given.against:
        blocks += [Heading(3, phrase("The strongest reason against it")), Paragraph(given.against)]
    return tuple(blocks)


def _obstacles(reading: Reading) -> tuple[Block, ...]:
    found = obstacles(reading)
    if not found:
        return ()
    return (Heading(3, phrase("Before it can be signed")), Listing(found))
