"""The figure: named squares in bands, each with its word in its tone."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus import Flowable

from procure_app.core.outline.tone import Tone
from procure_app.report.ink import SHADES
from procure_app.report.style import CELL_MUTED, MARK, NEARLY_ALL, SQUARE_NAME, toned
from procure_app.report.tag.element import Element
from procure_app.report.tag.place import picture
from procure_app.report.text import Text

_SIDE = 78.0
"""Room for the name of a band."""
_ACROSS = 4
_BETWEEN = 4.0
_AIR = 4.0
_RADIUS = 3.0


class Band(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """One band: its name at the left, its squares beside it, four in a line."""

    def __init__(
        self, name: str, squares: Sequence[tuple[str, str, Tone]], element: Element
    ) -> None:
        """Take the picture that this band is a part of."""
        super().__init__()
        self._given = name, squares, element
        self._element = element
        self.spaceAfter = _BETWEEN
        self._name = Text(name, CELL_MUTED)
        self._squares = [
            (Text(title, SQUARE_NAME), Text(word, toned(MARK, SHADES[tone].word)), tone)
            for title, word, tone in squares
        ]

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Return the size; every square is as high as the highest."""
        self.width = width
        self._across = (width - _SIDE - _BETWEEN * (_ACROSS - 1)) / _ACROSS
        inner = self._across - 2 * _AIR
        self._high = 2 * _AIR + max(
            title.wrap(inner, height)[1] + word.wrap(inner, height)[1]
            for title, word, _ in self._squares
        )
        lines = -(-len(self._squares) // _ACROSS)
        squares = lines * self._high + (lines - 1) * _BETWEEN
        self.height = max(squares, self._name.wrap(_SIDE - 8, height)[1])
        return self.width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        """Return the lines of squares that fit and the rest, of a band higher than a page."""
        self.wrap(width, height)
        lines = int((height + _BETWEEN) // (self._high + _BETWEEN))
        if self.height <= NEARLY_ALL or lines < 1:
            return []
        name, squares, element = self._given
        kept = lines * _ACROSS
        return [Band(name, part, element) for part in (squares[:kept], squares[kept:]) if part]

    def draw(self) -> None:
        """Draw the name and the squares."""
        _, high = self._name.wrap(_SIDE - 8, self.height)
        with picture(self.canv, self._element, (0, 0, self.width, self.height)):
            self._name.drawOn(self.canv, 0, self.height - high - _AIR)
            for place, square in enumerate(self._squares):
                line, column = divmod(place, _ACROSS)
                x = _SIDE + column * (self._across + _BETWEEN)
                y = self.height - (line + 1) * self._high - line * _BETWEEN
                self._square(square, x, y)

    def _square(self, square: tuple[Text, Text, Tone], x: float, y: float) -> None:
        title, word, tone = square
        self.canv.setFillColor(SHADES[tone].ground)
        self.canv.roundRect(x, y, self._across, self._high, _RADIUS, stroke=0, fill=1)
        inner = self._across - 2 * _AIR
        top = y + self._high - _AIR - title.wrap(inner, self._high)[1]
        title.drawOn(self.canv, x + _AIR, top)
        word.drawOn(self.canv, x + _AIR, top - word.wrap(inner, self._high)[1])
