"""Reads the objects of a PDF as the library does, but reads each table of contents only once.

A tagged report keeps thousands of small objects packed in streams. The library goes through the
list at the head of a stream anew for every object in it, which takes half the time of verifying.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from io import BytesIO
from typing import Any

from pyhanko.pdf_utils.decode_limits import DecodePurpose
from pyhanko.pdf_utils.generic import IndirectObject, Reference, StreamObject, read_object
from pyhanko.pdf_utils.misc import PdfStrictReadError
from pyhanko.pdf_utils.reader import PdfFileReader

_HEAD = re.compile(rb"[0-9\s\0]*")
_NUMBER = re.compile(rb"[0-9]+")


class Reader(PdfFileReader):
    """A strict reader. It overrides one private method; the version of the library is pinned."""

    def __init__(self, stream: BytesIO) -> None:
        self._packed: dict[int, tuple[Mapping[int, tuple[int, int]], BytesIO]] = {}
        super().__init__(stream, strict=True)

    def _get_object_from_stream(self, idnum: int, stmnum: int, idx: int) -> Any:  # noqa: ANN401
        """Return the object; raises ``PdfReadError`` where it is not exactly where it should be."""
        if stmnum not in self._packed:
            self._packed[stmnum] = self._contents(stmnum)
        places, data = self._packed[stmnum]
        if idnum not in places or places[idnum][0] != idx:
            raise PdfStrictReadError("Object is not in its place in the stream.")
        data.seek(places[idnum][1])
        found = read_object(data, Reference(idnum, 0, self))
        if isinstance(found, StreamObject | IndirectObject):
            raise PdfStrictReadError("Forbidden object in stream.")
        return found

    def _contents(self, stmnum: int) -> tuple[Mapping[int, tuple[int, int]], BytesIO]:
        """Return, by object, its number in the stream and where it begins; and the stream."""
        stream = Reference(stmnum, 0, self).get_object()
        if not isinstance(stream, StreamObject) or stream["/Type"] != "/ObjStm":
            raise PdfStrictReadError("Not an object stream.")
        data = stream.read_data(DecodePurpose.OBJECT_STREAM)
        first, count = int(stream["/First"]), int(stream["/N"])
        head = data[: max(first, 0)]
        numbers = [int(each) for each in _NUMBER.findall(head)]
        if not _HEAD.fullmatch(head) or not 0 <= 2 * count <= len(numbers):
            raise PdfStrictReadError("Object stream header possibly corrupted.")
        places: dict[int, tuple[int, int]] = {}
        for number in range(count):
            places.setdefault(numbers[2 * number], (number, first + numbers[2 * number + 1]))
        return places, BytesIO(data)
