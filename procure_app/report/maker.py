"""Blocks into flowables, one to one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, PageBreak

from procure_app.core.outline.block import (
    Block,
    Columns,
    Entry,
    Facts,
    Figure,
    Heading,
    Link,
    Listing,
    Marked,
    Note,
    PageEnd,
    Paragraph,
    SignatureBox,
    Table,
    Title,
)
from procure_app.core.phrase import Wording
from procure_app.report import style
from procure_app.report.box import note, signature_box
from procure_app.report.contents import Place
from procure_app.report.entry import entry
from procure_app.report.headline import Headline
from procure_app.report.listed import listed
from procure_app.report.pill import opened_by
from procure_app.report.ruling import Rule
from procure_app.report.setter import Setter
from procure_app.report.squares import Band
from procure_app.report.stack import Stack
from procure_app.report.table import columns, facts, table
from procure_app.report.tag.element import Element, heading
from procure_app.report.text import Text

_LISTED = 300
"""The most characters of a heading that the contents repeat."""
_HEADINGS = {1: style.PART, 2: style.SECTION, 3: style.SMALL_HEADING}


class Maker:
    """Makes the flowables of one report, and names the place of each heading."""

    def __init__(self, setter: Setter) -> None:
        self._setter = setter
        self.places: list[Place] = []
        """The headings made so far, in order."""

    def flowables(self, blocks: Iterable[Block]) -> list[Flowable]:
        """Return the blocks as flowables, each heading bound to what it heads."""
        bound: list[Flowable] = []
        waiting: list[Flowable] = []
        made = [flowable for block in blocks for flowable in self._made(block)]
        _bind_lines_between_headings(made)
        for flowable in made:
            if waiting and isinstance(flowable, Stack) and isinstance(flowable.parts[0], Rule):
                del flowable.parts[0]  # the heading's own rule is enough
            waiting.append(flowable)
            if not getattr(flowable, "leads", False):
                bound.append(flowable if len(waiting) == 1 else Stack(waiting))
                waiting = []
        return bound + waiting

    def _made(self, block: Block) -> list[Flowable]:  # noqa: PLR0911, PLR0912
        setter = self._setter
        match block:
            case Title():
                return self._title(block)
            case Heading():
                return [self._heading(block)]
            case Paragraph():
                return [setter.text(block.text, _paragraph(block))]
            case Marked():
                pill = setter.pill(block.mark)
                return [opened_by(pill, setter.markup(block.text), style.TEXT)]
            case Listing():
                return self._listing(block)
            case Table():
                return self._table(block)
            case Facts():
                return [facts(block, setter)]
            case Figure():
                return self._figure(block)
            case Note():
                return [note(block, setter)]
            case Link():
                return [setter.link(block, style.LINK)]
            case Entry():
                return [entry(block, setter)]
            case Columns():
                return [self._columns(block)]
            case SignatureBox():
                return [signature_box(block, setter)]
            case PageEnd():
                return [PageBreak()]
            case _:
                assert_never(block)

    def _title(self, block: Title) -> list[Flowable]:
        setter = self._setter
        made = Headline(setter.markup(block.text), style.TITLE)
        made.path = (heading(1),)
        self._place(made, block.text, 0)
        above = [setter.text(block.above, style.TITLE_ABOVE)] if block.above != "" else []
        below = [setter.text(text, style.TITLE_BELOW) for text in block.below if text != ""]
        return [*above, made, *below]

    def _heading(self, block: Heading) -> Headline:
        level = min(block.level, 3)
        made = Headline(self._setter.markup(block.text), _HEADINGS[level])
        made.path = (heading(level),)
        made.ruled = block.level == 2
        if block.level <= 2:
            self._place(made, block.text, block.level - 1)
        return made

    def _place(self, made: Headline, text: Wording, level: int) -> None:
        made.key, made.level = f"place-{len(self.places) + 1}", level
        made.title = title = self._setter.plain(text)
        shown = title if len(title) <= _LISTED else f"{title[:_LISTED].rstrip()}…"
        self.places.append(Place(made.key, self._setter.markup(shown), level, title))

    def _listing(self, block: Listing) -> list[Flowable]:
        signs = (f"{n}." if block.numbered else "•" for n in range(1, len(block.items) + 1))
        items = (self._setter.markup(item) for item in block.items)
        texts = (Text(item, style.ITEM, sign) for item, sign in zip(items, signs, strict=True))
        return [*listed(texts, "Decimal" if block.numbered else "Disc")]

    def _table(self, block: Table) -> list[Flowable]:
        made, whole = table(block, self._setter)
        if block.caption == "":
            return [made]
        caption = self._setter.text(block.caption, style.CAPTION)
        caption.path = (whole, Element("Caption"))
        return [made, caption]

    def _figure(self, block: Figure) -> list[Flowable]:
        setter = self._setter
        picture = Element("Figure", alternative=setter.plain(block.alternative))
        bands = [
            Band(
                setter.markup(name),
                [(setter.markup(s.name), setter.markup(s.word), s.tone) for s in squares],
                picture,
            )
            for name, squares in block.rows
            if squares
        ]
        if block.caption == "":
            return [Stack(bands)]
        return [Stack(bands), setter.text(block.caption, style.CAPTION)]

    def _columns(self, block: Columns) -> Flowable:
        parts = [Stack(self.flowables(part)) for part in block.parts]
        return columns(parts, block.shares)


def _bind_lines_between_headings(made: list[Flowable]) -> None:
    """Let a line that stands between two headings go with the second, like the first."""
    for before, line, after in zip(made, made[1:], made[2:], strict=False):
        if isinstance(before, Headline) and isinstance(after, Headline) and type(line) is Text:
            line.leads = True


def _paragraph(block: Paragraph) -> ParagraphStyle:
    if block.lead:
        return style.LEAD
    return style.MUTED_TEXT if block.muted else style.TEXT
