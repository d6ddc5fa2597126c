"""Page one, for an approver who has two minutes, in the order of the officer's review."""

from __future__ import annotations

from procure_app.core.assessment.approval import Condition, Outcome
from procure_app.core.decision.doubt import doubts
from procure_app.core.decision.reading import Reading
from procure_app.core.decision.signoff import Standing
from procure_app.core.outline.asked_to_sign import asked_to_sign
from procure_app.core.outline.block import (
    Block,
    Columns,
    Heading,
    Listing,
    Note,
    Paragraph,
    Table,
    Title,
)
from procure_app.core.outline.duty import duty_name, numbers
from procure_app.core.outline.gate import gate
from procure_app.core.outline.listed import cut, listed, sentences, shortened
from procure_app.core.outline.stamp import day_or
from procure_app.core.outline.statement import statement
from procure_app.core.outline.subject import Subject, subject
from procure_app.core.outline.tone import Tone
from procure_app.core.outline.treatment import closed
from procure_app.core.outline.unknown import unknown
from procure_app.core.outline.verdict_words import verdict_mark
from procure_app.core.phrase import Wording, counted, phrase

NAMES = 8
"""How many names a line of page one lists before it counts the rest."""
FEW, MOST = 3, 8
"""Up to how many conditions stand in full with their proof, and how many stand at all."""
WORDS = 72
"""How many characters of a condition stand where there are many; all of it stands later."""


def page_one(reading: Reading, standings: tuple[Standing, ...]) -> tuple[Block, ...]:
    """Return the blocks of the first page."""
    about = subject(reading)
    return (
        _title(reading, about),
        *_doubts(reading),
        asked_to_sign(reading, standings, about),
        *gate(reading),
        *_duties(reading),
        *_lapses(reading),
        *_balance(reading),
        *unknown(reading, NAMES),
        Heading(2, phrase("What this release is")),
        Paragraph(sentences(statement(reading, 5), _label(about), _words(reading))),
    )


def _title(reading: Reading, about: Subject) -> Title:
    above: list[Wording] = [phrase("Assessment of a model release"), reading.assessment.title]
    below = listed(about.particulars, " · ")
    return Title(about.title, listed(above, " · "), (below,))


def _doubts(reading: Reading) -> tuple[Block, ...]:
    """Return, before all else, what the file claims although it does not follow."""
    found = doubts(reading)
    return (Note(phrase("This file does not hold together"), found, Tone.NO),) if found else ()


def _duties(reading: Reading) -> tuple[Block, ...]:
    heading = Heading(2, phrase("Duties that nobody carries"))
    nobody = [duty_name(duty) for duty in reading.duties if duty.carried_by_nobody]
    carried = [
        duty_name(duty)
        for duty in reading.duties
        if duty.bound_by_nobody and not duty.carried_by_nobody
    ]
    named: list[Wording] = []
    if nobody:
        named.append(phrase("Carried by nobody: {names}.", names=shortened(nobody, NAMES)))
    if carried:
        names = shortened(carried, NAMES)
        named.append(phrase("Bound by nobody, yet carried by somebody: {names}.", names=names))
    return (heading, Paragraph(sentences(numbers(reading), *named)))


def _lapses(reading: Reading) -> tuple[Block, ...]:
    decision = reading.assessment.decision
    if decision.outcome in (Outcome.REJECT, Outcome.RETURN):
        return ()
    heading = Heading(2, phrase("The approval lapses unless"))
    lapsing = [c for c in decision.conditions if c.consequence == "lapse"]
    others = len(decision.conditions) - len(lapsing)
    more = counted(
        "{count} other condition suspends the use or goes to the next level.",
        "{count} other conditions suspend the use or go to the next level.",
        others,
    )
    blocks: list[Block] = []
    if lapsing:
        blocks.append(_table(reading, lapsing))
    elif not others:
        blocks.append(Paragraph(phrase("No condition is set.")))
    if len(lapsing) > MOST:
        count = len(lapsing) - MOST
        text = counted(
            "{count} more lapses it: see “Conditions”.",
            "{count} more lapse it: see “Conditions”.",
            count,
        )
        blocks.append(Paragraph(text))
    if others:
        blocks.append(Paragraph(more))
    return (heading, *blocks)


def _table(reading: Reading, lapsing: list[Condition]) -> Table:
    """Return the conditions; where there are many, without the proof that closes each."""
    brief = len(lapsing) > FEW
    head = (phrase("Condition"), phrase("Owner"), phrase("Due"), phrase("Closed by"))
    widths = (0.59, 0.24, 0.17) if brief else (0.43, 0.2, 0.17, 0.2)
    rows = (_condition(reading, condition, brief=brief) for condition in lapsing[:MOST])
    kept = len(widths)
    return Table(head[:kept], tuple(row[:kept] for row in rows), widths)


def _condition(reading: Reading, condition: Condition, *, brief: bool) -> tuple[Wording, ...]:
    none = phrase("not said")
    done = closed(reading, condition)
    words: Wording = cut(condition.text, WORDS) if brief else condition.text
    text = phrase("{id} {text}", id=condition.id, text=words or phrase("(no text yet)"))
    return (
        sentences(text, phrase("({done})", done=done)) if done else text,
        condition.owner or condition.owner_role or none,
        day_or(condition.due, none),
        condition.proof or none,
    )


def _balance(reading: Reading) -> tuple[Block, ...]:
    """Return the reasons for and against: as decided, or else as the rules propose them."""
    decision, proposed = reading.assessment.decision, reading.recommendation
    typed: tuple[Wording, ...] = tuple(reason for reason in decision.reasons if reason)
    reasons = typed or proposed.reasons
    against = decision.against or proposed.against
    none = phrase("Nothing that weighs is met and shown.")
    granted = decision.outcome not in (Outcome.REJECT, Outcome.RETURN)
    title = phrase("For") if granted else phrase("Reasons for this decision")
    return (
        Columns(
            (
                (
                    Heading(2, title),
                    Listing(reasons, numbered=True) if reasons else Paragraph(none),
                ),
                (
                    Heading(2, phrase("Against, the strongest reason")),
                    Paragraph(against if against else phrase("Nothing falls short.")),
                ),
            ),
            (0.58, 0.42),
        ),
    )


def _words(reading: Reading) -> Wording:
    """Return the verdicts on the evidence that page one names."""
    said = [
        phrase(
            "{word}: {verdict}",
            word=each.rule.title,
            verdict=verdict_mark(each.rule, each.on_evidence).text,
        )
        for each in reading.judgement.verdicts
        if each.rule.headline
    ]
    return phrase("On the evidence: {words}.", words=listed(said)) if said else ""


def _label(about: Subject) -> Wording:
    if about.label == "":
        return phrase("What the vendor calls it is not recorded.")
    return phrase("The vendor calls it {label}.", label=about.label)
