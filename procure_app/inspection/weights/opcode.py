"""Walks over the opcodes of a pickle without running any, and notes what it would import.

The table of opcodes is that of the standard library (``pickletools``). Only what decides on an
import is followed: texts, the stack, marks and the memo.
"""

from __future__ import annotations

import pickletools
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import BinaryIO

from procure_app.core.phrase import phrase
from procure_app.inspection.observation import Refused

MOST_OPCODES = 2_000_000
MOST_LINE = 64 << 10
MOST_TEXT = 4 << 10
"""Characters of a text that are kept; no module has so long a name."""
MOST_IMPORTS = 500

TABLE = {ord(info.code): info for info in pickletools.opcodes}
_LENGTH = {
    pickletools.TAKEN_FROM_ARGUMENT1: struct.Struct("<B"),
    pickletools.TAKEN_FROM_ARGUMENT4: struct.Struct("<i"),
    pickletools.TAKEN_FROM_ARGUMENT4U: struct.Struct("<I"),
    pickletools.TAKEN_FROM_ARGUMENT8U: struct.Struct("<Q"),
}
_TEXTS = frozenset(
    {"STRING", "BINSTRING", "SHORT_BINSTRING", "UNICODE", "BINUNICODE", "SHORT_BINUNICODE",
     "BINUNICODE8"}
)  # fmt: skip
_CALLS = frozenset({"REDUCE", "OBJ", "NEWOBJ", "NEWOBJ_EX", "INST"})
_PUTS = frozenset({"MEMOIZE", "PUT", "BINPUT", "LONG_BINPUT"})
_GETS = frozenset({"GET", "BINGET", "LONG_BINGET"})
_FOLLOWED = _TEXTS | _CALLS | _PUTS | _GETS | {"GLOBAL", "STACK_GLOBAL", "DUP"}
MARK: object = object()
ANY = None
"""A value that decides on no import."""


Move = tuple[int, int, tuple[object, ...]]
"""Bytes of the argument, values taken off the stack, values put on it."""


def _plain(info: pickletools.OpcodeInfo) -> Move | None:
    """Return size of argument, pops and pushes of an opcode that nothing depends on."""
    size = info.arg.n if info.arg else 0
    if size < 0 or info.name in _FOLLOWED or info.name.startswith("EXT") or info.name == "STOP":
        return None
    if pickletools.stackslice in info.stack_before:
        return None
    return size, len(info.stack_before), _pushes(info)


def _pushes(info: pickletools.OpcodeInfo) -> tuple[object, ...]:
    return tuple(MARK if kind is pickletools.markobject else ANY for kind in info.stack_after)


PLAIN = {code: _plain(info) for code, info in TABLE.items()}
"""The many opcodes that only move values about, so that most steps cost little."""


@dataclass(slots=True)
class Imports:
    """What a pickle would bring in."""

    names: list[str] = field(default_factory=list)
    """``module.name``, each once, in the order of the file."""
    hidden: bool = False
    """Whether a name is worked out while loading, or stands behind an extension code."""
    calls: bool = False
    """Whether anything that was imported is called."""


class TooLong(Refused):
    """It has more steps than are followed."""


