"""The canvas: it notes where headings stand, and fills in page numbers when all are known.

A contents page and "page 3 of 17" need numbers that exist only at the end. ReportLab's way is to
lay everything out two or three times; here a gap is left in the page and filled before writing,
so that one pass is enough.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from reportlab.lib.colors import Color
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from procure_app.report.letter.lines import Lines

_LONGEST = 1000
"""The most characters of a bookmark; no string may be longer than 32,767 bytes."""
_GAP = re.compile(r"^%gap (\d+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Gap:
    """A text set flush right at a place, once its words are known."""

    right: float
    y: float
    font: str
    size: float
    color: Color
    words: Callable[[Sheet], str]


class Sheet(Canvas):  # type: ignore[misc]  # ReportLab has no types
    """A canvas that knows its places."""

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401  # as ReportLab calls it
        super().__init__(*args, **options)
        self.places: dict[str, int] = {}
        """The page of each heading noted, from 1."""
        self.pages = 0
        """How many pages there are; known when everything is drawn."""
        self._gaps: list[Gap] = []
        self._depth = -1

    def note(self, key: str, title: str, level: int, height: float) -> None:
        """Note a heading of this height at the origin: its page, and a bookmark to it."""
        _, top = self.absolutePosition(0, height + 6)
        self.places.setdefault(key, self.getPageNumber())
        self.bookmarkPage(key, fit="XYZ", left=0, top=round(top, 2), zoom=0)
        self._depth = min(level, self._depth + 1)  # a bookmark may go one step deeper only
        self.addOutlineEntry(title[:_LONGEST] or key, key, self._depth, closed=True)

    def later(self, gap: Gap) -> None:
        """Leave a gap that is filled before the file is written."""
        self._code.append(f"%gap {len(self._gaps)}")
        self._gaps.append(gap)

    def beginText(  # noqa: N802  # ReportLab calls it by this name
        self, x: float = 0, y: float = 0, direction: str | None = None
    ) -> Lines:
        """Return a new text object."""
        return Lines(self, x, y, direction=direction)

    def save(self) -> None:
        """Complete the pages and write the file."""
        if len(self._code):
            self.showPage()
        self.complete()
        super().save()

    def complete(self) -> None:
        """Fill the gaps."""
        pages = self._doc.Pages.pages
        self.pages = len(pages)
        for page in pages:
            stream = _GAP.sub(lambda found: self._filled(int(found[1])), page.stream)
            page.stream = stream.encode("latin-1")  # as bytes it is not encoded letter by letter

    def _filled(self, number: int) -> str:
        gap = self._gaps[number]
        words = gap.words(self)
        width = stringWidth(words, gap.font, gap.size)
        text = self.beginText(gap.right - width, gap.y)
        text.setFont(gap.font, gap.size)
        text.setFillColor(gap.color)
        text.textOut(words)
        return f"q\n{text.getCode()}\nQ"
