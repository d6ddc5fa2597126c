"""Sizes and distances: one ladder of type for the whole report, all from one factory."""

from __future__ import annotations

from functools import cache

from reportlab.lib.colors import Color
from reportlab.lib.enums import TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm

from procure_app.report.ink import ACCENT, INK, MUTED
from procure_app.report.typeface import BODY, BOLD

PAGE_WIDTH, PAGE_HEIGHT = A4
MARGIN = 20 * mm
TOP, BOTTOM = 19 * mm, 18 * mm
WIDTH: float = PAGE_WIDTH - 2 * MARGIN
HEIGHT: float = PAGE_HEIGHT - TOP - BOTTOM
NEARLY_ALL = HEIGHT * 0.85
"""With so much room there is no better page to wait for."""
GUTTER = 42.0
"""Room for the reference of an entry."""
LABEL = 94.0
"""Room for the name of a line of an entry."""


def _style(  # one call a rung of the ladder
    name: str,
    size: float,
    leading: float,
    *,
    font: str = BODY,
    color: Color = INK,
    before: float = 0,
    after: float = 0,
    indent: float = 0,
    bullet: float = 0,
    right: bool = False,
) -> ParagraphStyle:
    return ParagraphStyle(
        name,
        fontName=font,
        fontSize=size,
        leading=leading,
        textColor=color,
        spaceBefore=before,
        spaceAfter=after,
        leftIndent=indent,
        bulletIndent=bullet,
        bulletFontName=BODY,
        bulletFontSize=min(size, 8.6),
        bulletColor=MUTED,
        alignment=TA_RIGHT if right else TA_LEFT,
        splitLongWords=1,
        allowWidows=0,
        allowOrphans=0,
    )


TITLE = _style("title", 17, 21, font=BOLD, before=2, after=2)
TITLE_ABOVE = _style("title-above", 8.8, 12, color=MUTED)
TITLE_BELOW = _style("title-below", 8.8, 12, color=MUTED)
PART = _style("part", 14.5, 19, font=BOLD, before=24, after=5)
SECTION = _style("section", 10.2, 13.5, font=BOLD, before=9, after=5.5)
SMALL_HEADING = _style("small-heading", 8.8, 12, font=BOLD, before=7, after=2)
TEXT = _style("text", 8.8, 12.2, before=1.5, after=2.5)
MUTED_TEXT = _style("muted", 8.8, 12.2, color=MUTED, before=1.5, after=2.5)
LEAD = _style("lead", 10, 14, before=2, after=4)
ITEM = _style("item", 8.8, 12.4, indent=13, bullet=1, after=1)
CELL = _style("cell", 8, 10.8)
CELL_MUTED = _style("cell-muted", 8, 10.8, color=MUTED)
CELL_RIGHT = _style("cell-right", 8.8, 12.4, right=True)
HEAD = _style("head", 8, 10.8, font=BOLD, color=MUTED)
MARK = _style("mark", 7.6, 10)
NOTE_TITLE = _style("note-title", 12.5, 16, font=BOLD)
BOX_TITLE = _style("box-title", 10.2, 13.5, font=BOLD)
ENTRY_TITLE = _style("entry-title", 8.8, 12, font=BOLD, indent=GUTTER)
ENTRY_TEXT = _style("entry-text", 8.8, 12.4, indent=GUTTER, before=1.5, after=1)
ENTRY_LINE = _style("entry-line", 8.2, 11.2, indent=GUTTER + LABEL, bullet=GUTTER, before=1)
BOX_LINE = _style("box-line", 8.2, 11.2, indent=LABEL, before=1)
ATTESTATION = _style("attestation", 8.2, 11.2, indent=13, before=1.5)
CAPTION = _style("caption", 8, 10.8, color=MUTED, before=2, after=4)
LINK = _style("link", 8.8, 12.4, color=ACCENT)
CONTENTS_PART = _style("contents-part", 9.6, 13, font=BOLD, before=5)
CONTENTS_SECTION = _style("contents-section", 8.8, 12.2, indent=14, before=1)
SQUARE_NAME = _style("square-name", 7.2, 9)
STATUS = _style("status", 7.6, 9.5, font=BOLD)
RUNNING = _style("running", 7.2, 9.5, color=MUTED)


@cache
def opened(style: ParagraphStyle, indent: float) -> ParagraphStyle:
    """Return the style with room for a mark before its first line."""
    return ParagraphStyle(f"{style.name}-{indent}", parent=style, firstLineIndent=indent)


@cache
def flush_right(style: ParagraphStyle) -> ParagraphStyle:
    """Return the style for text that runs from right to left."""
    return ParagraphStyle(f"{style.name}-right", parent=style, alignment=TA_RIGHT)


@cache
def toned(style: ParagraphStyle, color: Color) -> ParagraphStyle:
    """Return the style in another colour."""
    return ParagraphStyle(f"{style.name}-{color.hexval()}", parent=style, textColor=color)
