"""Where the answers stand that tell what licences ask about a buyer."""

from __future__ import annotations

from collections.abc import Mapping

from procure_app.core.catalogue.condition import Condition
from procure_app.core.frozen import Frozen


class Fact(Frozen):
    """A fact about the buyer; it is not known where neither condition holds."""

    yes: Condition | None = None
    no: Condition | None = None


class Range(Frozen):
    """From and up to which number an option goes; open where no bound is given."""

    low: float = 0
    high: float | None = None


class Recipient(Frozen):
    """The questions that licences need answered, by their ids."""

    public_body: Fact
    commercial: Fact
    end_user: Fact
    territory: str
    """A question whose options are places."""
    places: Mapping[str, tuple[str, ...]]
    """The places that licences name, by option."""
    users: str
    revenue: str
    revenues: Mapping[str, Range]
    """US dollars a year, by option."""
    sector: str
    """A question whose options are fields of use."""
    modality: str
    """A question whose options are kinds of content."""
