"""The ``.procure`` file: one assessment with its catalogue and evidence.

A ZIP of these members, in this order:

- ``mimetype``, stored, so that the file tells what it is by its first bytes;
- ``manifest.json``: the format, and size and SHA-256 of every member that follows;
- ``assessment.json``: the document, answers off the path included, because the digests that
  are signed are computed over what is on the path and not over this member;
- ``catalogue.json``: the texts as they were asked;
- ``evidence/`` and the SHA-256 of each attached file, stored.

Equal content gives equal bytes. Members that the manifest does not name are ignored on
reading and gone after the next save.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO

from procure_app.core.assessment.document import Assessment
from procure_app.core.catalogue.catalogue import Catalogue
from procure_app.session.error import NotWritten, Unreadable
from procure_app.store.container import evidence as attached
from procure_app.store.container import reading, saving
from procure_app.store.container.archive import Archive
from procure_app.store.container.manifest import is_newer, read_manifest
from procure_app.store.disk import obstacle, refusal
from procure_app.store.disk.regular import regular
from procure_app.store.disk.whole import real, require_writable, write_whole
from procure_app.store.kept.backup import Backups


@dataclass(frozen=True, slots=True)
class ProcureFile:
    """A file as it was read; fulfils ``session.ports.Opened``."""

    assessment: Assessment
    catalogue: Catalogue
    evidence: Mapping[str, Path]
    """The file itself for every digest it holds: nothing is unpacked."""
    stamp: str
    read_only: bool


class ProcureFiles:
    """Reads and writes assessment files; fulfils ``session.ports.Store``."""

    def __init__(self, shipped: Callable[[], Catalogue], backups: Backups | None = None) -> None:
        """Take the way to the shipped catalogue, for files that carry none; and what keeps
        the versions that are replaced, where they are kept."""
        self._shipped = shipped
        self._backups = backups

    def open(self, path: Path) -> ProcureFile:
        """Read the file. Raises ``Unreadable`` with one clear sentence."""
        try:
            place = real(path)
        except NotWritten as error:
            raise refusal.missing(path) from error
        with regular(path) as handle:
            archive = Archive(handle, path)
            said, stamp = read_manifest(archive, path)
            return ProcureFile(
                assessment=reading.assessment(archive, said, path),
                catalogue=reading.catalogue(archive, said, path) or self._shipped(),
                evidence=MappingProxyType(
                    dict.fromkeys(reading.evidence(archive, said, path), place)
                ),
                stamp=stamp,
                read_only=said.newer,
            )

    def save(
        self,
        path: Path,
        assessment: Assessment,
        catalogue: Catalogue,
        evidence: Mapping[str, Path],
        stamp: str,
        *,
        overwrite: bool = False,
    ) -> str:
        """Write the file whole or not at all, and return its new stamp.

        Evidence that the assessment does not name, or only links, is not written. What the
        file at ``path`` holds already need not be in ``evidence``. Raises ``ChangedOutside``
        and ``NotWritten``; a file of a newer format is never written over, not even with
        ``overwrite``.
        """
        target = real(path)
        require_writable(target)

        def check() -> None:
            _require_not_newer(target)
            if not overwrite:
                _require_unchanged(target, stamp)

        def fill(handle: BinaryIO) -> str:
            with attached.Sources(evidence, target) as sources:
                saving.fill(handle, texts, items, sources)
            handle.flush()
            try:
                return read_manifest(Archive(handle, target), target)[1]
            except Unreadable as error:
                raise obstacle.unlike(target) from error

        check()
        texts, items = saving.texts(assessment, catalogue), saving.embedded(assessment)
        if self._backups is None:
            return write_whole(target, fill, check)
        with self._backups.keeping(target, evidence.values()) as hold:

            def ready() -> None:
                hold()
                check()

            return write_whole(target, fill, ready)

    def measure(self, path: Path, tell: Callable[[int], None] = lambda _: None) -> tuple[str, int]:
        """Return the SHA-256 and size of a file that is to become evidence.

        ``tell`` is given the bytes read so far. Raises ``Unreadable``.
        """
        return attached.measure(path, tell)


def _require_unchanged(target: Path, stamp: str) -> None:
    try:
        there = target.exists()
    except OSError as error:
        raise obstacle.unwritten(target, error) from error
    if not there:
        if stamp:
            raise obstacle.gone_there(target)
        return
    if not stamp:
        raise obstacle.exists_there(target)
    try:
        with regular(target) as handle:
            _, present = read_manifest(Archive(handle, target), target)
    except Unreadable as error:
        raise obstacle.changed_there(target) from error
    if present != stamp:
        raise obstacle.changed_there(target)


def _require_not_newer(target: Path) -> None:
    """Raise ``NotWritten`` where a newer version wrote the file, readable to us or not."""
    try:
        with regular(target) as handle:
            newer = is_newer(Archive(handle, target))
    except Unreadable:
        return  # not there, or none of ours: whether it may be replaced is asked elsewhere
    if newer:
        raise obstacle.newer_there(target)
