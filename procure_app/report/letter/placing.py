"""The places of the characters of one line that holds text from right to left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple
from unicodedata import bidirectional

from procure_app.report.letter.direction import TURNED, order


class Run(NamedTuple):
    """Characters that are drawn from one place to the right, in the order of the language."""

    x: float
    """From the start of the line, in points."""
    text: str
    turned: bool
    """Whether it is seen from the right: a bracket faces the other way."""


def ordered(text: str, levels: list[int], base: int) -> list[int]:
    """Return the levels with the spaces at the end of the line on the side of the text (L1)."""
    rest = len(text.rstrip())
    return [*levels[:rest], *[base] * (len(text) - rest)]


def places(text: str, levels: Sequence[int], widths: Sequence[float]) -> list[float]:
    """Return where each character begins, from the left.

    A mark of a script from the right is drawn where its letter begins, any other mark where the
    letter ends: that is how their glyphs are made.
    """
    found, x = [0.0] * len(text), 0.0
    for place in order(levels):
        found[place] = x
        x += widths[place]
    for place in range(1, len(text)):
        if levels[place] % 2 and _is_mark(text[place]):
            is_first = not _is_mark(text[place - 1])
            found[place] = found[place - 1] + (widths[place - 1] if is_first else 0.0)
    return found


def runs(text: str, levels: Sequence[int], places: Sequence[float]) -> Iterator[Run]:
    """Yield what can be drawn at once: from the left a whole run, from the right one letter."""
    for level, members in groupby(range(len(text)), lambda place: levels[place]):
        run = list(members)
        if level % 2 == 0:
            yield Run(places[run[0]], text[run[0] : run[-1] + 1], turned=False)
        else:
            for place in run:
                yield Run(places[place], text[place], turned=True)


def _is_mark(char: str) -> bool:
    return bidirectional(char) == "NSM" and not TURNED.match(char)
