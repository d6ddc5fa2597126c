"""The records of a ZIP archive, as far as assessment files use them.

Neither extra fields nor comments nor sizes above 4 GB; dates and permissions are fixed, so
that equal content has equal bytes. The layout is that of PKWARE's APPNOTE, version 6.3.10,
sections 4.3.7, 4.3.12 and 4.3.16.
"""

from __future__ import annotations

import stat
import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

STORED = 0
DEFLATED = 8
_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
LOCAL_SIGNATURE = b"PK\x03\x04"
CENTRAL_SIGNATURE = b"PK\x01\x02"
END_SIGNATURE = b"PK\x05\x06"
LOCAL_SIZE = _LOCAL.size
END_SIZE = _END.size
_MADE_BY_UNIX = 3 << 8
_VERSION = 20
_DAY = 1 << 5 | 1
"""1 January 1980, the first day the format knows."""
_MODE = 0o100644 << 16
_FOLDER = 0x10
"""What DOS says of a folder."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One member as the directory names it."""

    name: str
    method: int
    crc: int
    packed: int
    """Bytes in the archive."""
    size: int
    """Bytes of the content."""
    offset: int
    """Where its local header starts."""
    flags: int = 0
    is_plain: bool = True
    """Whether it is said to be a file, and no folder, link or device."""


def local_header(entry: Entry) -> bytes:
    """Return what precedes the member's bytes."""
    name = entry.name.encode("ascii")
    fields = (_VERSION, 0, entry.method, 0, _DAY, entry.crc, entry.packed, entry.size)
    return _LOCAL.pack(LOCAL_SIGNATURE, *fields, len(name), 0) + name


def lengths(header: bytes) -> tuple[int, int]:
    """Return the lengths of name and extra field of a local header.

    Raises ``ValueError`` where it is none.
    """
    if len(header) != LOCAL_SIZE or header[:4] != LOCAL_SIGNATURE:
        raise ValueError("no local header")
    fields = _LOCAL.unpack(header)
    return fields[-2], fields[-1]


def directory(entries: Iterable[Entry], offset: int) -> bytes:
    """Return the directory that stands at ``offset``, and the end of the archive."""
    records, count = bytearray(), 0
    for entry in entries:
        name = entry.name.encode("ascii")
        fields = (_VERSION, 0, entry.method, 0, _DAY, entry.crc, entry.packed, entry.size)
        made = _MADE_BY_UNIX | _VERSION
        rest = (len(name), 0, 0, 0, 0, _MODE, entry.offset)
        records += _CENTRAL.pack(CENTRAL_SIGNATURE, made, *fields, *rest) + name
        count += 1
    return bytes(records) + _END.pack(END_SIGNATURE, 0, 0, count, count, len(records), offset, 0)


def ending(last: bytes) -> tuple[int, int, int]:
    """Return count, size and offset of the directory from the archive's last bytes.

    Raises ``ValueError`` where they are no end of an archive.
    """
    if len(last) != END_SIZE or last[:4] != END_SIGNATURE:
        raise ValueError("no end record")
    _, disk, first, here, count, size, offset, comment = _END.unpack(last)
    if disk or first or here != count or comment:
        raise ValueError("an archive of several parts, or with a comment")
    return count, size, offset


def entries(records: bytes) -> Iterator[Entry]:
    """Yield the members that the directory names. Raises ``ValueError`` where it is damaged."""
    at = 0
    while at < len(records):
        if len(records) - at < _CENTRAL.size or records[at : at + 4] != CENTRAL_SIGNATURE:
            raise ValueError("no directory record")
        fields = _CENTRAL.unpack_from(records, at)
        flags, method, crc, packed, size = fields[3], fields[4], *fields[7:10]
        named, extra, comment, mode, offset = *fields[10:13], *fields[15:17]
        at += _CENTRAL.size
        if at + named + extra + comment > len(records):
            raise ValueError("a directory record is cut")
        name = records[at : at + named].decode("utf-8")
        is_plain = stat.S_IFMT(mode >> 16) in (0, stat.S_IFREG) and not mode & _FOLDER
        yield Entry(name, method, crc, packed, size, offset, flags, is_plain)
        at += named + extra + comment
