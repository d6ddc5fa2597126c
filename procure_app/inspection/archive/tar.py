"""Tar archives, header by header, from a file or from a stream that is unpacked on the way.

Layout: ``ustar`` of POSIX, with long names of GNU and of pax. ``tarfile`` is not used: it reads
a header of any claimed length into memory.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from procure_app.core.phrase import phrase
from procure_app.inspection.observation import Refused

BLOCK = 512
MOST_NAME = 64 << 10
_FILES = (b"0", b"\0", b"7")
_FOLDER, _LINKS = b"5", (b"1", b"2")
_LONG_NAME, _PAX = b"L", b"x"
_EXTRA = (_LONG_NAME, _PAX, b"K", b"g")
"""Headers whose data say something of the next entry, or of all."""


@dataclass(frozen=True, slots=True)
class TarEntry:
    """One member as its header tells it."""

    name: bytes
    size: int
    form: str
    """``file``, ``folder``, ``link`` or ``other``."""

    @property
    def data(self) -> int:
        """How many bytes follow its header, without the padding."""
        return self.size if self.form in ("file", "other") else 0


def entries(tar: BinaryIO) -> Iterator[TarEntry]:
    """Yield every entry; the handle stands at the start of its data then.

    Between two entries the data must be passed over, to the next whole block. Raises
    ``Refused`` where a header is malformed or the archive is cut off.
    """
    long_name, wide = b"", -1
    while True:
        head = tar.read(BLOCK)
        if len(head) < BLOCK:  # an archive ends in blocks of nothing, never before
            raise Refused(phrase("it ends in the middle"))
        if not head.strip(b"\0"):
            return
        if not _is_sound(head):
            raise Refused(phrase("a header in it is malformed"))
        size, form = _octal(head[124:136]), head[156:157]
        if form in _EXTRA:
            content = _extra(tar, size)
            if form == _LONG_NAME:
                long_name = content.rstrip(b"\0")
            elif form == _PAX:
                fields = _pax(content)
                long_name = fields.get(b"path", long_name)
                digits = fields.get(b"size", b"")
                wide = int(digits) if digits.isdigit() and len(digits) < 20 else wide
            continue
        yield TarEntry(long_name or _name(head), wide if wide >= 0 else size, _form(form))
        long_name, wide = b"", -1


def padding(size: int) -> int:
    """Return how many bytes follow data of this size, up to the next block."""
    return -size % BLOCK


def _is_sound(head: bytes) -> bool:
    summed = sum(head) - sum(head[148:156]) + 8 * 32
    return _octal(head[148:156]) == summed


def _octal(field: bytes) -> int:
    if field[:1] == b"\x80":
        return int.from_bytes(field[1:], "big") & ((1 << 63) - 1)
    digits = field.strip(b" \0")
    if not digits:
        return 0
    try:
        return int(digits, 8)
    except ValueError as error:
        raise Refused(phrase("a header in it is malformed")) from error


def _extra(tar: BinaryIO, size: int) -> bytes:
    if size > MOST_NAME:
        raise Refused(phrase("a name in it claims to be {count} bytes long", count=size))
    content = tar.read(size + padding(size))
    if len(content) < size:
        raise Refused(phrase("it ends in the middle"))
    return content[:size]


def _pax(content: bytes) -> dict[bytes, bytes]:
    fields, at = {}, 0
    while at < len(content):
        digits, _, _ = content[at : at + 20].partition(b" ")
        length = int(digits) if digits.isdigit() else 0
        if length <= len(digits):
            break
        key, _, value = content[at + len(digits) + 1 : at + length].rstrip(b"\n").partition(b"=")
        fields[key] = value
        at += length
    return fields


def _name(head: bytes) -> bytes:
    name = head[:100].rstrip(b"\0").split(b"\0")[0]
    prefix = head[345:500].split(b"\0")[0] if head[257:262] == b"ustar" else b""
    return prefix + b"/" + name if prefix and head[257:263] == b"ustar\0" else name


def _form(form: bytes) -> str:
    if form in _FILES:
        return "file"
    if form == _FOLDER:
        return "folder"
    return "link" if form in _LINKS else "other"
