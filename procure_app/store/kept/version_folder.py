"""The folders of kept versions: what in them is ours by its exact name, and nothing else."""

from __future__ import annotations

import datetime
import hashlib
import os
import re
import stat
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_NAME = re.compile(r"(\d{8}T\d{6}\.\d{6})Z-([0-9a-f]{16})\.procure", re.ASCII)
_TIME = "%Y%m%dT%H%M%S.%f"
_IDENTITY = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_FOLDER = re.compile(rf"{_IDENTITY.pattern}|other-[0-9a-f]{{32}}")
_MOST = 20_000
"""Most names that are looked at in the place, so that a crowded one holds up no save."""
_TICK = datetime.timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Kept:
    """One file in such a folder."""

    path: Path
    when: datetime.datetime
    """When it was kept: they are ordered and removed by it."""
    digest: str
    """How the stamp of its content begins."""
    saved: datetime.datetime
    size: int


def folder_name(document: str) -> str:
    """Return the folder of the document of this id, which may be any text."""
    if _IDENTITY.fullmatch(document):
        return document
    return f"other-{hashlib.sha256(document.encode('utf-8', 'surrogatepass')).hexdigest()[:32]}"


def file_name(when: datetime.datetime, digest: str) -> str:
    """Return the name of a version that is kept at this moment of UTC."""
    return f"{when.strftime(_TIME).rjust(22, '0')}Z-{digest}.procure"


def made(place: Path, document: str, *, parents: bool) -> Path:
    """Return the document's folder, made where it is missing, for nobody's eyes but ours.

    Raises ``OSError``, also where something else has its name.
    """
    with suppress(FileExistsError):
        place.mkdir(mode=0o700, parents=parents)
    folder = place / folder_name(document)
    with suppress(FileExistsError):
        folder.mkdir(mode=0o700)
    state = folder.lstat()
    if not _is_folder(state):
        raise PermissionError(f"{folder.name} is no folder of ours")
    if stat.S_IMODE(state.st_mode) != 0o700:
        folder.chmod(0o700)
    return folder


def kept(folder: Path) -> tuple[Kept, ...]:
    """Return the versions in a document's folder, the newest first; none where it is not ours."""
    return _newest_first(_kept(folder, iter(range(_MOST))))


def all_kept(place: Path) -> tuple[Kept, ...]:
    """Return the versions of all documents in this place, the newest first."""
    left = iter(range(_MOST))
    folders = [Path(e.path) for e in _entries(place, left) if _FOLDER.fullmatch(e.name)]
    return _newest_first(found for folder in folders for found in _kept(folder, left))


def moment(now: datetime.datetime, there: tuple[Kept, ...]) -> datetime.datetime:
    """Return a moment for what is kept now: after all others, even if the clock was set back."""
    newest = there[0].when if there else now
    return now if newest < now or newest.year == datetime.MAXYEAR else newest + _TICK


def _newest_first(found: Iterator[Kept]) -> tuple[Kept, ...]:
    return tuple(sorted(found, key=lambda each: (each.when, each.digest), reverse=True))


def _entries(folder: Path, left: Iterator[int]) -> Iterator[os.DirEntry[str]]:
    """Yield the entries of a folder, as many as are left of what may be looked at."""
    with suppress(OSError), os.scandir(folder) as entries:
        yield from (entry for entry, _ in zip(entries, left, strict=False))


def _kept(folder: Path, left: Iterator[int]) -> Iterator[Kept]:
    with suppress(OSError):
        if not _is_folder(folder.lstat()):
            return
        for entry in _entries(folder, left):
            matched = _NAME.fullmatch(entry.name)
            with suppress(OSError, ValueError):  # gone meanwhile, or a day that never was
                if matched and _is_file(state := entry.stat(follow_symlinks=False)):
                    when = datetime.datetime.fromisoformat(f"{matched[1]}Z")
                    saved = _saved(state, when)
                    yield Kept(Path(entry.path), when, matched[2], saved, state.st_size)


def _saved(state: os.stat_result, otherwise: datetime.datetime) -> datetime.datetime:
    """Return when the file was written; the other moment where its time is none we can name."""
    with suppress(OverflowError, ValueError, OSError):
        return datetime.datetime.fromtimestamp(state.st_mtime, datetime.UTC)
    return otherwise


def is_own(state: os.stat_result) -> bool:
    """Say whether it belongs to whoever runs the app; always where platforms have no owners."""
    return not hasattr(os, "geteuid") or state.st_uid == os.geteuid()


def _is_folder(state: os.stat_result) -> bool:
    return stat.S_ISDIR(state.st_mode) and is_own(state)


def _is_file(state: os.stat_result) -> bool:
    return stat.S_ISREG(state.st_mode) and is_own(state)
