"""Digests of large files from earlier inspections, by device, inode, size and times."""

from __future__ import annotations

import contextlib
import json
import os
import re
from pathlib import Path

from procure_app.inspection.walk import Stamp

WORTH = 1 << 20
"""Bytes from which on a digest is kept: smaller files are digested faster than looked up."""
MOST = 20_000
_MOST_BYTES = 8 << 20
_DIGEST = re.compile(r"[0-9a-f]{64}")


class DigestCache:
    """What is known already. A file that cannot be read or written costs time, nothing else."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._known = _read(path) if path else {}
        self._changed = False

    def get(self, stamp: Stamp) -> str:
        """Return the digest of the file with this stamp, empty where it is not known."""
        return self._known.get(_key(stamp), "")

    def put(self, stamp: Stamp, digest: str) -> None:
        """Keep a digest, where it is worth it."""
        if stamp[2] >= WORTH and self._path:
            self._known.pop(_key(stamp), None)  # the newest stand last
            self._known[_key(stamp)] = digest
            self._changed = True

    def save(self) -> None:
        """Write what was added, whole or not at all."""
        if not self._changed or not self._path:
            return
        newest = dict(list(self._known.items())[-MOST:])
        beside = self._path.with_name(f"{self._path.name}.{os.getpid()}")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            beside.write_text(json.dumps(newest), "ascii")
            beside.replace(self._path)
        except OSError:
            with contextlib.suppress(OSError):
                beside.unlink()


def _key(stamp: Stamp) -> str:
    return "-".join(f"{number:x}" for number in stamp)


def _read(path: Path) -> dict[str, str]:
    try:
        if not path.is_file():  # a pipe would be waited for, a device read for ever
            return {}
        with path.open("rb") as handle:
            content = handle.read(_MOST_BYTES + 1)
        if len(content) > _MOST_BYTES:
            return {}
        value = json.loads(content)
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(value, dict):
        return {}
    return {
        key: digest
        for key, digest in value.items()
        if isinstance(digest, str) and _DIGEST.fullmatch(digest)
    }
