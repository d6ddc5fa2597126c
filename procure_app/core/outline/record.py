"""What happened after the decision, and how the file changed before it."""

from __future__ import annotations

from procure_app.core.assessment.approval import Revision
from procure_app.core.decision.digest import digest, file_layer
from procure_app.core.decision.reading import Reading
from procure_app.core.outline.block import Block, Heading, Paragraph, Table
from procure_app.core.outline.listed import listed
from procure_app.core.outline.part_words import part_name
from procure_app.core.outline.stamp import in_fours, moment
from procure_app.core.phrase import Wording, phrase


def record(reading: Reading) -> tuple[Block, ...]:
    """Return the entries of the record; nothing where there are none."""
    entries = reading.assessment.record
    if not entries:
        return ()
    head = (phrase("Day"), phrase("What"), phrase("By"), phrase("In words"))
    rows = tuple(
        (
            phrase("{day}", day=entry.day),
            phrase("{kind} {id}", kind=phrase(entry.kind), id=entry.condition)
            if entry.condition
            else phrase(entry.kind),
            entry.by,
            entry.text,
        )
        for entry in entries
    )
    return (
        Heading(1, phrase("What happened after the decision"), "record"),
        Table(head, rows, (0.17, 0.2, 0.2, 0.43)),
    )


def revisions(reading: Reading) -> tuple[Block, ...]:
    """Return every saved state with what changed in it."""
    heading = Heading(1, phrase("Change history"), "history")
    if not reading.assessment.revisions:
        return (heading, Paragraph(phrase("No earlier state was saved.")))
    head = (phrase("No."), phrase("Saved"), phrase("Digest begins"), phrase("Changed"))
    rows = tuple(
        (
            str(revision.number),
            moment(revision.when),
            in_fours(revision.digest, 16),
            listed(part_name(reading.catalogue, name) for name in revision.changed)
            or _nothing_named(revision),
        )
        for revision in reading.assessment.revisions
    )
    table = Table(head, rows, (0.07, 0.23, 0.22, 0.48))
    if reading.assessment.revisions[-1].digest == digest(file_layer(reading)):
        return (heading, table)
    return (heading, table, Paragraph(phrase("The present state is not that of the last line.")))


def _nothing_named(revision: Revision) -> Wording:
    """Return what stands for a state that names no change: the first, which was all new."""
    return phrase("first saved") if revision.number == 1 else ""
