"""Brackets: which belong together, and how each looks from the other side (UAX #9, BD16 and L4)."""

from __future__ import annotations

from collections.abc import Sequence
from unicodedata import category
from unicodedata import mirrored as faces

SEEN_FROM_RIGHT = 0xF0000
"""Added to a character, its alias: the glyph of the one that faces the other way, under its own
name, so that a turned bracket is read as the one that was written. The area is for private use;
nobody's text reaches a page in it."""
_DEPTH = 63
"""How many may be open."""
_FACING = "<>«»\u2039\u203a≤≥≪≫"
"""What is no bracket and faces a side all the same, two by two."""


def mirrored(char: str) -> str:
    """Return the character that faces the other way; itself where there is none."""
    if char in _FACING:
        return _FACING[_FACING.index(char) ^ 1]
    return _closing(char) or _opening(char) or char


def pairs(text: str, kinds: Sequence[str]) -> list[tuple[int, int]]:
    """Return where brackets open and close, in the order in which they open.

    ``kinds`` are the bidirectional types; a bracket that is no longer neutral is none.
    """
    opened: list[tuple[str, int]] = []
    found = []
    for place, char in enumerate(text):
        if kinds[place] != "ON":
            continue
        if closing := _closing(char):
            if len(opened) == _DEPTH:
                break
            opened.append((closing, place))
        elif _opening(char):
            match = next((n for n in reversed(range(len(opened))) if opened[n][0] == char), None)
            if match is not None:
                found.append((opened[match][1], place))
                del opened[match:]
    return sorted(found)


def _closing(char: str) -> str:
    """Return the bracket that closes this one: a neighbour in Unicode."""
    if category(char) != "Ps" or not faces(char):
        return ""
    return next((c for n in (1, 2) if category(c := chr(ord(char) + n)) == "Pe"), "")


def _opening(char: str) -> str:
    if category(char) != "Pe" or not faces(char):
        return ""
    return next((c for n in (1, 2) if category(c := chr(ord(char) - n)) == "Ps"), "")
