"""Reads what stands in for a file that was not delivered: the pointers of Git LFS."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from procure_app.inspection.observation import Fact, File, Observation

_DIGEST = re.compile(rb"^oid sha256:([0-9a-f]{64})$", re.MULTILINE)
_SIZE = re.compile(rb"^size (\d{1,18})$", re.MULTILINE)


def read(handle: BinaryIO, file: File) -> Iterator[Observation]:
    """Yield the digest and size of the file that is declared."""
    handle.seek(0)
    content = handle.read(1024)
    facts: dict[str, Fact] = {}
    if digest := _DIGEST.search(content):
        facts["declared_sha256"] = digest[1].decode()
    if size := _SIZE.search(content):
        facts["declared_bytes"] = int(size[1])
    yield Observation(
        "pointer", "git-lfs", (file.path,), facts=facts, state="declared, not included"
    )
