"""A version of a document that was kept when a later one was saved in its place."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path

from procure_app.core.phrase import Phrase


@dataclass(frozen=True, slots=True)
class Version:
    """One kept version."""

    path: Path
    """A whole assessment file, to be read and never written."""
    saved: datetime.datetime
    """When it was saved, as its file says."""
    size: int
    """Bytes, attached files included."""


@dataclass(frozen=True, slots=True)
class NoBackups:
    """Nothing is kept; fulfils ``session.ports.Backups``."""

    def versions(self, document: str) -> tuple[Version, ...]:
        """Return none."""
        return ()

    def trouble(self) -> Phrase | None:
        """Return none."""
        return None


NO_BACKUPS = NoBackups()
