"""Files half written that a kill left behind: known by name, owner and age, and removed."""

from __future__ import annotations

import os
import re
import secrets
import stat
from contextlib import suppress
from itertools import islice
from pathlib import Path

OLD = 24 * 3600
"""Seconds after which nobody writes such a file any more; whoever writes renews its time."""
_MOST = 20_000
"""Most names that are looked at, so that a crowded folder does not hold up a save."""
_NAME = re.compile(r"\.procure-[0-9a-f]{16}\.tmp")


def fresh_name() -> str:
    """Return a name for a file that is being written; it fits beside a name of 255 bytes."""
    return f".procure-{secrets.token_hex(8)}.tmp"


def sweep(folder: Path, fresh: os.stat_result) -> None:
    """Remove what an earlier save left in the folder when it was killed; never fails.

    ``fresh`` is the state of a file made there just now: it tells who we are to this drive and
    what time its clock has, which may both differ from what they are here.
    """
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in islice(entries, _MOST):
            if not _NAME.fullmatch(entry.name):
                continue
            with suppress(OSError):
                if _is_left(entry.stat(follow_symlinks=False), fresh):
                    Path(entry.path).unlink()


def _is_left(found: os.stat_result, fresh: os.stat_result) -> bool:
    return (
        stat.S_ISREG(found.st_mode)
        and found.st_uid == fresh.st_uid
        and found.st_mtime < fresh.st_mtime - OLD
    )
