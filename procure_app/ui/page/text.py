"""A page that is one text with links, so that it is fast and reads well aloud."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QTimer, QUrl

from procure_app.core.outline.tone import Tone
from procure_app.ui.desk import Desk
from procure_app.ui.page.frame import Page
from procure_app.ui.prose import Prose
from procure_app.ui.theme import Tokens, tokens


class TextPage(Page):
    """Shows what ``html`` returns; links lead to questions and pages."""

    def __init__(self, desk: Desk, title: str, intro: str, name: str) -> None:
        super().__init__(title, intro)
        self._desk = desk
        self._shown = ""
        self._text = Prose(name)
        self._text.anchorClicked.connect(self._clicked)
        self.column.addWidget(self._text)

    def refresh(self) -> None:
        """Show the document as it is now."""
        html = self.html(tokens(self))
        if html != self._shown:
            self._shown = html
            self._text.show_html(html)

    def html(self, t: Tokens) -> str:
        """Return the text in the colours of these tokens."""
        raise NotImplementedError

    def follow(self, target: str) -> None:
        """Go where a link leads."""
        self._desk.wanted.emit(target)

    def show_part(self, part: str) -> None:
        """Scroll to a named place in the text, once it is laid out."""
        if part:
            QTimer.singleShot(0, self, lambda: self._scroll_to(part))

    def _scroll_to(self, part: str) -> None:
        top = self._text.place_of(part)
        if top is not None:
            above = self.holder.y() + self._text.y()
            self.verticalScrollBar().setValue(above + top)

    def _clicked(self, url: QUrl) -> None:
        self.follow(url.toString())


def link(target: str, words: str, t: Tokens) -> str:
    """Return a link as HTML."""
    style = f"color:{t.accent.name()};text-decoration:none"
    return f'<a href="{escape(target)}" style="{style}">{escape(words)}</a>'


def mark(words: str, tone: Tone, t: Tokens) -> str:
    """Return a word or two in a tone as HTML; the word says the same as the colour."""
    ink, ground = t.tones[tone]
    style = f"color:{ink.name()};background-color:{ground.name()}"
    return f'<span style="{style}">&nbsp;{escape(words)}&nbsp;</span>'
