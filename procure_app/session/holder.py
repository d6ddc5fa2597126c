"""Who else has a file open, as far as can be known, and how it may be opened all the same."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import Enum


class Standing(Enum):
    """Whether the program that holds a file still runs."""

    LIVING = "living"
    """It runs on this computer."""
    GONE = "gone"
    """It ran on this computer and has ended without closing the file."""
    UNKNOWN = "unknown"
    """It runs elsewhere, or it cannot be told: nobody but a person can judge that it has ended."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who has a file open."""

    who: str
    """The name of the user as written by that program; empty where unknown. Not to be trusted."""
    host: str
    """The name of the computer; empty where unknown. Not to be trusted."""
    since: datetime.datetime | None
    """When it was opened, in UTC."""
    standing: Standing
    own: bool = False
    """Whether the same user left it on this computer, in a program that has ended: then there
    is nobody to ask but the person at work, who opens it again."""


class Access(Enum):
    """How a file is opened that somebody else may have open."""

    ALONE = "alone"
    """Not at all while somebody else has it open."""
    READING = "reading"
    """For reading only; whoever has it open stays named as its holder."""
    BESIDE = "beside"
    """For editing too; whoever has it open stays named as its holder."""
    OVER = "over"
    """For editing; we are named as its holder from now on, unless the other is known to live."""
