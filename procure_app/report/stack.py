"""Flowables one under the other as one: in a cell, a box, or under their heading."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from reportlab.platypus import Flowable

from procure_app.report.style import NEARLY_ALL


class Stack(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """Parts one under the other, which may part between two pages."""

    def __init__(self, parts: Iterable[Any], *, kept: float = 0.0, after: float = 0.0) -> None:
        super().__init__()
        self.parts: list[Any] = list(parts)
        self.kept = kept
        """The height in points up to which it is kept on one page."""
        self.after = after
        """The least space after it."""
        self._for: float | None = None

    @property
    def leads(self) -> bool:
        """Whether it may not stand alone at the foot of a page: all it holds are headings."""
        return bool(self.parts) and all(getattr(part, "leads", False) for part in self.parts)

    def getSpaceBefore(self) -> float:  # noqa: N802  # ReportLab calls it by this name
        """Return the space the first part asks for."""
        return float(self.parts[0].getSpaceBefore()) if self.parts else 0.0

    def getSpaceAfter(self) -> float:  # noqa: N802  # ReportLab calls it by this name
        """Return the space the last part asks for."""
        return max(self.after, float(self.parts[-1].getSpaceAfter()) if self.parts else 0.0)

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Return the width given and the height of all parts with the space between them."""
        if self._for != width:
            self._for = self.width = width
            self._tops = list(self._down(width))
            self.height = self._tops[-1][1] if self._tops else 0.0
        return self.width, self.height

    def draw(self) -> None:
        """Draw the parts from the top."""
        for part, (_, bottom) in zip(self.parts, self._tops, strict=True):
            part.drawOn(self.canv, 0, self.height - bottom)

    def split(self, width: float, height: float) -> list[Flowable]:
        """Return what fits and the rest; nothing where it should wait for the next page."""
        self.wrap(width, height)
        waits = height < NEARLY_ALL
        if waits and self.height <= self.kept:
            return []
        kept = sum(bottom <= height + 1e-6 for _, bottom in self._tops)
        if kept == len(self.parts):
            return [self]
        before, (part, *rest) = self.parts[:kept], self.parts[kept:]
        top = self._tops[kept][0]
        pieces = part.split(width, height - top)
        if len(pieces) > 1:
            before.append(pieces[0])
            rest = [*pieces[1:], *rest]
        else:
            rest = [part, *rest]
            while waits and before and getattr(before[-1], "leads", False):
                rest.insert(0, before.pop())  # a heading goes with what it heads
        return [self._like(before), self._like(rest)] if before else []

    def _like(self, parts: list[Any]) -> Stack:
        return Stack(parts, after=self.after)

    def _down(self, width: float) -> Iterable[tuple[float, float]]:
        """Yield the top and bottom of each part, measured down from the top of the first."""
        down = after = 0.0
        for place, part in enumerate(self.parts):
            top = down + (max(after, part.getSpaceBefore()) if place else 0.0)
            down = top + part.wrap(width, 1e6)[1]
            after = part.getSpaceAfter()
            yield top, down
