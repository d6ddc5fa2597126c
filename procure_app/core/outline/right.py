"""The rights matrix: components by freedoms, and the fact that decides each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from procure_app.core.catalogue.catalogue import Component
from procure_app.core.decision.reading import Reading
from procure_app.core.frameworks.grant import Grant, grants
from procure_app.core.licences.licence import Freedom
from procure_app.core.licences.reason import Right
from procure_app.core.outline.block import Block, Cell, Entry, Mark, Paragraph, Table
from procure_app.core.outline.component import licence_words
from procure_app.core.outline.listed import listed
from procure_app.core.outline.tone import Tone
from procure_app.core.phrase import Phrase, Wording, phrase

FREEDOMS: dict[Freedom, Phrase] = {
    Freedom.USE: phrase("Use"),
    Freedom.STUDY: phrase("Study"),
    Freedom.MODIFY: phrase("Modify"),
    Freedom.REDISTRIBUTE: phrase("Pass on"),
    Freedom.OUTPUTS: phrase("Outputs"),
}
_MARKS = {
    "yes": Mark(phrase("yes"), Tone.MET),
    "conditions": Mark(phrase("with conditions"), Tone.LIMITS),
    "no": Mark(phrase("no"), Tone.NO),
    "unknown": Mark(phrase("not known"), Tone.UNKNOWN),
}


@dataclass(frozen=True, slots=True)
class Granted:
    """One row of the matrix."""

    name: str
    marks: tuple[Mark, ...]
    """In the order of the freedoms."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What decides under one licence."""

    licence: Wording
    components: tuple[str, ...]
    reasons: tuple[tuple[Phrase, Mark, Wording], ...]
    """Each freedom with its answer and the deciding fact."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """Components by freedoms, on the vendor's word."""

    title: Phrase
    head: tuple[Phrase, ...]
    rows: tuple[Granted, ...]
    terms: tuple[Terms, ...]


def matrix(reading: Reading) -> Matrix:
    """Return the rights of this buyer, or of any recipient where there is none.

    Terms are taken as entered: whether they are shown is said with the components.
    """
    form, view = reading.catalogue.uses.licence_form, reading.judgement.word
    found = grants(reading.library, view, reading.buyer, form)
    names = reading.catalogue.component_by_id
    title = (
        phrase("What any recipient may do with each part")
        if reading.buyer.anyone
        else phrase("What we may do with each part")
    )
    by_licence: dict[tuple[str, ...], list[Grant]] = {}
    for grant in found:
        by_licence.setdefault(grant.licences, []).append(grant)
    return Matrix(
        title,
        (phrase("Component"), *FREEDOMS.values()),
        tuple(
            Granted(names[g.component].name, tuple(_marks(names[g.component], g))) for g in found
        ),
        tuple(_terms(reading, members) for members in by_licence.values()),
    )


def right_blocks(reading: Reading) -> tuple[Block, ...]:
    """Return the matrix as a table, then under each licence the facts that decide."""
    found = matrix(reading)
    if not found.rows:
        return ()
    rows: tuple[tuple[Cell, ...], ...] = tuple((row.name, *row.marks) for row in found.rows)
    blocks: list[Block] = [
        Paragraph(
            phrase("By the terms of each part, as entered, and what is known of us.")
            if not reading.buyer.anyone
            else phrase("By the terms of each part, as entered, for any recipient.")
        ),
        Table(found.head, rows, (0.28, 0.144, 0.144, 0.144, 0.144, 0.144)),
    ]
    for terms in found.terms:
        lines = tuple(
            (freedom, Phrase("{answer}: {reason}", {"answer": mark.text, "reason": reason}))
            for freedom, mark, reason in terms.reasons
        )
        names = ", ".join(terms.components)
        blocks.append(Entry("", terms.licence, text=names, lines=lines))
    return tuple(blocks)


def _terms(reading: Reading, members: list[Grant]) -> Terms:
    names = reading.catalogue.component_by_id
    reasons = tuple(
        (word, _mark(right), right.reason)
        for freedom, word in FREEDOMS.items()
        if (right := members[0].rights[freedom])
    )
    return Terms(
        listed((licence_words(reading, licence) for licence in members[0].licences), " + "),
        tuple(names[member.component].name for member in members),
        reasons,
    )


def _marks(component: Component, grant: Grant) -> Iterator[Mark]:
    """Yield a mark for each freedom; only what runs gives anything out."""
    for freedom in FREEDOMS:
        silent = freedom is Freedom.OUTPUTS and component.category != "model"
        yield Mark("\u2013") if silent else _mark(grant.rights[freedom])


def _mark(right: Right) -> Mark:
    return _MARKS[right.answer]
