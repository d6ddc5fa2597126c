"""Whether the numbers of clauses count up, so that none was put in, taken out or exchanged.

Copies of one licence number their clauses in several ways: 1., a), iv. or not at all. Which way is
no matter; a number out of turn may turn "section 4" into another clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_PART = re.compile(r"\d+|[a-z]+")
_ROMAN = {"i": 1, "v": 5, "x": 10}

_Place = tuple[str, tuple[str, ...], int]
"""How it counts, what stands before its last part, and its last part as a number."""


def out_of_turn(clauses: Iterable[tuple[str, str]]) -> str:
    """Return the line of the first number that neither begins a count nor goes on with one.

    ``clauses`` are the numbers with the lines they stand in. Empty where all count up.
    """
    due: set[_Place] = set()
    for number, line in clauses:
        places = tuple(_places(number))
        if not any(place < 2 or (how, before, place) in due for how, before, place in places):
            return line
        due.update((how, before, place + 1) for how, before, place in places)
    return ""


def _places(number: str) -> Iterator[_Place]:
    *before, last = _PART.findall(number.casefold()) or ("1",)
    if last.isdigit():
        yield "number", tuple(before), int(last)
        return
    if len(last) == 1:
        yield "letter", tuple(before), ord(last) - ord("a") + 1
    if set(last) <= _ROMAN.keys():
        yield "roman", tuple(before), _roman(last)


def _roman(text: str) -> int:
    """Return the number; a smaller numeral before a larger one is taken off."""
    values = [_ROMAN[one] for one in text]
    after = (*values[1:], 0)
    return sum(-one if one < then else one for one, then in zip(values, after, strict=True))
