"""A box around flowables, which may part between two pages."""

from __future__ import annotations

from reportlab.lib.colors import Color
from reportlab.platypus import Flowable

from procure_app.report.stack import Stack
from procure_app.report.tag.place import artifact

_RADIUS = 4.0


class Framed(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """A stack inside a rounded frame."""

    def __init__(self, content: Stack, line: Color, air: float = 9.0) -> None:
        super().__init__()
        self._content = content
        self._stroke = line
        self._air = air
        self.spaceBefore = self.spaceAfter = 6

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Return the width given and the height with the room inside the frame."""
        _, inner = self._content.wrap(width - 2 * self._air - 2, height)
        self.width, self.height = width, inner + 2 * self._air
        return self.width, self.height

    def draw(self) -> None:
        """Draw the frame and what is in it."""
        with artifact(self.canv):
            self.canv.setStrokeColor(self._stroke)
            self.canv.setLineWidth(0.9)
            self.canv.roundRect(0, 0, self.width, self.height, _RADIUS, stroke=1, fill=0)
        self._content.drawOn(self.canv, self._air + 1, self._air)

    def split(self, width: float, height: float) -> list[Flowable]:
        """Return the frame as far as it fits and a second frame with the rest."""
        self.wrap(width, height)
        room = height - 2 * self._air
        pieces = self._content.split(width - 2 * self._air - 2, room)
        if len(pieces) < 2:
            return []
        return [Framed(piece, self._stroke, self._air) for piece in pieces]
