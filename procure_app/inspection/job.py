"""One file to be read or digested, as the app hands it to its worker."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from procure_app.inspection import wire
from procure_app.inspection.walk import Stamp


@dataclass(frozen=True, slots=True)
class Job:
    """A file, as the folder listed it."""

    id: int
    raw: bytes
    path: str
    inside: str
    """The path without the one folder that holds everything, where there is one."""
    bytes: int
    stamp: Stamp
    linked: bool = False
    kind: str = ""
    """What it was identified as, once it was."""
    skip: int = -1
    """Members of an archive that were read already, or cannot be; -1 where none was begun."""

    def message(self) -> wire.Message:
        """Return it as JSON."""
        return {
            "id": self.id,
            "raw": wire.name(self.raw),
            "path": self.path,
            "inside": self.inside,
            "bytes": self.bytes,
            "stamp": self.stamp,
            "linked": self.linked,
            "kind": self.kind,
            "skip": self.skip,
        }


def job_of(message: Mapping[str, Any]) -> Job:
    """Return the job of a message."""
    device, inode, size, modified, changed = message["stamp"]
    return Job(
        message["id"],
        wire.raw(message["raw"]),
        message["path"],
        message["inside"],
        message["bytes"],
        (device, inode, size, modified, changed),
        message["linked"],
        message["kind"],
        message["skip"],
    )
