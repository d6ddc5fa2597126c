"""Reads NumPy's arrays, one, several in a row, or in a ZIP: shapes and types, never the numbers.

Layout: NEP 1, versions 1 to 3.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from typing import BinaryIO

from procure_app.core.phrase import phrase
from procure_app.inspection import kind
from procure_app.inspection.archive.zip_directory import entries_of
from procure_app.inspection.archive.zip_member import opened
from procure_app.inspection.bounded import exactly
from procure_app.inspection.observation import Fact, File, Observation, Refused
from procure_app.inspection.weights.tensor import Tensors

MOST_HEADER = 1 << 20
MOST_ARRAYS = 20_000

_MAGIC = b"\x93NUMPY"
_DESCR = re.compile(rb"'descr':\s*'([<>|=]?)([a-zA-Z])(\d*)'")
_SHAPE = re.compile(rb"'shape':\s*\(([\d,\sL]{0,400})\)")
_LETTERS = {"f": "F", "i": "I", "u": "U", "c": "C", "b": "BOOL"}


def read(handle: BinaryIO, file: File) -> Iterator[Observation]:
    """Yield the facts of all arrays. Raises ``Refused`` where one is malformed or cut off."""
    arrays = _Arrays()
    handle.seek(0)
    if handle.read(2) == b"PK":
        for entry in entries_of(handle, file.bytes)[:MOST_ARRAYS]:
            with opened(handle, entry) as member:
                arrays.read(member, 0, entry.size)
    else:
        arrays.read(handle, 0, file.bytes)
    facts: dict[str, Fact] = {"format": "NumPy", **arrays.tensors.facts()}
    facts["can_run_code"] = arrays.holds_objects
    if arrays.holds_objects:
        facts["holds_pickled_objects"] = True
    yield Observation("weights", kind.NUMPY, (file.path,), facts=facts)


class _Arrays:
    def __init__(self) -> None:
        self.tensors = Tensors()
        self.holds_objects = False

    def read(self, handle: BinaryIO, at: int, size: int) -> None:
        """Read one array after the other until something else comes. Raises ``Refused``."""
        while at + len(_MAGIC) + 4 <= size and self.tensors.count < MOST_ARRAYS:
            handle.seek(at)
            if handle.read(len(_MAGIC)) != _MAGIC:
                return
            major = exactly(handle, 2)[0]
            if major not in (1, 2, 3):
                raise Refused(phrase("it is of a version that is not known"))
            form = "<H" if major == 1 else "<I"
            width = struct.calcsize(form)
            length: int = struct.unpack(form, exactly(handle, width))[0]
            if length > MOST_HEADER:
                raise Refused(phrase("its header claims to be {count} bytes long", count=length))
            step = self._array(exactly(handle, length))
            if step is None:
                return
            at += len(_MAGIC) + 2 + width + length + step
            if at > size:
                raise Refused(
                    phrase("it is cut off: {missing} bytes of its data are missing",
                           missing=at - size)
                )  # fmt: skip

    def _array(self, header: bytes) -> int | None:
        """Note one array and return its bytes, None where they cannot be told."""
        shape = _SHAPE.search(header)
        if shape is None:
            raise Refused(phrase("its header is malformed"))
        elements = 1
        for size in re.findall(rb"\d+", shape[1]):
            elements *= int(size)
        if elements >= 1 << 63:
            raise Refused(phrase("an array in it is larger than any file"))
        descr = _DESCR.search(header)
        if descr is None:  # a record of several types
            self.holds_objects |= b"'|O'" in header or b"'O'" in header
            self.tensors.add("records", elements)
            return None
        letter, width = descr[2].decode(), int(descr[3] or b"0")
        if letter == "O":
            self.holds_objects = True
            self.tensors.add("objects", elements)
            return None
        base = _LETTERS.get(letter)
        name = "BOOL" if base == "BOOL" else f"{base}{width * 8}" if base else "unknown"
        self.tensors.add(name, elements)
        return elements * width
