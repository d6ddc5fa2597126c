"""Reads PyTorch's ZIP files: what their pickles would import, and how many numbers they hold."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from procure_app.inspection import kind
from procure_app.inspection.archive.zip_directory import ZipEntry, entries_of
from procure_app.inspection.archive.zip_member import opened
from procure_app.inspection.name import shown
from procure_app.inspection.observation import Fact, File, Observation, Refused
from procure_app.inspection.weights.pickled import MOST_SHOWN, Scan

MOST_PICKLES = 64


def read(handle: BinaryIO, file: File) -> Iterator[Observation]:
    """Yield what the pickles in it import. Raises ``Refused`` for a malformed archive."""
    entries = entries_of(handle, file.bytes)
    pickles = [entry for entry in entries if entry.name.endswith(b".pkl")]
    scan, unread = Scan(), []
    for entry in pickles[:MOST_PICKLES]:
        try:
            with opened(handle, entry) as member:
                scan.over(member)
        except Refused:
            unread.append(shown(entry.name))
    unread += [shown(entry.name) for entry in pickles[MOST_PICKLES:]]
    facts = scan.facts(whole=not unread)
    if unread:
        facts["not_read"] = tuple(unread[:MOST_SHOWN])
    code = _code(entries)
    if code:  # TorchScript: programs, compiled and run by loading
        facts["can_run_code"] = True
        facts["programs"] = code[:MOST_SHOWN]
    if missing := _missing(scan, entries):
        facts["blocks_missing"] = missing
    yield Observation("weights", kind.PYTORCH, (file.path,), facts=_titled(facts))


def _titled(facts: dict[str, Fact]) -> dict[str, Fact]:
    return {"format": "PyTorch ZIP", **facts}


def _code(entries: tuple[ZipEntry, ...]) -> tuple[str, ...]:
    return tuple(
        shown(entry.name)
        for entry in entries
        if b"/code/" in entry.name and entry.name.endswith(b".py")
    )


def _missing(scan: Scan, entries: tuple[ZipEntry, ...]) -> int:
    """Return how many blocks the pickle names and the archive lacks."""
    there = {
        entry.name.rpartition(b"/")[2].decode("ascii", "replace")
        for entry in entries
        if b"/data/" in entry.name or entry.name.startswith(b"data/")
    }
    return sum(1 for key in scan.storages if key not in there)
