"""The open document: its history, its file, and what is done with it. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from procure_app.core.assessment import edit
from procure_app.core.assessment.answer import Evidence
from procure_app.core.assessment.document import Assessment
from procure_app.core.assessment.history import History
from procure_app.core.catalogue.catalogue import Catalogue
from procure_app.core.catalogue.word import Walk
from procure_app.core.decision.reading import Reading, read
from procure_app.core.frameworks.judgement import NO_RULES, Rules
from procure_app.core.phrase import phrase
from procure_app.session.claim import Claim, is_same
from procure_app.session.drafts import Drafts
from procure_app.session.error import NotAllowed, Unreadable
from procure_app.session.holder import Access
from procure_app.session.ports import Backups, Clock, Ids, Locks, Opened, Store
from procure_app.session.saving import Saved, Saving, written
from procure_app.session.snapshot import Snapshot, content
from procure_app.session.version import NO_BACKUPS


class Session:
    """One document at a time, with everything that can be done to it."""

    def __init__(
        self,
        catalogue: Catalogue,
        store: Store,
        clock: Clock,
        ids: Ids,
        library: Rules = NO_RULES,
        *,
        backups: Backups = NO_BACKUPS,
        locks: Locks | None = None,
    ) -> None:
        self.shipped = catalogue
        self.backups = backups
        self.library = library
        self.catalogue = catalogue
        self.clock = clock
        self._store = store
        self._ids = ids
        self._claim = Claim(locks)
        self._listeners: list[Callable[[], None]] = []
        self.path: Path | None = None
        self.read_only = False
        self._stamp = ""
        self.stated: Mapping[str, str] = {}
        """The digests that a report stated of the document opened from it, by layer."""
        self._evidence: dict[str, Path] = {}
        self.drafts = Drafts(self._tell)
        self._catalogues: dict[str, Catalogue] = {}
        """What this document and its undone steps are asked by, by version."""
        self._saving = ""
        """The content of the state that is being saved, for the journal; empty while none is."""
        self._undone = 0
        """The highest number of evidence when a step was last undone."""
        self.history = History(self.blank(Walk.PURCHASE))
        self._saved = self.history.present
        self._reading: Reading | None = None

    # The document

    @property
    def assessment(self) -> Assessment:
        """The document as it is now."""
        return self.history.present

    @property
    def reading(self) -> Reading:
        """What follows from the document, computed once per state."""
        if self._reading is None or self._reading.assessment is not self.assessment:
            self._reading = read(
                self.catalogue, self.assessment, self.library, self.shipped, before=self._reading
            )
        return self._reading

    def take_library(self, library: Rules) -> None:
        """Read the document by these rules from now on."""
        self.library = library
        self._reading = None
        self._tell()

    @property
    def modified(self) -> bool:
        """Whether there is anything that the file does not hold."""
        return self.assessment != self._saved

    def next_identity(self) -> str:
        """Return an id for another document."""
        return self._ids()

    def blank(self, walk: Walk, title: str = "") -> Assessment:
        """Return an empty document of today with the shipped catalogue."""
        return Assessment(
            id=self._ids(),
            title=title,
            walk=walk,
            as_of=self.clock().date(),
            catalogue=self.shipped.id,
            catalogue_version=self.shipped.version,
        )

    def subscribe(self, listener: Callable[[], None]) -> None:
        """Call the listener after every change of the document or of its file."""
        self._listeners.append(listener)

    def change(self, changed: Assessment, place: str, *, merge: bool = False) -> None:
        """Take this document as the next state; see ``History.after``.

        Raises ``NotAllowed`` while the file is open for reading only.
        """
        if self.read_only and changed != self.assessment:
            raise NotAllowed(
                phrase("This file is open for reading only. Save it under another name to edit it.")
            )
        self._take(self.history.after(changed, place, merge=merge))

    def undo(self) -> str:
        """Go one step back and return the place of the edit that was undone, empty for none."""
        self._undone = self._last_evidence()
        return self._move(self.history.undone())

    def redo(self) -> str:
        """Go one step forward and return the place of that edit, empty for none."""
        return self._move(self.history.redone())

    def settle(self) -> None:
        """Forget the steps of undo: what was signed or recorded is never taken back."""
        self.history = History(self.assessment)
        self._tell()

    # The journal

    def snapshot(self) -> Snapshot:
        """Return the document with all it takes to go on from here."""
        return Snapshot(
            self.assessment,
            self.catalogue,
            self.clock(),
            self.path,
            self._stamp,
            dict(self._evidence),
            self.drafts.kept(),
            self._saving,
        )

    def recover(self, kept: Snapshot, access: Access | None) -> bool:
        """Go on where a session ended that was cut off; everything then counts as not saved.

        Returns whether it goes on in its file. Without ``access`` to it, or where it has changed
        since or cannot be read, it is a copy that no file holds yet. Raises ``InUse`` like
        ``open``.
        """
        in_file = access is not None and self._opens_again(kept, access)
        if in_file:
            self._catalogues[kept.assessment.catalogue_version] = kept.catalogue
            self._evidence |= kept.evidence
            last = max(self.assessment.last_evidence, kept.assessment.last_evidence)
            now = edit.changed(
                kept.assessment, revisions=self.assessment.revisions, last_evidence=last
            )
            self._take(self.history.after(now, "recovered"))
        else:
            self._claim.drop()
            self._start(kept.assessment, kept.catalogue, kept.evidence)
            self._saved = edit.changed(
                self.blank(kept.assessment.walk), revisions=kept.assessment.revisions
            )
        self.drafts.take(kept.drafts)
        self._tell()
        return in_file

    def _opens_again(self, kept: Snapshot, access: Access) -> bool:
        """Open the file of what was kept; say whether it is the one that was open then."""
        if kept.path is None:
            return False
        try:
            self.open(kept.path, access)
        except Unreadable:
            return False
        return not self.read_only and kept.goes_on(self._stamp, self.assessment)

    # The file

    def new(self, assessment: Assessment) -> None:
        """Start with this document, which no file holds yet."""
        self._claim.drop()
        self._start(assessment, self.shipped, {})

    def start_copy(self, assessment: Assessment) -> None:
        """Start with this copy of the open document, which no file holds yet, and its evidence."""
        self._claim.drop()
        self._start(assessment, self.shipped, self._evidence)
        self._saved = self.blank(assessment.walk)
        self._tell()

    def open(self, path: Path, access: Access = Access.ALONE) -> None:
        """Open the file. Raises ``Unreadable``, ``InUse``; the document then stays as it is."""
        self._claim.require_free(path, access)
        opened = self._store.open(path)
        reading = opened.read_only or access is Access.READING
        self._claim.move(path, Access.READING if reading else access)
        self._start(
            opened.assessment,
            opened.catalogue,
            opened.evidence,
            file=(path, opened.stamp),
            read_only=reading,
        )

    def look(self, path: Path) -> Opened:
        """Read a file without opening it; in any thread. Raises ``Unreadable``."""
        return self._store.open(path)

    def borrow(self, evidence: Mapping[str, Path]) -> None:
        """Know these places of attached files too, wherever none is known yet."""
        self._evidence = {**evidence, **self._evidence}

    def take_copy(self, opened: Opened) -> None:
        """Start with what was read, with the texts it was asked by, as in no file yet."""
        self._claim.drop()
        self._start(
            opened.assessment, opened.catalogue, opened.evidence, read_only=opened.read_only
        )

    def save(self, path: Path | None = None, *, overwrite: bool = False) -> None:
        """Write the document to its file, or to another one from now on.

        Raises ``NotWritten``, ``ChangedOutside``, or ``InUse`` where the other one is open
        elsewhere; the document then is as modified as before.
        """
        begun = self.saving(path, overwrite=overwrite)
        self.take_saved(begun, begun.write())

    def saving(self, path: Path | None = None, *, overwrite: bool = False) -> Saving:
        """Return the saving of the document as it is now, to be written in any thread.

        Raises ``NotAllowed`` where a name must be chosen first, and ``InUse`` where another
        file is open elsewhere.
        """
        target = path or self.path
        if target is None or (self.read_only and self._is_own(target)):
            raise NotAllowed(phrase("Choose a name to save the assessment under."))
        own = self._is_own(target)
        self._claim.require_free(target, Access.BESIDE if own or overwrite else Access.ALONE)
        self._saving = content(self.assessment)
        return Saving(
            store=self._store,
            target=target,
            reading=self.reading,
            before=self._saved,
            asked_before=self._asked_by(self._saved),
            undone=self._undone,
            evidence=dict(self._evidence),
            stamp=self._stamp if own else "",
            overwrite=overwrite or not own,
            when=self.clock(),
        )

    def take_saved(self, begun: Saving, saved: Saved) -> None:
        """Take what was written as the file of this document.

        What was edited since the saving began is as unsaved as before. Where another document
        was opened meanwhile, nothing changes.
        """
        if self._saved is not begun.before:
            return
        self._saving = ""
        # What was dropped keeps its place: undo may bring it back.
        embedded = (i.digest for i in saved.assessment.evidence if i.digest and not i.linked)
        self._evidence |= dict.fromkeys(embedded, begun.target)
        if not self._is_own(begun.target):
            self._claim.move(begun.target, Access.BESIDE)
        self._stamp = saved.stamp
        self.path, self.read_only = begun.target, False
        self.history = written(self.history, begun.reading.assessment, saved.assessment)
        self._saved = saved.assessment
        self._tell()

    def close(self) -> None:
        """Let go of the file; the document stays."""
        self._claim.drop()

    def evidence_place(self, digest_: str) -> Path | None:
        """Return the file that holds the bytes of this digest now."""
        return self._evidence.get(digest_)

    def attach(self, path: Path) -> Evidence:
        """Return a new evidence item for this file, to be put with the answer it backs.

        All of it is read: see ``measure`` for large ones. Raises ``Unreadable`` where the file
        cannot be read.
        """
        return self.attached(path, *self._store.measure(path))

    def measure(self, path: Path, tell: Callable[[int], None]) -> tuple[str, int]:
        """Return the SHA-256 and size of a file for ``attached``; in any thread.

        ``tell`` is given the bytes read so far; what it raises ends the reading. Raises
        ``Unreadable``.
        """
        return self._store.measure(path, tell)

    def attached(self, path: Path, sha256: str, size: int) -> Evidence:
        """Return a new evidence item for this file, which was measured."""
        self._evidence[sha256] = path
        name = path.name.encode("utf-8", "replace").decode("utf-8")  # it may be no text at all
        return Evidence(
            id=self.next_evidence_id(),
            kind="file",
            title=name,
            where=name,
            read=self.clock().date(),
            digest=sha256,
            size=size,
        )

    def next_evidence_id(self) -> str:
        """Return an evidence id that no item of this document has or had, such as E-4."""
        return f"E-{self._last_evidence() + 1}"

    # Inside

    def _is_own(self, target: Path) -> bool:
        """Say whether the path leads to the open file, however it is spelt."""
        return self.path is not None and is_same(target, self.path)

    def _last_evidence(self) -> int:
        return max(self._undone, edit.last_evidence(self.assessment))

    def _start(
        self,
        assessment: Assessment,
        catalogue: Catalogue,
        evidence: Mapping[str, Path],
        *,
        file: tuple[Path | None, str] = (None, ""),
        read_only: bool = False,
    ) -> None:
        """Take another document: its texts, its evidence, and its file with the stamp, if any."""
        self.catalogue, self._evidence = catalogue, dict(evidence)
        (self.path, self._stamp), self.read_only = file, read_only
        self._undone, self.stated, self._saving = 0, {}, ""
        self.drafts.take({})
        self.history = History(assessment)
        self._saved = assessment
        self._catalogues = {
            self.shipped.version: self.shipped,
            assessment.catalogue_version: catalogue,
        }
        self._reading = None
        self._tell()

    def _move(self, history: History) -> str:
        if history is self.history:
            return ""
        back = len(history.past) < len(self.history.past)
        place = (history.future[0] if back else history.past[-1])[1]
        self._take(history)
        return place

    def _take(self, history: History) -> None:
        if history is not self.history:
            self.history = history
            self.catalogue = self._asked_by(history.present)
            self._tell()

    def _asked_by(self, assessment: Assessment) -> Catalogue:
        """Return the catalogue of this state: a step of undo may lead back to an earlier one."""
        return self._catalogues.get(assessment.catalogue_version, self.catalogue)

    def _tell(self) -> None:
        for listener in tuple(self._listeners):
            listener()
