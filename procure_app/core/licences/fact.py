"""The facts that rules read of a licence, with what follows from being listed as free."""

from __future__ import annotations

from typing import Literal

from procure_app.core.licences.licence import Licence, stated_free
from procure_app.core.truth import Truth, any_of

FactName = Literal[
    "commercial",
    "study",
    "modify",
    "redistribute",
    "outputs",
    "patent",
    "fields_limited",
    "threshold_limited",
    "territory_limited",
]

# The Open Source Definition (1, 3, 5, 6), the four freedoms of the FSF and the Open Definition
# (2.1) each ask for these of every licence that they list. None of them speaks of outputs.
_OF_THE_FREE = {
    "commercial": "yes",
    "study": "yes",
    "modify": "yes",
    "redistribute": "yes",
    "fields_limited": "no",
    "threshold_limited": "no",
    "territory_limited": "no",
}


def fact(licence: Licence, name: FactName) -> str | None:
    """Return the fact as a word, None where it is not known.

    What the licence's own entry leaves open follows from the lists it stands on.
    """
    own: str | bool | None = getattr(licence, name)
    if own is None and stated_free(licence):
        return _OF_THE_FREE.get(name)
    if isinstance(own, bool):
        return "yes" if own else "no"
    return own


def inferred(licence: Licence, name: FactName) -> bool:
    """Say whether the fact is known only from the lists on which the licence stands."""
    return getattr(licence, name) is None and fact(licence, name) is not None


def limited(licence: Licence) -> Truth:
    """Say whether it limits fields, purposes, users, revenue or places."""
    return any_of(
        (
            _word(fact(licence, "commercial"), met="no"),
            _word(fact(licence, "fields_limited"), met="yes"),
            _word(fact(licence, "threshold_limited"), met="yes"),
            _word(fact(licence, "territory_limited"), met="yes"),
        )
    )


def _word(word: str | None, *, met: str) -> Truth:
    if word is None:
        return Truth.UNKNOWN
    return Truth.MET if word == met else Truth.NOT_MET
