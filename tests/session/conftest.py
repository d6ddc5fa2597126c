"""A session whose store, clock and ids are small and predictable."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from catalogue.tiny import catalogue_of, choice, is_, role

from procure_app.core.assessment.document import Assessment
from procure_app.core.catalogue.catalogue import Catalogue
from procure_app.core.phrase import phrase
from procure_app.session.error import ChangedOutside, NotWritten, Unreadable
from procure_app.session.session import Session


@dataclass
class Kept:
    """A file as the shelf keeps it; fulfils ``Opened``."""

    assessment: Assessment
    catalogue: Catalogue
    evidence: Mapping[str, Path]
    stamp: str
    read_only: bool = False


@dataclass
class Shelf:
    """Keeps assessments in memory; fulfils ``Store``."""

    files: dict[Path, Kept] = field(default_factory=dict)
    calls: list[dict] = field(default_factory=list)
    """What each save was asked for."""
    full: bool = False
    stamps: int = 0

    def open(self, path: Path) -> Kept:
        if path not in self.files:
            raise Unreadable(phrase("It is not there."))
        return self.files[path]

    def save(self, path, assessment, catalogue, evidence, stamp, *, overwrite=False) -> str:
        self.calls.append({"path": path, "stamp": stamp, "overwrite": overwrite,
                           "evidence": dict(evidence)})  # fmt: skip
        if self.full:
            raise NotWritten(phrase("The disk is full."))
        if not overwrite and stamp != (self.files[path].stamp if path in self.files else ""):
            raise ChangedOutside(phrase("Somebody else changed it."))
        self.stamps += 1
        new = f"stamp {self.stamps}"
        inside = {i.digest: path for i in assessment.evidence if i.digest}
        self.files[path] = Kept(assessment, catalogue, inside, new)
        return new

    def measure(self, path: Path) -> tuple[str, int]:
        if path.suffix == ".gone":
            raise Unreadable(phrase("It is not there."))
        return ("ab" * 32, 3)


class Clock:
    """A clock that goes on by a minute whenever it is looked at."""

    def __init__(self) -> None:
        self.time = datetime.datetime(2026, 11, 22, 9, tzinfo=datetime.UTC)

    def __call__(self) -> datetime.datetime:
        self.time += datetime.timedelta(minutes=1)
        return self.time


@pytest.fixture
def tiny() -> Catalogue:
    """A switch, a question behind it, and three roles."""
    return catalogue_of(
        choice("a.one", weighs="minor", statement="own"),
        choice("b.off", asked=is_("a.one", "no")),
        choice("b.two"),
        roles=(
            role("preparer", attestations=("seen", "read")),
            role("reviewer"),
            role("approver", "decision"),
        ),
    )


@pytest.fixture
def shelf() -> Shelf:
    """Where the session keeps its files."""
    return Shelf()


@pytest.fixture
def session(tiny: Catalogue, shelf: Shelf) -> Session:
    """A session with an empty document."""
    numbers = iter(range(100))
    return Session(tiny, shelf, Clock(), lambda: f"id-{next(numbers)}")
