"""Paragraphs that are parsed only where there is markup, and measured once for each width."""

from __future__ import annotations

from functools import cache
from typing import Any

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Paragraph

from procure_app.report.style import NEARLY_ALL

_KEPT = 100.0
"""A paragraph no higher than this is not parted between two pages."""


def _is_marked(text: str) -> bool:
    return "<" in text or "&" in text


def _single_spaced(text: str) -> str:
    return " ".join(part for part in text.split(" ") if part)


@cache
def _pattern(style: ParagraphStyle) -> Any:  # noqa: ANN401  # ReportLab has no types
    """Return a run of text in this style, to be copied for others."""
    return Paragraph("x", style).frags[0]


class Text(Paragraph):  # type: ignore[misc]  # ReportLab has no types
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
            if isinstance(before, str) and _is_marked(before):
                markup, before = f"<bullet>{before}</bullet>{markup}", None
            if not _is_marked(markup):
                frags = [_pattern(style).clone(text=_single_spaced(markup))]
        super().__init__(markup, style, before, frags)

    leads = False
    """Whether it may not stand alone at the foot of a page."""
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
        parts: list[Text] = super().split(width, height)
        self.blPara = lines  # ReportLab drops them where it refuses to split
        return parts

    def natural_width(self) -> float:
        """Return the width on one line, before it is split."""
        return float(
            sum(stringWidth(part.text, part.fontName, part.fontSize) for part in self.frags)
        )
