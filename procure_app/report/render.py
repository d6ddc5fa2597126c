"""Makes the PDF of an outline."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from io import BytesIO
from pathlib import Path

from reportlab.platypus import Flowable, PageBreak

from procure_app.core.outline.block import Outline, PageEnd
from procure_app.core.phrase import phrase
from procure_app.i18n import Language, say
from procure_app.report.archive.compaction import compacted
from procure_app.report.archive.declaration import Declaration
from procure_app.report.archive.metadata import Metadata
from procure_app.report.archive.stamp import NEVER
from procure_app.report.contents import contents
from procure_app.report.fitted import Fitted
from procure_app.report.headline import Headline
from procure_app.report.identity import Attachment, Identity
from procure_app.report.maker import Maker
from procure_app.report.page import TOOL, Pages
from procure_app.report.setter import Setter
from procure_app.report.style import PART
from procure_app.report.tag.canvas import TaggedSheet
from procure_app.report.tag.element import heading
from procure_app.report.typeface import typeface

_TITLE = 60
"""The most characters of the title that stand at the head of every page."""
_LONGEST = 1000
"""The most characters of the title of the file; no string may be longer than 32,767 bytes."""


def render(
    outline: Outline,
    language: Language,
    fonts: Path,
    *,
    attachments: Sequence[Attachment] = (),
    identity: Identity | None = None,
) -> bytes:
    """Return the outline as PDF/A-3a and PDF/UA-1; the same values give the same bytes.

    ``fonts`` is the folder of the shipped fonts. A signature box with a field gets an empty one
    of that name. One pass over the pages: page numbers are filled in at the end.
    """
    setter = Setter(language, typeface(fonts))
    declaration = Declaration(_metadata(outline, setter, identity), attachments)
    target = BytesIO()
    pages = paged(outline, setter, target)
    canvas = partial(TaggedSheet, closing=declaration.write)
    pages.build(story(outline, setter), canvasmaker=canvas)
    return compacted(target.getvalue())


def paged(outline: Outline, setter: Setter, target: BytesIO) -> Pages:
    """Return the empty pages of the outline, with what stands at their head and foot."""
    language = setter.language
    return Pages(
        target,
        title=_title(outline, setter),
        language=language.code,
        head=(setter.markup(_short(setter.plain(outline.title))), setter.markup(outline.status)),
        foot=(setter.markup(outline.footer[0]), setter.markup(outline.footer[1])),
        numbered=lambda number, count: say(
            phrase("page {number} of {count}", number=number, count=count), language
        ),
    )


def _metadata(outline: Outline, setter: Setter, identity: Identity | None) -> Metadata:
    own: dict[str, str] = {}
    if identity is not None:
        own["assessment"] = setter.plain(identity.document)
        own |= {f"{layer}Digest": value for layer, value in sorted(identity.digests.items())}
    moment = identity.modified if identity else NEVER
    return Metadata(_title(outline, setter), setter.language.code, TOOL, moment, own)


def _title(outline: Outline, setter: Setter) -> str:
    """Return the title of the file, without which it has none (ISO 14289-1, 7.1)."""
    title = setter.plain(outline.title)[:_LONGEST]
    return title or setter.plain(phrase("Report without a title"))


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
    title.path = (heading(1),)
    return [first, PageBreak(), title, *contents(maker.places[before:]), *rest]
