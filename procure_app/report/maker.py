"""Blocks into flowables, one to one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, assert_never

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
from procure_app.report.entry import entry
from procure_app.report.headline import Headline
from procure_app.report.pill import opened_by
from procure_app.report.ruling import Rule
from procure_app.report.setter import Setter
from procure_app.report.squares import Band
from procure_app.report.stack import Stack
from procure_app.report.table import columns, facts, table
from procure_app.report.text import Text

_HEADINGS = {1: style.PART, 2: style.SECTION, 3: style.SMALL_HEADING}


class Place(NamedTuple):
    """A heading that bookmarks and contents lead to."""

    key: str
    markup: str
    level: int
    """0 for a part, 1 for a section in it."""


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
        for flowable in (made for block in blocks for made in self._made(block)):
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
                return self._captioned(table(block, setter), block)
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
        self._place(made, block.text, 0)
        above = [setter.text(block.above, style.TITLE_ABOVE)] if block.above != "" else []
        below = [setter.text(text, style.TITLE_BELOW) for text in block.below if text != ""]
        return [*above, made, *below]

    def _heading(self, block: Heading) -> Headline:
        made = Headline(self._setter.markup(block.text), _HEADINGS[min(block.level, 3)])
        made.ruled = block.level == 2
        if block.level <= 2:
            self._place(made, block.text, block.level - 1)
        return made

    def _place(self, made: Headline, text: Wording, level: int) -> None:
        made.key, made.level = f"place-{len(self.places) + 1}", level
        made.title = self._setter.plain(text)
        self.places.append(Place(made.key, self._setter.markup(text), level))

    def _listing(self, block: Listing) -> list[Flowable]:
        made = []
        for number, item in enumerate(block.items, 1):
            sign = f"{number}." if block.numbered else "•"
            made.append(Text(self._setter.markup(item), style.ITEM, sign))
        return made

    def _captioned(self, made: Flowable, block: Table | Figure) -> list[Flowable]:
        if block.caption == "":
            return [made]
        return [made, self._setter.text(block.caption, style.CAPTION)]

    def _figure(self, block: Figure) -> list[Flowable]:
        setter = self._setter
        bands = [
            Band(
                setter.markup(name),
                [(setter.markup(s.name), setter.markup(s.word), s.tone) for s in squares],
            )
            for name, squares in block.rows
            if squares
        ]
        return self._captioned(Stack(bands), block)

    def _columns(self, block: Columns) -> Flowable:
        parts = [Stack(self.flowables(part)) for part in block.parts]
        return columns(parts, block.shares)


def _paragraph(block: Paragraph) -> ParagraphStyle:
    if block.lead:
        return style.LEAD
    return style.MUTED_TEXT if block.muted else style.TEXT
