"""A first page that is set a little smaller where that keeps it on one page."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus import Flowable

from procure_app.report.stack import Stack

_SCALES = (1.0, 0.97, 0.94, 0.91, 0.88, 0.86, 0.84)
"""At the smallest, running text is still of 7.4 points."""


_FOOT = 6.0
"""Room left above the foot of the page."""


class Fitted(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """Flowables as one page if they fit at one of the scales; at full size over several if not."""

    def __init__(self, parts: Sequence[Flowable]) -> None:
        super().__init__()
        self._content = Stack(parts)
        self._scale = 1.0

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Choose the largest scale at which all fits, or full size if none does."""
        for self._scale in _SCALES:
            _, natural = self._content.wrap(width / self._scale, height)
            if natural * self._scale <= height - _FOOT:
                self.width, self.height = width, natural * self._scale
                return self.width, self.height
        self._scale = 1.0
        self.width, self.height = self._content.wrap(width, height)
        return self.width, self.height

    def draw(self) -> None:
        """Draw the content at its scale."""
        self.canv.scale(self._scale, self._scale)
        self._content.drawOn(self.canv, 0, 0)

    def split(self, width: float, height: float) -> list[Flowable]:
        """Return the content at full size, as far as it fits, and the rest."""
        return self._content.split(width, height)
