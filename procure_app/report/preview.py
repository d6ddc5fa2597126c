"""Draws the pages of a PDF as pixels, with its signatures, and finds words in them (PDFium)."""

from __future__ import annotations

import re
import threading
from contextlib import closing
from itertools import islice
from pathlib import Path

import pypdfium2.raw as pdfium
from pypdfium2 import PdfDocument, PdfiumError, PdfPage

from procure_app.core.phrase import phrase
from procure_app.session.error import Unreadable
from procure_app.session.pages import Bookmark, Box, Place, Raster

MOST_BYTES = 256 << 20
MOST_PAGES = 20_000
MOST_PIXELS = 36_000_000
"""A sheet of A3 at 300 dots an inch has half of them."""
MOST_BOOKMARKS = MOST_PLACES = 2_000
_MOST_BOXES = 50
_END = re.compile(rb"startxref\s+(\d{1,12})\s+%%EOF\s*")
_TABLE = re.compile(rb"\s*(xref|\d+\s+\d+\s+obj)\b")
_LOCK = threading.RLock()
"""PDFium keeps state for the whole process: one call at a time, whatever the document."""


def pages(source: bytes | Path) -> PdfPages:
    """Open a PDF from its bytes or its path. Raises ``Unreadable``."""
    content = source if isinstance(source, bytes) else _read(source)
    if len(content) > MOST_BYTES:
        raise Unreadable(phrase("This PDF is larger than any report. It cannot be shown."))
    if not _whole(content):
        raise _damaged()
    with _LOCK:
        try:
            document = PdfDocument(content)
        except PdfiumError as error:
            locked = error.err_code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)
            raise (_locked() if locked else _damaged()) from error
        refusal = _refusal(document)
        if refusal is not None:
            document.close()
            raise refusal
        return PdfPages(document)


class PdfPages:
    """An open PDF; see ``session.pages.Pages``."""

    def __init__(self, document: PdfDocument) -> None:
        self._document = document
        document.init_forms()  # before the first page: without it signatures are empty boxes
        self.sizes: tuple[tuple[float, float], ...] = tuple(
            document.get_page_size(number) for number in range(len(document))
        )

    def bookmarks(self) -> tuple[Bookmark, ...]:
        """Return the table of contents, in its order; what leads nowhere is left out."""
        found = []
        with _LOCK:
            for item in islice(self._document.get_toc(), MOST_BOOKMARKS):
                target = item.get_dest()
                page = target.get_index() if target is not None else None
                if page is not None and 0 <= page < len(self.sizes):
                    found.append(Bookmark(item.get_title(), page, item.level))
        return tuple(found)

    def render(self, page: int, scale: float) -> Raster:
        """Draw a page at this many pixels a point, at most ``MOST_PIXELS`` in all.

        Raises ``Unreadable`` where the page is damaged.
        """
        width, height = self.sizes[page]
        scale = min(scale, (MOST_PIXELS / max(width * height, 1)) ** 0.5)
        with _LOCK, closing(self._page(page)) as opened:
            bitmap = opened.render(scale=scale, prefer_bgrx=True)
            with closing(bitmap):
                size = (bitmap.width, bitmap.height, bitmap.stride)
                return Raster(*size, bytes(bitmap.buffer))

    def search(self, words: str) -> tuple[Place, ...]:
        """Return where the words stand, at most ``MOST_PLACES``; in any case of letters.

        Another thread gets its turn between two pages.
        """
        found: list[Place] = []
        wanted = " ".join(words.split())
        for number in range(len(self.sizes) if wanted else 0):
            found += self._found(number, wanted, MOST_PLACES - len(found))
            if len(found) >= MOST_PLACES:
                break
        return tuple(found)

    def close(self) -> None:
        """Give everything up."""
        with _LOCK:
            self._document.close()

    def _page(self, number: int) -> PdfPage:
        try:
            return self._document[number]
        except PdfiumError as error:
            raise _damaged() from error

    def _found(self, number: int, wanted: str, most: int) -> list[Place]:
        height = self.sizes[number][1]
        found: list[Place] = []
        with (
            _LOCK,
            closing(self._page(number)) as page,
            closing(page.get_textpage()) as text,
            closing(text.search(wanted)) as search,
        ):
            while len(found) < most and (span := search.get_next()):
                lines = range(min(text.count_rects(*span), _MOST_BOXES))
                boxes = tuple(_box(text.get_rect(line), height) for line in lines)
                found.append(Place(number, boxes))
        return found


def _box(corners: tuple[float, float, float, float], height: float) -> Box:
    left, bottom, right, top = corners
    return left, height - top, right - left, top - bottom


def _read(path: Path) -> bytes:
    if not path.is_file():  # a pipe would keep us waiting
        raise Unreadable(phrase("“{name}” is not a file. Choose another.", name=path.name))
    try:
        with path.open("rb") as handle:
            return handle.read(MOST_BYTES + 1)
    except OSError as error:
        raise Unreadable(
            phrase("“{name}” cannot be read. Choose another file.", name=path.name)
        ) from error


def _whole(content: bytes) -> bool:
    """Say whether the file ends as a PDF does, on a table that is there.

    PDFium shows what is left of a file that was cut off, and does not say so.
    """
    start = content.find(b"%PDF-", 0, 1024)
    end = _END.search(content, max(content.rfind(b"startxref"), 0))
    if start < 0 or end is None or content[end.end() :].strip(b"\0"):
        return False
    return _TABLE.match(content, start + int(end[1])) is not None


def _refusal(document: PdfDocument) -> Unreadable | None:
    """Return why an opened document is not shown; a report has no password at all."""
    if pdfium.FPDF_GetSecurityHandlerRevision(document) != -1:
        return _locked()
    if not len(document):
        return _damaged()
    if len(document) > MOST_PAGES:
        return Unreadable(phrase("This PDF has more pages than any report. It cannot be shown."))
    return None


def _damaged() -> Unreadable:
    return Unreadable(
        phrase("This is not a PDF, or it is damaged or incomplete. Ask for the report again.")
    )


def _locked() -> Unreadable:
    return Unreadable(
        phrase("This PDF is protected by a password. Ask for the report as the app made it.")
    )
