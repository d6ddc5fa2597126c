"""Keeps the version that a save replaces, away from the document, and the last few only."""

from __future__ import annotations

import datetime
import errno
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from procure_app.core.phrase import Phrase, phrase
from procure_app.session.error import NotWritten, Unreadable
from procure_app.session.version import Version
from procure_app.store.container.archive import Archive
from procure_app.store.container.manifest import ASSESSMENT, checked_text, read_manifest
from procure_app.store.disk import strict_json
from procure_app.store.disk.regular import Short, blocks, regular
from procure_app.store.disk.whole import real, write_whole
from procure_app.store.kept import version_folder

MOST = 1_000_000_000
"""Bytes that all versions of all documents may take, beside the one that was kept last."""
_SHORT = 16
"""Hexadecimal digits of a stamp in the name of a file."""


@dataclass(frozen=True, slots=True)
class Keeping:
    """What a person wants kept."""

    place: Path
    number: int
    """Versions of each document; 0 keeps none."""
    usual: bool = True
    """Whether it is the usual place, which is made where it is missing; another one is not:
    its drive may be elsewhere."""
    most: int = MOST
    """Bytes altogether."""


class _TooLarge(Exception):
    """The version would have to be copied, and is larger than all that is kept."""


class Backups:
    """Keeps versions; fulfils ``session.ports.Backups``.

    Where the file system allows it, a version is the replaced file itself under another name:
    that takes no time and no room, and nothing changes it, because saving replaces a file and
    never writes into it.
    """

    def __init__(
        self,
        keeping: Callable[[], Keeping],
        now: Callable[[], datetime.datetime] = lambda: datetime.datetime.now(datetime.UTC),
    ) -> None:
        """Take what is wanted, asked anew each time, and the clock."""
        self._keeping = keeping
        self._now = now
        self._trouble: Phrase | None = None

    def versions(self, document: str) -> tuple[Version, ...]:
        """Return what is kept of the document of this id, the newest first."""
        try:
            place = real(self._keeping().place)
        except NotWritten:  # no folder can have such a name
            return ()
        found = version_folder.kept(place / version_folder.folder_name(document))
        return tuple(Version(each.path, each.saved, each.size) for each in found)

    def trouble(self) -> Phrase | None:
        """Return why the last save kept nothing, once; None where all is well."""
        trouble, self._trouble = self._trouble, None
        return trouble

    @contextmanager
    def keeping(self, target: Path, in_use: Iterable[Path]) -> Iterator[Callable[[], None]]:
        """Yield what keeps the file at ``target``, to be called right before it is replaced.

        When the block ends, older versions go, but for those ``in_use``; when it raises, what
        was kept goes. Nothing that happens to a version is ever raised.
        """
        asked, held = self._keeping(), list[Path]()
        self._trouble = None

        def hold() -> None:
            with self._told():
                held.extend(self._held(asked, target))

        try:
            yield hold
        except BaseException:
            self._trouble = None
            for path in held:
                with suppress(OSError):
                    path.unlink()
            raise
        with self._told():
            for path in held:
                _settle(path, target, frozenset(in_use), asked)

    def _held(self, asked: Keeping, target: Path) -> Iterator[Path]:
        """Yield where the version is kept; nothing where none is wanted or there is none."""
        if not asked.number:
            return
        with suppress(Unreadable), regular(target) as handle:  # new, or no assessment
            document, digest = _identity(handle, target)
            folder = version_folder.made(real(asked.place), document, parents=asked.usual)
            when = version_folder.moment(self._now(), version_folder.kept(folder))
            path = folder / version_folder.file_name(when, digest)
            _keep(handle, target, path, asked.most)
            yield path

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except (OSError, NotWritten, Short, _TooLarge) as error:
            self._trouble = _trouble(error)


def _identity(handle: BinaryIO, target: Path) -> tuple[str, str]:
    """Return the id of the document and how its stamp begins. Raises ``Unreadable``."""
    archive = Archive(handle, target)
    said, stamp = read_manifest(archive, target)
    content = checked_text(archive, said, ASSESSMENT, target)
    document: object = None
    with suppress(ValueError):
        value = None if strict_json.is_overfull(content) else strict_json.parse(content)
        document = value.get("id") if isinstance(value, dict) else None
    return document if isinstance(document, str) else "", stamp[:_SHORT]


def _keep(handle: BinaryIO, target: Path, path: Path, most: int) -> None:
    """Give the file a second name, or copy it where that cannot be or would not be safe.

    A file that has other names already is copied: whoever writes to one writes to all.
    """
    state = os.fstat(handle.fileno())
    if state.st_nlink == 1 and version_folder.is_own(state):
        with suppress(OSError):  # another drive, or one that knows no second names
            os.link(target, path)
            if os.path.samestat(state, path.lstat()):
                return
            path.unlink()  # somebody put another file there just now
    if state.st_size > most:
        raise _TooLarge

    def copy(to: BinaryIO) -> None:
        for block in blocks(handle, 0, state.st_size):
            to.write(block)

    write_whole(path, copy)
    with suppress(OSError):  # a drive that knows no rights, or no other time than its own
        path.chmod(0o600)
        os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))


def _settle(path: Path, target: Path, in_use: frozenset[Path], asked: Keeping) -> None:
    """Close the version to others, and let go what is one too many."""
    there = version_folder.kept(path.parent)
    digest = path.stem.rpartition("-")[2]
    if _stamp(target).startswith(digest):  # what was saved is what was there
        path.unlink()
        return
    if path.lstat().st_nlink == 1:  # else the file is not replaced after all
        with suppress(OSError):
            path.chmod(0o600)
    older = [each for each in there if each.path != path]
    twins = [each for each in older if each.digest == digest]
    rest = [each for each in older if each.digest != digest]
    for each in (*twins, *rest[max(asked.number - 1, 0) :]):
        if each.path not in in_use:
            each.path.unlink(missing_ok=True)
    _shrink(path, in_use, asked.most)


def _shrink(last: Path, in_use: frozenset[Path], most: int) -> None:
    """Remove the oldest versions of all documents until all but the last take no more."""
    found = [each for each in version_folder.all_kept(last.parent.parent) if each.path != last]
    total = sum(each.size for each in found)
    for each in reversed(found):
        if total <= most:
            return
        if each.path not in in_use:
            each.path.unlink(missing_ok=True)
            total -= each.size


def _stamp(target: Path) -> str:
    """Return the stamp of the file; empty where it cannot be read now."""
    with suppress(Unreadable), regular(target) as handle:
        return read_manifest(Archive(handle, target), target)[1]
    return "-"


def _trouble(error: Exception) -> Phrase:
    cause = error.__cause__ if isinstance(error, NotWritten) else error
    code = cause.errno if isinstance(cause, OSError) else None
    if code in (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC), errno.EFBIG):
        why = phrase("there is no room for it. Free some space, or choose another folder")
    elif isinstance(cause, FileNotFoundError | NotADirectoryError):
        why = phrase("the folder for versions is not there. Choose another")
    elif isinstance(error, _TooLarge):
        why = phrase("it is too large. Choose a folder on the same drive")
    else:
        why = phrase("the folder for versions cannot be written. Choose another")
    return phrase("Saved, but the version before was not kept: {why} in Preferences.", why=why)
