"""A text with links inside a page: as high as all of it, so that only the page scrolls."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QTextDocument
from PySide6.QtWidgets import QTextBrowser

from procure_app.ui.theme import PAD

_SCROLLING = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class Prose(QTextBrowser):
    """Says its height for any width, so that the page is laid out in one go.

    A height fixed once the text is laid out comes too late: for a moment the page is blank.
    """

    def __init__(self, name: str) -> None:
        super().__init__()
        self._heights: dict[int, int] = {}
        self._copy: QTextDocument | None = None
        """The text once more: to measure it must not lay out what is seen."""
        self.setOpenLinks(False)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.setAccessibleName(name)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(PAD - 4)
        policy = self.sizePolicy()
        policy.setVerticalPolicy(policy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_html(self, html: str) -> None:
        """Show this text."""
        self.setHtml(html)
        self._measure_anew()

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all the text at this width, in pixels."""
        if width not in self._heights:
            if self._copy is None:
                self._copy = self.document().clone(self)
            self._copy.setTextWidth(width)
            self._heights[width] = ceil(self._copy.size().height())
        return self._heights[width]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the keys that scroll to the page: here is nothing to scroll."""
        if event.key() in _SCROLLING:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def place_of(self, name: str) -> int | None:
        """Return how far down a named place stands, in pixels; None where there is none."""
        block = self.document().begin()
        while block.isValid():
            pieces = block.begin()
            while not pieces.atEnd():
                if name in pieces.fragment().charFormat().anchorNames():
                    layout = self.document().documentLayout()
                    return int(layout.blockBoundingRect(block).top())
                pieces += 1
            block = block.next()
        return None

    def changeEvent(self, event: QEvent) -> None:
        """Measure again in another font."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._measure_anew()

    def _measure_anew(self) -> None:
        if self._copy is not None:
            self._copy.deleteLater()
        self._copy = None
        self._heights = {}
        self.updateGeometry()
