"""What this means so far, at the right: it follows every answer, and each line leads somewhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, QUrl
from PySide6.QtGui import (
    QColor,
    QShowEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QTextBrowser

from procure_app.core.frameworks.judgement import NO_RULES
from procure_app.ui.desk import Desk
from procure_app.ui.picture import rights_picture
from procure_app.ui.theme import font, tokens

if TYPE_CHECKING:
    from procure_app.ui.told import Teller, Told


class Panel(QTextBrowser):
    """The statement, the vendor's label, duties and findings.

    It is written with a cursor and not as HTML: parsing would cost more than all that is shown.
    """

    def __init__(self, desk: Desk, teller: Callable[[Desk], Teller]) -> None:
        super().__init__()
        self._desk = desk
        self._build = teller
        self._teller: Teller | None = None
        self._shown: list[Told] = []
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setAccessibleName(desk.text("What this means so far"))
        self.document().setDocumentMargin(16)
        self.setUndoRedoEnabled(False)
        self.anchorClicked.connect(self._follow)

    @property
    def is_begun(self) -> bool:
        """Whether anything was written: at first, the frame is shown without it."""
        return self._teller is not None

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while it was not seen.

        While there are no rules yet the app has just started, and its first frame goes first.
        """
        if self._teller is None and self._desk.session.library is NO_RULES:
            QTimer.singleShot(0, self, self.refresh)
        else:
            self.refresh()
        super().showEvent(event)

    def refresh(self) -> None:
        """Show what follows from the document as it is now."""
        if self._teller is None:
            self._teller = self._build(self._desk)
        told = self._teller.lines()
        if told != self._shown:
            first = not self._shown
            self._write(told)
            self._shown = told
            if first:  # later the place stays: only lines elsewhere are written
                self.moveCursor(QTextCursor.MoveOperation.Start)

    def _follow(self, url: QUrl) -> None:
        self._desk.wanted.emit(url.toString())

    def _write(self, told: list[Told]) -> None:
        """Write the lines that differ; those before and after them stay as they are."""
        old = self._shown
        same = _alike(old, told)
        after = _alike(old[same:][::-1], told[same:][::-1])
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        if same == 0:
            cursor.select(QTextCursor.SelectionType.Document)
        else:
            keep = QTextCursor.MoveMode.KeepAnchor
            cursor.setPosition(_end(self, same - 1))
            cursor.setPosition(_end(self, len(old) - after - 1), keep)
        cursor.removeSelectedText()
        for place, line in enumerate(told[same : len(told) - after], same):
            self._line(cursor, line, first=place == 0)
        cursor.endEditBlock()

    def _line(self, cursor: QTextCursor, line: Told, *, first: bool) -> None:
        t = tokens(self)
        block = QTextBlockFormat()
        block.setTopMargin(line.above)
        if not first:
            cursor.insertBlock(block)
        ink, ground = t.tones[line.tone] if line.tone else (t.ink, QColor())
        shape = QTextCharFormat()
        shape.setFont(font(line.step, bold=line.bold))
        shape.setForeground(t.accent if line.target and line.tone is None else ink)
        if line.tone is not None:
            shape.setBackground(ground)
        if line.target:
            shape.setAnchor(True)
            shape.setAnchorHref(line.target)
        if line.picture is not None:
            cursor.insertImage(rights_picture(self, line.picture, line.heads))
        elif line.mark:
            self._marked(cursor, line, shape)
        else:
            cursor.insertText(f"\u00a0{line.text}\u00a0" if line.tone else line.text, shape)

    def _marked(self, cursor: QTextCursor, line: Told, shape: QTextCharFormat) -> None:
        """Write a line with a mark behind its text, and what is said behind the mark."""
        t = tokens(self)
        plain = QTextCharFormat(shape)
        plain.setForeground(t.accent if line.target else t.ink)
        plain.clearBackground()
        cursor.insertText(f"{line.text} ", plain)
        cursor.insertText(f"\u00a0{line.mark}\u00a0", shape)
        if line.after:
            muted = QTextCharFormat()
            muted.setFont(font(0.92))
            muted.setForeground(t.muted)
            cursor.insertText(f" {line.after}", muted)


def _alike(some: list[Told], others: list[Told]) -> int:
    """Return how many lines from the start are the same."""
    pairs = enumerate(zip(some, others, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(some), len(others)))


def _end(panel: Panel, line: int) -> int:
    """Return the place behind the last letter of a line."""
    block = panel.document().findBlockByNumber(line)
    return block.position() + block.length() - 1
