"""Draws what is seen of a signature: a page as large as its field, in the fonts of the report."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph

from procure_app.report.ink import ACCENT, INK
from procure_app.report.sheet import Sheet
from procure_app.report.typeface import BODY, BOLD, Typeface, typeface

_LARGEST, _SMALLEST, _STEP = 8.6, 3.0, 0.4
"""Sizes of type in points that are tried until everything fits."""
_STANDS_OUT = 1.2
"""How much larger the first line is."""
_EDGE, _AIR = 2.5, 7.0
"""Points: the bar at the left, and what is kept free beside it."""


def appearance(lines: tuple[str, ...], width: float, height: float, fonts: Path) -> bytes:
    """Return a PDF of one page, so wide and so high in points; the first line stands out.

    Nothing is left out: the type becomes smaller, at worst unreadably so, until all fits.
    """
    face = typeface(fonts)
    size, room = _LARGEST, (width - _AIR - _EDGE, height - 4)
    set_ = _set(lines, face, size, room[0])
    while sum(high for _, high in set_) > room[1] and size > _SMALLEST:
        size -= _STEP
        set_ = _set(lines, face, size, room[0])
    target = BytesIO()
    canvas = Sheet(target, pagesize=(width, height), initialFontName=BODY, invariant=1)
    canvas.setFillColor(ACCENT)
    canvas.rect(0, 0, _EDGE, height, stroke=0, fill=1)
    top = height - 2
    for paragraph, high in set_:
        top -= high
        paragraph.drawOn(canvas, _AIR, top)
    canvas.save()
    return target.getvalue()


def _set(
    lines: tuple[str, ...], face: Typeface, size: float, width: float
) -> list[tuple[Paragraph, float]]:
    """Return the lines as paragraphs of this size, each with its height."""
    made = []
    for number, line in enumerate(lines):
        font = BODY if number else BOLD
        points = size if number else size * _STANDS_OUT
        style = ParagraphStyle(
            "appearance", fontName=font, fontSize=points, leading=points * 1.22, textColor=INK
        )
        paragraph = Paragraph(face.markup(line), style)
        made.append((paragraph, paragraph.wrap(width, 10_000)[1]))
    return made
