"""Reads CTranslate2's ``model.bin``: a list of named variables, each with shape, type and bytes.

Layout: ``model_spec.py`` of CTranslate2, binary versions 4 to 6.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import BinaryIO

from procure_app.core.phrase import phrase
from procure_app.inspection import kind
from procure_app.inspection.bounded import exactly, number
from procure_app.inspection.name import escaped
from procure_app.inspection.observation import Fact, File, Observation, Refused
from procure_app.inspection.weights.tensor import Tensors

MOST_VARIABLES = 100_000
_VERSIONS = range(4, 8)
_TYPES = {0: ("F32", 4), 1: ("I8", 1), 2: ("I16", 2), 3: ("I32", 4), 4: ("F16", 2), 5: ("BF16", 2)}
"""Name and bytes of an element."""


def is_ctranslate2(head: bytes, size: int) -> bool:
    """Say whether it begins with a version and the name of a specification."""
    if len(head) < 24 or size < 24:
        return False
    version, length = struct.unpack_from("<IH", head)
    name = head[6 : 6 + length]
    return (
        version in _VERSIONS
        and 4 < length <= 80
        and name[-1:] == b"\0"
        and name[:-1].isalnum()
        and name[:-1].endswith((b"Spec", b"Config", b"Model"))
    )


def read(handle: BinaryIO, file: File) -> Iterator[Observation]:
    """Yield the facts of the model. Raises ``Refused`` where it is malformed or cut off."""
    handle.seek(4)
    name = _text(handle)
    revision, count = number(handle, "<I"), number(handle, "<I")
    if count > MOST_VARIABLES:
        raise Refused(phrase("it holds more than {count} tensors", count=MOST_VARIABLES))
    tensors, at = Tensors(), handle.tell()
    for _ in range(count):
        handle.seek(at)
        at = _variable(handle, tensors)
        if at > file.bytes:
            raise Refused(
                phrase("it is cut off: {missing} bytes of its data are missing",
                       missing=at - file.bytes)
            )  # fmt: skip
    facts: dict[str, Fact] = {
        "format": "CTranslate2",
        **tensors.facts(),
        "can_run_code": False,
        "metadata": (f"specification: {escaped(name)}", f"revision: {revision}"),
    }
    yield Observation("weights", kind.CTRANSLATE2, (file.path,), facts=facts)


def _variable(handle: BinaryIO, tensors: Tensors) -> int:
    """Note one variable and return where the next one begins."""
    _text(handle)
    rank = number(handle, "<B")
    elements = 1
    for _ in range(rank):
        elements *= number(handle, "<I")
    form, length = number(handle, "<B"), number(handle, "<I")
    name, width = _TYPES.get(form, ("unknown", 0))
    if width and elements * width != length:
        raise Refused(phrase("a tensor in it does not fit its place"))
    if elements > 64:  # single numbers say how to run the model
        tensors.add(name, elements)
    return handle.tell() + length


def _text(handle: BinaryIO) -> str:
    return exactly(handle, number(handle, "<H")).rstrip(b"\0").decode("utf-8", "replace")
