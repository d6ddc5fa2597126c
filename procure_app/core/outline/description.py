"""The one citable page on a release that is described without a purchase.

No parties, severities, decision or sign-off.
"""

from __future__ import annotations

from procure_app.core.assessment.answer import Evidence
from procure_app.core.assessment.table import Row
from procure_app.core.catalogue.word import Availability
from procure_app.core.decision.reading import Reading
from procure_app.core.outline.block import (
    Block,
    Cell,
    Heading,
    Note,
    Outline,
    PageEnd,
    Paragraph,
    Table,
    Title,
)
from procure_app.core.outline.component import licence_words
from procure_app.core.outline.frame import footer
from procure_app.core.outline.link import address
from procure_app.core.outline.listed import listed
from procure_app.core.outline.mark import availability_mark
from procure_app.core.outline.part_words import part_name
from procure_app.core.outline.seal import Seal, seal
from procure_app.core.outline.stamp import day_or, in_fours
from procure_app.core.outline.statement import statement
from procure_app.core.outline.subject import Subject, subject
from procure_app.core.outline.verdict import headline
from procure_app.core.phrase import Phrase, Wording, phrase

FEW = 10
"""Up to how many sources stand on the page itself; more of them follow it."""
_NOT_GIVEN: tuple[tuple[Availability, Phrase], ...] = (
    (Availability.DESCRIBED_ONLY, phrase("Described, not given: {names}.")),
    (Availability.WITHHELD, phrase("Withheld: {names}.")),
    (Availability.UNKNOWN, phrase("Not known: {names}.")),
)


def describe_release(reading: Reading) -> Outline:
    """Return the page: statement, the vendor's word, what is given and not, citation, sources."""
    about, sealed = subject(reading), seal(reading)
    return Outline(
        about.title,
        reading.assessment.language,
        "",
        footer(reading, sealed),
        (
            _title(reading, about),
            _statement(reading, about),
            *headline(reading),
            *_given(reading),
            *_not_given(reading),
            *_citation(reading, about, sealed),
            *_corrections(reading),
            *_sources(reading),
        ),
        contents=False,
    )


def _title(reading: Reading, about: Subject) -> Title:
    above = listed((phrase("Description of a model release"), reading.assessment.title), " · ")
    return Title(about.title, above, (listed(about.particulars, " · "),))


def _statement(reading: Reading, about: Subject) -> Note:
    label: Wording = (
        phrase("The vendor calls it {label}.", label=about.label)
        if about.label != ""
        else phrase("What the vendor calls it is not recorded.")
    )
    return Note(phrase("What this release is"), (statement(reading), label))


def _given(reading: Reading) -> tuple[Block, ...]:
    """Return a short table of what a recipient can get at."""
    not_given = {availability for availability, _ in _NOT_GIVEN}
    rows = [
        row
        for row in reading.table
        if row.availability not in {None, Availability.NOT_APPLICABLE, *not_given}
    ]
    if not rows:
        return ()
    head = (phrase("Component"), phrase("Availability"), phrase("Licence"), phrase("Version"))
    return (
        Heading(2, phrase("What is given")),
        Table(head, tuple(_row(reading, row) for row in rows), (0.34, 0.18, 0.24, 0.24)),
    )


def _row(reading: Reading, row: Row) -> tuple[Cell, ...]:
    return (
        row.component.name,
        availability_mark(row.availability),
        licence_words(reading, row.entered.licence),
        row.entered.version,
    )


def _not_given(reading: Reading) -> tuple[Block, ...]:
    lines: list[Block] = []
    for availability, pattern in _NOT_GIVEN:
        rows = [row for row in reading.table if row.availability is availability]
        if rows:
            names = listed(dict.fromkeys(row.component.name for row in rows))
            lines.append(Paragraph(Phrase(pattern.text, {"names": names})))
    return (Heading(2, phrase("What is not given, or not known")), *lines) if lines else ()


def _sources(reading: Reading) -> tuple[Block, ...]:
    """Return the evidence with the date read and the address, and where the label was read."""
    items = reading.assessment.evidence
    if not items:
        return ()
    head = (phrase("Source"), phrase("Where"), phrase("Read on"))
    rows = tuple(
        (_source(item), address(item.where), day_or(item.read, phrase("not said")))
        for item in items
    )
    apart = (PageEnd(),) if len(items) > FEW else ()
    return (*apart, Heading(2, phrase("Sources")), Table(head, rows, (0.36, 0.46, 0.18)))


def _source(item: Evidence) -> Wording:
    if not item.version:
        return phrase("{id} {title}", id=item.id, title=item.title)
    return phrase("{id} {title}, {version}", id=item.id, title=item.title, version=item.version)


def _corrections(reading: Reading) -> tuple[Block, ...]:
    revisions = reading.assessment.revisions
    if not revisions:
        return ()
    lines = tuple(
        Paragraph(
            phrase(
                "{number}, {day}: {changed}",
                number=revision.number,
                day=revision.when.date(),
                changed=listed((part_name(reading.catalogue, n) for n in revision.changed), ", ")
                or phrase("first version"),
            )
        )
        for revision in revisions
    )
    return (Heading(2, phrase("Corrections")), *lines)


def _citation(reading: Reading, about: Subject, seal: Seal) -> tuple[Block, ...]:
    citation = phrase(
        "{title}. Described with catalogue {catalogue} {version}, as of {day}; digest {digest}.",
        title=about.named,
        catalogue=reading.catalogue.id,
        version=reading.catalogue.version,
        day=reading.assessment.as_of,
        digest=in_fours(seal.file, 16),
    )
    return (Heading(2, phrase("How to cite this page")), Paragraph(citation))
