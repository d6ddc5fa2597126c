"""What stands in a lock file, written by us and read as if written by anybody."""

from __future__ import annotations

import datetime
import getpass
import os
import stat
from pathlib import Path

from pydantic import AwareDatetime, ConfigDict, Field

from procure_app.core.frozen import Frozen
from procure_app.session.error import Unreadable
from procure_app.session.holder import Holder, Standing
from procure_app.store.disk import strict_json
from procure_app.store.disk.regular import beginning
from procure_app.store.holding import running
from procure_app.store.holding.running import Process

_MOST = 4096
"""Most bytes of a lock file; ours have a tenth of it."""


class Note(Frozen):
    """Who has the file open, since when, and in which process."""

    # What a later version adds is no reason not to know who it is.
    model_config = ConfigDict(extra="ignore")

    user: str = Field(max_length=300)
    since: AwareDatetime
    process: Process
    token: str = Field(pattern=r"^[0-9a-f]{32}$")
    """Known to the holder alone: only so does anybody remove its own lock and no other."""


def made(token: str, when: datetime.datetime) -> bytes:
    """Return our note."""
    return strict_json.dump(Note(user=_user(), since=when, process=running.ours(), token=token))


def content(place: Path) -> bytes | None:
    """Return what stands in the lock file, at most some kilobytes of it.

    None where there is none; nothing where it is no file, which is neither opened nor followed.
    """
    try:
        mode = place.lstat().st_mode
    except (OSError, ValueError):
        return None
    if not stat.S_ISREG(mode):
        return b""
    try:
        return beginning(place, _MOST + 1)
    except Unreadable:
        return b"" if os.path.lexists(place) else None


def parsed(written: bytes) -> Note | None:
    """Return the note; None where it is not one of ours."""
    if len(written) > _MOST:
        return None
    try:
        return Note.model_validate_json(written) if strict_json.parse(written) else None
    except ValueError:
        return None


def holder(written: bytes) -> Holder:
    """Return who wrote it; somebody unknown where it is not one of ours."""
    note = parsed(written)
    if note is None:
        return Holder("", "", None, Standing.UNKNOWN)
    try:
        since = note.since.astimezone(datetime.UTC)
    except OverflowError:  # a time of year 1 or 9999
        since = None
    standing = running.standing(note.process)
    own = standing is Standing.GONE and note.user == _user() != ""
    return Holder(note.user, note.process.host, since, standing, own)


def _user() -> str:
    try:
        user = getpass.getuser()
    except (OSError, KeyError, ImportError):  # an account without a name
        return ""
    return user.encode("utf-8", "replace").decode()[:300]
