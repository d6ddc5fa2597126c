"""How much of a release is read at most; a hostile one costs no more than this."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Every bound that is not of one format alone. Sizes are in bytes."""

    files: int = 150_000
    depth: int = 64
    """Folders within folders."""
    seconds: int = 20
    """Computing time for one file, before its worker is ended."""
    patience: int = 60
    """Seconds without a word from the worker, before it is ended."""
    memory: int = 1 << 30
    """Address space of the worker, where the platform can bound it."""
    crashes: int = 50
    """Workers that may be lost before the rest is left alone."""
    archive_entries: int = 20_000
    archive_bytes: int = 8 << 30
    """Unpacked bytes read from all archives together."""
    ratio: int = 200
    """How many times its packed size a member may come to."""
    huge: int = 64 << 30
    """A file from which on a person is asked before it is digested."""
    notes: int = 2_000
    """Paths named one by one as not inspected."""
