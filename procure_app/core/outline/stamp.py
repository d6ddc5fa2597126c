"""Digests and moments in a form that people can compare."""

from __future__ import annotations

import datetime

from procure_app.core.phrase import Phrase, Wording, phrase


def in_fours(digest: str, most: int = 64) -> str:
    """Return the first hexadecimal digits in groups of four: ``9f2c 41d0``."""
    kept = digest[:most]
    return " ".join(kept[n : n + 4] for n in range(0, len(kept), 4))


def moment(when: datetime.datetime) -> Phrase:
    """Return day and time with the time zone, as it was when it was recorded."""
    zone: Wording = when.tzname() or phrase("no time zone recorded")
    return phrase("{day}, {time} {zone}", day=when.date(), time=f"{when:%H:%M:%S}", zone=zone)


def day(typed: str) -> Wording:
    """Return an ISO date in words, and anything else as it was typed."""
    try:
        return phrase("{day}", day=datetime.date.fromisoformat(typed.strip()))
    except ValueError:
        return typed


def day_or(given: datetime.date | None, otherwise: Wording) -> Wording:
    """Return the day in words, or what to say where there is none."""
    return otherwise if given is None else phrase("{day}", day=given)
