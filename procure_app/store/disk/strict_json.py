"""JSON in which nothing is ambiguous: no key twice, no infinity, no half characters."""

from __future__ import annotations

import json
import math
from typing import Any, NoReturn

from procure_app.core.frozen import Frozen

_MOST = 250_000
"""Most marks of a text; a full assessment has a tenth of it."""

LONGEST = 250_000
"""Most bytes of one text: sixty printed pages, where a file would be attached instead."""


def is_overfull(content: bytes) -> bool:
    """Say whether the text would come to so many values that they fill the memory.

    Every value but the first follows a comma or a bracket; those inside texts count as well.
    """
    return sum(map(content.count, (b",", b"[", b"{"))) > _MOST


def is_overlong(content: bytes) -> bool:
    """Say whether one text in it is so long that no window could show it in time."""
    bare = content.replace(b"\\\\", b"__").replace(b'\\"', b"__")  # what is left ends a text
    return max(map(len, bare.split(b'"')[1::2]), default=0) > LONGEST


def parse(content: bytes) -> object:
    """Return the value. Raises ``ValueError`` where it is not JSON, or is but ambiguous."""
    try:
        value: object = json.loads(
            content.decode("utf-8"),
            object_pairs_hook=_once,
            parse_constant=_no_number,
            parse_float=_finite,
        )
        if b"\\u" in content:  # only an escape can hold half a character
            json.dumps(value, ensure_ascii=False).encode("utf-8")
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    return value


def dump(value: Frozen, *, as_ordered: bool = False) -> bytes:
    """Return the value as JSON, the same bytes for equal values; defaults are left out.

    With ``as_ordered`` names keep the order they have, which readers see. Raises
    ``UnicodeEncodeError`` where a text holds half a character.
    """
    plain = value.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    text = json.dumps(
        plain,
        ensure_ascii=False,
        allow_nan=False,
        sort_keys=not as_ordered,
        separators=(",", ":"),
    )
    return text.encode("utf-8")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) != len(pairs):
        raise ValueError("a key stands twice")
    return value


def _no_number(word: str) -> NoReturn:
    raise ValueError(f"{word} is not a number")


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(f"{text} is out of range")
    return number
