"""Lines: a rule between entries, and the lines that wait for ink."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from reportlab.platypus import Flowable

from procure_app.report.ink import LINE, STRONG_LINE
from procure_app.report.style import CELL_MUTED
from procure_app.report.tag.canvas import TaggedSheet
from procure_app.report.tag.place import artifact
from procure_app.report.text import Text

_BETWEEN = 14.0
_ROOM, _FIELD = 30.0, 40.0
"""Height for a signature in ink, and where there may be one with name, role, reason and time."""


class SignatureField(NamedTuple):
    """An empty field over the last line, for a signature with a certificate."""

    name: str
    said: str
    """Its name for people."""


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
        with artifact(self.canv):
            self.canv.setStrokeColor(LINE)
            self.canv.setLineWidth(0.6)
            self.canv.line(0, 0, self.width, 0)


class InkLines(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """Lines to write on, side by side, each with its name under it."""

    def __init__(
        self, names: Sequence[str], shares: Sequence[float], field: SignatureField | None = None
    ) -> None:
        super().__init__()
        self.spaceBefore = 4
        self._names = [Text(name, CELL_MUTED) for name in names]
        self._shares = tuple(shares)
        self._field = field
        self._room = _FIELD if field else _ROOM

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Take the whole width, and room for ink."""
        self.width = width
        self._label = max(
            name.wrap(share * width - _BETWEEN, height)[1]
            for name, share in zip(self._names, self._shares, strict=True)
        )
        self.height = self._room + self._label
        return self.width, self.height

    def draw(self) -> None:
        """Draw the lines with their names."""
        x, low = 0.0, self._label + 2
        for name, share in zip(self._names, self._shares, strict=True):
            last = x + share * self.width >= self.width - 1
            room = share * self.width - (0 if last else _BETWEEN)
            with artifact(self.canv):
                self.canv.setStrokeColor(STRONG_LINE)
                self.canv.setLineWidth(0.6)
                self.canv.line(x, low, x + room, low)
            name.drawOn(self.canv, x, self._label - name.wrap(room, _ROOM)[1])
            if last and self._field and isinstance(self.canv, TaggedSheet):
                area = (x, low, x + room, low + self._room - 2)
                self.canv.field(self._field.name, self._field.said, area)
            x += share * self.width
