"""Reads the ZIP of an assessment file and trusts nothing that it says.

Only what this app writes is accepted: ``mimetype`` first, members stored or deflated, none
twice, encrypted, overlapping, a link or named like a way out of a folder. Sizes are counted and not
believed. The bytes of a member are read when asked for and at no other time.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO

from procure_app.store.container import record
from procure_app.store.container.record import DEFLATED, STORED, Entry
from procure_app.store.disk import refusal
from procure_app.store.disk.regular import blocks

MIMETYPE = "application/vnd.procure.assessment+zip"
FIRST = "mimetype"
MEMBERS = 10_000
_DIRECTORY = MEMBERS * 256
_ENCRYPTED = 0x2041
"""The flags of the old, the strong and the masked encryption."""


class Archive:
    """An archive held open whose structure was checked and whose content was not."""

    def __init__(self, handle: BinaryIO, path: Path) -> None:
        """Read the directory. Raises ``Unreadable``, in which ``path`` names the file."""
        self._handle = handle
        self._path = path
        try:
            self._total = os.fstat(handle.fileno()).st_size
        except OSError as error:
            raise refusal.unopened(path, error) from error
        self._require_ours()
        self.directory, members = self._directory()
        """The bytes of the directory: they change whenever a member does."""
        self.entries: Mapping[str, Entry] = MappingProxyType(self._checked(members))

    def read(self, name: str, limit: int) -> bytes:
        """Return the content of a member of at most ``limit`` bytes. Raises ``Unreadable``."""
        entry = self.entries.get(name)
        if entry is None:
            raise refusal.altered(self._path)
        if max(entry.packed, entry.size) > limit:
            raise refusal.oversized(self._path)
        packed = self._bytes(self._start(entry), entry.packed)
        content = packed if entry.method == STORED else self._inflated(packed, limit)
        if len(content) != entry.size or zlib.crc32(content) != entry.crc:
            raise refusal.damaged(self._path)
        return content

    def blocks(self, name: str) -> Iterator[bytes]:
        """Yield the bytes of a stored member. Raises ``Unreadable`` or ``regular.Short``."""
        entry = self.entries[name]
        return blocks(self._handle, self._start(entry), entry.packed)

    def _require_ours(self) -> None:
        if self._total == 0:
            raise refusal.empty(self._path)
        expected = b"\x08\x00\x00\x00" + (FIRST + MIMETYPE).encode() + b"PK"
        head = self._bytes(0, min(self._total, 26 + len(expected)))
        like_ours = expected[: max(0, len(head) - 26)]
        if not head.startswith(record.LOCAL_SIGNATURE) or head[26:] != like_ours:
            raise refusal.foreign(self._path)

    def _directory(self) -> tuple[bytes, tuple[Entry, ...]]:
        try:
            end = self._total - record.END_SIZE
            count, size, offset = record.ending(self._bytes(max(end, 0), record.END_SIZE))
            if count > MEMBERS or size > _DIRECTORY:
                raise refusal.oversized(self._path)
            if offset + size != end:
                raise refusal.damaged(self._path)
            content = self._bytes(offset, size)
            found = tuple(record.entries(content))
        except ValueError as error:
            raise refusal.damaged(self._path) from error
        if len(found) != count:
            raise refusal.damaged(self._path)
        return content, found

    def _checked(self, members: tuple[Entry, ...]) -> dict[str, Entry]:
        found = {entry.name: entry for entry in members}
        sound = all(
            entry.method in (STORED, DEFLATED)
            and not entry.flags & _ENCRYPTED
            and (entry.method == DEFLATED or entry.packed == entry.size)
            and entry.is_plain
            and _is_harmless(entry.name)
            for entry in members
        )
        # Names that only differ in case are one file to Windows and to macOS.
        alone = {entry.name.casefold() for entry in members}
        if not sound or len(alone) != len(members) or FIRST not in found:
            raise refusal.altered(self._path)
        end = 0
        for entry in sorted(members, key=lambda entry: entry.offset):
            if entry.offset < end:
                raise refusal.damaged(self._path)
            end = entry.offset + record.LOCAL_SIZE + len(entry.name.encode()) + entry.packed
        if end > self._total - record.END_SIZE - len(self.directory):
            raise refusal.damaged(self._path)
        return found

    def _start(self, entry: Entry) -> int:
        """Return where the member's bytes start, after a header that names the same member."""
        try:
            named, extra = record.lengths(self._bytes(entry.offset, record.LOCAL_SIZE))
        except ValueError as error:
            raise refusal.damaged(self._path) from error
        after = entry.offset + record.LOCAL_SIZE
        if self._bytes(after, named) != entry.name.encode():
            raise refusal.damaged(self._path)
        return after + named + extra

    def _inflated(self, packed: bytes, limit: int) -> bytes:
        stream = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            content = stream.decompress(packed, limit + 1)
        except zlib.error as error:
            raise refusal.damaged(self._path) from error
        if len(content) > limit:
            raise refusal.oversized(self._path)
        if not stream.eof:
            raise refusal.damaged(self._path)
        return content

    def _bytes(self, start: int, size: int) -> bytes:
        try:
            self._handle.seek(start)
            content = self._handle.read(size)
        except OSError as error:
            raise refusal.unopened(self._path, error) from error
        if len(content) != size:
            raise refusal.damaged(self._path)
        return content


def _is_harmless(name: str) -> bool:
    parts = name.split("/")
    return bool(name) and not (
        name.startswith("/")
        or ".." in parts
        or any(character in name for character in "\\:")
        or any(ord(character) < 32 for character in name)
    )
