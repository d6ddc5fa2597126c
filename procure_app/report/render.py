"""Makes the PDF of an outline."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from reportlab.platypus import Flowable, PageBreak

from procure_app.core.outline.block import Outline, PageEnd
from procure_app.core.phrase import phrase
from procure_app.i18n import Language, say
from procure_app.report.contents import ContentsLine
from procure_app.report.fitted import Fitted
from procure_app.report.headline import Headline
from procure_app.report.maker import Maker
from procure_app.report.page import Pages
from procure_app.report.setter import Setter
from procure_app.report.sheet import Sheet
from procure_app.report.style import PART
from procure_app.report.typeface import typeface

_TITLE = 60
"""The most characters of the title that stand at the head of every page."""


def render(outline: Outline, language: Language, fonts: Path) -> bytes:
    """Return the PDF of the outline; the same outline gives the same bytes.

    ``fonts`` is the folder of the shipped fonts. One pass over the pages: page numbers are
    filled in at the end.
    """
    setter = Setter(language, typeface(fonts))
    target = BytesIO()
    pages = Pages(
        target,
        title=setter.plain(outline.title),
        language=language.code,
        head=(setter.markup(_short(setter.plain(outline.title))), setter.markup(outline.status)),
        foot=(setter.markup(outline.footer[0]), setter.markup(outline.footer[1])),
        numbered=lambda number, count: say(
            phrase("page {number} of {count}", number=number, count=count), language
        ),
    )
    pages.build(story(outline, setter), canvasmaker=Sheet)
    return target.getvalue()


def _short(title: str) -> str:
    """Return as much of the title as stands on one line beside the status."""
    return title if len(title) <= _TITLE else f"{title[:_TITLE].rstrip()}…"


def story(outline: Outline, setter: Setter) -> list[Flowable]:
    """Return the flowables of the whole report: its first page, the contents, the rest."""
    maker = Maker(setter)
    ends = (place for place, block in enumerate(outline.blocks) if isinstance(block, PageEnd))
    end = next(ends, len(outline.blocks))
    first = Fitted(maker.flowables(outline.blocks[:end]))
    before = len(maker.places)
    rest = maker.flowables(outline.blocks[end:])
    if not outline.contents:
        return [first, *rest]
    title = Headline(setter.markup(phrase("Contents")), PART)
    lines = [ContentsLine(*place) for place in maker.places[before:]]
    return [first, PageBreak(), title, *lines, *rest]
