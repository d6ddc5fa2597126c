"""Paragraphs that are parsed only where there is markup, and measured once for each width."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Paragraph

from procure_app.report.letter.broken import broken
from procure_app.report.letter.direction import TURNED, runs_from_right
from procure_app.report.letter.lines import Lines
from procure_app.report.style import NEARLY_ALL, flush_right
from procure_app.report.tag.element import Element
from procure_app.report.tag.place import Placed, content, label_next, within

_TAG = re.compile("<[^>]*>")
_KEPT = 100.0
"""A paragraph no higher than this is not parted between two pages."""


def _is_marked(text: str) -> bool:
    return "<" in text or "&" in text


def _runs_from_right(markup: str) -> bool:
    return bool(TURNED.search(markup)) and runs_from_right(_TAG.sub("", markup))


def _single_spaced(text: str) -> str:
    return " ".join(part for part in text.split(" ") if part)


@cache
def _pattern(style: ParagraphStyle) -> Any:  # noqa: ANN401  # ReportLab has no types
    """Return a run of text in this style, to be copied for others."""
    return Paragraph("x", style).frags[0]


class Text(Placed, Paragraph):  # type: ignore[misc]  # ReportLab has no types
    """A paragraph whose lines are broken once for each width.

    A cell is measured two or three times while a page is made; line breaks depend on the
    width only, so the second time is free.
    """

    def __init__(
        self,
        markup: str | None,
        style: ParagraphStyle,
        bulletText: str | list[Any] | None = None,  # noqa: N803  # ReportLab parts it by this name
        frags: list[Any] | None = None,
    ) -> None:
        """Take markup; ``bulletText`` is markup that stands before the first line."""
        before = bulletText
        if frags is None and markup is not None:
            if not before and _runs_from_right(markup):
                style = flush_right(style)
            if isinstance(before, str) and _is_marked(before):
                markup, before = f"<bullet>{before}</bullet>{markup}", None
            if not _is_marked(markup):
                frags = [_pattern(style).clone(text=_single_spaced(markup))]
        super().__init__(markup, style, before, frags)

    label: tuple[Element, ...] = ()
    """What holds the text before its first line, where that is an element of its own."""
    leads = False
    """Whether it may not stand alone at the foot of a page."""
    _cut = False
    """Whether its last line breaks inside a word that another part goes on with."""
    _measured: tuple[float, tuple[float, float]] | None = None

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Break the lines, or return the size known for this width."""
        if self._measured is None or self._measured[0] != width or not hasattr(self, "blPara"):
            self._measured = (width, super().wrap(width, height))
        return self._measured[1]

    def split(self, width: float, height: float) -> list[Text]:
        """Return the lines that fit and the rest; nothing where it should not be split."""
        self.wrap(width, height)
        if self.height <= _KEPT and height < NEARLY_ALL:
            return []
        lines: Any = self.blPara  # type: ignore[has-type]
        inside = self._broken()
        parts: list[Text] = super().split(width, height)
        self.blPara = lines  # ReportLab drops them where it refuses to split
        if len(parts) > 1:
            for part in parts:
                part.path = self.elements()
            parts[0].label = self.label
            parts[0]._cut = any(inside[len(parts[0].blPara.lines) - 1 :][:1])
            parts[-1]._cut = self._cut
        return parts

    def draw(self) -> None:
        """Draw the lines as content of the elements they belong to."""
        if not self.blPara.lines:
            return
        if self.label and self.bulletText:
            label_next(self.canv, self.label)
            with within(self.canv, *self.elements()):
                super().draw()
        else:
            with content(self.canv, *self.elements()):
                super().draw()

    def beginText(self, x: float, y: float) -> Any:  # noqa: ANN401, N802  # as ReportLab calls it
        """Return the text object for the lines, which knows where a line ends inside a word."""
        made = super().beginText(x, y)
        if isinstance(made, Lines):
            made.broken = self._broken()
        return made

    def _broken(self) -> list[bool]:
        lines = self.blPara.lines
        if not lines or (len(lines) == 1 and not self._cut):
            return []
        inside = broken(lines, self.frags, self.blPara.kind)
        return [*inside[:-1], self._cut]

    def natural_width(self) -> float:
        """Return the width on one line, before it is split."""
        return float(
            sum(stringWidth(part.text, part.fontName, part.fontSize) for part in self.frags)
        )
