"""What bills of materials share: finding them among JSON files, and reading within bounds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from procure_app.core.phrase import phrase
from procure_app.inspection.bounded import parsed_json
from procure_app.inspection.name import quoted
from procure_app.inspection.observation import File, Refused

MOST_BYTES = 8 << 20
MOST_VALUES = 400_000
"""Most commas and brackets: each is a value, and values cost more memory than text."""
MOST_LISTED = 40
_HEAD = 4096
_NAME = re.compile(r"(?:bom|cdx|cyclonedx|spdx)[^/]*$", re.IGNORECASE)


def opened(handle: BinaryIO, file: File, mark: bytes) -> Mapping[str, Any] | None:
    """Return the JSON object, None where the file is not of this kind.

    A file is looked into where its name speaks of a bill, or its first bytes have the mark.
    Raises ``Refused`` for a bill that is too large or no proper JSON.
    """
    handle.seek(0)
    head = handle.read(_HEAD)
    if mark not in head and not _NAME.search(file.path):
        return None
    if file.bytes > MOST_BYTES:
        raise Refused(phrase("it is larger than {most} bytes", most=MOST_BYTES))
    content = head + handle.read(MOST_BYTES)
    if mark not in content:
        return None
    if sum(map(content.count, (b",", b"[", b"{"))) > MOST_VALUES:
        raise Refused(phrase("it holds more than {most} values", most=MOST_VALUES))
    value = parsed_json(content.removeprefix(b"\xef\xbb\xbf"))
    return value if isinstance(value, dict) else None


def objects(value: object) -> Iterator[Mapping[str, Any]]:
    """Yield the objects of a list; whatever else stands there is passed over."""
    if isinstance(value, list):
        yield from (one for one in value if isinstance(one, dict))


def text(value: object, most: int = 200) -> str:
    """Return the value as one line where it is text; empty for anything else."""
    return quoted(value, most) if isinstance(value, str) else ""


def texts(value: object, most: int = MOST_LISTED) -> tuple[str, ...]:
    """Return the texts of a list, or the one text."""
    items = value if isinstance(value, list) else [value]
    return tuple(said for one in items[:most] if (said := text(one, 300)))
