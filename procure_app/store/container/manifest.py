"""The manifest: the format of the file, and what each member must be."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from pydantic import ConfigDict, Field

from procure_app.core.frozen import Frozen
from procure_app.store.container.archive import Archive
from procure_app.store.disk import refusal, strict_json

FORMAT = 1
"""The format this version writes. It rises with every change that an older version would
misread or refuse; a migration reads the formats before it. Every format keeps the ZIP and the
key ``format`` of this manifest, by which older versions know to leave the file alone."""
NAME = "manifest.json"
ASSESSMENT = "assessment.json"
CATALOGUE = "catalogue.json"
EVIDENCE = "evidence/"
TEXT = 32 << 20
"""Most bytes of ``assessment.json`` and of ``catalogue.json``."""
_LIMIT = 4 << 20


class Member(Frozen):
    """What one member must be."""

    model_config = ConfigDict(extra="ignore")
    size: int = Field(ge=0)
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")


class Manifest(Frozen):
    """What the file says of itself. Keys that we do not know are left to newer versions."""

    model_config = ConfigDict(extra="ignore")
    format: int = Field(strict=True, ge=1)
    app: Literal["procure"]
    members: Mapping[str, Member]

    @property
    def newer(self) -> bool:
        """Whether a newer version wrote the file."""
        return self.format > FORMAT


def read_manifest(archive: Archive, path: Path) -> tuple[Manifest, str]:
    """Return the manifest and the stamp of the file.

    The stamp covers sizes, checksums and places of all members and the SHA-256 of each, so it
    tells files apart without reading their evidence. Raises ``Unreadable``.
    """
    content = archive.read(NAME, _LIMIT)
    if strict_json.is_overfull(content):
        raise refusal.oversized(path)
    stamp = hashlib.sha256(archive.directory + content).hexdigest()
    try:
        value = strict_json.parse(content)
    except ValueError as error:
        raise refusal.altered(path) from error
    try:
        return Manifest.model_validate(value), stamp
    except ValueError as error:
        if _format(value) > FORMAT:
            raise refusal.newer(path) from error
        raise refusal.altered(path) from error


def is_newer(archive: Archive) -> bool:
    """Say whether the file is of a format above ours, whatever else its manifest says.

    Raises ``Unreadable`` where there is no manifest.
    """
    content = archive.read(NAME, _LIMIT)
    try:
        return not strict_json.is_overfull(content) and _format(strict_json.parse(content)) > FORMAT
    except ValueError:
        return False


def checked_text(archive: Archive, manifest: Manifest, name: str, path: Path) -> bytes:
    """Return the content of a member as the manifest has it. Raises ``Unreadable``."""
    content = archive.read(name, TEXT)
    member = manifest.members.get(name)
    if member is None or hashlib.sha256(content).hexdigest() != member.sha256:
        raise refusal.altered(path)
    return content


def write_manifest(texts: Mapping[str, bytes], evidence: Mapping[str, int]) -> bytes:
    """Return the manifest of these texts by name, and these sizes by digest."""
    members = {
        name: Member(size=len(content), sha256=hashlib.sha256(content).hexdigest())
        for name, content in texts.items()
    }
    members |= {EVIDENCE + d: Member(size=size, sha256=d) for d, size in evidence.items()}
    return strict_json.dump(Manifest(format=FORMAT, app="procure", members=members))


def _format(value: object) -> int:
    found = value.get("format") if isinstance(value, dict) else None
    return found if isinstance(found, int) and not isinstance(found, bool) else 0
