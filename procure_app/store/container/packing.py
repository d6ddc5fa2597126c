"""Writes the ZIP of an assessment file: member after member, then the directory.

Texts are deflated. Evidence is stored as it is: most of it is compressed already, and bytes
that are stored can be carried from one file to the next as they stand.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from typing import BinaryIO

from procure_app.store.container import record
from procure_app.store.container.record import DEFLATED, STORED, Entry

_LEVEL = 6


class Packing:
    """An archive that is being written into a file that can be sought in."""

    def __init__(self, handle: BinaryIO) -> None:
        self._handle = handle
        self._entries: list[Entry] = []

    def add(self, name: str, content: bytes, *, deflated: bool = True) -> None:
        """Add a member from memory."""
        packed = content
        if deflated:
            stream = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
            packed = stream.compress(content) + stream.flush()
        entry = Entry(
            name=name,
            method=DEFLATED if deflated else STORED,
            crc=zlib.crc32(content),
            packed=len(packed),
            size=len(content),
            offset=self._handle.tell(),
        )
        self._handle.write(record.local_header(entry) + packed)
        self._entries.append(entry)

    def carry(self, name: str, content: Iterable[bytes], crc: int | None) -> None:
        """Add a stored member block by block.

        A known checksum is carried along and not computed again: where the bytes have since
        decayed, it goes on telling so.
        """
        offset = self._handle.tell()
        empty = Entry(name=name, method=STORED, crc=0, packed=0, size=0, offset=offset)
        self._handle.write(record.local_header(empty))
        size, computed = 0, 0
        for block in content:
            if crc is None:
                computed = zlib.crc32(block, computed)
            self._handle.write(block)
            size += len(block)
        end = self._handle.tell()
        known = computed if crc is None else crc
        entry = Entry(name=name, method=STORED, crc=known, packed=size, size=size, offset=offset)
        self._handle.seek(offset)
        self._handle.write(record.local_header(entry))
        self._handle.seek(end)
        self._entries.append(entry)

    def finish(self) -> None:
        """Write the directory; nothing can be added after it."""
        self._handle.write(record.directory(self._entries, self._handle.tell()))
