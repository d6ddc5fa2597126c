"""Changes to an input that keep its form, so that they reach what lies behind the parser."""

from __future__ import annotations

import json
import random
import struct
import zlib
from typing import Any

WORDS = (
    "", " ", "a", "yes", "no", "NONE", "NOASSERTION", "MIT OR", "((((", "E-1", "E-0",
    "E-" + "9" * 30, "9" * 5000, "[" * 3000, "a." * 3000 + "a",
    "9" * 400, "-1", "1e999", "0x10", "١٢", "1.5", "true", "null", "NaN",
    "0000-00-00", "0001-01-01", "9999-12-31", "2026-02-30", "2026-11-22T24:00:00Z",
    "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00",
    "../../x", "/etc/passwd", "C:\\x", "file:///x", "javascript:1", "http://[", "https://a b",
    "\x00", "\n", "\u202e", "\ufeff", "\ufffe", "\u2028", "é" * 300, "👍🏽", "<b>&amp;</b>", "{x}",
    "%s", "=1+1", "ab" * 32, "x" * 5000,
)  # fmt: skip
PLAIN: tuple[object, ...] = (
    None, True, False, 0, -1, 1, 5, 6, 10**9, 2**31, 2**53, 2**63, 10**30, 10**400, -(10**20),
    0.5, -0.0, 1e308, 5e-324, [], {}, [[]], [None], {"": None}, [""], {"a": {}},
)  # fmt: skip


def changed_json(data: bytes, chance: random.Random) -> bytes:
    """Return JSON with one to three places changed; what is no JSON comes back as it was."""
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        return data
    for _ in range(chance.randint(1, 3)):
        value = _changed(value, chance, value)
    try:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    except (ValueError, RecursionError):
        return data


def _changed(value: Any, chance: random.Random, whole: Any) -> Any:
    if not isinstance(value, dict | list) or not value or chance.random() < 0.12:
        return _other(value, chance, whole)
    copy = value.copy()
    keys = list(value) if isinstance(value, dict) else range(len(value))
    key = chance.choice(keys)
    match chance.randrange(14):
        case 0:
            del copy[key]
        case 1 if isinstance(copy, dict):
            copy[chance.choice((*_keys(whole), *WORDS))] = copy.pop(key)
        case 1 | 2 if isinstance(copy, list):
            copy.extend([copy[key]] * chance.choice((1, 2, 40)))
        case 2:
            copy[chance.choice((*_keys(whole), *WORDS))] = _other(copy[key], chance, whole)
        case _:
            copy[key] = _changed(value[key], chance, whole)
    return copy


def _other(value: Any, chance: random.Random, whole: Any) -> Any:
    match chance.randrange(6):
        case 0:
            return chance.choice(PLAIN)
        case 1:
            return chance.choice(_inside(whole))
        case 2 if isinstance(value, str):
            return value + chance.choice(WORDS)
        case 3:
            depth = chance.choice((1, 2, 60, 300))
            for _ in range(depth):
                value = [value] if chance.random() < 0.5 else {"not": value}
            return value
        case _:
            return chance.choice(WORDS)


def _inside(value: Any) -> list[Any]:
    """Return every value that stands somewhere inside this one."""
    found, left = [], [value]
    while left:
        here = left.pop()
        found.append(here)
        left += here.values() if isinstance(here, dict) else here if isinstance(here, list) else ()
    return found


def _keys(value: Any) -> list[str]:
    return [key for here in _inside(value) if isinstance(here, dict) for key in here]


def changed_lines(data: bytes, chance: random.Random) -> bytes:
    """Return a text with lines taken out, doubled, moved, indented or joined."""
    lines = data.split(b"\n")
    for _ in range(chance.randint(1, 3)):
        at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
        match chance.randrange(7):
            case 0 if len(lines) > 1:
                del lines[at]
            case 1:
                lines.insert(at, lines[other])
            case 2:
                lines[at], lines[other] = lines[other], lines[at]
            case 3:
                lines[at] = b" " * chance.choice((1, 2, 4)) + lines[at]
            case 4:
                head, colon, _ = lines[at].partition(chance.choice((b":", b"=")))
                word = chance.choice(WORDS).encode()
                lines[at] = head + colon + b" " + chance.choice((word, b'"' + word + b'"'))
            case 5:
                lines[at] += lines[other]
            case _:
                lines[at] = lines[at].lstrip()
    return b"\n".join(lines)


def with_checksums(data: bytes, _: random.Random) -> bytes:
    """Return an archive in which sizes and checksums are those of the bytes that stand there."""
    mended, at = bytearray(data), data.find(b"PK\x01\x02")
    while 0 <= at <= len(data) - 46:
        method, packed, offset = (
            struct.unpack_from(form, data, at + place)[0]
            for form, place in (("<H", 10), ("<L", 20), ("<L", 42))
        )
        if offset + 30 <= len(data):
            named, extra = struct.unpack_from("<2H", data, offset + 26)
            start = offset + 30 + named + extra
            content = _content(data[start : start + packed], method)
            if content is not None:
                sums = struct.pack("<2L", zlib.crc32(content), packed)
                mended[at + 16 : at + 28] = sums + struct.pack("<L", len(content))
        at = data.find(b"PK\x01\x02", at + 46)
    return bytes(mended)


def _content(packed: bytes, method: int) -> bytes | None:
    if method != 8:
        return packed
    try:
        return zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, 1 << 20)
    except zlib.error:
        return None
