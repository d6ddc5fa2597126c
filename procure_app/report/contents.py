"""The contents: every part and section with its page, each a link to it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable

from procure_app.report.ink import MUTED
from procure_app.report.sheet import Gap, Sheet
from procure_app.report.style import CONTENTS_PART, CONTENTS_SECTION
from procure_app.report.tag.element import Element
from procure_app.report.tag.place import within
from procure_app.report.text import Text
from procure_app.report.typeface import BODY

_NUMBER = 30.0
"""Room for the page number."""


class Place(NamedTuple):
    """A heading that bookmarks and contents lead to."""

    key: str
    markup: str
    level: int
    """0 for a part, 1 for a section in it."""
    title: str
    """Its text on one line."""


def contents(places: Iterable[Place]) -> list[Flowable]:
    """Return a line for each place, those of sections as contents inside the contents."""
    whole = Element("TOC")
    inner: Element | None = None
    made: list[Flowable] = []
    for place in places:
        if place.level == 0:
            inner = None
        elif inner is None:
            inner = Element("TOC")
        made.append(ContentsLine(place, (whole,) if inner is None else (whole, inner)))
    return made


class ContentsLine(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """One line of the contents; its number is filled in when it is known."""

    def __init__(self, place: Place, inside: tuple[Element, ...] = ()) -> None:
        super().__init__()
        style: ParagraphStyle = CONTENTS_PART if place.level == 0 else CONTENTS_SECTION
        self._text = Text(place.markup, style)
        self._text.path = ()
        self._path = (*inside, Element("TOCI"), Element("Reference"), Element("Link"))
        self._place = place
        self.spaceBefore = style.spaceBefore

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Take the whole width; a long title takes more lines."""
        self.width = width
        _, self.height = self._text.wrap(width - _NUMBER, height)
        return self.width, self.height

    def draw(self) -> None:
        """Draw the title, then leave a gap for the number, and link the line."""
        canvas, key = self.canv, self._place.key
        with within(canvas, *self._path):
            self._text.drawOn(canvas, 0, 0)
            if not isinstance(canvas, Sheet):
                return  # set elsewhere, it is a line of text
            canvas.later(
                Gap(self.width, 2.6, BODY, 8.8, MUTED, lambda sheet: str(sheet.places.get(key, "")))
            )
            area = (0, 0, self.width, self.height)
            canvas.linkRect(self._place.title, key, area, relative=1, thickness=0)
