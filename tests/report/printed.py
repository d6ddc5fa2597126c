"""Reads a PDF back: its words without what stands at the head and foot of every page."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from outline.said import ENGLISH, squeezed
from pypdf import PdfReader

from procure_app import resources
from procure_app.core.outline.block import Block, Outline
from procure_app.report.render import render
from procure_app.report.style import BOTTOM, PAGE_HEIGHT, TOP
from report.gate import failures

FONTS = resources.folder("fonts")


def rendered(outline: Outline, **options: Any) -> bytes:
    """Return the outline as a file, which conforms to both standards."""
    made = render(outline, ENGLISH, FONTS, **options)
    assert failures(made) == []
    return made


def pdf(outline: Outline) -> PdfReader:
    """Return the outline, rendered and opened."""
    return PdfReader(BytesIO(rendered(outline)))


def paper(*blocks: Block, status: str = "", contents: bool = False) -> Outline:
    """Return an outline of these blocks."""
    return Outline("A title", "en", status, ("file 1234", "catalogue 1"), blocks, contents)


def printed(reader: PdfReader) -> str:
    """Return the words between head and foot of all pages, without white space."""
    found: list[str] = []

    def visit(text: str, matrix: Any, place: Any, *_: Any) -> None:
        height = matrix[3] * place[5] + matrix[5]
        if BOTTOM - 5 < height < PAGE_HEIGHT - TOP + 5 or not text.strip():
            found.append(text)

    for page in reader.pages:
        page.extract_text(visitor_text=visit)
    return squeezed("".join(found))


def bookmarks(reader: PdfReader) -> Iterator[tuple[int, str, int]]:
    """Yield depth, title and page (from 1) of every bookmark."""

    def below(items: list[Any], depth: int) -> Iterator[tuple[int, str, int]]:
        for item in items:
            if isinstance(item, list):
                yield from below(item, depth + 1)
            else:
                yield depth, item.title, reader.get_destination_page_number(item) + 1

    yield from below(reader.outline, 0)


def fonts(reader: PdfReader) -> dict[str, bool]:
    """Return the name of every font that a page may use, and whether it is embedded."""
    found: dict[str, bool] = {}
    for page in reader.pages:
        for font in page["/Resources"].get("/Font", {}).values():
            described = font.get_object().get("/FontDescriptor", {})
            found[font.get_object()["/BaseFont"]] = "/FontFile2" in described
    return found
