"""What the release includes: the components as a picture and as a table."""

from __future__ import annotations

from collections.abc import Iterator

from procure_app.core.assessment.answer import (
    LICENCE_NOT_KNOWN,
    NO_LICENCE_STATED,
    ComponentRow,
)
from procure_app.core.assessment.shown import availability_is_shown
from procure_app.core.assessment.table import Row
from procure_app.core.catalogue.word import Availability
from procure_app.core.decision.reading import Reading
from procure_app.core.outline.block import (
    Block,
    Cell,
    Heading,
    Paragraph,
    Table,
)
from procure_app.core.outline.component_figure import figure
from procure_app.core.outline.component_words import LAYERS
from procure_app.core.outline.evidence_words import cited, cited_briefly
from procure_app.core.outline.link import address
from procure_app.core.outline.listed import listed
from procure_app.core.outline.mark import CLAIMED, availability_mark
from procure_app.core.outline.statement import statement
from procure_app.core.phrase import Wording, phrase


def components(reading: Reading) -> tuple[Block, ...]:
    """Return the statement, the picture and one table for each layer."""
    listed_rows = [row for row in reading.table if row.listed]
    blocks: list[Block] = [
        Heading(1, phrase("What the release includes"), "components"),
        Paragraph(statement(reading)),
    ]
    if listed_rows:
        blocks.append(figure(listed_rows))
    for layer in dict.fromkeys(row.layer for row in listed_rows):
        blocks.append(Heading(2, LAYERS[layer], f"components-{layer.value}"))
        blocks.append(_table(reading, [row for row in listed_rows if row.layer is layer]))
    return (*blocks, *_unlisted(reading))


def licence_words(reading: Reading, licence: str) -> Wording:
    """Return a licence by its name, with the words of SPDX for having none in plain words."""
    match licence:
        case "":
            return phrase("not answered")
        case _ if licence == NO_LICENCE_STATED:
            return phrase("no licence stated")
        case _ if licence == LICENCE_NOT_KNOWN:
            return phrase("not known")
        case _:
            known = (known.name for known in reading.catalogue.licences if known.id == licence)
            return next(known, licence)


def row_lines(reading: Reading, row: ComponentRow) -> tuple[tuple[Wording, Cell], ...]:
    """Return everything of a row but its availability and licence, each with its name."""
    lines: list[tuple[Wording, Cell]] = [
        (phrase("Found"), address(row.found)),
        (phrase("Version"), row.version),
        (phrase("Evidence"), cited(reading.assessment, row.availability_evidence)),
        (phrase("Evidence of the licence"), cited(reading.assessment, row.licence_evidence)),
        (phrase("Note"), row.note),
    ]
    return tuple(line for line in lines if line[1] != "")


def _table(reading: Reading, rows: list[Row]) -> Table:
    head = (
        phrase("Component"),
        phrase("Availability"),
        phrase("Licence"),
        phrase("Version or digest"),
        phrase("Evidence"),
    )
    return Table(
        head,
        tuple(_cells(reading, row) for row in rows),
        (0.24, 0.15, 0.19, 0.24, 0.18),
        under=tuple(tuple(_under(reading, row)) for row in rows),
    )


def _cells(reading: Reading, row: Row) -> tuple[Cell, ...]:
    entered = row.entered
    return (
        row.component.name,
        availability_mark(row.availability),
        licence_words(reading, entered.licence) if entered.licence or _is_given(row) else "",
        entered.version,
        _evidence(reading, entered),
    )


def _is_given(row: Row) -> bool:
    """Say whether there is anything that a licence could be on."""
    return row.availability in (
        Availability.RELEASED,
        Availability.GATED,
        Availability.SERVED,
        Availability.UNDER_CONTRACT,
    )


def _evidence(reading: Reading, entered: ComponentRow) -> Wording:
    """Return the items behind availability and licence, once where they are the same."""
    for_it = cited_briefly(reading.assessment, entered.availability_evidence)
    for_licence = cited_briefly(reading.assessment, entered.licence_evidence)
    if not for_licence or entered.availability_evidence == entered.licence_evidence:
        return for_it
    licence = phrase("licence: {items}", items=for_licence)
    return listed((for_it, licence))


def _under(reading: Reading, row: Row) -> Iterator[Cell]:
    """Yield what is set under a row: a doubt about it, where it was found, the note."""
    entered = row.entered
    items = reading.assessment.evidence_by_id()
    behind = [items[i] for i in entered.availability_evidence if i in items]
    shown = row.availability is None or availability_is_shown(
        row.availability, behind, entered.found, entered.version
    )
    if not shown and row.availability in (Availability.RELEASED, Availability.GATED):
        yield CLAIMED
    if entered.found:
        found = address(entered.found)
        yield phrase("Found: {place}", place=found) if isinstance(found, str) else found
    if entered.note:
        yield entered.note


def _unlisted(reading: Reading) -> Iterator[Block]:
    """Yield one line for each availability of the rows that the table did not open."""
    groups: dict[Availability | None, list[Row]] = {}
    for row in reading.table:
        if not row.listed:
            groups.setdefault(row.availability, []).append(row)
    for availability, rows in groups.items():
        names = listed(dict.fromkeys(row.component.name for row in rows))
        if availability is None:
            yield Paragraph(phrase("Not gone into: {names}.", names=names), muted=True)
        else:
            word = availability_mark(availability).text
            yield Paragraph(phrase("Everything else is {word}: {names}.", word=word, names=names))
