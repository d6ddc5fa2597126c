"""The directory at the end of a ZIP, read within bounds; nothing is unpacked here.

``zipfile`` is not used: it takes the directory at its word, entries over each other included.
Layout: APPNOTE.TXT 6.3 of PKWARE, sections 4.3.12 to 4.3.16.
"""

from __future__ import annotations

import itertools
import struct
from dataclasses import dataclass
from typing import BinaryIO

from procure_app.core.phrase import phrase
from procure_app.inspection.observation import Refused

MOST_ENTRIES = 20_000
MOST_DIRECTORY = 32 << 20

_END = struct.Struct("<4s4H2LH")
_END64 = struct.Struct("<4sQ2H2L4Q")
_LOCATOR = struct.Struct("<4sLQL")
_ENTRY = struct.Struct("<4s6H3L5H2L")
_LONGEST_TAIL = _END.size + 0xFFFF


@dataclass(frozen=True, slots=True)
class ZipEntry:
    """One member as the directory tells it."""

    name: bytes
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    offset: int
    """Of the member's own header, from the start of the file."""
    is_link: bool

    @property
    def is_folder(self) -> bool:
        """Whether it only names a folder."""
        return self.name.endswith(b"/")


def entries_of(handle: BinaryIO, size: int) -> tuple[ZipEntry, ...]:
    """Return all entries, in the order in which they lie in the file.

    Raises ``Refused`` where there are too many, where the directory is malformed, or where two
    members lie over each other.
    """
    count, length, start = _end(handle, size)
    if count > MOST_ENTRIES:
        raise Refused(phrase("it holds more than {count} entries", count=MOST_ENTRIES))
    if length > MOST_DIRECTORY or start < 0 or start + length > size:
        raise Refused(phrase("its directory is malformed"))
    handle.seek(start)
    found = _parsed(handle.read(length), count)
    found.sort(key=lambda entry: entry.offset)
    for one, next_one in itertools.pairwise(found):
        if one.offset + 30 + len(one.name) + one.packed > next_one.offset:
            raise Refused(phrase("entries in it lie over each other"))
    if found and found[-1].offset + 30 + found[-1].packed > start:
        raise Refused(phrase("entries in it lie over each other"))
    return tuple(found)


def _end(handle: BinaryIO, size: int) -> tuple[int, int, int]:
    """Return how many entries there are, and the directory's length and start."""
    tail_start = max(size - _LONGEST_TAIL, 0)
    handle.seek(tail_start)
    tail = handle.read(_LONGEST_TAIL)
    place = tail.rfind(b"PK\x05\x06")
    if place < 0 or len(tail) - place < _END.size:
        raise Refused(phrase("its directory is missing; the end is cut off"))
    _, disk, _, _, count, length, start, _ = _END.unpack_from(tail, place)
    if 0xFFFF in (disk, count) or 0xFFFFFFFF in (length, start):
        return _end64(handle, size, tail_start + place)
    return count, length, start


def _end64(handle: BinaryIO, size: int, end: int) -> tuple[int, int, int]:
    if end < _LOCATOR.size:
        raise Refused(phrase("its directory is malformed"))
    handle.seek(end - _LOCATOR.size)
    magic, _, offset, _ = _LOCATOR.unpack(handle.read(_LOCATOR.size))
    if magic != b"PK\x06\x07" or offset + _END64.size > size:
        raise Refused(phrase("its directory is malformed"))
    handle.seek(offset)
    magic, *_, count, length, start = _END64.unpack(handle.read(_END64.size))
    if magic != b"PK\x06\x06":
        raise Refused(phrase("its directory is malformed"))
    return count, length, start


def _parsed(directory: bytes, count: int) -> list[ZipEntry]:
    found: list[ZipEntry] = []
    place = 0
    while directory.startswith(b"PK\x01\x02", place):
        if len(found) > count or len(found) >= MOST_ENTRIES:
            raise Refused(phrase("its directory is malformed"))
        if place + _ENTRY.size > len(directory):
            raise Refused(phrase("its directory is malformed"))
        fields = _ENTRY.unpack_from(directory, place)
        name_at = place + _ENTRY.size
        extra_at = name_at + fields[10]
        extra_end = extra_at + fields[11]
        found.append(_entry(fields, directory[name_at:extra_at], directory[extra_at:extra_end]))
        place = extra_end + fields[12]
    if len(found) != count:
        raise Refused(phrase("its directory is malformed"))
    return found


def _entry(fields: tuple[int, ...], name: bytes, extra: bytes) -> ZipEntry:
    system, flags, method, crc = fields[1] >> 8, fields[3], fields[4], fields[7]
    size, packed, offset = _wide(extra, (fields[9], fields[8], fields[16]))
    is_link = system == 3 and (fields[15] >> 28) == 0xA  # Unix mode, type of file
    return ZipEntry(name, flags, method, crc, packed, size, offset, is_link)


def _wide(extra: bytes, narrow: tuple[int, int, int]) -> tuple[int, int, int]:
    """Return size, packed size and offset, with those in place that do not fit 32 bits."""
    place = 0
    while place + 4 <= len(extra):
        tag, length = struct.unpack_from("<2H", extra, place)
        if tag == 1:
            try:
                wide = iter(struct.unpack_from(f"<{min(length, 24) // 8}Q", extra, place + 4))
                values = [next(wide) if value == 0xFFFFFFFF else value for value in narrow]
            except (StopIteration, struct.error) as error:
                raise Refused(phrase("its directory is malformed")) from error
            return values[0], values[1], values[2]
        place += 4 + length
    return narrow
