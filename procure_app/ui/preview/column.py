"""Where each page lies when all stand under one another, in pixels."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from math import ceil

from PySide6.QtCore import QRect, QSize

MARGIN = 16
"""Around each page."""
LEVELS = (0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0, 4.0)
"""The sizes to step through; 1 is the size on paper."""


class Fit(StrEnum):
    """What of a page fills the view."""

    WIDTH = "width"
    PAGE = "page"


@dataclass(frozen=True)
class Column:
    """The pages at this many pixels a point, in the middle of a view at least this wide."""

    sizes: Sequence[tuple[float, float]]
    scale: float
    view: int

    @cached_property
    def areas(self) -> tuple[QRect, ...]:
        """Where each page lies."""
        found, top = [], MARGIN
        for wide, high in self.sizes:
            width, height = ceil(wide * self.scale), ceil(high * self.scale)
            found.append(QRect((self.width - width) // 2, top, width, height))
            top += height + MARGIN
        return tuple(found)

    @cached_property
    def width(self) -> int:
        """From the left edge to the right; at least the view's."""
        widest = max(wide for wide, _ in self.sizes)
        return max(ceil(widest * self.scale) + 2 * MARGIN, self.view)

    @cached_property
    def height(self) -> int:
        """From the top of the first page to the bottom of the last, with what is around."""
        return self.areas[-1].bottom() + 1 + MARGIN

    @cached_property
    def _tops(self) -> tuple[int, ...]:
        return tuple(area.top() - MARGIN for area in self.areas)

    def at(self, y: int) -> int:
        """Return the page at this height, from 0."""
        return max(bisect_right(self._tops, y) - 1, 0)

    def between(self, top: int, bottom: int) -> range:
        """Return the pages of which something lies between these heights."""
        return range(self.at(top), self.at(bottom) + 1)


def fitting(page: tuple[float, float], view: QSize, fit: Fit) -> float:
    """Return the pixels a point at which the page fits the view."""
    room = (max(view.width() - 2 * MARGIN, 1), max(view.height() - 2 * MARGIN, 1))
    wide, high = (space / max(length, 1) for space, length in zip(room, page, strict=True))
    return max(wide if fit is Fit.WIDTH else min(wide, high), 0.05)


def stepped(zoom: float, step: int) -> float:
    """Return the next level above or below this size."""
    if step > 0:
        return next((level for level in LEVELS if level > zoom * 1.001), LEVELS[-1])
    return next((level for level in reversed(LEVELS) if level < zoom * 0.999), LEVELS[0])
