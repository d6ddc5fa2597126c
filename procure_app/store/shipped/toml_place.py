"""On which line of a TOML file a value stands. Standard library only."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

Place = tuple[str | int, ...]
"""Keys and indices from the top of the file."""
_MOST = 3 << 20
"""Most characters that are read on trial; no file that is shipped takes half of it."""


def line_of(text: str, place: Place) -> int:
    """Return the line, from 1, of the value at this place, or of the nearest one around it.

    The text is TOML that can be read. What stands in a list of several lines has the line on
    which it ends, so that each row of a table in the file is found. Of a list far longer than any
    that is shipped the rest of the file has no lines.
    """
    lines = places(text)
    for length in range(len(place), 0, -1):
        if place[:length] in lines:
            return lines[place[:length]]
    return 1


def places(text: str) -> dict[Place, int]:
    """Return the line of every value, by its place."""
    found: dict[Place, int] = {}
    tables: dict[Place, int] = {}
    """How many tables each list of tables has so far."""
    here: Place = ()
    trial = _Trial()
    for first, statement, value in _statements(text, trial):
        if statement.lstrip().startswith("["):
            here = _opened(value, statement.lstrip().startswith("[["), tables)
            for length in range(1, len(here) + 1):
                found.setdefault(here[:length], first)
        else:
            _note(value, here, first, partial(_ends, statement, trial), found)
    return found


class _Trial:
    """Reads parts of the text to see whether they are whole, so many characters in all."""

    def __init__(self) -> None:
        self.left = _MOST

    def read(self, statement: str) -> dict[str, Any] | None:
        """Return what the statement says; None where it is not whole, or too much was read."""
        self.left -= len(statement)
        if self.left < 0:
            return None
        try:
            return tomllib.loads(statement)
        except (ValueError, RecursionError):  # not TOML by itself, or read whole from fewer calls
            return None


def _statements(text: str, trial: _Trial) -> Iterator[tuple[int, str, dict[str, Any]]]:
    """Yield the line on which each heading and each key begins, its text, and what it says."""
    begun, first = "", 0
    for number, line in enumerate(text.split("\n"), 1):
        if not begun:
            if not line.strip() or line.lstrip().startswith("#"):
                continue
            first = number
        begun += line + "\n"
        value = trial.read(begun)
        if value is not None:
            yield first, begun, value
            begun = ""


def _opened(value: object, repeated: bool, tables: dict[Place, int]) -> Place:
    """Return the place that a heading opens; ``value`` is what it comes to by itself."""
    here: Place = ()
    while isinstance(value, dict) and value:
        key, value = next(iter(value.items()))
        here = (*here, key)
        last = not value or isinstance(value, list)
        if last and repeated:
            tables[here] = tables.get(here, 0) + 1
        if here in tables:
            here = (*here, tables[here] - 1)
    return here


def _note(
    value: object, here: Place, first: int, ends: Callable[[], list[int]], found: dict[Place, int]
) -> None:
    """Note the lines of a value and of all that it holds."""
    if isinstance(value, dict):
        for key, inner in value.items():
            found.setdefault((*here, key), first)
            _note(inner, (*here, key), first, ends, found)
    elif isinstance(value, list):
        lines = ends()
        for index, inner in enumerate(value):
            line = first + lines[index] if index < len(lines) else first
            found[(*here, index)] = line
            _note(inner, (*here, index), line, list, found)


def _ends(statement: str, trial: _Trial) -> list[int]:
    """Return, for each item of the list that the statement gives, the line on which it ends.

    Lines are counted from 0. Empty where the statement gives no list.
    """
    ends: list[int] = []
    lines = statement.split("\n")
    for number in range(len(lines)):
        if trial.left < 0:
            break
        so_far = "\n".join(lines[: number + 1])
        value: object = trial.read(so_far) or trial.read(f"{so_far}\n]")
        while isinstance(value, dict) and len(value) == 1:
            value = next(iter(value.values()))
        if isinstance(value, list):
            ends += [number] * (len(value) - len(ends))
    return ends
