"""Lines: a rule between entries, and the lines that wait for ink."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus import Flowable

from procure_app.report.ink import LINE, STRONG_LINE
from procure_app.report.style import CELL_MUTED
from procure_app.report.text import Text

_BETWEEN = 14.0
_ROOM = 30.0
"""Height for a signature in ink."""


class Rule(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """A thin line across."""

    leads = True

    def __init__(self) -> None:
        super().__init__()
        self.spaceBefore, self.spaceAfter = 7, 5

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Take the whole width and hardly any height."""
        self.width, self.height = width, 0.6
        return self.width, self.height

    def draw(self) -> None:
        """Draw the line."""
        self.canv.setStrokeColor(LINE)
        self.canv.setLineWidth(0.6)
        self.canv.line(0, 0, self.width, 0)


class InkLines(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """Lines to write on, side by side, each with its name under it."""

    def __init__(self, names: Sequence[str], shares: Sequence[float]) -> None:
        super().__init__()
        self.spaceBefore = 4
        self._names = [Text(name, CELL_MUTED) for name in names]
        self._shares = tuple(shares)

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Take the whole width, and room for ink."""
        self.width = width
        self._label = max(
            name.wrap(share * width - _BETWEEN, height)[1]
            for name, share in zip(self._names, self._shares, strict=True)
        )
        self.height = _ROOM + self._label
        return self.width, self.height

    def draw(self) -> None:
        """Draw the lines with their names."""
        self.canv.setStrokeColor(STRONG_LINE)
        self.canv.setLineWidth(0.6)
        x = 0.0
        for name, share in zip(self._names, self._shares, strict=True):
            room = share * self.width - (_BETWEEN if x + share * self.width < self.width - 1 else 0)
            self.canv.line(x, self._label + 2, x + room, self._label + 2)
            name.drawOn(self.canv, x, self._label - name.wrap(room, _ROOM)[1])
            x += share * self.width
