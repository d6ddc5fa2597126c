"""The release statement: which components the release gives, under which terms, and what not.

Until frameworks are evaluated it speaks from availability and licence as entered. It never uses
the bare word "open-source", and "not found" never reads as "not released".
"""

from __future__ import annotations

from procure_app.core.assessment.answer import LICENCE_NOT_KNOWN, NO_LICENCE_STATED
from procure_app.core.assessment.table import Row
from procure_app.core.catalogue.word import Availability
from procure_app.core.decision.reading import Reading
from procure_app.core.phrase import Joined, Phrase, Wording, counted, phrase

_SAYS: tuple[tuple[tuple[Availability, ...], Phrase], ...] = (
    ((Availability.SERVED,), phrase("Used through a service, not delivered: {names}.")),
    ((Availability.UNDER_CONTRACT,), phrase("Only under contract: {names}.")),
    ((Availability.DESCRIBED_ONLY,), phrase("Described, not given: {names}.")),
    ((Availability.WITHHELD,), phrase("Withheld: {names}.")),
    ((Availability.UNKNOWN,), phrase("Not known: {names}.")),
)


def statement(reading: Reading, most: int | None = None) -> Wording:
    """Return the statement in one to six short sentences.

    With ``most``, no more names than that stand in one sentence; the rest is counted.
    """
    names_of = {licence.id: licence.name for licence in reading.catalogue.licences}
    given = [r for r in reading.table if r.availability in _GIVEN]
    sentences: list[Wording] = []
    for licence in dict.fromkeys(row.entered.licence for row in given):
        rows = [row for row in given if row.entered.licence == licence]
        sentences.append(
            phrase(
                "The release gives {names} {terms}.",
                names=_names(rows, most),
                terms=_terms(names_of.get(licence, licence)),
            )
        )
    for availabilities, wording in _SAYS:
        rows = [row for row in reading.table if row.availability in availabilities]
        if rows:
            sentences.append(Phrase(wording.text, {"names": _names(rows, most)}))
    if not sentences:
        return phrase("Nothing is known of this release yet.")
    return Joined(tuple(sentences), " ")


_GIVEN = (Availability.RELEASED, Availability.GATED)


def _terms(licence: str) -> Phrase:
    if licence == NO_LICENCE_STATED:
        return phrase("with no licence stated")
    if licence in ("", LICENCE_NOT_KNOWN):
        return phrase("under terms not known")
    return phrase("under {licence}", licence=licence)


def _names(rows: list[Row], most: int | None) -> Joined:
    """Return the components' names; a gated one says so."""
    over = len(rows) - most if most is not None else 0
    if most is not None and over > 1:
        rest = counted("{count} other", "{count} others", over)
        return Joined((*_names(rows[:most], None).parts, rest))
    layered = len({row.layer for row in rows}) > 1
    parts: list[Wording] = []
    for row in rows:
        name: Wording = row.component.name[0].lower() + row.component.name[1:]
        if layered:
            name = phrase("{name} of the {layer}", name=name, layer=phrase(row.layer.value))
        if row.availability is Availability.GATED:
            name = phrase("{name} (after asking for access)", name=name)
        parts.append(name)
    return Joined(tuple(parts))
