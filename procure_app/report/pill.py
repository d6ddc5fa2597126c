"""A mark: a word on a rounded ground of its tone, alone or opening a paragraph."""

from __future__ import annotations

from typing import Any

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable

from procure_app.core.outline.tone import Tone
from procure_app.report.ink import SHADES
from procure_app.report.stack import Stack
from procure_app.report.style import MARK, WIDTH, opened, toned
from procure_app.report.tag.place import Placed, artifact, content
from procure_app.report.text import Text

_SIDE, _RADIUS, _GAP = 4.5, 2.5, 5.0
_LONG = WIDTH / 3


class Pill(Placed, Flowable):  # type: ignore[misc]  # ReportLab has no types
    """A word on a rounded ground, as wide as the word unless there is less room."""

    def __init__(self, markup: str, tone: Tone) -> None:
        super().__init__()
        self._shade = SHADES[tone]
        self._word = Text(markup, toned(MARK, self._shade.word))
        self._word.path = ()
        self.natural = self._word.natural_width() + 2 * _SIDE + 0.1
        """Its width on one line."""

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Return the size; a word that is too long for the width takes more lines."""
        self.width = min(width, self.natural)
        _, self.height = self._word.wrap(self.width - 2 * _SIDE, height)
        return self.width, self.height

    def draw(self) -> None:
        """Draw the ground and the word on it."""
        self.ground_on(self.canv, 0, 0)
        with content(self.canv, *self.elements()):
            self.word_on(self.canv, 0, 0)

    def ground_on(self, canvas: Any, x: float, y: float) -> None:  # noqa: ANN401
        """Draw the ground alone, which is an ornament."""
        with artifact(canvas):
            canvas.setFillColor(self._shade.ground)
            canvas.roundRect(x, y, self.width, self.height, _RADIUS, stroke=0, fill=1)

    def word_on(self, canvas: Any, x: float, y: float) -> None:  # noqa: ANN401
        """Draw the word alone."""
        self._word.drawOn(canvas, x + _SIDE, y + 0.4)


class Opened(Text):
    """A paragraph with a mark before its first line."""

    pill: Pill | None = None

    def draw(self) -> None:
        """Draw the mark, then the text beside and under it."""
        if self.pill is None:
            super().draw()
            return
        _, height = self.pill.wrap(self.pill.natural, self.height)
        lift = (self.style.leading - height) / 2
        place = self.style.leftIndent, self.height - height - lift
        self.pill.ground_on(self.canv, *place)
        with content(self.canv, *self.elements()):
            self.pill.word_on(self.canv, *place)
            super().draw()

    def split(self, width: float, height: float) -> list[Text]:
        """Split as a paragraph does; the mark stays with the first part."""
        parts = super().split(width, height)
        if parts:
            assert isinstance(parts[0], Opened)
            parts[0].pill = self.pill
        return parts


def opened_by(pill: Pill, markup: str, style: ParagraphStyle) -> Flowable:
    """Return the paragraph that the mark opens; a long mark stands above it."""
    if pill.natural > _LONG:
        return Stack([pill, Text(markup, style)])
    made = Opened(markup or "&nbsp;", opened(style, round(pill.natural + _GAP, 1)))
    made.pill = pill
    return made
