"""The tones of marks; a module of its own, because the window needs no other block at start."""

from __future__ import annotations

from enum import StrEnum


class Tone(StrEnum):
    """The colour a mark is set in; its words always say the same."""

    PLAIN = "plain"
    MET = "met"
    LIMITS = "limits"
    NO = "no"
    UNKNOWN = "unknown"
