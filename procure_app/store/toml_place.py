"""On which line of a TOML file a value stands. Standard library only."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator

Place = tuple[str | int, ...]
"""Keys and indices from the top of the file."""


def line_of(text: str, place: Place) -> int:
    """Return the line, from 1, of the value at this place, or of the nearest one around it.

    The text is TOML that can be read. What stands in a list of several lines has the line on
    which it ends, so that each row of a table in the file is found.
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
    for first, statement in _statements(text):
        value = tomllib.loads(statement)
        if statement.lstrip().startswith("["):
            here = _opened(value, statement.lstrip().startswith("[["), tables)
            for length in range(1, len(here) + 1):
                found.setdefault(here[:length], first)
        else:
            _note(value, here, first, statement, found)
    return found


def _statements(text: str) -> Iterator[tuple[int, str]]:
    """Yield each heading and each key with its value, with the line on which it begins."""
    begun, first = "", 0
    for number, line in enumerate(text.splitlines(), 1):
        if not begun:
            if not line.strip() or line.lstrip().startswith("#"):
                continue
            first = number
        begun += line + "\n"
        if _is_whole(begun):
            yield first, begun
            begun = ""


def _is_whole(statement: str) -> bool:
    try:
        tomllib.loads(statement)
    except tomllib.TOMLDecodeError:
        return False
    return True


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


def _note(value: object, here: Place, first: int, statement: str, found: dict[Place, int]) -> None:
    """Note the lines of a value and of all that it holds."""
    if isinstance(value, dict):
        for key, inner in value.items():
            found.setdefault((*here, key), first)
            _note(inner, (*here, key), first, statement, found)
    elif isinstance(value, list):
        ends = _ends(statement)
        for index, inner in enumerate(value):
            line = first + ends[index] if index < len(ends) else first
            found[(*here, index)] = line
            _note(inner, (*here, index), line, "", found)


def _ends(statement: str) -> list[int]:
    """Return, for each item of the list that the statement gives, the line on which it ends.

    Lines are counted from 0. Empty where the statement gives no list.
    """
    ends: list[int] = []
    lines = statement.splitlines()
    for number in range(len(lines)):
        so_far = "\n".join(lines[: number + 1])
        closed = so_far if _is_whole(so_far) else f"{so_far}\n]"
        if not _is_whole(closed):
            continue
        value: object = tomllib.loads(closed)
        while isinstance(value, dict) and len(value) == 1:
            value = next(iter(value.values()))
        if isinstance(value, list):
            ends += [number] * (len(value) - len(ends))
    return ends
