"""What the session asks of the world; adapters fulfil it, and only app and cli construct them."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from procure_app.core.assessment.document import Assessment
from procure_app.core.catalogue.catalogue import Catalogue
from procure_app.core.phrase import Phrase
from procure_app.session.holder import Holder
from procure_app.session.snapshot import Left, Snapshot
from procure_app.session.version import Version


class Opened(Protocol):
    """A file as it was read."""

    @property
    def assessment(self) -> Assessment:
        """The document."""

    @property
    def catalogue(self) -> Catalogue:
        """The texts as they were asked; the shipped catalogue where the file has none."""

    @property
    def evidence(self) -> Mapping[str, Path]:
        """Where the bytes of each embedded digest lie: the file itself."""

    @property
    def stamp(self) -> str:
        """What identifies the file's bytes, to notice a change by somebody else."""

    @property
    def read_only(self) -> bool:
        """Whether the file is of a newer format and must not be written."""


class Journal(Protocol):
    """Keeps what is not saved yet; see ``store.kept.journal``."""

    def write(self, snapshot: Snapshot) -> None:
        """Keep this instead of what was kept before. Raises ``session.error.NotWritten``."""

    def clear(self) -> None:
        """Forget what was kept: the file holds it now."""

    def close(self) -> None:
        """Forget what was kept, and let go of everything."""

    def left(self) -> Sequence[Left]:
        """Return what sessions that are gone left behind, the newest first."""

    def drop(self, left: Left) -> None:
        """Forget what was found."""


class Store(Protocol):
    """Reads and writes assessment files."""

    def open(self, path: Path) -> Opened:
        """Read the file. Raises ``session.error.Unreadable`` with one clear sentence."""

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

        Raises ``session.error.ChangedOutside`` where the file is no longer the one with
        ``stamp`` (empty for a new file) unless ``overwrite``; ``session.error.NotWritten``
        where it cannot be written.
        """

    def measure(self, path: Path, tell: Callable[[int], None] = lambda _: None) -> tuple[str, int]:
        """Return the SHA-256 and size of a file that is to become evidence; in any thread.

        ``tell`` is given the bytes read so far, block by block; what it raises ends the reading.
        Raises ``session.error.Unreadable`` where it cannot be read.
        """


class Backups(Protocol):
    """Keeps the versions that a save replaces."""

    def versions(self, document: str) -> Sequence[Version]:
        """Return what is kept of the document of this id, the newest first."""

    def trouble(self) -> Phrase | None:
        """Return why the last save kept nothing, once; None where all is well."""


class Locks(Protocol):
    """Tells others which file is open here; none of it raises, for nobody works less without."""

    def holder(self, path: Path) -> Holder | None:
        """Return who else has the file open; None where nobody is known to."""

    def take(self, path: Path, *, over: bool = False) -> bool:
        """Say that the file is open here; False where somebody else does, or it cannot be said.

        With ``over``, take the place of the one that ``holder`` returned last, unless that
        program is known to live.
        """

    def release(self, path: Path) -> None:
        """Say it no longer."""


Clock = Callable[[], datetime.datetime]
"""The present moment, with its time zone."""
Ids = Callable[[], str]
"""A new unique id."""
