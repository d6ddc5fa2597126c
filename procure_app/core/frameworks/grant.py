"""What may be done with each component that is given: by the terms of all its layers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from procure_app.core.catalogue.licence_form import LicenceForm
from procure_app.core.catalogue.word import Availability
from procure_app.core.frameworks.custom import custom
from procure_app.core.frameworks.judgement import Rules
from procure_app.core.frameworks.view import View
from procure_app.core.licences.buyer import Buyer
from procure_app.core.licences.licence import Freedom
from procure_app.core.licences.reason import Right
from procure_app.core.licences.right import rights_together

_GIVEN = (Availability.RELEASED, Availability.GATED)


@dataclass(frozen=True, slots=True)
class Grant:
    """The rights in one component."""

    component: str
    licences: tuple[str, ...]
    """The terms of each layer; they hold together."""
    rights: Mapping[Freedom, Right]


def grants(library: Rules, view: View, buyer: Buyer, form: LicenceForm | None) -> tuple[Grant, ...]:
    """Return the rights in each component that is given, in the order of the view.

    The terms of every layer hold together, so a free label on a modification does not cure a
    restricted base. What is not given has no rights to speak of and is left out.
    """
    if library.book is None:
        return ()
    entered = custom(form, view, library.book)
    found = []
    known: dict[tuple[str, ...], Mapping[Freedom, Right]] = {}
    for component, rows in view.components.items():
        if any(row.availability in _GIVEN for row in rows):
            there = [row for row in rows if row.availability is not Availability.NOT_APPLICABLE]
            licences = tuple(dict.fromkeys(row.licence for row in there))
            if licences not in known:
                known[licences] = rights_together(licences, buyer, library.book, entered)
            found.append(Grant(component, licences, known[licences]))
    return tuple(found)
