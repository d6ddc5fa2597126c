"""Reads pickles, PyTorch's old files among them, without loading them: what would be imported."""

from __future__ import annotations

import pickletools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import BinaryIO

from procure_app.core.phrase import phrase
from procure_app.inspection import kind
from procure_app.inspection.name import escaped
from procure_app.inspection.observation import Fact, File, Observation, Refused
from procure_app.inspection.weights.known_import import KNOWN
from procure_app.inspection.weights.opcode import (
    ANY,
    MARK,
    MOST_OPCODES,
    PLAIN,
    TABLE,
    Imports,
    TooLong,
    Walk,
)
from procure_app.inspection.weights.tensor import Tensors

MOST_PICKLES = 16
"""Pickles one after the other in a file; PyTorch's old form has five."""
MOST_SHOWN = 20

_INTEGERS = frozenset({"BININT", "BININT1", "BININT2", "LONG1"})
_TUPLES = frozenset({"TUPLE", "TUPLE1", "TUPLE2", "TUPLE3"})
_TRACED = _INTEGERS | _TUPLES | {"BINPERSID"}
_STORAGES: Mapping[str, str] = MappingProxyType(
    {
        "DoubleStorage": "F64", "FloatStorage": "F32", "HalfStorage": "F16",
        "BFloat16Storage": "BF16", "LongStorage": "I64", "IntStorage": "I32",
        "ShortStorage": "I16", "CharStorage": "I8", "ByteStorage": "U8", "BoolStorage": "BOOL",
        "ComplexFloatStorage": "C64", "ComplexDoubleStorage": "C128", "QInt8Storage": "I8",
        "QUInt8Storage": "U8", "QInt32Storage": "I32", "UntypedStorage": "bytes",
    }
)  # fmt: skip


@dataclass(slots=True)
class Scan:
    """What was seen in one or several pickles that belong together."""

    imports: Imports = field(default_factory=Imports)
    storages: dict[object, tuple[str, int]] = field(default_factory=dict)
    """Of every block of numbers, by its key: type and count."""
    left: int = MOST_OPCODES

    def over(self, handle: BinaryIO) -> None:
        """Walk over the pickle at the handle's place. Raises ``Refused``."""
        walk = _TensorWalk(handle, self.imports, self.left)
        walk.storages = self.storages
        try:
            walk.run()
        finally:
            self.left = max(walk.left, 0)

    def facts(self, *, whole: bool) -> dict[str, Fact]:
        """Return what it comes to; ``whole`` where every pickle was walked to its end."""
        unknown = [name for name in self.imports.names if name not in KNOWN]
        can_run = bool(unknown) or self.imports.hidden or not whole
        tensors = Tensors()
        for form, count in self.storages.values():
            tensors.add(form, count)
        facts = tensors.facts() if self.storages else {}
        facts["can_run_code"] = can_run
        shown = unknown or self.imports.names
        facts["imports"] = tuple(escaped(name[:120]) for name in shown[:MOST_SHOWN])
        if len(shown) > MOST_SHOWN:
            facts["further_imports"] = len(shown) - MOST_SHOWN
        if self.imports.hidden:
            facts["imports_worked_out_when_loaded"] = True
        return facts


class _TensorWalk(Walk):
    """Follows also what says how many numbers each block of PyTorch's holds."""

    plain = MappingProxyType(
        {code: None if TABLE[code].name in _TRACED else move for code, move in PLAIN.items()}
    )
    storages: dict[object, tuple[str, int]]

    def follow(self, info: pickletools.OpcodeInfo, argument: bytes) -> None:
        name = info.name
        if name in _INTEGERS:
            self.stack.append(int.from_bytes(argument, "little", signed=name != "BININT1"))
        elif name in _TUPLES:
            self.stack.append(self._tuple(name))
        elif name == "BINPERSID":
            self._note(self.stack.pop() if self.stack else ANY)
            self.stack.append(ANY)
        else:
            super().follow(info, argument)
            if name in ("GLOBAL", "STACK_GLOBAL") and self.last_import and self.stack:
                self.stack[-1] = _Imported(self.last_import)

    def _tuple(self, name: str) -> object:
        if name == "TUPLE":
            items: list[object] = []
            while self.stack and (item := self.stack.pop()) is not MARK:
                items.append(item)
            return tuple(reversed(items)) if len(items) <= 8 else ANY
        count = int(name[-1])
        items = self.stack[-count:]
        del self.stack[-count:]
        return tuple(items)

    def _note(self, item: object) -> None:
        match item:
            case ("storage", _Imported(name), key, _, int(count), *_) if count >= 0:
                form = _STORAGES.get(name.rpartition(".")[2], "unknown")
                if isinstance(key, str):
                    self.storages[key] = (form, count)


@dataclass(frozen=True, slots=True)
class _Imported:
    name: str


def read(handle: BinaryIO, file: File) -> Iterator[Observation]:
    """Yield what a file of one or several pickles, one after the other, would import."""
    scan = Scan()
    whole, is_long, handle_at = True, False, 0
    handle.seek(0)
    for count in range(MOST_PICKLES):
        try:
            scan.over(handle)
        except Refused as refused:
            whole, is_long = False, isinstance(refused, TooLong)
            break
        handle_at = handle.tell()
        following = handle.read(2)
        handle.seek(handle_at)
        if not (len(following) == 2 and following[0] == 0x80 and 2 <= following[1] <= 5):
            break
        if count == MOST_PICKLES - 1:
            whole = False
    if not whole and not is_long and not scan.imports.names and not handle_at:
        raise Refused(phrase("it begins like a pickle and is not a whole one"))
    facts = scan.facts(whole=whole)
    if whole:
        facts["bytes_after"] = file.bytes - handle_at
    else:
        facts["walked_to_the_end"] = False
    yield Observation("weights", kind.PICKLE, (file.path,), facts={"format": "pickle", **facts})
