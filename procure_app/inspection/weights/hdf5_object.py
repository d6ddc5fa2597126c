"""The objects of an HDF5 file: groups lead to others, data sets have a shape and a type.

Layout: HDF5 File Format Specification 3.0, superblocks 0 to 3 with addresses of eight bytes.
"""

from __future__ import annotations

import heapq
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from procure_app.core.phrase import phrase
from procure_app.inspection.bounded import exactly
from procure_app.inspection.observation import Refused

MOST_OBJECTS = 50_000
MOST_MESSAGES = 2_000
MOST_BLOCK = 1 << 20
NOWHERE = 0xFFFF_FFFF_FFFF_FFFF
_CONTINUED = 0x10


@dataclass(slots=True)
class Thing:
    """One object: where it leads to, or what data it is."""

    leads_to: list[int] = field(default_factory=list)
    shape: tuple[int, ...] | None = None
    form: str = ""
    is_external: bool = False
    """Whether its data lie in another file."""
    is_cut: bool = False
    """Whether it holds more than is read here."""


class Hdf5:
    """An HDF5 file, read object by object."""

    def __init__(self, handle: BinaryIO, start: int, size: int) -> None:
        self.handle, self.start, self.size = handle, start, size

    def things(self) -> Iterator[Thing]:
        """Yield every object once, from the root. Raises ``Refused``."""
        waiting, seen = [self._root()], set[int]()
        while waiting:
            address = heapq.heappop(waiting)  # in the order of the file, which may be packed
            if address in seen:
                continue
            seen.add(address)
            if len(seen) > MOST_OBJECTS:
                raise Refused(phrase("it holds more than {count} objects", count=MOST_OBJECTS))
            thing = self._thing(address)
            for inner in thing.leads_to:
                heapq.heappush(waiting, inner)
            yield thing

    def _at(self, address: int, count: int) -> bytes:
        if address >= self.size or count > MOST_BLOCK:
            raise Refused(phrase("it is malformed or cut off"))
        self.handle.seek(self.start + address)
        return exactly(self.handle, count)

    def _root(self) -> int:
        head = self._at(0, 96)
        version, root = head[8], 0
        if version in (0, 1):
            widths = head[13:15]
            root = int(struct.unpack_from("<Q", head, 64 + 4 * version)[0])
        elif version in (2, 3):
            widths = head[9:11]
            root = int(struct.unpack_from("<Q", head, 36)[0])
        else:
            raise Refused(phrase("it is of a version that is not known"))
        if widths != b"\x08\x08":
            raise Refused(phrase("it is of a form that is not read here"))
        return root

    def _thing(self, address: int) -> Thing:
        thing = Thing()
        for count, (form, content) in enumerate(self._messages(address)):
            if count >= MOST_MESSAGES:
                thing.is_cut = True
                break
            try:
                self._take(thing, form, content)
            except (struct.error, IndexError) as error:
                raise Refused(phrase("it is malformed")) from error
        return thing

    def _take(self, thing: Thing, form: int, content: bytes) -> None:
        match form:
            case 1:
                begin = 8 if content[0] == 1 else 4
                thing.shape = struct.unpack_from(f"<{content[1]}Q", content, begin)
            case 3:
                thing.form = _form(content)
            case 7:
                thing.is_external = True
            case 2:
                heap = struct.unpack_from("<Q", content, 10 if content[1] & 1 else 2)[0]
                thing.is_cut |= heap != NOWHERE
            case 6:
                if (target := _linked(content)) is not None:
                    thing.leads_to.append(target)
            case 0x11:
                thing.leads_to += self._members(struct.unpack_from("<Q", content)[0])

    def _messages(self, address: int) -> Iterator[tuple[int, bytes]]:
        head = self._at(address, 16)
        if head.startswith(b"OHDR"):
            yield from self._new_messages(address)
        elif head[0] == 1:
            size: int = struct.unpack_from("<I", head, 8)[0]
            yield from self._old_messages(address + 16, size)
        else:
            raise Refused(phrase("it is malformed"))

    def _old_messages(self, address: int, size: int) -> Iterator[tuple[int, bytes]]:
        blocks = [(address, size)]
        for _ in range(MOST_MESSAGES):
            if not blocks:
                return
            content, at = self._at(*blocks.pop(0)), 0
            while at + 8 <= len(content):
                form, length = struct.unpack_from("<HH", content, at)
                inner = content[at + 8 : at + 8 + length]
                if form == _CONTINUED and len(inner) >= 16:
                    blocks.append(struct.unpack_from("<QQ", inner))
                yield form, inner
                at += 8 + length

    def _new_messages(self, address: int) -> Iterator[tuple[int, bytes]]:
        head = self._at(address, min(40, self.size - address))
        flags, at = head[5], 6 + (16 if head[5] & 0x20 else 0) + (4 if head[5] & 0x10 else 0)
        width = 1 << (flags & 3)
        size = int.from_bytes(head[at : at + width], "little")
        blocks = [(address + at + width, size)]
        skip = 6 if flags & 4 else 4
        for _ in range(MOST_MESSAGES):
            if not blocks:
                return
            content, at = self._at(*blocks.pop(0)), 0
            while at + skip <= len(content):
                form, length = content[at], struct.unpack_from("<H", content, at + 1)[0]
                inner = content[at + skip : at + skip + length]
                if form == _CONTINUED and len(inner) >= 16:
                    begin, length_there = struct.unpack_from("<QQ", inner)
                    blocks.append((begin + 4, max(length_there - 8, 0)))
                yield form, inner
                at += skip + length

    def _members(self, tree: int) -> list[int]:
        """Return the objects of a group in its old form: a tree of tables of names."""
        found: list[int] = []
        waiting, seen = [tree], set[int]()
        while waiting:
            address = waiting.pop()
            if address in seen or len(seen) > MOST_OBJECTS:
                continue
            seen.add(address)
            head = self._at(address, 24)
            count = struct.unpack_from("<H", head, 6)[0]
            if head.startswith(b"TREE"):
                keys = self._at(address + 24, 16 * count + 8)
                waiting += [struct.unpack_from("<Q", keys, 8 + 16 * n)[0] for n in range(count)]
            elif head.startswith(b"SNOD"):
                table = self._at(address + 8, 40 * count)
                found += [struct.unpack_from("<Q", table, 40 * n + 8)[0] for n in range(count)]
            else:
                raise Refused(phrase("it is malformed"))
        return found


def _form(content: bytes) -> str:
    size = struct.unpack_from("<I", content, 4)[0]
    match content[0] & 0x0F:
        case 0:
            return f"{'I' if content[1] & 8 else 'U'}{size * 8}"
        case 1:
            return f"F{size * 8}"
        case 3 | 9:
            return "text"
        case _:
            return "other"


def _linked(content: bytes) -> int | None:
    """Return the object of a hard link, None for one to a name or to another file."""
    flags, at = content[1], 2
    kind = content[at] if flags & 8 else 0
    at += (1 if flags & 8 else 0) + (8 if flags & 4 else 0) + (1 if flags & 0x10 else 0)
    width = 1 << (flags & 3)
    at += width + int.from_bytes(content[at : at + width], "little")
    if kind != 0:
        return None
    target: int = struct.unpack_from("<Q", content, at)[0]
    return target
