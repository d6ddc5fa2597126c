"""Sets wordings: says them in the report's language, in fonts that can show every character."""

from __future__ import annotations

from xml.sax.saxutils import quoteattr

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable

from procure_app.core.outline.block import Cell, Link, Mark
from procure_app.core.phrase import Wording
from procure_app.i18n import Language, say
from procure_app.report.pill import Pill
from procure_app.report.stack import Stack
from procure_app.report.tag.element import Element, paragraph
from procure_app.report.text import Text
from procure_app.report.typeface import Typeface


class Setter:
    """A language and a typeface, which is all it takes to set a wording."""

    def __init__(self, language: Language, typeface: Typeface) -> None:
        self.language = language
        self._typeface = typeface

    def markup(self, wording: Wording) -> str:
        """Return the wording as paragraph markup."""
        return self._typeface.markup(say(wording, self.language))

    def plain(self, wording: Wording) -> str:
        """Return the wording on one line, for bookmarks and metadata."""
        return self._typeface.plain(say(wording, self.language))

    def text(self, wording: Wording, style: ParagraphStyle) -> Text:
        """Return the wording as a paragraph."""
        return Text(self.markup(wording), style)

    def pill(self, mark: Mark) -> Pill:
        """Return the mark."""
        return Pill(self.markup(mark.text), mark.tone)

    def link(self, link: Link, style: ParagraphStyle) -> Text:
        """Return the address as a paragraph of its own that can be followed."""
        made = Text(self.link_markup(link), style)
        made.path = (paragraph(), Element("Link"))
        return made

    def link_markup(self, link: Link) -> str:
        """Return the address as markup that can be followed."""
        return f"<a href={quoteattr(link.address)}>{self.markup(link.text)}</a>"

    def cell(self, cell: Cell, style: ParagraphStyle, link: ParagraphStyle) -> Stack:
        """Return what stands in a cell; an empty wording is nothing."""
        made: list[Flowable] = []
        match cell:
            case Mark():
                made.append(self.pill(cell))
            case Link():
                made.append(self.link(cell, link))
            case _ if cell != "":
                made.append(self.text(cell, style))
        return Stack(made)