class Walk:
    """One pass over one pickle."""

    plain: Mapping[int, Move | None] = PLAIN

    def __init__(self, handle: BinaryIO, imports: Imports, budget: int) -> None:
        self.handle = handle
        self.imports = imports
        self.left = budget
        self.stack: list[object] = []
        self.memo: dict[int, object] = {}
        self.last_import = ""
        """The name that was imported by the opcode just followed, empty where it is hidden."""

    def run(self) -> None:
        """Walk to the end of the pickle. Raises ``Refused``."""
        while self.step() != "STOP":
            pass

    def step(self) -> str:
        """Walk over one opcode and return its name. Raises ``Refused``."""
        code = self.handle.read(1)
        info = TABLE.get(code[0]) if code else None
        if info is None:
            raise Refused(phrase("it is not a whole pickle"))
        self.left -= 1
        if self.left < 0:
            raise TooLong(phrase("it has more than {count} steps", count=MOST_OPCODES))
        if plain := self.plain[code[0]]:
            size, pops, pushes = plain
            if size:
                self._exactly(size)
            if pops:
                del self.stack[-pops:]
            self.stack += pushes
        else:
            self.follow(info, self._argument(info))
        return info.name

    def _argument(self, info: pickletools.OpcodeInfo) -> bytes:
        """Return the argument, cut where it is long; what is no text is skipped over."""
        if info.arg is None:
            return b""
        size = info.arg.n
        if size >= 0:
            return self._exactly(size)
        if size == pickletools.UP_TO_NEWLINE:
            lines = 2 if info.name in ("GLOBAL", "INST") else 1
            return b"".join(self._line() for _ in range(lines))
        form = _LENGTH[size]
        length: int = form.unpack(self._exactly(form.size))[0]
        if length < 0:
            raise Refused(phrase("it is not a whole pickle"))
        kept = self._exactly(min(length, MOST_TEXT))
        if length > MOST_TEXT:
            here = self.handle.tell()
            self.handle.seek(here + length - MOST_TEXT - 1)
            self._exactly(1)  # so that a length beyond the end is noticed
        return kept

    def _exactly(self, count: int) -> bytes:
        content = self.handle.read(count)
        if len(content) != count:
            raise Refused(phrase("it is not a whole pickle"))
        return content

    def _line(self) -> bytes:
        line = self.handle.readline(MOST_LINE)
        if not line.endswith(b"\n"):
            raise Refused(phrase("it is not a whole pickle"))
        return line

    def follow(self, info: pickletools.OpcodeInfo, argument: bytes) -> None:
        """Do what this opcode does to texts, memo, marks and imports."""
        name = info.name
        if name in _TEXTS:
            self.stack.append(_text(name, argument))
            return
        if name in _PUTS:
            if self.stack:
                self.memo[self._index(name, argument)] = self.stack[-1]
            return
        if name in _GETS:
            self.stack.append(self.memo.get(self._index(name, argument)))
            return
        if name == "DUP":
            self.stack.append(self.stack[-1] if self.stack else ANY)
            return
        if name in ("GLOBAL", "INST"):
            self._import(*(part.decode("utf-8", "replace") for part in argument.split(b"\n")[:2]))
        elif name == "STACK_GLOBAL":
            self._import(*self._two())
        self.imports.hidden |= name.startswith("EXT")
        self.imports.calls |= name in _CALLS
        self._pop_push(info)

    def _pop_push(self, info: pickletools.OpcodeInfo) -> None:
        """Do to the stack what the table says of this opcode."""
        before = info.stack_before
        if pickletools.stackslice in before:
            while self.stack and self.stack.pop() is not MARK:
                pass
            fixed = before.index(pickletools.markobject)
        else:
            fixed = len(before)
        if fixed:
            del self.stack[-fixed:]
        self.stack += _pushes(info)

    def _index(self, name: str, argument: bytes) -> int:
        """Return the place in the memo; a number in an odd form could stand for any place."""
        if name == "MEMOIZE":
            return len(self.memo)
        if name not in ("PUT", "GET"):
            return int.from_bytes(argument, "little")
        digits = argument.rstrip(b"\n")
        if digits.isdigit() and len(digits) < 12:
            return int(digits)
        self.imports.hidden = True
        return -1

    def _two(self) -> tuple[str, str]:
        module, name = self.stack[-2:] if len(self.stack) >= 2 else (ANY, ANY)
        if isinstance(module, str) and isinstance(name, str):
            return module, name
        return "", ""

    def _import(self, module: str, name: str) -> None:
        imports = self.imports
        self.last_import = ""
        if not module or not name:
            imports.hidden = True
            return
        self.last_import = whole = f"{module}.{name}"
        if whole in imports.names:
            return
        if len(imports.names) >= MOST_IMPORTS:
            imports.hidden = True
            return
        imports.names.append(whole)


def _text(name: str, argument: bytes) -> str:
    """Return a text. Escapes stay: no name that is known holds one."""
    if name in ("STRING", "UNICODE"):
        argument = argument.rstrip(b"\n").strip(b"'\"")
    return argument.decode("utf-8", "replace")
