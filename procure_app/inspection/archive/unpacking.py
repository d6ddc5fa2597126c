"""A packed stream, gzip, bzip2 or xz, unpacked in small steps and never far beyond its size."""

from __future__ import annotations

import bz2
import io
import lzma
import zlib
from typing import TYPE_CHECKING, BinaryIO, Protocol

from procure_app.core.phrase import phrase
from procure_app.inspection.archive.zip_member import FREE, MOST_RATIO
from procure_app.inspection.observation import Refused

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_STEP = 64 << 10
_MEMORY = 128 << 20


class _Unpacker(Protocol):
    @property
    def eof(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    @property
    def needs_input(self) -> bool: ...
    def decompress(self, data: bytes, max_length: int = -1, /) -> bytes: ...


class _Gzip:
    """zlib's unpacker with the face of the other two."""

    def __init__(self) -> None:
        self._inner = zlib.decompressobj(31)

    @property
    def eof(self) -> bool:
        return self._inner.eof

    @property
    def unused_data(self) -> bytes:
        return self._inner.unused_data

    @property
    def needs_input(self) -> bool:
        return not self._inner.unconsumed_tail

    def decompress(self, data: bytes, max_length: int = -1, /) -> bytes:
        return self._inner.decompress(self._inner.unconsumed_tail + data, max_length)


def _unpacker(magic: bytes) -> _Unpacker:
    if magic.startswith(b"\x1f\x8b"):
        return _Gzip()
    if magic.startswith(b"BZh"):
        return bz2.BZ2Decompressor()
    return lzma.LZMADecompressor(memlimit=_MEMORY)


class Unpacking(io.RawIOBase):
    """The unpacked stream. Raises ``Refused`` where it is damaged or grows beyond measure."""

    def __init__(self, packed: BinaryIO) -> None:
        self._packed = packed
        self._magic = packed.read(6)
        self._unpacker = _unpacker(self._magic)
        self._waiting = self._magic
        self._in, self._out = 0, 0

    def readable(self) -> bool:
        """Return true."""
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Unpack on into the buffer."""
        view = memoryview(buffer).cast("B")
        while True:
            if self._unpacker.eof and not self._next():
                return 0
            if self._unpacker.needs_input and not self._waiting:
                self._waiting = self._packed.read(_STEP)
                if not self._waiting:
                    raise Refused(phrase("it is damaged: it ends in the middle"))
            self._in += len(self._waiting)
            try:
                content = self._unpacker.decompress(self._waiting, len(view))
            except (zlib.error, OSError, lzma.LZMAError, EOFError) as error:
                raise Refused(phrase("it is damaged: it cannot be unpacked")) from error
            self._waiting = b""
            self._out += len(content)
            if self._out > max(FREE, self._in * MOST_RATIO):
                raise Refused(phrase("it unpacks to more than {count} times its size",
                                     count=MOST_RATIO))  # fmt: skip
            if content:
                view[: len(content)] = content
                return len(content)

    def _next(self) -> bool:
        """Go on to a further stream that follows the one at its end, if any."""
        rest = self._unpacker.unused_data or self._packed.read(_STEP)
        if rest[:2] != self._magic[:2]:
            return False
        self._unpacker, self._waiting = _unpacker(rest), rest
        return True
