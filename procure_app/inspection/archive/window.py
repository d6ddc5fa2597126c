"""Stretches of other files, and streams that can be gone back in, as files of their own."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import TYPE_CHECKING, BinaryIO

from procure_app.core.phrase import phrase
from procure_app.inspection.observation import Refused

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

MOST_HELD = 32 << 20
"""Bytes of a stream that are kept, so that a reader may go back in them."""
MOST_SPENT = 4 << 30
"""Bytes that are unpacked for the sake of one member's header."""
_STEP = 1 << 20


class _Placed(io.RawIOBase):
    """A file of known size in which a reader can go about."""

    def __init__(self, size: int) -> None:
        self._size, self._at = size, 0

    def readable(self) -> bool:
        """Return true."""
        return True

    def seekable(self) -> bool:
        """Return true."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place."""
        bases = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}
        self._at = max(bases[whence] + offset, 0)
        return self._at

    def tell(self) -> int:
        """Return the place."""
        return self._at


class Window(_Placed):
    """A stretch of another file, as a file; it can be gone about freely."""

    def __init__(self, handle: BinaryIO, start: int, size: int) -> None:
        super().__init__(size)
        self._handle, self._start = handle, start

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Read on into the buffer."""
        view = memoryview(buffer).cast("B")
        wanted = min(len(view), max(self._size - self._at, 0))
        if not wanted:
            return 0
        self._handle.seek(self._start + self._at)
        content = self._handle.read(wanted)
        view[: len(content)] = content
        self._at += len(content)
        return len(content)


class Kept(_Placed):
    """A stream in which a reader can go about: its beginning is kept, the rest is read again."""

    def __init__(
        self, stream: BinaryIO, size: int, again: Callable[[], BinaryIO] | None = None
    ) -> None:
        super().__init__(size)
        self._stream = stream
        self._again = again
        """Gives the stream from its start once more; None where it can be read only once."""
        self._kept = bytearray()
        self._done = 0
        """How much of the stream was read, kept or not."""
        self._spent = 0

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Read on into the buffer. Raises ``Refused`` where too much would have to be unpacked."""
        view = memoryview(buffer).cast("B")
        wanted = min(len(view), self._size - self._at)
        if wanted <= 0:
            return 0
        if self._at < MOST_HELD:
            content = self._held(min(wanted, MOST_HELD - self._at))
        else:
            self._go_on()
            content = self._read(wanted)
        view[: len(content)] = content
        self._at += len(content)
        return len(content)

    def _held(self, count: int) -> bytes:
        end = self._at + count
        while len(self._kept) < end:
            more = self._read(min(end - len(self._kept), _STEP))
            if not more:
                break
            self._kept += more
        return bytes(self._kept[self._at : end])

    def _go_on(self) -> None:
        """Have the stream stand at the place, from its start where it is beyond."""
        if self._done > self._at:
            if self._again is None:
                raise Refused(phrase("it is packed in an archive, and only its first part is read"))
            self._stream, self._done = self._again(), 0
        while self._done < self._at:
            more = self._read(min(self._at - self._done, _STEP))
            if not more:
                return
            if self._done - len(more) == len(self._kept) < MOST_HELD:
                self._kept += more[: MOST_HELD - len(self._kept)]

    def _read(self, count: int) -> bytes:
        content = self._stream.read(count)
        self._done += len(content)
        self._spent += len(content)
        if self._spent > MOST_SPENT:
            raise Refused(phrase("too much would have to be unpacked"))
        return content
