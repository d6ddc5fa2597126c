"""Reads ONNX models: parameters, types, operators of others, and files that hold their data.

Layout: ``onnx.proto3``. Only the lengths are followed; no tensor's data is read.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from procure_app.core.phrase import phrase
from procure_app.inspection import kind
from procure_app.inspection.name import escaped
from procure_app.inspection.observation import Fact, File, Observation, Refused
from procure_app.inspection.weights.tensor import Tensors

MOST_FIELDS = 2_000_000
MOST_TEXT = 64 << 10
MOST_SHOWN = 20

_VARINT, _EIGHT, _BYTES, _FOUR = 0, 1, 2, 5
_MODEL_GRAPH, _GRAPH_NODE, _GRAPH_INITIALIZER = 7, 1, 5
_TYPES = {
    1: "F32", 2: "U8", 3: "I8", 4: "U16", 5: "I16", 6: "I32", 7: "I64", 8: "STRING", 9: "BOOL",
    10: "F16", 11: "F64", 12: "U32", 13: "U64", 14: "C64", 15: "C128", 16: "BF16",
    17: "F8_E4M3", 18: "F8_E4M3", 19: "F8_E5M2", 20: "F8_E5M2", 21: "U4", 22: "I4", 23: "F4",
}  # fmt: skip


class _Message:
    """A stretch of protocol buffer, field by field."""

    def __init__(self, handle: BinaryIO, start: int, end: int, left: list[int]) -> None:
        self.handle, self.at, self.end, self.left = handle, start, end, left

    def fields(self) -> Iterator[tuple[int, int, int, int]]:
        """Yield number, wire type, value or length, and where the bytes of the field begin."""
        while self.at < self.end:
            self.left[0] -= 1
            if self.left[0] < 0:
                raise Refused(phrase("it has more than {count} parts", count=MOST_FIELDS))
            self.handle.seek(self.at)
            tag = self._varint()
            wire = tag & 7
            if wire == _VARINT:
                value, begin = self._varint(), self.at
            elif wire == _BYTES:
                value = self._varint()
                begin = self.at
                self.at += value
            elif wire in (_EIGHT, _FOUR):
                value, begin = 8 if wire == _EIGHT else 4, self.at
                self.at += value
            else:
                raise Refused(phrase("it is malformed"))
            if self.at > self.end or not tag >> 3:
                raise Refused(phrase("it is malformed or cut off"))
            yield tag >> 3, wire, value, begin

    def text(self, begin: int, length: int) -> str:
        """Return the beginning of a text field."""
        self.handle.seek(begin)
        return self.handle.read(min(length, MOST_TEXT)).decode("utf-8", "replace")

    def inner(self, begin: int, length: int) -> _Message:
        """Return the message that a field is."""
        return _Message(self.handle, begin, begin + length, self.left)

    def _varint(self) -> int:
        value = 0
        for place in range(10):
            byte = self.handle.read(1)
            if not byte or self.at >= self.end:
                raise Refused(phrase("it is malformed or cut off"))
            self.at += 1
            value |= (byte[0] & 0x7F) << (7 * place)
            if byte[0] < 0x80:
                return value
        raise Refused(phrase("it is malformed"))


def is_onnx(handle: BinaryIO, head: bytes, size: int) -> bool:
    """Say whether a file is one message of known fields, a graph among them, to its last byte."""
    if len(head) < 8 or head[0] != 0x08 or not 1 <= head[1] <= 40 or head[2] & 7 != _BYTES:
        return False
    seen = set()
    try:
        for field, wire, _, _ in _Message(handle, 0, size, [1_000]).fields():
            seen.add((field, wire))
    except Refused:
        # Cut off or malformed: the graph and who made it are still there to be recognised.
        return {(1, _VARINT), (2, _BYTES)} <= seen and head[2] == 0x12 and _names_graph(head)
    return (_MODEL_GRAPH, _BYTES) in seen and all(
        field in (*range(1, 9), 14, 20, 25, 26) for field, _ in seen
    )


def _names_graph(head: bytes) -> bool:
    after = 4 + head[3]
    return after < len(head) and head[after] in (0x1A, 0x22, 0x28, 0x32, 0x3A)


def read(handle: BinaryIO, file: File) -> Iterator[Observation]:
    """Yield the facts of the model. Raises ``Refused`` where it is malformed or cut off."""
    model = _Model()
    model.read(_Message(handle, 0, file.bytes, [MOST_FIELDS]))
    yield Observation("weights", kind.ONNX, (file.path,), facts=model.facts())


class _Model:
    def __init__(self) -> None:
        self.tensors = Tensors()
        self.metadata: list[str] = []
        self.external: dict[str, None] = {}
        self.domains: dict[str, None] = {}

    def read(self, message: _Message) -> None:
        """Read the model. Raises ``Refused``."""
        for field, wire, length, begin in message.fields():
            if wire == _BYTES and field in (2, 3, 4):
                name = {2: "producer", 3: "producer_version", 4: "domain"}[field]
                self._note(name, message.text(begin, length))
            elif wire == _BYTES and field == 14:
                self._note(*_pair(message.inner(begin, length)))
            elif wire == _BYTES and field == _MODEL_GRAPH:
                self._graph(message.inner(begin, length))

    def facts(self) -> dict[str, Fact]:
        """Return what was read."""
        outside = [path for path in self.external if _leads_out(path)]
        facts: dict[str, Fact] = {
            "format": "ONNX",
            **self.tensors.facts(),
            "can_run_code": False,
            "metadata": tuple(self.metadata[:40]),
        }
        if self.external:
            facts["external_data"] = tuple(map(escaped, list(self.external)[:MOST_SHOWN]))
        if outside:
            facts["external_data_leads_outside"] = tuple(map(escaped, outside[:MOST_SHOWN]))
        if self.domains:
            facts["operators_of"] = tuple(map(escaped, list(self.domains)[:MOST_SHOWN]))
        return facts

    def _note(self, key: str, value: str) -> None:
        if value and len(self.metadata) < 40:
            self.metadata.append(f"{escaped(key[:80])}: {escaped(value[:200])}")

    def _graph(self, message: _Message) -> None:
        for field, wire, length, begin in message.fields():
            if wire != _BYTES:
                continue
            if field == _GRAPH_INITIALIZER:
                self._tensor(message.inner(begin, length))
            elif field == _GRAPH_NODE:
                self._node(message.inner(begin, length))

    def _tensor(self, message: _Message) -> None:
        elements, form = 1, 0
        for field, wire, value, begin in message.fields():
            if field == 1 and wire == _VARINT:
                elements *= value
            elif field == 1 and wire == _BYTES:
                for size in _packed(message, begin, value):
                    elements *= size
            elif field == 2 and wire == _VARINT:
                form = value
            elif field == 13 and wire == _BYTES:
                key, place = _pair(message.inner(begin, value))
                if key == "location" and len(self.external) < 1_000:
                    self.external[place] = None
        if elements >= 1 << 63:
            raise Refused(phrase("a tensor in it is larger than any file"))
        self.tensors.add(_TYPES.get(form, "unknown"), elements)

    def _node(self, message: _Message) -> None:
        """Note operators that are not ONNX's own: a library of somebody's runs them."""
        for field, wire, length, begin in message.fields():
            if field == 7 and wire == _BYTES:
                domain = message.text(begin, min(length, 200))
                if domain not in _OWN and len(self.domains) < 1_000:
                    self.domains[domain] = None


_OWN = ("", "ai.onnx", "ai.onnx.ml", "ai.onnx.training", "ai.onnx.preview.training",
        "com.microsoft", "com.microsoft.nchwc")  # fmt: skip
"""Operators of the standard, and those that its usual runtime brings itself."""


def _pair(message: _Message) -> tuple[str, str]:
    found = {1: "", 2: ""}
    for field, wire, length, begin in message.fields():
        if wire == _BYTES and field in found:
            found[field] = message.text(begin, length)
    return found[1], found[2]


def _packed(message: _Message, begin: int, length: int) -> Iterator[int]:
    """Yield the numbers of a packed field."""
    message.handle.seek(begin)
    content = message.handle.read(min(length, 1_000))
    at = value = place = 0
    while at < len(content):
        value |= (content[at] & 0x7F) << (7 * place)
        place += 1
        if content[at] < 0x80:
            yield value
            value = place = 0
        at += 1


def _leads_out(path: str) -> bool:
    plain = path.replace("\\", "/")
    return plain.startswith("/") or ":" in plain[:3] or ".." in plain.split("/")
