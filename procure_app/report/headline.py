"""Headings: never alone at the foot of a page, with a bookmark and sometimes a rule."""

from __future__ import annotations

from procure_app.report.ink import LINE
from procure_app.report.sheet import Sheet
from procure_app.report.tag.element import Element, heading
from procure_app.report.tag.place import artifact
from procure_app.report.text import Text

_DROP = 2.5
"""How far the rule lies below the heading."""


class Headline(Text):
    """A heading that notes on which page it stands."""

    leads = True
    key = ""
    """The name of its place; empty for one that is not listed anywhere."""
    title = ""
    """Its text on one line, for the list of bookmarks."""
    level = 0
    """Its depth in the list of bookmarks, from 0."""
    ruled = False
    """Whether a line is drawn under it."""

    def elements(self) -> tuple[Element, ...]:
        """Return a heading, one below the section it is in unless it was told its level."""
        if self.path is None:
            self.path = (heading(),)
        return self.path

    def draw(self) -> None:
        """Draw the heading with its rule, and note where it stands."""
        if self.key and isinstance(self.canv, Sheet):
            self.canv.note(self.key, self.title, self.level, self.height)
        super().draw()
        if self.ruled and self._measured:
            with artifact(self.canv):
                self.canv.setStrokeColor(LINE)
                self.canv.setLineWidth(0.6)
                self.canv.line(0, -_DROP, self._measured[0], -_DROP)

    def split(self, width: float, height: float) -> list[Text]:
        """Split as a paragraph does: the place stays with the first part, the rule goes last."""
        parts = super().split(width, height)
        if parts:
            assert isinstance(parts[0], Headline)
            parts[0].key, parts[0].title, parts[0].level = self.key, self.title, self.level
            parts[-1].ruled = self.ruled
        return parts
