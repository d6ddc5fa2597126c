"""The facts about a buyer that licences ask for; ``None`` means not known."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Buyer:
    """Who would use the thing, where and for what."""

    public_body: bool | None = None
    commercial: bool | None = None
    """Whether the use is meant to earn money or another commercial advantage."""
    end_user: bool | None = None
    """Whether it reaches the buyer inside somebody's finished product or service."""
    multimodal: bool | None = None
    """Whether the model takes in or gives out more than one kind of content."""
    territories: frozenset[str] | None = None
    """Where the buyer is based and where the thing is used; ``other`` for places without a name
    in the vocabulary."""
    users: float | None = None
    """Monthly users of all its products and services, affiliates included; taken as no lower
    than on the day the version came out, unless that number is given too."""
    users_at_release: float | None = None
    revenue_low: float | None = None
    """The least and the most it takes in, in US dollars a year, affiliates included."""
    revenue_high: float | None = None
    sectors: frozenset[str] | None = None
    """Its fields of use, by the ids of the catalogue."""
    uses: frozenset[str] | None = None
    """All uses of the vocabulary that it makes; ``None`` where only its fields are known."""
    anyone: bool = False
    """Any recipient at all: a limit on some leaves the others free."""


ANYONE = Buyer(anyone=True)
"""The recipient of a release that is described without a buyer."""
