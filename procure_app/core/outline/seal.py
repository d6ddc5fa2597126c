"""The digests that a report prints, worked out once."""

from __future__ import annotations

from dataclasses import dataclass

from procure_app.core.catalogue.word import Walk
from procure_app.core.decision.digest import decision_layer, digest
from procure_app.core.decision.reading import Reading


@dataclass(frozen=True, slots=True)
class Seal:
    """SHA-256 of the layers as they are now, in hexadecimal."""

    file: str
    decision: str
    """Empty while nothing is decided, and where nothing is to be decided."""


def seal(reading: Reading) -> Seal:
    """Return the digests; the decision's layer holds that of the file."""
    content = decision_layer(reading)
    decided = reading.assessment.decision.outcome is not None
    purchase = reading.assessment.walk is Walk.PURCHASE
    return Seal(content["file"], digest(content) if decided and purchase else "")
