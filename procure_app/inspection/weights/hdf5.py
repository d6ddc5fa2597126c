"""Reads HDF5 files, Keras weights among them: shapes and types, never the numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from procure_app.core.phrase import phrase
from procure_app.inspection import kind
from procure_app.inspection.observation import Fact, File, Observation, Refused
from procure_app.inspection.weights.hdf5_object import Hdf5
from procure_app.inspection.weights.tensor import Tensors

MOST_SEARCHED = 64 << 20
"""Bytes from the start, and as many at the end, that are searched for programs."""
_STEP = 4 << 20
_LAMBDA = re.compile(rb'"class_name":\s*"(?:Lambda|__lambda__)"|\\u00[4-7][0-9a-fA-F]')
"""A layer that holds a program; a Latin letter written as an escape can only hide that word."""


def read(handle: BinaryIO, file: File) -> Iterator[Observation]:
    """Yield the facts of all data sets. Raises ``Refused`` where it is malformed or cut off."""
    handle.seek(0)
    start = 0 if handle.read(8) == b"\x89HDF\r\n\x1a\n" else 512
    tensors, is_external, is_cut = Tensors(), False, False
    for thing in Hdf5(handle, start, file.bytes - start).things():
        is_external |= thing.is_external
        is_cut |= thing.is_cut
        if thing.shape is None or not thing.form or thing.form == "text":
            continue
        elements = 1
        for size in thing.shape:
            elements *= size
        if elements >= 1 << 63:
            raise Refused(phrase("a data set in it is larger than any file"))
        tensors.add(thing.form, elements)
    facts: dict[str, Fact] = {"format": "HDF5", **tensors.facts()}
    if is_cut:  # groups in a form that is not followed: the count would be too small
        facts.pop("parameters", None)
        facts["counted_to_the_end"] = False
    facts["external_data"] = is_external
    facts["can_run_code"] = runs = _has_lambda(handle, file.bytes)
    if runs:
        facts["keras_lambda"] = True
    yield Observation("weights", kind.HDF5, (file.path,), facts=facts)


def _has_lambda(handle: BinaryIO, size: int) -> bool:
    head = min(size, MOST_SEARCHED)
    stretches = [(0, head), (max(size - MOST_SEARCHED, head), size)]
    return any(_has_in(handle, begin, end) for begin, end in stretches)


def _has_in(handle: BinaryIO, begin: int, end: int) -> bool:
    handle.seek(begin)
    tail = b""
    while begin < end and (content := handle.read(min(_STEP, end - begin))):
        if _LAMBDA.search(tail + content):
            return True
        tail = content[-200:]  # it may lie across two steps
        begin += len(content)
    return False
