"""Reads the header of a GGUF file, versions 2 and 3, of either byte order: metadata and tensors.

Layout: ``docs/gguf.md`` of ggml. The tokens and other long lists are passed over, not kept.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import BinaryIO

from procure_app.core.phrase import phrase
from procure_app.inspection import kind
from procure_app.inspection.name import escaped
from procure_app.inspection.observation import Fact, File, Observation, Refused
from procure_app.inspection.weights.gguf_type import SCALARS, TENSOR_TYPES
from procure_app.inspection.weights.template import template_facts

MOST_HEADER = 48 << 20
MOST_TENSORS = 100_000
MOST_TEXT = 4 << 20
MOST_KEYS = 20_000
MOST_NESTING = 4
_SHOWN = ("general.", "split.")
_LICENCE = "general.license"
_TEMPLATE = "tokenizer.chat_template"
_STRING, _ARRAY = 8, 9

_Value = str | int | float | bool | None


def read(handle: BinaryIO, file: File) -> Iterator[Observation]:
    """Yield the facts of the header. Raises ``Refused`` where it is malformed or too large."""
    handle.seek(0)
    header = _Header(handle, file.bytes)
    header.read()
    if not (missing := header.missing()):
        yield Observation("weights", kind.GGUF, (file.path,), facts=header.facts())
        return
    facts = {**header.facts(), "missing_bytes": missing}
    yield Observation(
        "weights", kind.GGUF, (file.path,), facts=facts, state="declared, not included"
    )
    raise Refused(phrase("it is cut off: {missing} bytes of its data are missing", missing=missing))


class _Header:
    """The bytes of the header, read on as far as they are needed."""

    def __init__(self, handle: BinaryIO, size: int) -> None:
        self.handle = handle
        self.size = size
        self.content = b""
        self.at = 0
        self.order = "<"
        self.version = 0
        self.metadata: dict[str, _Value] = {}
        self.counts: dict[str, int] = {}
        """How many items each list of the metadata has."""
        self.elements: dict[str, int] = {}
        self.tensors = 0
        self.end_of_data = 0

    def read(self) -> None:
        """Read it all. Raises ``Refused``."""
        self.at = 4
        self._need(4)
        version = struct.unpack_from("<I", self.content, 4)[0]
        if version & 0xFFFF == 0 and version:  # a small number, the other way round
            self.order = ">"
        self.version = self._number("I")
        if self.version not in (2, 3):
            raise Refused(phrase("it is of version {version}, not 2 or 3", version=self.version))
        tensors, keys = self._number("Q"), self._number("Q")
        if tensors > MOST_TENSORS or keys > MOST_KEYS:
            raise Refused(
                phrase("it claims {tensors} tensors and {keys} keys", tensors=tensors, keys=keys)
            )
        for _ in range(keys):
            key = self._text()
            if key in self.metadata:
                raise Refused(phrase("a key stands twice in it"))
            self.metadata[key] = self._value(self._number("I"), key, 0)
        for _ in range(tensors):
            self._tensor()

    def _need(self, count: int) -> None:
        """Have so many bytes from here on."""
        end = self.at + count
        if end <= len(self.content):
            return
        if end > self.size:
            raise Refused(phrase("it ends in the middle of its header"))
        if end > MOST_HEADER:
            raise Refused(phrase("its header is longer than {count} bytes", count=MOST_HEADER))
        wanted = min(max(end, 2 * len(self.content), 1 << 20), MOST_HEADER, self.size)
        self.content += self.handle.read(wanted - len(self.content))
        if end > len(self.content):
            raise Refused(phrase("it ends in the middle of its header"))

    def _number(self, form: str) -> int:
        size = struct.calcsize("=" + form)
        self._need(size)
        value: int = struct.unpack_from(self.order + form, self.content, self.at)[0]
        self.at += size
        return value

    def _text(self) -> str:
        length = self._number("Q")
        self._need(min(length, MOST_HEADER + 1))
        text = self.content[self.at : self.at + length]
        self.at += length
        return text[:MOST_TEXT].decode("utf-8", "replace")

    def _value(self, form: int, key: str, depth: int) -> _Value:
        if form == _STRING:
            return self._text()
        if form == _ARRAY:
            self._array(key, depth)
            return None
        letter = SCALARS.get(form)
        if letter is None:
            raise Refused(phrase("it holds a value of a type that is not known"))
        return self._number(letter)

    def _array(self, key: str, depth: int) -> None:
        """Pass over a list; how many items it has is noted."""
        form, count = self._number("I"), self._number("Q")
        if depth >= MOST_NESTING:
            raise Refused(phrase("it is nested too deeply"))
        if letter := SCALARS.get(form):
            self._pass(count * struct.calcsize("=" + letter))
        elif form == _STRING:
            self._pass_texts(count)
        elif form == _ARRAY:
            if count > MOST_KEYS:
                raise Refused(phrase("it holds a list of {count} lists", count=count))
            for _ in range(count):
                self._array(key, depth + 1)
        else:
            raise Refused(phrase("it holds a value of a type that is not known"))
        self.counts.setdefault(key, count)

    def _pass(self, count: int) -> None:
        if count > MOST_HEADER:
            raise Refused(phrase("its header is longer than {count} bytes", count=MOST_HEADER))
        self._need(count)
        self.at += count

    def _pass_texts(self, count: int) -> None:
        if count * 8 > MOST_HEADER:
            raise Refused(phrase("its header is longer than {count} bytes", count=MOST_HEADER))
        self._need(count * 8)
        unpack = struct.Struct(self.order + "Q").unpack_from
        for _ in range(count):  # a hundred thousand tokens and more: as little as can be in it
            if self.at + 8 > len(self.content):
                self._need(8)
            self.at += 8 + unpack(self.content, self.at)[0]
            if self.at > len(self.content):
                self._need(0)

    def _tensor(self) -> None:
        self._text()
        dimensions = self._number("I")
        if dimensions > 8:
            raise Refused(phrase("a tensor in it has {count} dimensions", count=dimensions))
        elements = 1
        for _ in range(dimensions):
            elements *= self._number("Q")
        form, offset = self._number("I"), self._number("Q")
        known = TENSOR_TYPES.get(form)
        if known is None:
            raise Refused(phrase("it holds numbers of a type that is not known"))
        name, in_block, block = known
        if elements >= 1 << 63 or offset >= 1 << 63:
            raise Refused(phrase("a tensor in it is larger than any file"))
        self.tensors += 1
        self.elements[name] = self.elements.get(name, 0) + elements
        self.end_of_data = max(self.end_of_data, offset + -(-elements // in_block) * block)

    def missing(self) -> int:
        """Return how many bytes of the tensors lie beyond the end of the file."""
        alignment = self.metadata.get("general.alignment", 32)
        step = alignment if isinstance(alignment, int) and 0 < alignment < 1 << 20 else 32
        begin = -(-self.at // step) * step
        return max(begin + self.end_of_data - self.size, 0) if self.tensors else 0

    def facts(self) -> dict[str, Fact]:
        """Return what the header says, as the vendor's word where it is metadata."""
        shares = sorted(self.elements.items(), key=lambda pair: -pair[1])
        facts: dict[str, Fact] = {
            "format": "GGUF",
            "version": self.version,
            "byte_order": "big-endian" if self.order == ">" else "little-endian",
            "tensors": self.tensors,
            "parameters": sum(self.elements.values()),
            "types": tuple(f"{name} {count}" for name, count in shares),
            "can_run_code": False,
            "metadata": self._shown(),
        }
        if shares and shares[0][0] not in ("F32", "F16", "BF16", "F64"):
            facts["quantisation"] = shares[0][0]
        for key, name in (("split.no", "shard"), ("split.count", "shards")):
            value = self.metadata.get(key)
            if isinstance(value, int) and 0 <= value < 100_000:
                facts[name] = value + 1 if name == "shard" else value
        if tokens := self.counts.get("tokenizer.ggml.tokens"):
            facts["tokens"] = tokens
        if licence := self.metadata.get(_LICENCE):
            facts["declared_licence"] = escaped(str(licence)[:120])
        for key, template in self.metadata.items():  # there may be further ones by name
            if (key == _TEMPLATE or key.startswith(f"{_TEMPLATE}.")) and isinstance(template, str):
                facts |= template_facts(template)
        return facts

    def _shown(self) -> tuple[str, ...]:
        lines = [
            f"{escaped(key[:80])}: {escaped(str(value)[:200])}"
            for key, value in self.metadata.items()
            if value is not None and key.startswith(_SHOWN)
        ]
        return tuple(lines[:40])
