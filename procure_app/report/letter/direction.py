"""The Unicode Bidirectional Algorithm (UAX #9) for text without explicit controls.

No such control reaches a page: ``typeface`` shows each as a mark. What is left are the rules for
weak and neutral characters, brackets, and the order of a line. Tests compare them with
another implementation.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from unicodedata import bidirectional

from procure_app.report.letter.bracket import pairs

TURNED = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff]")
"""Characters that run from right to left, or numbers among them."""
_NEUTRAL = ("B", "S", "WS", "ON")
_LEVELS = ({"L": 0, "R": 1, "AN": 2, "EN": 2}, {"L": 2, "R": 1, "AN": 2, "EN": 2})
"""What a kind comes to in a text that runs from the left, and in one that runs from the right."""


def runs_from_right(text: str) -> bool:
    """Say whether the first letter with a direction runs from right to left (P2, P3)."""
    kinds = map(bidirectional, text)
    return next((kind != "L" for kind in kinds if kind in ("L", "R", "AL")), False)


def levels(text: str) -> list[int]:
    """Return the embedding level of each character; an odd one runs from right to left."""
    kinds = [bidirectional(char) or "L" for char in text]
    base = int(runs_from_right(text))
    side = "R" if base else "L"
    _numbers(kinds, side)
    _separators(kinds)
    _latin_numbers(kinds, side)
    _brackets(text, kinds, side)
    _neutral(kinds, side)
    return [
        base if bidirectional(char) in ("B", "S") else _LEVELS[base][kind]
        for char, kind in zip(text, kinds, strict=True)
    ]


def order(line: Sequence[int]) -> list[int]:
    """Return the characters of a line, by number, from left to right; ``line`` are levels (L2)."""
    places = list(range(len(line)))
    for level in range(max(line, default=0), 0, -1):
        places = _turned(places, [line[place] >= level for place in places])
    return places


def _turned(places: Sequence[int], high: Sequence[bool]) -> list[int]:
    """Return the places with every run of high ones turned round."""
    found: list[int] = []
    for turn, run in groupby(zip(high, places, strict=True), lambda pair: pair[0]):
        members = [place for _, place in run]
        found += reversed(members) if turn else members
    return found


def _numbers(kinds: list[str], side: str) -> None:
    """Resolve marks, and numbers after Arabic letters (W1 to W3)."""
    strong = before = side
    for place, kind in enumerate(kinds):
        before = before if kind == "NSM" else kind
        kinds[place] = before
        if before in ("L", "R", "AL"):
            strong = before
        elif before == "EN" and strong == "AL":
            kinds[place] = "AN"
    kinds[:] = ["R" if kind == "AL" else kind for kind in kinds]


def _separators(kinds: list[str]) -> None:
    """Resolve what stands between and beside numbers (W4 to W6)."""
    for place in range(1, len(kinds) - 1):
        left, kind, right = kinds[place - 1 : place + 2]
        between = (kind == "CS" and left in ("EN", "AN")) or (kind == "ES" and left == "EN")
        if left == right and between:
            kinds[place] = left
    place = 0
    for beside, members in groupby(list(kinds), lambda kind: kind in ("ET", "EN")):
        run = list(members)
        if beside and "EN" in run:
            kinds[place : place + len(run)] = ["EN"] * len(run)
        place += len(run)
    kinds[:] = ["ON" if kind in ("ET", "ES", "CS", "BN") else kind for kind in kinds]


def _latin_numbers(kinds: list[str], side: str) -> None:
    """Let numbers after a letter from the left be like it (W7)."""
    strong = side
    for place, kind in enumerate(kinds):
        strong = kind if kind in ("L", "R") else strong
        kinds[place] = "L" if kind == "EN" and strong == "L" else kind


def _brackets(text: str, kinds: list[str], side: str) -> None:
    """Give pairs of brackets the direction of what they hold, or of what is before (N0)."""
    for first, last in pairs(text, kinds):
        held = {_strong(kind) for kind in kinds[first + 1 : last]} - {""}
        if not held:
            continue
        before = next((s for kind in reversed(kinds[:first]) if (s := _strong(kind))), side)
        found = side if side in held or before not in held else before
        for place in (first, last):
            kinds[place] = found
            for after in range(place + 1, len(text)):
                if bidirectional(text[after]) != "NSM":
                    break
                kinds[after] = found


def _strong(kind: str) -> str:
    return "R" if kind in ("R", "AN", "EN") else kind if kind == "L" else ""


def _neutral(kinds: list[str], side: str) -> None:
    """Give neutral characters the direction of both neighbours, else of the text (N1, N2)."""
    place, before = 0, side
    for neutral, run in groupby(list(kinds), lambda kind: kind in _NEUTRAL):
        end = place + len(list(run))
        if neutral:
            after = _strong(kinds[end]) if end < len(kinds) else side
            kinds[place:end] = [before if before == after else side] * (end - place)
        else:
            before = _strong(kinds[end - 1])
        place = end
