"""Reads the header of a safetensors file: its tensors, types and metadata, never the numbers.

Layout: eight bytes of length, JSON, then the data without gaps. A file is refused for whatever
the format's own library refuses.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from procure_app.core.phrase import phrase
from procure_app.inspection import kind
from procure_app.inspection.bounded import exactly, number, once, parsed_json
from procure_app.inspection.name import escaped
from procure_app.inspection.observation import Fact, File, Observation, Refused
from procure_app.inspection.weights.tensor import Tensors

MOST_HEADER = 25 << 20
MOST_TENSORS = 100_000
MOST_METADATA = 40

_BITS = {
    "BOOL": 8, "F4": 4, "F6_E2M3": 6, "F6_E3M2": 6, "U8": 8, "I8": 8, "F8_E5M2": 8,
    "F8_E4M3": 8, "F8_E8M0": 8, "I16": 16, "U16": 16, "F16": 16, "BF16": 16, "I32": 32,
    "U32": 32, "F32": 32, "F64": 64, "I64": 64, "U64": 64, "C64": 64,
}  # fmt: skip

_BEYOND = 1 << 63
_Tensor = tuple[str, int, int, int]
"""Type, elements, first byte and the one after the last."""


def read(handle: BinaryIO, file: File) -> Iterator[Observation]:
    """Yield the facts of the header. Raises ``Refused`` where it is malformed or cut off."""
    handle.seek(0)
    length = number(handle, "<Q")
    if length > MOST_HEADER:
        raise Refused(phrase("its header claims to be {count} bytes long", count=length))
    if 8 + length > file.bytes:
        raise Refused(phrase("it ends in the middle of its header"))
    parsed = parsed_json(exactly(handle, length), _compact, int)
    if not isinstance(parsed, dict):
        raise Refused(phrase("its header is no list of tensors"))
    metadata = parsed.pop("__metadata__", {})
    end = _end(_spans(parsed))
    missing = end - (file.bytes - 8 - length)
    if missing < 0:
        raise Refused(phrase("{count} bytes in it belong to no tensor", count=-missing))
    tensors = Tensors()
    for form, elements, _, _ in parsed.values():
        tensors.add(form, elements)
    facts: dict[str, Fact] = {"format": "safetensors", **tensors.facts(), "can_run_code": False}
    facts["metadata"] = _shown(metadata)
    if not missing:
        yield Observation("weights", kind.SAFETENSORS, (file.path,), facts=facts)
        return
    facts["missing_bytes"] = missing
    yield Observation(
        "weights", kind.SAFETENSORS, (file.path,), facts=facts, state="declared, not included"
    )
    raise Refused(phrase("it is cut off: {missing} bytes of its data are missing", missing=missing))


def _compact(pairs: list[tuple[str, Any]]) -> Any:  # noqa: ANN401  # a tensor or a mapping
    """Keep of each tensor four values only: a header may list very many."""
    if len(pairs) == 3:
        (one, form), (two, shape), (three, place) = pairs
        if one == "dtype" and two == "shape" and three == "data_offsets":  # as everybody writes it
            return _tensor(form, shape, place)
        if {one, two, three} == {"dtype", "shape", "data_offsets"}:
            entry = dict(pairs)
            return _tensor(entry["dtype"], entry["shape"], entry["data_offsets"])
    if len(pairs) > MOST_TENSORS:
        raise Refused(phrase("it holds more than {count} tensors", count=MOST_TENSORS))
    return once(pairs)


def _tensor(form: object, shape: object, place: object) -> _Tensor:
    bits = _BITS.get(form) if isinstance(form, str) else None
    if bits is None or not isinstance(form, str):
        raise Refused(phrase("it holds numbers of a type that is not known"))
    if type(shape) is not list or type(place) is not list or len(shape) > 64 or len(place) != 2:
        raise Refused(phrase("a tensor in it has no proper shape or place"))
    elements = 1
    for size in shape:
        if type(size) is not int or not 0 <= size < _BEYOND:
            raise Refused(phrase("a tensor in it has no proper shape or place"))
        elements *= size
        if elements >= _BEYOND:
            raise Refused(phrase("a tensor in it is larger than any file"))
    begin, end = place
    if type(begin) is not int or type(end) is not int or not 0 <= begin < _BEYOND > end >= 0:
        raise Refused(phrase("a tensor in it has no proper shape or place"))
    if begin > end or (end - begin) * 8 != elements * bits:
        raise Refused(phrase("a tensor in it does not fit its place"))
    return form, elements, begin, end


def _spans(tensors: dict[str, Any]) -> list[tuple[int, int]]:
    for value in tensors.values():
        if not isinstance(value, tuple):
            raise Refused(phrase("its header is no list of tensors"))
    return sorted((begin, end) for _, _, begin, end in tensors.values())


def _end(spans: list[tuple[int, int]]) -> int:
    """Return where the data end; require that the tensors fill them, none over another."""
    place = 0
    for begin, end in spans:
        if begin != place:
            raise Refused(phrase("its tensors overlap or leave gaps"))
        place = end
    return place


def _shown(metadata: object) -> tuple[str, ...]:
    if not isinstance(metadata, dict) or not all(
        isinstance(value, str) for value in metadata.values()
    ):
        raise Refused(phrase("its metadata is no list of texts"))
    lines = sorted(metadata.items())[:MOST_METADATA]
    return tuple(f"{escaped(key[:80])}: {escaped(value[:200])}" for key, value in lines)
