"""Attached files: measured when attached, found again when saved, copied out when opened.

The bytes of a digest lie either in a file of their own or inside an assessment file; both are
streamed, so that memory does not grow with them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from procure_app.core.assessment.answer import Evidence
from procure_app.session.error import Unreadable
from procure_app.store.container.archive import Archive
from procure_app.store.container.manifest import EVIDENCE
from procure_app.store.disk import refusal
from procure_app.store.disk.regular import BLOCK, Short, blocks, regular
from procure_app.store.disk.whole import real, write_whole


class Exchanged(Exception):
    """The bytes are not those of the digest."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where the bytes of one digest lie."""

    digest: str
    path: Path
    size: int
    archive: Archive | None = None
    """The assessment file that holds them; None for a file of their own."""

    @property
    def crc(self) -> int | None:
        """The checksum where it is known."""
        return self.archive.entries[EVIDENCE + self.digest].crc if self.archive else None

    def unverified(self) -> Iterator[bytes]:
        """Yield the bytes. Raises ``regular.Short`` or ``Unreadable``."""
        if self.archive:
            yield from self.archive.blocks(EVIDENCE + self.digest)
        else:
            with regular(self.path) as handle:
                yield from blocks(handle, 0, self.size)

    def verified(self) -> Iterator[bytes]:
        """Yield the bytes; at the end, raise ``Exchanged`` where they are not the digest's.

        A block is hashed in a second thread while whoever asked for it writes it.
        """
        computed = hashlib.sha256()
        with ThreadPoolExecutor(max_workers=1) as second:
            for block in self.unverified():
                hashed = second.submit(computed.update, block)
                yield block
                hashed.result()
        if computed.hexdigest() != self.digest:
            raise Exchanged


class Sources(AbstractContextManager["Sources"]):
    """Finds the bytes of digests, and holds open the assessment files they lie in."""

    def __init__(self, places: Mapping[str, Path], target: Path | None = None) -> None:
        self._places = places
        self._target = target
        self._archives: dict[Path, Archive | None] = {}
        self._open = ExitStack()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close every file."""
        self._open.close()

    def find(self, digest: str) -> Source:
        """Return where the bytes are: in the file of the digest, or in the target itself.

        What an assessment file holds comes first: it need not be verified again, and the
        loose file may have changed since it was embedded. Raises ``Unreadable``.
        """
        given = self._places.get(digest)
        for path in (given, self._target):
            archive = self._archive(path) if path else None
            if path and archive and EVIDENCE + digest in archive.entries:
                size = archive.entries[EVIDENCE + digest].size
                return Source(digest, path, size, archive)
        if given is None:
            raise refusal.missing(Path(digest))
        with regular(given) as handle:
            return Source(digest, given, _size(handle))

    def _archive(self, path: Path) -> Archive | None:
        if path not in self._archives:
            self._archives[path] = None
            with ExitStack() as attempt:
                try:
                    handle = attempt.enter_context(regular(path))
                    self._archives[path] = Archive(handle, path)
                except Unreadable:
                    return None
                self._open.push(attempt.pop_all())
        return self._archives[path]


def measure(path: Path, tell: Callable[[int], None] = lambda _: None) -> tuple[str, int]:
    """Return the SHA-256 of a file in hexadecimal, and its size in bytes.

    ``tell`` is given the bytes read so far, block by block; what it raises ends the reading.
    Raises ``Unreadable``.
    """
    computed, size = hashlib.sha256(), 0
    with regular(path) as handle:
        try:
            while block := handle.read(BLOCK):
                computed.update(block)
                size += len(block)
                tell(size)
        except OSError as error:
            raise refusal.unopened(path, error) from error
    return computed.hexdigest(), size


def extract(digest: str, source: Path, target: Path) -> None:
    """Copy the bytes of a digest out to a file of their own, and verify them.

    ``source`` is the assessment file that holds them, or the file that was attached and not
    yet saved. Raises ``Unreadable`` where they are not there or not those of the digest, and
    ``NotWritten``; then the target is as it was.
    """

    def fill(handle: BinaryIO) -> None:
        with Sources({digest: source}) as sources:
            try:
                for block in sources.find(digest).verified():
                    handle.write(block)
            except (Short, Exchanged) as error:
                raise refusal.rotten(refusal.name(target)) from error

    write_whole(real(target), fill)


def exchanged(items: Iterable[Evidence], places: Mapping[str, Path]) -> Iterator[Evidence]:
    """Yield the items whose very bytes are not where they should be, by digest.

    Every byte is read once, however many items name it.
    """
    with Sources(places) as sources:
        sizes: dict[str, int | None] = {}
        for item in items:
            if item.digest not in sizes:
                sizes[item.digest] = _verified(item.digest, sources)
            if sizes[item.digest] != item.size:
                yield item


def _verified(digest: str, sources: Sources) -> int | None:
    """Return the size of what is there; None where it is not of this digest."""
    try:
        found = sources.find(digest)
        return found.size if all(True for _ in found.verified()) else None
    except (Short, Exchanged, Unreadable):
        return None


def _size(handle: BinaryIO) -> int:
    return handle.seek(0, 2)
