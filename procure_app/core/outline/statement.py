"""The release statement: which components the release gives, under which terms, and what not.

It never uses the bare word "open-source", and "not found" never reads as "not released".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Protocol

from procure_app.core.assessment.answer import LICENCE_NOT_KNOWN, NO_LICENCE_STATED
from procure_app.core.assessment.table import Row
from procure_app.core.catalogue.catalogue import Catalogue
from procure_app.core.catalogue.word import Availability, Layer
from procure_app.core.decision.reading import Reading
from procure_app.core.outline.listed import cut, listed
from procure_app.core.outline.subject import subject
from procure_app.core.phrase import Joined, Phrase, Wording, counted, phrase

PRESS = 280
"""The most characters of the line for the press."""
_GIVEN = (Availability.RELEASED, Availability.GATED)
_REST: tuple[tuple[Availability, Phrase, Phrase], ...] = (
    (
        Availability.SERVED,
        phrase("used through a service, not delivered: {names}"),
        phrase("{count} used through a service"),
    ),
    (
        Availability.UNDER_CONTRACT,
        phrase("only under contract: {names}"),
        phrase("{count} under contract"),
    ),
    (
        Availability.DESCRIBED_ONLY,
        phrase("described, not given: {names}"),
        phrase("{count} only described"),
    ),
    (Availability.WITHHELD, phrase("withheld: {names}"), phrase("{count} withheld")),
    (Availability.UNKNOWN, phrase("not known: {names}"), phrase("{count} not known")),
)


class Stated(Protocol):
    """What a statement speaks of: the rows of a release, by a catalogue."""

    @property
    def catalogue(self) -> Catalogue:
        """What components and licences are called."""

    @property
    def table(self) -> tuple[Row, ...]:
        """The rows of the component table."""


def statement(reading: Stated, most: int | None = None) -> Wording:
    """Return the statement in one or two sentences.

    With ``most``, no more names than that stand in one list; the rest is counted.
    """
    given, rest = _given(reading, most), _rest(reading, most)
    if not given and not rest:
        return phrase("Nothing is known of this release yet.")
    of_rest = phrase("Of the rest, {parts}.", parts=Joined(rest, "; "))
    if not given:
        return phrase("No part is known to be given. {rest}", rest=of_rest)
    first = phrase("The release gives {parts}.", parts=Joined(given, "; "))
    return Joined((first, of_rest), " ") if rest else first


def press_line(reading: Reading, say: Callable[[Wording], str]) -> str:
    """Return the statement in at most 280 characters, as ``say`` says it.

    Names give way to counts until it fits; what is not given is always counted.
    """
    return next(line for line in map(say, _press_lines(reading)) if len(line) <= PRESS)


def _press_lines(reading: Reading) -> Iterator[Wording]:
    """Yield lines that say less and less: fewer names, then fewer terms, then numbers only."""
    name, counts = _name(reading), tuple(_counts(reading))
    number = sum(row.availability in _GIVEN for row in _rows(reading))
    rest = phrase("of the rest, {parts}", parts=Joined(counts)) if counts else ""
    if not number:
        yield _press(name, phrase("no part known to be given"), rest)
    for most in (6, 4, 3, 2, 1):
        yield _press(name, *_given(reading, most), rest)
    for kept in (2, 1):
        first = _given(reading, 1)[:kept]
        all_given = counted("{count} part given in all", "{count} parts given in all", number)
        yield _press(name, *first, all_given, rest)
    yield _press(name, counted("{count} part given", "{count} parts given", number), *counts)


def _press(name: Wording, *parts: Wording) -> Wording:
    return phrase("{name}: {parts}", name=name, parts=listed(parts))


def _name(reading: Reading) -> Wording:
    title = subject(reading).title
    return cut(title, 60) if isinstance(title, str) else title


def _rows(reading: Stated) -> list[Row]:
    """Return the rows that say something of the release.

    A blank row is not known, but for those of the product that a lower layer already has.
    """
    spoken: set[str] = set()
    rows = []
    for row in reading.table:
        if row.availability is None and row.layer is Layer.PRODUCT and row.component.id in spoken:
            continue
        spoken.add(row.component.id)
        rows.append(row)
    return rows


def _given(reading: Stated, most: int | None) -> tuple[Wording, ...]:
    names_of = {licence.id: licence.name for licence in reading.catalogue.licences}
    given: dict[tuple[str, bool], list[Row]] = {}
    for row in _rows(reading):
        if row.availability in _GIVEN:
            gated = row.availability is Availability.GATED
            given.setdefault((row.entered.licence, gated), []).append(row)
    return tuple(
        phrase(
            "{names} {terms}",
            names=_names(rows, most),
            terms=_terms(names_of.get(licence, licence), gated=gated),
        )
        for (licence, gated), rows in given.items()
    )


def _rest(reading: Stated, most: int | None) -> tuple[Wording, ...]:
    if all(row.availability is None for row in reading.table):
        return ()
    return tuple(
        Phrase(wording.text, {"names": _names(rows, most)})
        for availability, wording, _ in _REST
        if (rows := [row for row in _rows(reading) if _standing(row) is availability])
    )


def _counts(reading: Stated) -> Iterator[Wording]:
    for availability, _, wording in _REST:
        number = sum(_standing(row) is availability for row in _rows(reading))
        if number:
            yield Phrase(wording.text, {"count": number})


def _standing(row: Row) -> Availability:
    return Availability.UNKNOWN if row.availability is None else row.availability


def _terms(licence: str, *, gated: bool) -> Phrase:
    if licence == NO_LICENCE_STATED:
        terms = phrase("with no licence stated")
    elif licence in ("", LICENCE_NOT_KNOWN):
        terms = phrase("under terms not known")
    else:
        terms = phrase("under {licence}", licence=licence)
    return phrase("{terms}, after asking for access", terms=terms) if gated else terms


def _names(rows: list[Row], most: int | None) -> Joined:
    """Return the components' names, each with its layer where there are several."""
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
        parts.append(name)
    return Joined(tuple(parts))
