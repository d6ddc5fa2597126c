"""A view of a release as a ladder looks at it: one line for each component, all layers as one."""

from __future__ import annotations

from collections.abc import Mapping

from procure_app.core.assessment.answer import LICENCE_NOT_KNOWN, NO_LICENCE_STATED
from procure_app.core.catalogue.word import Availability
from procure_app.core.frameworks.climb import Held
from procure_app.core.frameworks.judgement import Kinds
from procure_app.core.frameworks.ladder import Ladder
from procure_app.core.frameworks.view import Held as Believed
from procure_app.core.frameworks.view import View
from procure_app.core.truth import Truth, all_of, any_of

_GIVEN = (Availability.RELEASED, Availability.GATED)
_NOT_KNOWN = ("", LICENCE_NOT_KNOWN)
_WORST_FIRST = (Truth.NOT_MET, Truth.UNKNOWN, Truth.NEUTRAL, Truth.MET)


def held(ladder: Ladder, view: View, kinds: Kinds) -> Mapping[str, Held]:
    """Return what the ladder looks at, by component.

    A ladder asks for terms, not for how to get at a thing: what is gated is in the release. Of
    several layers each must have the component, and the worst of their terms counts.
    """
    found: dict[str, Held] = {}
    for component in ladder.components:
        rows = view.components.get(component, ())
        nothing = Held(Truth.UNKNOWN, unlicensed=Truth.UNKNOWN)
        found[component] = _held(ladder, component, rows, kinds) if rows else nothing
    return found


def _held(ladder: Ladder, component: str, rows: tuple[Believed, ...], kinds: Kinds) -> Held:
    there = all_of(_there(row) for row in rows)
    if len(rows) == 1:
        return Held(there, rows[0].licence, _unlicensed(rows[0].licence))

    def place(licence: str) -> int:
        if ladder.open_ids:
            return int(licence in ladder.open_set)
        if component in ladder.unlicensed_counts:  # any terms will do
            return 0
        return _WORST_FIRST.index(kinds(licence, ladder.kind(component)))

    licences = [row.licence for row in rows]
    return Held(there, min(licences, key=place), any_of(map(_unlicensed, licences)))


def _there(row: Believed) -> Truth:
    if row.availability is None:
        return Truth.UNKNOWN
    if row.availability is Availability.NOT_APPLICABLE:
        return Truth.NEUTRAL if row.reasoned else Truth.UNKNOWN
    return Truth.MET if row.availability in _GIVEN else Truth.NOT_MET


def _unlicensed(licence: str) -> Truth:
    if licence in _NOT_KNOWN:
        return Truth.UNKNOWN
    return Truth.MET if licence == NO_LICENCE_STATED else Truth.NOT_MET
