"""The journal: what is not saved yet, kept through a crash, a kill or a power cut.

Every running app has a folder of its own, held for as long as it lives. A journal in it is an
assessment file without evidence, and with one member more: ``journal.json`` says which file it
belongs to. So a journal can also be opened like any assessment. Its name is made of the
document's id and of the stamp of its file.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from pydantic import AwareDatetime

from procure_app.core.assessment.document import Assessment
from procure_app.core.catalogue.catalogue import Catalogue
from procure_app.core.frozen import Frozen
from procure_app.session.error import Unreadable
from procure_app.session.ports import Store
from procure_app.session.snapshot import Belonging, Left, Snapshot, content
from procure_app.store.container import reading, saving
from procure_app.store.container.archive import FIRST, MIMETYPE, Archive
from procure_app.store.container.manifest import (
    ASSESSMENT,
    CATALOGUE,
    NAME,
    checked_text,
    read_manifest,
    write_manifest,
)
from procure_app.store.container.packing import Packing
from procure_app.store.disk import obstacle, refusal, strict_json
from procure_app.store.disk.regular import regular
from procure_app.store.disk.whole import write_whole
from procure_app.store.kept.journal_folder import JournalFolders, listed

NOTE = "journal.json"
SUFFIX = ".procure"


class Note(Frozen):
    """Which file a journal belongs to. Paths are bytes, as text of one character a byte."""

    when: AwareDatetime
    path: str = ""
    stamp: str = ""
    evidence: Mapping[str, str] = {}
    drafts: Mapping[str, str] = {}
    saving: str = ""


class Journal:
    """Keeps the journal of this process, and finds those of others that ended."""

    def __init__(self, folder: Path, store: Store) -> None:
        """Take the folder of all journals, and the store that reads their files."""
        self._folders = JournalFolders(folder)
        self._place = folder
        self._store = store
        self._texts: tuple[Catalogue, bytes] | None = None

    def write(self, snapshot: Snapshot) -> None:
        """Keep this instead of what was kept before. Raises ``NotWritten``."""
        texts = {
            ASSESSMENT: saving.text(snapshot.assessment),
            CATALOGUE: self._catalogue(snapshot.catalogue),
            NOTE: saving.text(_note(snapshot)),
        }
        name = _name(snapshot)
        try:
            target = self._folders.require() / name
        except OSError as error:
            raise obstacle.unwritten(self._place / name, error) from error
        write_whole(target, lambda handle: _fill(handle, texts))
        self._clear(except_=name)

    def clear(self) -> None:
        """Forget what was kept: the file holds it now."""
        self._clear()

    def close(self) -> None:
        """Forget what was kept, and let go of everything."""
        self._folders.close()

    def let_go(self) -> None:
        """Leave all as the end of the process does, for others to find."""
        self._folders.let_go()

    def left(self) -> tuple[Left, ...]:
        """Return the journals of processes that are gone, the newest first; one that says what
        its file says is dropped. Nothing here fails."""
        found = []
        for folder in self._folders.dead():
            for place in listed(folder, SUFFIX):
                one = self._read(place)
                if one.snapshot and one.saved and has_all(one.saved, one.snapshot):
                    self.drop(one)
                else:
                    found.append(one)
            if not listed(folder, SUFFIX):
                self._folders.remove(folder)
        return tuple(sorted(found, key=_age, reverse=True))

    def drop(self, left: Left) -> None:
        """Forget a journal that was found."""
        with suppress(OSError):
            left.place.unlink()

    def _clear(self, except_: str = "") -> None:
        own = self._folders.own
        for place in listed(own, SUFFIX) if own else ():
            if place.name != except_:
                with suppress(OSError):
                    place.unlink()

    def _catalogue(self, catalogue: Catalogue) -> bytes:
        if self._texts is None or self._texts[0] is not catalogue:
            self._texts = (catalogue, saving.text(catalogue, as_ordered=True))
        return self._texts[1]

    def _read(self, place: Path) -> Left:
        try:
            snapshot = read_journal(place)
        except Unreadable:
            return Left(place, None, Belonging.CHANGED)
        if snapshot.path is None:
            return Left(place, snapshot, Belonging.NEVER_SAVED)
        try:
            if not snapshot.path.exists():
                return Left(place, snapshot, Belonging.GONE)
            opened = self._store.open(snapshot.path)
        except (Unreadable, OSError):  # such as a drive that is not connected any more
            return Left(place, snapshot, Belonging.CHANGED)
        same = snapshot.goes_on(opened.stamp, opened.assessment) and not opened.read_only
        belonging = Belonging.SAME if same else Belonging.CHANGED
        return Left(place, snapshot, belonging, opened.assessment)


def read_journal(place: Path) -> Snapshot:
    """Return what a journal keeps. Raises ``Unreadable``."""
    with regular(place) as handle:
        archive = Archive(handle, place)
        said, _ = read_manifest(archive, place)
        catalogue = reading.catalogue(archive, said, place)
        assessment = reading.assessment(archive, said, place)
        written = checked_text(archive, said, NOTE, place)
    if catalogue is None or said.newer:
        raise refusal.newer(place)
    if strict_json.is_overfull(written):
        raise refusal.oversized(place)
    try:
        note = Note.model_validate(strict_json.parse(written))
        note.when.astimezone()  # nobody's clock shows a year that no calendar here has
        path = _path(note.path) if note.path else None
        evidence = {digest: _path(text) for digest, text in note.evidence.items()}
    except (ValueError, OverflowError, RecursionError) as error:
        raise refusal.altered(place) from error
    return Snapshot(
        assessment, catalogue, note.when, path, note.stamp, evidence, note.drafts, note.saving
    )


def has_all(saved: Assessment, snapshot: Snapshot) -> bool:
    """Say whether the file has all that the journal has: the save came before the end."""
    return not snapshot.drafts and content(saved) == content(snapshot.assessment)


def _note(snapshot: Snapshot) -> Note:
    return Note(
        when=snapshot.when,
        path=_bytes(snapshot.path) if snapshot.path else "",
        stamp=snapshot.stamp,
        evidence={digest: _bytes(path) for digest, path in snapshot.evidence.items()},
        drafts=snapshot.drafts,
        saving=snapshot.saving,
    )


def _fill(handle: BinaryIO, texts: Mapping[str, bytes]) -> None:
    packing = Packing(handle)
    packing.add(FIRST, MIMETYPE.encode("ascii"), deflated=False)
    packing.add(NAME, write_manifest(texts, {}))
    for name, text in texts.items():
        packing.add(name, text, deflated=False)  # it is written often, and not for long
    packing.finish()


def _name(snapshot: Snapshot) -> str:
    key = f"{snapshot.assessment.id}\n{snapshot.stamp}".encode("utf-8", "replace")
    return hashlib.sha256(key).hexdigest()[:32] + SUFFIX


def _bytes(path: Path) -> str:
    return os.fsencode(path.absolute()).decode("latin-1")


def _path(text: str) -> Path:
    return Path(os.fsdecode(text.encode("latin-1")))


def _age(left: Left) -> float:
    return left.snapshot.when.timestamp() if left.snapshot else 0.0
