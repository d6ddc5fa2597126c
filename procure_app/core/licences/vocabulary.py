"""The words in which limits speak of buyers: places, uses and currencies, as data."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import Field

from procure_app.core.frozen import Frozen

ELSEWHERE = "other"
"""What a buyer answers whose place has no option of its own."""
ANY_SECTOR = "*"


class Territory(Frozen):
    """A place that limits name."""

    text: str
    asked: bool = True
    """Whether buyers are asked for it by name. If not, ``other`` may stand for it."""


class Use(Frozen):
    """A use or business that limits name."""

    text: str
    sure: tuple[str, ...] = ()
    """Fields of use that are such a use."""
    possible: tuple[str, ...] = ()
    """Fields of use that may be one; ``*`` for every field."""


class Currency(Frozen):
    """How many US dollars one unit may be worth: a range, wide enough not to date."""

    low: float = Field(gt=0)
    high: float = Field(gt=0)


class Vocabulary(Frozen):
    """All words that limits may use."""

    territories: Mapping[str, Territory]
    uses: Mapping[str, Use]
    currencies: Mapping[str, Currency]
