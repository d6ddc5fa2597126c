"""Three-valued truth (Kleene), with a fourth value for what does not count."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum


class Truth(Enum):
    """Whether a criterion is met on what is known. Unknown never helps."""

    MET = "met"
    NOT_MET = "not met"
    UNKNOWN = "cannot tell"
    NEUTRAL = "does not apply"
    """Left out of every sum: the component does not exist, with a reason given."""


def all_of(truths: Iterable[Truth]) -> Truth:
    """Return met where every one is; one that is not met decides, then one unknown."""
    seen = set(truths)
    for decisive in (Truth.NOT_MET, Truth.UNKNOWN, Truth.MET):
        if decisive in seen:
            return decisive
    return Truth.NEUTRAL


def any_of(truths: Iterable[Truth]) -> Truth:
    """Return met where one is; else unknown where one might be."""
    seen = set(truths)
    for decisive in (Truth.MET, Truth.UNKNOWN, Truth.NOT_MET):
        if decisive in seen:
            return decisive
    return Truth.NEUTRAL


def at_least(number: int, truths: Iterable[Truth]) -> Truth:
    """Return met where this many are, not met where this many can no longer be.

    What does not apply lowers neither the number nor the bar.
    """
    counted = [truth for truth in truths if truth is not Truth.NEUTRAL]
    if not counted:
        return Truth.NEUTRAL
    met = counted.count(Truth.MET)
    if met >= number:
        return Truth.MET
    return Truth.UNKNOWN if met + counted.count(Truth.UNKNOWN) >= number else Truth.NOT_MET
