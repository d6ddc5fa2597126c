"""What is to be inspected: a folder with all in it, or one file, and how its paths are told."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from procure_app.core.phrase import phrase
from procure_app.inspection.limit import Limits
from procure_app.inspection.name import shown
from procure_app.inspection.walk import Listing, entry_of, walk
from procure_app.session.error import Unreadable
from procure_app.session.visible import one_line

_SNAPSHOT = re.compile(r"^(?:.*/)?snapshots/[0-9a-f]{40}/")


@dataclass(frozen=True, slots=True)
class Scope:
    """The place and the list of its files."""

    root: bytes
    """The folder that is held open: the one chosen, or the one the chosen file lies in."""
    shown: str
    """What was chosen, for display."""
    listing: Listing
    trunk: str
    """The one folder that holds everything, with its slash; empty where there is none."""

    def inside(self, path: str) -> str:
        """Return the path within the release: past a cache's snapshot, or the one folder."""
        if snapshot := _SNAPSHOT.match(path):
            return path[snapshot.end() :]
        return path.removeprefix(self.trunk)


def scope_of(path: Path, limits: Limits, pulse: Callable[[int], None]) -> Scope:
    """Return what lies at the path. Raises ``Unreadable`` where that cannot be said."""
    try:
        real = os.path.realpath(path)
        status = Path(real).stat()
        whole = os.fsencode(real)
        if stat.S_ISREG(status.st_mode):
            folder, _, name = whole.replace(os.sep.encode(), b"/").rpartition(b"/")
            listing = Listing(entries=[entry_of(name, status)])
            return Scope(folder or b"/", shown(whole), listing, "")
        if not stat.S_ISDIR(status.st_mode):
            raise Unreadable(
                phrase("“{path}” is neither a folder nor a file. Choose one.", path=shown(whole))
            )
        listing = walk(whole, limits, pulse)
    except (OSError, ValueError) as error:  # ValueError: a path with a zero byte
        raise _unopened(path, error) from error
    return Scope(whole, shown(whole), listing, _trunk(listing))


def _unopened(path: Path, error: OSError | ValueError) -> Unreadable:
    """Return why nothing of what was chosen can be read, and what to do next."""
    name = one_line(str(path))
    match error:
        case FileNotFoundError() | NotADirectoryError() | ValueError():
            why = phrase("“{path}” is not there. Choose another folder or file.", path=name)
        case PermissionError():
            why = phrase(
                "You are not allowed to read “{path}”. Ask its owner for access.", path=name
            )
        case _:
            why = phrase(
                "“{path}” cannot be read. Check the drive or network, then inspect it again.",
                path=name,
            )
    return Unreadable(why)


def _trunk(listing: Listing) -> str:
    entries = listing.entries
    if not entries:
        return ""
    first, slash, _ = entries[0].raw.partition(b"/")
    top = first + slash
    is_one = slash and entries[-1].raw.startswith(top)  # sorted: all between begin so too
    return shown(first) + "/" if is_one else ""
