"""One member of a ZIP as a stream, unpacked as it is read and never beyond what it claims."""

from __future__ import annotations

import io
import struct
import zlib
from typing import TYPE_CHECKING, BinaryIO, cast

from procure_app.core.phrase import phrase
from procure_app.inspection.archive.window import Kept, Window
from procure_app.inspection.archive.zip_directory import ZipEntry
from procure_app.inspection.observation import Refused

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

MOST_RATIO = 200
FREE = 1 << 20
"""Unpacked bytes up to which no ratio is asked for: small texts may repeat themselves."""

_LOCAL = struct.Struct("<4s5H3L2H")
_STORED, _DEFLATED = 0, 8


class Unpacked(io.RawIOBase):
    """A packed member, from start to end once. Raises ``Refused`` where it lies about itself."""

    def __init__(self, window: BinaryIO, entry: ZipEntry) -> None:
        self._window, self._left, self._crc, self._wanted = window, entry.size, 0, entry.crc
        self._unpacker = zlib.decompressobj(-15) if entry.method == _DEFLATED else None

    def readable(self) -> bool:
        """Return true."""
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Unpack on into the buffer."""
        view = memoryview(buffer).cast("B")
        content = self._content(len(view))
        self._left -= len(content)
        self._crc = zlib.crc32(content, self._crc)
        if self._left < 0:
            raise Refused(phrase("it unpacks to more than it claims"))
        if not content:
            if self._left:
                raise Refused(phrase("it is damaged: it ends in the middle"))
            if self._crc != self._wanted:
                raise Refused(phrase("it is damaged: its check sum is another"))
        view[: len(content)] = content
        return len(content)

    def _content(self, most: int) -> bytes:
        if self._unpacker is None:
            return self._window.read(most)
        while not self._unpacker.eof:
            packed = self._unpacker.unconsumed_tail or self._window.read(64 << 10)
            try:
                content = self._unpacker.decompress(packed, most)
            except zlib.error as error:
                raise Refused(phrase("it is damaged: it cannot be unpacked")) from error
            if content or not packed:
                return content
        return b""


def stream(handle: BinaryIO, entry: ZipEntry) -> BinaryIO:
    """Return the member, to be read once from start to end, its check sum compared at the end.

    Raises ``Refused`` where it is encrypted, packed in another way than ``deflate``, or packed
    so well that it can only be meant to fill the memory.
    """
    window = _window(handle, entry)
    return cast("BinaryIO", io.BufferedReader(Unpacked(window, entry), 64 << 10))


def opened(handle: BinaryIO, entry: ZipEntry) -> BinaryIO:
    """Return the member so that a reader can go about in it; see ``stream`` for what it raises.

    Of a packed member the first part is kept; for what lies behind it is unpacked again.
    """
    window = _window(handle, entry)
    if entry.method == _STORED:
        return window
    kept = Kept(stream(handle, entry), entry.size, lambda: stream(handle, entry))
    return cast("BinaryIO", io.BufferedReader(kept))


def _window(handle: BinaryIO, entry: ZipEntry) -> BinaryIO:
    """Return the member as it lies in the file."""
    handle.seek(entry.offset)
    head = handle.read(_LOCAL.size)
    if len(head) != _LOCAL.size or not head.startswith(b"PK\x03\x04"):
        raise Refused(phrase("it is not where the archive says it is"))
    if entry.flags & 1:
        raise Refused(phrase("it is encrypted"))
    if entry.method not in (_STORED, _DEFLATED):
        raise Refused(phrase("it is packed in a way that is not read here"))
    if entry.size > max(FREE, entry.packed * MOST_RATIO):
        raise Refused(
            phrase(
                "it would unpack to {size} bytes from {packed}",
                size=entry.size,
                packed=entry.packed,
            )
        )
    if entry.method == _STORED and entry.size != entry.packed:
        raise Refused(phrase("it claims another size than it has"))
    *_, name_length, extra_length = _LOCAL.unpack(head)
    if handle.read(name_length) != entry.name:
        raise Refused(phrase("it has one name in the list of the archive, and another beside it"))
    start = entry.offset + _LOCAL.size + name_length + extra_length
    return cast("BinaryIO", io.BufferedReader(Window(handle, start, entry.packed)))
