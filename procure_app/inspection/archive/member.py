"""The members of an archive of any form, one after the other, each to be read in its turn."""

from __future__ import annotations

import io
import posixpath
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, cast

from procure_app.core.phrase import Phrase, phrase
from procure_app.inspection import kind
from procure_app.inspection.archive import tar, zip_member
from procure_app.inspection.archive.unpacking import Unpacking
from procure_app.inspection.archive.window import Kept, Window
from procure_app.inspection.archive.zip_directory import ZipEntry, entries_of
from procure_app.inspection.observation import Refused


@dataclass(frozen=True, slots=True)
class Member:
    """One file in an archive."""

    name: bytes
    inside: bytes
    """The name without the one folder that holds everything, where there is one."""
    size: int
    refused: Phrase | None
    """Why it is not opened, where it is not."""
    opened: Callable[[], BinaryIO]
    """Gives the member so that a reader can go about in it. Raises ``Refused``."""
    stream: Callable[[], BinaryIO]
    """Gives the member to be read once, from start to end. Raises ``Refused``."""


def members(handle: BinaryIO, form: str, size: int, most: int) -> Iterator[Member]:
    """Yield the members that are files, at most so many, in the order of the archive.

    Only the latest one may be read. Raises ``Refused`` where the archive is malformed, cut off,
    or larger than allowed.
    """
    if form == kind.ZIP:
        yield from _of_zip(handle, size)
        return
    handle.seek(0)
    if form == kind.TAR:
        yield from _of_tar(handle, size, most)
    else:
        unpacked = cast("BinaryIO", io.BufferedReader(Unpacking(handle), 64 << 10))
        yield from _of_stream(unpacked, most)


def _of_zip(handle: BinaryIO, size: int) -> Iterator[Member]:
    entries = [entry for entry in entries_of(handle, size) if not entry.is_folder]
    trunk, seen = _trunk([_in_zip(entry.name) for entry in entries]), set[bytes]()
    for entry in entries:
        name = _in_zip(entry.name)
        reason = _reason(entry.name, "link" if entry.is_link else "file", name in seen)
        seen.add(name)
        yield Member(
            name,
            name[len(trunk) :],
            entry.size,
            reason,
            _with(zip_member.opened, handle, entry),
            _with(zip_member.stream, handle, entry),
        )


def _with(
    opens: Callable[[BinaryIO, ZipEntry], BinaryIO], handle: BinaryIO, entry: ZipEntry
) -> Callable[[], BinaryIO]:
    return lambda: opens(handle, entry)


def _of_tar(handle: BinaryIO, size: int, most: int) -> Iterator[Member]:
    """Go over a tar that lies in a file: its data are passed over without being read."""
    naming = _Naming(most)
    for entry in tar.entries(handle):
        start = handle.tell()
        if start + entry.data > size:
            raise Refused(phrase("it ends in the middle"))
        if entry.form != "folder":
            opened = _window(handle, start, entry.data)
            yield naming.member(entry, opened, opened)
        handle.seek(start + entry.data + tar.padding(entry.data))


def _of_stream(handle: BinaryIO, most: int) -> Iterator[Member]:
    """Go over a tar that is unpacked on the way, and can only be read forward."""
    naming = _Naming(most)
    for entry in tar.entries(handle):
        body = _Body(handle, entry.data)
        if entry.form != "folder":
            yield naming.member(entry, body.kept, body.once)
        body.pass_over()
        handle.read(tar.padding(entry.data))


class _Naming:
    """Counts the entries of a tar and finds fault with their names."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._trunk = b""
        self._seen: set[bytes] = set()

    def member(
        self, entry: tar.TarEntry, opened: Callable[[], BinaryIO], stream: Callable[[], BinaryIO]
    ) -> Member:
        """Return the entry as a member. Raises ``Refused`` where there are too many."""
        name = _plain(entry.name)
        if not self._seen:  # the whole list is not known yet: the first one decides
            self._trunk = _trunk([name])
        if len(self._seen) >= self._most:
            raise Refused(phrase("it holds more than {count} entries", count=self._most))
        reason = _reason(entry.name, entry.form, name in self._seen)
        self._seen.add(name)
        inside = name.removeprefix(self._trunk)
        return Member(name, inside, entry.size, reason, opened, stream)


def _window(handle: BinaryIO, start: int, size: int) -> Callable[[], BinaryIO]:
    return lambda: cast("BinaryIO", io.BufferedReader(Window(handle, start, size)))


class _Body(io.RawIOBase):
    """The data of one member in a stream that only goes forward."""

    def __init__(self, handle: BinaryIO, size: int) -> None:
        self._handle, self._size, self._left = handle, size, size

    def readable(self) -> bool:
        """Return true."""
        return True

    def readinto(self, buffer: object) -> int:
        """Read on into the buffer."""
        view = memoryview(buffer).cast("B")  # type: ignore[arg-type]  # a buffer, as io gives it
        content = self._handle.read(min(len(view), self._left))
        if not content and self._left and len(view):
            raise Refused(phrase("it ends in the middle"))
        self._left -= len(content)
        view[: len(content)] = content
        return len(content)

    def kept(self) -> BinaryIO:
        """Return it so that a reader can go about in it."""
        return cast("BinaryIO", io.BufferedReader(Kept(cast("BinaryIO", self), self._size)))

    def once(self) -> BinaryIO:
        """Return it to be read once."""
        return cast("BinaryIO", self)

    def pass_over(self) -> None:
        """Go to its end."""
        scratch = bytearray(1 << 16)
        while self._left:
            self.readinto(memoryview(scratch)[: min(self._left, len(scratch))])


def _plain(name: bytes) -> bytes:
    """Return the name under which it is unpacked; one that leads out of the archive as it is."""
    return name if b".." in name.replace(b"\\", b"/").split(b"/") else posixpath.normpath(name)


def _in_zip(name: bytes) -> bytes:
    """Return the name of a member of a ZIP, in which some write folders with a backslash."""
    return _plain(name.replace(b"\\", b"/"))


def _trunk(names: list[bytes]) -> bytes:
    """Return the one folder that holds everything, with its slash; empty where there is none."""
    if not names:
        return b""
    first, slash, _ = names[0].partition(b"/")
    top = first + slash
    return top if slash and first and all(name.startswith(top) for name in names) else b""


def _reason(name: bytes, form: str, twice: bool) -> Phrase | None:
    if form == "link":
        return phrase("it is a link, and links are not followed")
    if form == "other":
        return phrase("it is no file")
    if twice:
        return phrase("it stands twice in the archive")
    plain = name.replace(b"\\", b"/")
    if plain.startswith(b"/") or b".." in plain.split(b"/") or plain[1:2] == b":":
        return phrase("its name leads out of the archive")
    return None
