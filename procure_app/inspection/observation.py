"""What an inspection holds: files, what was seen in them, and what could not be seen."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import BinaryIO, Literal

from procure_app.core.phrase import Phrase

Confidence = Literal["high", "medium", "low"]
"""``high`` pre-fills an answer, ``medium`` pre-fills it to check, ``low`` is only mentioned."""
State = Literal["found", "declared, not included", "could not be inspected"]
Fact = str | int | float | bool | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class File:
    """A regular file of the release, in a folder or in an archive."""

    path: str
    """Relative to the root, with ``/``, escaped for display; unique, and the key elsewhere.

    The path of an archive's member begins with the path of the archive.
    """
    raw: bytes
    """The real name of the file, or of the archive it lies in, relative to the root."""
    bytes: int
    """Its size."""
    sha256: str = ""
    """Empty until it is digested, or where it could not be."""
    kind: str = ""
    """What it is by content (a word of ``kind.py``); empty where nobody knows."""


@dataclass(frozen=True, slots=True)
class Observation:
    """One thing seen in one or several files."""

    what: str
    """``component``, ``licence``, ``weights``, ``card``, ``claim``, ``base model`` and so on."""
    subject: str
    """Id of the component in the catalogue, of the licence, or what else it is about."""
    files: tuple[str, ...] = ()
    """Paths as in ``File.path``."""
    confidence: Confidence = "high"
    quote: str = ""
    """At most one line of the vendor's own words, escaped for display."""
    facts: Mapping[str, Fact] = field(default_factory=lambda: MappingProxyType({}))
    """What was read: counts, names, words. Keys are plain English, as in the JSON form."""
    state: State = "found"


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two things the release says of itself that cannot both be so, or a claim without content."""

    sentence: Phrase
    files: tuple[str, ...] = ()
    """The files that say the one and the other."""


@dataclass(frozen=True, slots=True)
class Inspection:
    """Everything that was found in one folder or archive."""

    root: str
    """The folder or archive as it was chosen, escaped for display."""
    files: tuple[File, ...] = ()
    """In the order of their paths."""
    observations: tuple[Observation, ...] = ()
    problems: tuple[Phrase, ...] = ()
    """What a person should know about the folder itself; one sentence each."""
    not_inspected: tuple[tuple[str, Phrase], ...] = ()
    """Paths that could not be read, or not to the end, with the reason."""
    contradictions: tuple[Contradiction, ...] = ()


class Refused(Exception):
    """A reader's word for content it will not read on with: too large, too deep, malformed."""

    def __init__(self, reason: Phrase) -> None:
        super().__init__(reason.text)
        self.reason = reason


Reader = Callable[[BinaryIO, File], Iterator[Observation]]
"""Reads one open file from its start, within bounds, and yields what it sees.

It must be a function of a module (it is sent to another process by name), open nothing itself,
and raise ``Refused`` where it stops. Anything else it raises reads "could not be inspected".
"""
