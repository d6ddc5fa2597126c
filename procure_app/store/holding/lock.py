"""Says beside an assessment file who has it open, so that a second window asks first.

The lock is a hidden file beside the document. It advises and hinders nobody: a save is guarded
by the stamp of what was opened (``procure_file``), lock or not. What a crash leaves is
removed on a person's word only, and what is known to live never at all.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import stat
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from procure_app.session.error import NotWritten
from procure_app.session.holder import Holder, Standing
from procure_app.store.disk.leftover import fresh_name
from procure_app.store.disk.whole import real
from procure_app.store.holding import lock_note, running

_LONGEST = 255
"""Most bytes of a file's name nearly everywhere."""
_FLAGS = (
    os.O_WRONLY
    | os.O_CREAT
    | os.O_EXCL
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_CLOEXEC", getattr(os, "O_NOINHERIT", 0))
)


def beside(target: Path) -> Path:
    """Return where the lock of this file lies; a name too long for it is shortened to a digest."""
    name = f".~lock.{target.name}#"
    if len(os.fsencode(name)) > _LONGEST:
        name = f".~lock.{hashlib.sha256(os.fsencode(target.name)).hexdigest()}#"
    return target.with_name(name)


class FileLocks:
    """The locks of one window or command; fulfils ``session.ports.Locks``."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        """Take the clock that says since when."""
        self._clock = clock
        self._process = os.getpid()
        self._held: dict[Path, str] = {}
        """The token of each lock that is ours."""
        self._seen: dict[Path, bytes] = {}
        """What each foreign lock held when it was last asked for: consent is given to that."""

    def holder(self, path: Path) -> Holder | None:
        """Return who else has the file open; None where nobody is known to."""
        place = _place(path)
        written = lock_note.content(place) if place else None
        if place is None or written is None or self._is_ours(place, written):
            return None
        self._seen[place] = written
        return lock_note.holder(written)

    def take(self, path: Path, *, over: bool = False) -> bool:
        """Say that the file is open here; see ``session.ports.Locks``."""
        place = _place(path)
        if place is None:
            return False
        if self._is_ours(place, lock_note.content(place)):
            return True
        if over:
            self._clear(place)
        token = secrets.token_hex(16)
        if not _written(place, lock_note.made(token, self._clock())):
            return False
        self._held[place] = token
        return True

    def release(self, path: Path) -> None:
        """Say no longer that the file is open here; a lock that is not ours stays."""
        place = _place(path)
        if place is not None:
            self._release(place)

    def release_all(self) -> None:
        """Release every lock that is ours."""
        for place in tuple(self._held):
            self._release(place)

    def _release(self, place: Path) -> None:
        if self._is_ours(place, lock_note.content(place)):
            with suppress(OSError):
                place.unlink()
        self._held.pop(place, None)

    def _is_ours(self, place: Path, written: bytes | None) -> bool:
        token = self._held.get(place)
        if written is None or token is None or self._process != os.getpid():
            return False  # after a fork, the lock is the parent's
        note = lock_note.parsed(written)
        return note is not None and secrets.compare_digest(note.token, token)

    def _clear(self, place: Path) -> None:
        """Remove the lock that was last asked for, and no other that came since.

        It is taken aside first: of two who do so at once, one gets it.
        """
        written = lock_note.content(place)
        if written is None or written != self._seen.get(place):
            return
        note = lock_note.parsed(written)
        if note is not None and running.standing(note.process) is Standing.LIVING:
            return
        aside = place.with_name(fresh_name())
        with suppress(OSError):
            if stat.S_ISDIR(place.lstat().st_mode):
                return
            place.rename(aside)
            if lock_note.content(aside) == written:
                aside.unlink()
            else:
                aside.replace(place)


def _place(path: Path) -> Path | None:
    try:
        return beside(real(path))
    except (NotWritten, ValueError):  # no file can have such a name
        return None


def _written(place: Path, note: bytes) -> bool:
    """Make the lock file; False where there is one already, or the folder takes none."""
    try:
        handle = os.fdopen(os.open(place, _FLAGS, 0o666), "wb")
    except (OSError, ValueError):
        return False
    try:
        with handle:
            handle.write(note)
    except OSError:  # no room: an empty lock would name nobody for ever
        with suppress(OSError):
            place.unlink()
        return False
    return True
