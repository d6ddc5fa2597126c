"""Tells a pickle by its first bytes; the old protocols have no magic and are tried."""

from __future__ import annotations

import io
import re

from procure_app.inspection.observation import Refused
from procure_app.inspection.weights.opcode import TABLE, Imports, Walk

_LINE_IMPORT = re.compile(rb"\(*[ic][\w.]+\n[\w.]+\n")


def is_pickle(head: bytes, size: int) -> bool:
    """Say whether a file that begins like this is a pickle, of any protocol."""
    if head[:1] == b"\x80" and len(head) > 2 and 2 <= head[1] <= 5:
        return head[2] in TABLE
    if head[:1] in (b"(", b"]", b"}") or _LINE_IMPORT.match(head):
        return _is_walkable(head, size)
    return False


def _is_walkable(head: bytes, size: int) -> bool:
    """Say whether the bytes can be walked over, to a stop or to where they are cut."""
    imports = Imports()
    walk = Walk(io.BytesIO(head), imports, len(head))
    steps = 0
    try:
        while walk.step() != "STOP":
            steps += 1
    except Refused:
        return size > len(head) and walk.handle.tell() == len(head) and steps > 40
    return bool(imports.names) or imports.calls or steps > 20
