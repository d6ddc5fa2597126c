"""The lock on the open file: asked for, taken, moved to another file, and let go."""

from __future__ import annotations

import os
from pathlib import Path

from procure_app.core.phrase import Phrase, Value, phrase
from procure_app.session.error import InUse, shown
from procure_app.session.holder import Access, Holder, Standing
from procure_app.session.ports import Locks

_LONG = 48
"""Most characters of a name that are shown: a line of a question has no more room."""


class Claim:
    """What we say about the one file that is open; a lock advises, it never hinders."""

    def __init__(self, locks: Locks | None) -> None:
        """Take the locks; without any, nobody is asked about and nobody is told."""
        self._locks = locks
        self._path: Path | None = None

    def require_free(self, path: Path, access: Access) -> None:
        """Raise ``InUse`` where somebody else has a file open that is to be used alone."""
        if self._locks is None or access is not Access.ALONE:
            return
        holder = self._locks.holder(path)
        if holder is not None:
            raise InUse(told(path, holder), holder)

    def move(self, path: Path, access: Access) -> None:
        """Hold this file from now on, and no other.

        Where no lock can be made, as in a protected folder, the file is used without one.
        Raises ``InUse`` where somebody else was faster and ``access`` is ``ALONE``; then what
        was held before is held still.
        """
        if self._locks is None:
            return
        if access is Access.READING:
            self.drop()
            return
        taken = self._locks.take(path, over=access is Access.OVER)
        if not taken:
            self.require_free(path, access)
        if self._path is not None and not is_same(self._path, path):
            self.drop()
        self._path = path

    def drop(self) -> None:
        """Let go of the file."""
        if self._locks is not None and self._path is not None:
            self._locks.release(self._path)
        self._path = None


def is_same(one: Path, other: Path) -> bool:
    """Say whether both lead to the same file, however they are spelt."""
    return one == other or os.path.realpath(one) == os.path.realpath(other)


def told(path: Path, holder: Holder) -> Phrase:
    """Return who has the file open since when, and what to do next."""
    values: dict[str, Value] = {
        "name": _short(path.name),
        "who": _short(holder.who) or phrase("Somebody"),
        "host": _short(holder.host) or phrase("an unknown computer"),
        "since": f"{holder.since:%Y-%m-%d %H:%M} UTC" if holder.since else phrase("unknown time"),
    }
    match holder.standing:
        case Standing.LIVING:
            return phrase(
                "“{name}” is open in another window: {who} on {host}, since {since}. Close it "
                "there, then open it again.",
                **values,
            )
        case Standing.UNKNOWN:
            return phrase(
                "“{name}” may be open elsewhere: {who} on {host}, since {since}. Ask whether it "
                "is closed there, then open it again.",
                **values,
            )
        case Standing.GONE:
            return phrase(
                "“{name}” was not closed properly: {who} on {host}, since {since}. That program "
                "has ended, so nobody has it open.",
                **values,
            )


def _short(name: str) -> str:
    """Return the name on one line, its middle left out where it is long; endings tell apart."""
    name = shown(name)
    return name if len(name) <= _LONG else f"{name[: _LONG - 16]}…{name[-15:]}"
