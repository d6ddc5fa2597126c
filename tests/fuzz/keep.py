"""Picks from all that a fuzzer found the few inputs that reach what all of them reach."""

from __future__ import annotations

import hashlib
import sys
import tempfile
from pathlib import Path
from types import FrameType
from typing import Any

import procure_app
from fuzz.contract import Target, tried

FILES, BYTES = 60, 400_000
"""Most of what is kept for one target."""
_LARGEST = 20_000
_OURS = str(Path(procure_app.__file__).parent)


def keep(target: Target, work: Path, kept: Path) -> None:
    """Put the fewest inputs into the folder, beside those that once broke a reader."""
    kept.mkdir(parents=True, exist_ok=True)
    broke = [file for file in kept.iterdir() if file.name.startswith("broke-")]
    found = {file.read_bytes() for place in (work, kept) for file in place.iterdir()}
    small = sorted(
        (data for data in found if len(data) <= _LARGEST), key=lambda data: (len(data), data)
    )
    with tempfile.TemporaryDirectory() as name:
        tried(target, Path(name), small[-1])  # imports what is imported late
        reached = {data: _reached(target, Path(name), data) for data in small}
    chosen: list[bytes] = []
    left = set[object]().union(*reached.values())
    while left and len(chosen) + len(broke) < FILES:
        best = max(small, key=lambda data: (len(reached[data] & left), -len(data)))
        if sum(map(len, chosen)) + len(best) > BYTES:
            break
        chosen.append(best)
        left -= reached[best]
    for file in set(kept.iterdir()) - set(broke):
        file.unlink()
    for data in chosen:
        (kept / hashlib.sha256(data).hexdigest()[:12]).write_bytes(data)
    total = sum(file.stat().st_size for file in kept.iterdir())
    lines = len(set[object]().union(*reached.values()))
    print(
        f"{target.name}: {len(chosen)} of {len(small)} inputs kept, {total} bytes, "
        f"{lines - len(left)} of {lines} lines"
    )


def _reached(target: Target, folder: Path, data: bytes) -> set[object]:
    """Return the lines of the app that the input reaches."""
    lines: set[object] = set()

    def inside(frame: FrameType, event: str, _: Any) -> Any:
        if event == "line":
            lines.add((frame.f_code.co_filename, frame.f_lineno))
        return inside

    def called(frame: FrameType, _: str, __: Any) -> Any:
        return inside if frame.f_code.co_filename.startswith(_OURS) else None

    before = sys.gettrace()
    sys.settrace(called)
    try:
        tried(target, folder, data)
    finally:
        sys.settrace(before)
    return lines
