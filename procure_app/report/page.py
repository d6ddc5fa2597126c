"""The page: what stands at its head and foot, on every one."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

from procure_app.core.outline.tone import Tone
from procure_app.report.ink import LINE, MUTED, SHADES
from procure_app.report.sheet import Gap, Sheet
from procure_app.report.style import BOTTOM, MARGIN, PAGE_HEIGHT, RUNNING, STATUS, TOP, WIDTH, toned
from procure_app.report.tag.place import artifact
from procure_app.report.text import Text
from procure_app.report.typeface import BODY

_HEAD = PAGE_HEIGHT - 13 * mm
_FOOT = 11 * mm
TOOL = "Procure"
"""What made the report, in its metadata."""
_FRAME = 4.0
"""How much the frame reaches over the text above and below, so that nothing is cut."""


class Pages(BaseDocTemplate):  # type: ignore[misc]  # ReportLab has no types
    """A4 pages with a running title, the status in words, digests, versions and numbers."""

    def __init__(
        self,
        target: BytesIO,
        *,
        title: str,
        language: str,
        head: tuple[str, str],
        foot: tuple[str, str],
        numbered: Callable[[int, int], str],
    ) -> None:
        """Take markup for ``head`` (title, status) and ``foot`` (digests, versions)."""
        super().__init__(
            target,
            pagesize=A4,
            title=title,
            author="",
            subject="",
            creator=TOOL,
            lang=language,
            invariant=1,
            initialFontName=BODY,
            pageCompression=0,  # it is compressed once, at the very end
        )
        self._running = (Text(head[0], RUNNING), Text(head[1], toned(STATUS, _STATUS)))
        self._foot = (Text(foot[0], RUNNING), Text(foot[1], RUNNING))
        self._numbered = numbered
        frame = Frame(
            MARGIN, BOTTOM, WIDTH, PAGE_HEIGHT - TOP - BOTTOM,
            leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0,
        )  # fmt: skip
        self.addPageTemplates(PageTemplate(frames=[frame], onPage=self._decorate))

    def _decorate(self, canvas: Sheet, _: Any) -> None:  # noqa: ANN401  # ReportLab passes itself
        canvas.setTitle(self.title)
        canvas.setViewerPreference("DisplayDocTitle", "true")  # ISO 14289-1, 7.1
        with artifact(canvas, "/Type /Pagination /Subtype /Header"):
            self._draw_head(canvas)
        with artifact(canvas, "/Type /Pagination /Subtype /Footer"):
            self._draw_foot(canvas)

    def _draw_head(self, canvas: Sheet) -> None:
        title, status = self._running
        wide = status.natural_width() if status.frags else 0.0
        if canvas.getPageNumber() > 1:
            _set(canvas, title, MARGIN, _HEAD, WIDTH - wide - 12)
        if wide:
            _set(canvas, status, MARGIN + WIDTH - wide - 0.2, _HEAD, wide + 0.2)

    def _draw_foot(self, canvas: Sheet) -> None:
        canvas.setStrokeColor(LINE)
        canvas.setLineWidth(0.6)
        canvas.line(MARGIN, _FOOT + 13, MARGIN + WIDTH, _FOOT + 13)
        digests, versions = self._foot
        _set(canvas, digests, MARGIN, _FOOT, WIDTH)
        middle = MARGIN + digests.natural_width() + 14
        _set(canvas, versions, middle, _FOOT, MARGIN + WIDTH - middle - 50)
        number, words = canvas.getPageNumber(), self._numbered
        canvas.later(
            Gap(
                MARGIN + WIDTH, _FOOT + 2.2, BODY, RUNNING.fontSize, MUTED,
                lambda sheet: words(number, sheet.pages),
            )
        )  # fmt: skip


_STATUS = SHADES[Tone.LIMITS].word


def _set(canvas: Sheet, text: Text, x: float, y: float, width: float) -> None:
    """Set one line of running text; its first line stands at ``y``."""
    _, height = text.wrap(max(width, 40), PAGE_HEIGHT)
    text.drawOn(canvas, x, y - height + RUNNING.leading)
