"""Lists what lies in a folder, without reading any of it."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from procure_app.core.phrase import Phrase, phrase
from procure_app.inspection.limit import Limits
from procure_app.inspection.name import shown
from procure_app.inspection.opening import BY_DESCRIPTOR, FOLDER_FLAGS, blob, special, why

GIT = b".git"
"""Git's own folder is not walked: its few texts of use are read by ``provenance``."""
_COUNTS_BLOCKS = hasattr(os.stat_result, "st_blocks")
_TOLD = 2_000
"""Files between two calls that ask whether to go on."""


Stamp = tuple[int, int, int, int, int]
"""Device, inode, size and both times: the same as long as nobody touches the file."""


class Entry(NamedTuple):  # flat, and no dataclass: a hundred thousand are made in half a second
    """A regular file as the folder lists it."""

    raw: bytes
    """Relative to the root, with ``/``."""
    bytes: int
    on_disk: int
    """Bytes that it takes; far fewer than its size where it is sparse. -1 where nobody says."""
    linked: bool
    """Whether the name is a Hugging Face cache's link to its content."""
    device: int
    inode: int
    modified: int
    changed: int
    """Nanoseconds, as ``modified``; when the file was made, on Windows."""

    @property
    def stamp(self) -> Stamp:
        """What changes whenever the file does, or becomes another."""
        return (self.device, self.inode, self.bytes, self.modified, self.changed)


@dataclass(slots=True)
class Listing:
    """What a walk found."""

    entries: list[Entry] = field(default_factory=list)
    """In the order of their names."""
    refused: list[tuple[str, Phrase]] = field(default_factory=list)
    """What is no regular file, or may not be listed, with the reason."""
    repositories: list[bytes] = field(default_factory=list)
    """Folders that hold a ``.git`` folder, the root as an empty name."""
    too_many: bool = False
    """Whether there are more files than are inspected."""


def walk(root: bytes, limits: Limits, pulse: Callable[[int], None] = lambda _: None) -> Listing:
    """Return the files under the root, by name; ``pulse`` is told how many, and may raise."""
    walking = _Walking(root, limits, pulse)
    walking.run()
    found = walking.found
    found.entries.sort()  # names are unique, so nothing after them is compared
    found.refused.sort(key=lambda pair: pair[0])
    _drop_blobs(found.entries)
    return found


def stamp_of(status: os.stat_result) -> Stamp:
    """Return what ``Entry.stamp`` would be."""
    return (
        status.st_dev,
        status.st_ino,
        status.st_size,
        status.st_mtime_ns,
        status.st_ctime_ns,
    )


def entry_of(raw: bytes, status: os.stat_result, linked: bool = False) -> Entry:
    """Return the entry of a regular file of this name."""
    return Entry(
        raw,
        status.st_size,
        status.st_blocks * 512 if _COUNTS_BLOCKS else -1,
        linked,
        status.st_dev,
        status.st_ino,
        status.st_mtime_ns,
        status.st_ctime_ns,
    )


def _drop_blobs(entries: list[Entry]) -> None:
    """Leave out the blobs of a cache that stand under their snapshot's name already."""
    if named := {entry.stamp for entry in entries if entry.linked}:
        entries[:] = [entry for entry in entries if entry.linked or entry.stamp not in named]


class _Walking:
    def __init__(self, root: bytes, limits: Limits, pulse: Callable[[int], None]) -> None:
        self.root = root
        self.limits = limits
        self.pulse = pulse
        self.found = Listing()

    def run(self) -> None:
        if not BY_DESCRIPTOR:
            self._folder(self.root, b"", 0)
            return
        descriptor = os.open(self.root, FOLDER_FLAGS)
        try:
            self._folder(descriptor, b"", 0)
        finally:
            os.close(descriptor)

    def _folder(self, place: int | bytes, above: bytes, depth: int) -> None:
        """List one folder, open or by name; names in it begin with ``above``."""
        found, inner = self.found, []
        try:
            with os.scandir(place) as listed:
                for item in listed:
                    raw = above + os.fsencode(item.name)
                    try:
                        status = item.stat(follow_symlinks=False)
                    except OSError as error:
                        self._refuse(raw, why(error))
                        continue
                    if stat.S_ISREG(mode := status.st_mode):
                        found.entries.append(entry_of(raw, status))
                        if len(found.entries) % _TOLD == 0:
                            self.pulse(len(found.entries))
                        if len(found.entries) >= self.limits.files:
                            found.too_many = True
                            return
                    elif stat.S_ISDIR(mode):
                        inner.append(item.name)
                    else:
                        self._other(raw, mode)
        except OSError as error:
            self._refuse(above[:-1], why(error))
        for name in inner:
            if found.too_many:
                return
            self._go_into(place, os.fsencode(name), above, depth + 1)

    def _go_into(self, place: int | bytes, name: bytes, above: bytes, depth: int) -> None:
        if name == GIT:
            self.found.repositories.append(above[:-1])
            return
        raw = above + name
        if depth > self.limits.depth:
            self._refuse(
                raw, phrase("it lies more than {count} folders deep", count=self.limits.depth)
            )
            return
        if isinstance(place, bytes):
            self._folder(place + b"/" + name, raw + b"/", depth)
            return
        try:
            descriptor = os.open(name, FOLDER_FLAGS, dir_fd=place)
        except OSError as error:
            self._refuse(raw, why(error))
            return
        try:
            self._folder(descriptor, raw + b"/", depth)
        finally:
            os.close(descriptor)

    def _other(self, raw: bytes, mode: int) -> None:
        if stat.S_ISLNK(mode) and (entry := self._blob(raw)):
            self.found.entries.append(entry)
            return
        self._refuse(raw, special(mode))

    def _blob(self, raw: bytes) -> Entry | None:
        full = self.root + b"/" + raw
        try:
            target = blob(full, os.readlink(full))  # noqa: PTH115  # names are bytes here
            status = os.lstat(target) if target else None
        except OSError:
            return None
        if status is None or not stat.S_ISREG(status.st_mode):
            return None
        return entry_of(raw, status, linked=True)

    def _refuse(self, raw: bytes, reason: Phrase) -> None:
        self.found.refused.append((shown(raw) or ".", reason))
