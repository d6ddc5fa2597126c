"""The contents: every part and section with its page, each a link to it."""

from __future__ import annotations

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable

from procure_app.report.ink import MUTED
from procure_app.report.sheet import Gap, Sheet
from procure_app.report.style import CONTENTS_PART, CONTENTS_SECTION
from procure_app.report.text import Text
from procure_app.report.typeface import BODY

_NUMBER = 30.0
"""Room for the page number."""


class ContentsLine(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """One line of the contents; its number is filled in when it is known."""

    def __init__(self, key: str, markup: str, level: int) -> None:
        super().__init__()
        style: ParagraphStyle = CONTENTS_PART if level == 0 else CONTENTS_SECTION
        self._text = Text(markup, style)
        self._key = key
        self.spaceBefore = style.spaceBefore

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Take the whole width; a long title takes more lines."""
        self.width = width
        _, self.height = self._text.wrap(width - _NUMBER, height)
        return self.width, self.height

    def draw(self) -> None:
        """Draw the title, the link over the line, and leave a gap for the number."""
        canvas, key = self.canv, self._key
        self._text.drawOn(canvas, 0, 0)
        if not isinstance(canvas, Sheet):
            return  # set elsewhere, it is a line of text
        canvas.linkRect("", key, (0, 0, self.width, self.height), relative=1, thickness=0)
        canvas.later(
            Gap(self.width, 2.6, BODY, 8.8, MUTED, lambda sheet: str(sheet.places.get(key, "")))
        )
