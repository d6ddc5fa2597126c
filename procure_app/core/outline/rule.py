"""The rules used with their versions and dates, the limits, and when to assess again."""

from __future__ import annotations

from procure_app.core.assessment.document import Depth
from procure_app.core.catalogue.question import Source
from procure_app.core.catalogue.word import Walk
from procure_app.core.decision.reading import Reading
from procure_app.core.outline.block import (
    Block,
    Cell,
    Columns,
    Facts,
    Heading,
    Listing,
    Paragraph,
    Table,
)
from procure_app.core.outline.link import address
from procure_app.core.outline.seal import Seal
from procure_app.core.outline.stamp import day_or, in_fours
from procure_app.core.phrase import Phrase, Wording, counted, phrase

_WALKS: dict[Walk, Phrase] = {
    Walk.PURCHASE: phrase("assessed for a purchase"),
    Walk.DESCRIBE: phrase("described without a purchase"),
}
_DEPTHS: dict[Depth, Phrase] = {
    Depth.CORE: phrase("core questions only"),
    Depth.FULL: phrase("every question that applies"),
}


def rules(reading: Reading, seal: Seal) -> tuple[Block, ...]:
    """Return what the assessment rests on: file, catalogue, rules, and sources of questions."""
    return (
        Heading(1, phrase("Rules used, with versions and dates"), "rules"),
        Facts(_basis(reading, seal)),
        *_rules(reading.catalogue.fixed.rules),
        *_sources(reading),
    )


def limits(reading: Reading) -> tuple[Block, ...]:
    """Return what this report does not say."""
    heading = Heading(1, phrase("Limits of this report"), "limits")
    return (heading, Listing(reading.catalogue.fixed.limits))


def triggers(reading: Reading) -> tuple[Block, ...]:
    """Return what was chosen as a reason to assess again."""
    heading = Heading(1, phrase("When to assess again"), "triggers")
    chosen = reading.assessment.decision.triggers
    if not chosen:
        return (heading, Paragraph(phrase("No trigger was chosen.")))
    texts = reading.catalogue.fixed.triggers
    return (heading, Listing(tuple(texts.get(key, key) for key in chosen)))


def _basis(reading: Reading, seal: Seal) -> tuple[tuple[Wording, Cell], ...]:
    assessment, catalogue = reading.assessment, reading.catalogue
    rows: list[tuple[Wording, Cell]] = [
        (phrase("Title"), assessment.title or phrase("none")),
        (phrase("Identity of the file"), assessment.id),
        (phrase("Walk"), _WALKS[assessment.walk]),
        (phrase("Depth"), _DEPTHS[assessment.depth]),
        (phrase("Rules read as of"), day_or(assessment.as_of, "")),
        (
            phrase("Catalogue"),
            phrase(
                "{title}: {id}, version {version} of {day}",
                title=catalogue.title,
                id=catalogue.id,
                version=catalogue.version,
                day=catalogue.date,
            ),
        ),
        (phrase("Digest of the file (SHA-256)"), in_fours(seal.file)),
    ]
    if (assessment.catalogue, assessment.catalogue_version) != (catalogue.id, catalogue.version):
        asked = phrase(
            "{id}, version {version}",
            id=assessment.catalogue,
            version=assessment.catalogue_version,
        )
        rows.insert(6, (phrase("First asked with"), asked))
    if seal.decision:
        rows.append((phrase("Digest of the decision (SHA-256)"), in_fours(seal.decision)))
    return tuple(rows)


def _rules(used: tuple[Source, ...]) -> tuple[Block, ...]:
    if not used:
        return ()
    head = (phrase("Rule"), phrase("Clause"), phrase("Date"))
    rows = tuple((rule.title, rule.clause, day_or(rule.date, "")) for rule in used)
    under = tuple((address(rule.address),) if rule.address else () for rule in used)
    return (
        Heading(2, phrase("Rules and frameworks"), "rules-used"),
        Table(head, rows, (0.54, 0.28, 0.18), under=under, inset=0),
    )


def _sources(reading: Reading) -> tuple[Block, ...]:
    """Return the sources of the questions asked, each title once with how many rest on it."""
    found: dict[str, tuple[Source, int]] = {}
    for question in reading.path.questions():
        for source in {source.title: source for source in question.sources}.values():
            first, count = found.get(source.title, (source, 0))
            found[source.title] = (first, count + 1)
    if not found:
        return ()
    items = tuple(
        _rests(source, count) for source, count in sorted(found.values(), key=lambda x: -x[1])
    )
    half = -(-len(items) // 2)
    parts = tuple((Listing(part),) for part in (items[:half], items[half:]) if part)
    return (Heading(2, phrase("Sources of the questions asked"), "sources"), Columns(parts))


def _rests(source: Source, count: int) -> Wording:
    title: Wording = source.title
    if source.date:
        title = phrase("{title}, {day}", title=title, day=source.date)
    return counted("{title}: {count} question", "{title}: {count} questions", count, title=title)
