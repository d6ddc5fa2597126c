"""Reads ``.gitmodules``: folders whose content lies in another repository."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from procure_app.inspection.name import escaped, quoted, shown
from procure_app.inspection.observation import File, Observation
from procure_app.inspection.provenance import without_secret

MOST_BYTES = 64 << 10
MOST_MODULES = 200
_FIELD = re.compile(r"^\s*(path|url)\s*=\s*(\S[^\n]{0,400}?)\s*$")


def read(handle: BinaryIO, file: File) -> Iterator[Observation]:
    """Yield one observation for each folder, by its path; nothing for any other text."""
    folder, _, name = file.path.rpartition("/")
    if name != ".gitmodules":
        return
    handle.seek(0)
    path, count = "", 0
    for line in handle.read(MOST_BYTES).decode("utf-8", "replace").splitlines():
        found = _FIELD.match(line)
        if not found:
            continue
        if found[1] == "path":
            path = shown(found[2].strip('"').encode())
        elif path and count < MOST_MODULES:
            count += 1
            yield Observation(
                "submodule",
                f"{folder}/{path}" if folder else path,
                (file.path,),
                quote=quoted(without_secret(line)),
                facts={"address": escaped(without_secret(found[2]))},
            )
            path = ""
