"""Tables: cells of flowables in rows that break between pages, and within where they must.

ReportLab's own table cannot set a line under a row across its columns, splits a short row as
readily as a tall one, and measures every cell three times.
"""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus import Flowable

from procure_app.report.ink import LINE, STRONG_LINE
from procure_app.report.row import Manner, Row
from procure_app.report.style import HEIGHT, NEARLY_ALL
from procure_app.report.tag.place import artifact

_TALL = HEIGHT * 0.3
"""A row higher than this may break between pages."""
_WORTH = 48.0
"""The least height worth starting a broken row in."""


class Grid(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """A table; its head is repeated on every page."""

    def __init__(self, manner: Manner, rows: Sequence[Row], head: Row | None = None) -> None:
        super().__init__()
        self._manner = manner
        self._rows = list(rows)
        self._head = head
        self._for: float | None = None

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Return the width given and the height of all rows in it."""
        if self._for != width:
            self._for = self.width = width
            self._shape = self._manner.shape(width)
            self._heights = [row.height(self._shape) for row in self._rows]
            self._head_height = self._head.height(self._shape) if self._head else 0.0
            self.height = self._head_height + sum(self._heights)
        return self.width, self.height

    def draw(self) -> None:
        """Draw the head and the rows with a line under each."""
        top = self.height
        if self._head:
            self._draw_head(self._head, top)
            top -= self._head_height
            self._line(top, strong=True)
        for row, height in zip(self._rows, self._heights, strict=True):
            row.draw(self.canv, self._shape, top)
            top -= height
            self._line(top, strong=False)

    def split(self, width: float, height: float) -> list[Flowable]:
        """Return the rows that fit and the rest; a tall row breaks."""
        self.wrap(width, height)
        used, count = self._head_height, 0
        while count < len(self._rows) and used + self._heights[count] <= height + 1e-6:
            used += self._heights[count]
            count += 1
        if count == len(self._rows):
            return [self]
        before, (row, *rest) = self._rows[:count], self._rows[count:]
        left = height - used
        if self._heights[count] > _TALL and left >= _WORTH:
            parted = row.split(self._shape, left)
            if parted:
                before.append(parted[0])
                row = parted[1]
        lonely = len(before) < min(2, len(self._rows)) and height < NEARLY_ALL
        if not before or (lonely and row is self._rows[count]):
            return []  # one row under its head, or none: better on the next page
        return [self._like(before), self._like([row, *rest])]

    def _draw_head(self, head: Row, top: float) -> None:
        """Draw the head; where it is repeated it is not read again (ISO 32000-1, 14.8.2.2)."""
        if any(element.placed for element in head.places.cells):
            with artifact(self.canv):
                head.draw(self.canv, self._shape, top)
        else:
            head.draw(self.canv, self._shape, top)

    def _like(self, rows: list[Row]) -> Grid:
        return Grid(self._manner, rows, self._head)

    def _line(self, y: float, *, strong: bool) -> None:
        if self._manner.lines:
            with artifact(self.canv):
                self.canv.setStrokeColor(STRONG_LINE if strong else LINE)
                self.canv.setLineWidth(0.6)
                self.canv.line(0, y, self.width, y)
