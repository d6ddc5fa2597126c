"""A line in the window for what could not be done, instead of a dialog; and announcements."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QWidget,
)
from shiboken6 import isValid

from procure_app.core.outline.tone import Tone
from procure_app.ui.desk import Desk
from procure_app.ui.editor.field import label
from procure_app.ui.paint import Button
from procure_app.ui.theme import tokens


class _Scroll(QScrollArea):
    """The sentence, as high as its lines are, up to ``most`` pixels; the rest is scrolled to."""

    def __init__(self, words: QLabel, name: str) -> None:
        super().__init__()
        self.most = 1 << 20
        self._label = words
        self.setAccessibleName(name)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(words)
        for part in (words, self.viewport()):
            part.setAutoFillBackground(False)  # the ground is the notice's
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.verticalScrollBar().rangeChanged.connect(self._be_reached)

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines, or the most there may be."""
        whole = self._label.heightForWidth(width)
        if whole > self.most:
            return self.most
        return whole

    def sizeHint(self) -> QSize:
        """Return the room at the present width."""
        return QSize(self._label.sizeHint().width(), self.heightForWidth(max(self.width(), 1)))

    def minimumSizeHint(self) -> QSize:
        """Return the room of one line."""
        return QSize(80, min(self.fontMetrics().lineSpacing(), self.most))

    def _be_reached(self, _: int, most: int) -> None:
        """Take the focus only where keys have something to scroll."""
        policy = Qt.FocusPolicy
        self.setFocusPolicy(policy.StrongFocus if most > 0 else policy.NoFocus)


class Notice(QWidget):
    """One sentence and a way to close it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._tone = Tone.LIMITS
        self._column = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._column.setContentsMargins(16, 8, 16, 8)
        self._words = label("")
        self._scroll = _Scroll(self._words, desk.text("Notice"))
        self._column.addWidget(self._scroll, 1)
        row = QHBoxLayout()
        self._column.addLayout(row)
        self.action = Button("")
        self.action.hide()
        self.action.clicked.connect(lambda _: self._do())
        self._do: Callable[[], object] = self.hide
        row.addWidget(self.action)
        close = Button(desk.text("Close"))
        close.clicked.connect(lambda _: self._close())
        self._before: QWidget | None = None
        """What had the focus before one of the buttons did."""
        QApplication.instance().focusChanged.connect(self._note_focus)  # type: ignore[union-attr]
        row.addWidget(close)
        row.addStretch()
        self.hide()

    def tell(self, sentence: str, tone: Tone = Tone.LIMITS) -> None:
        """Show the sentence and have it read out."""
        self._tone = tone
        self.action.hide()
        self._lay()
        self._words.setText(sentence)
        self._scroll.verticalScrollBar().setValue(0)
        self._scroll.updateGeometry()
        self.show()
        announce(self, sentence)

    def offer(self, words: str, do: Callable[[], object]) -> None:
        """Put a button beside the sentence that was just told."""
        self._do = do
        self.action.setText(words)
        self.action.show()
        self._lay()

    def fit(self, height: int) -> None:
        """Leave room for the page in a window of this height in pixels: a long text scrolls."""
        self._scroll.most = height * 2 // 5
        self._scroll.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons beside the sentence, or below it where that leaves too little room."""
        super().resizeEvent(event)
        self._lay()

    def _lay(self) -> None:
        narrow = self.width() < 60 * self.fontMetrics().averageCharWidth()
        below = narrow and not self.action.isHidden()
        way = QBoxLayout.Direction
        self._column.setDirection(way.TopToBottom if below else way.LeftToRight)

    def take_over(self, other: Notice) -> None:
        """Show what another one shows, with its button."""
        if other.says():
            self.tell(other.says(), other._tone)
            if not other.action.isHidden():
                self.offer(other.action.text(), other._do)

    def _note_focus(self, old: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self.isAncestorOf(now) and old and not self.isAncestorOf(old):
            self._before = old

    def _close(self) -> None:
        """Hide, and give the focus back: Qt would pass it on to whatever comes next."""
        if self._before is not None and isValid(self._before) and self._before.isVisible():
            self._before.setFocus()
        self.hide()

    def retract(self, *tones: Tone) -> None:
        """Hide the sentence where it is of one of these tones: it is no longer so."""
        if self._tone in tones:
            self.hide()

    def says(self) -> str:
        """Return the sentence last told; empty while none is seen."""
        return "" if self.isHidden() else self._words.text()

    def paintEvent(self, _: QPaintEvent) -> None:
        """Draw the ground in its tone."""
        QPainter(self).fillRect(self.rect(), tokens(self).tones[self._tone][1])


def announce(widget: QWidget, sentence: str) -> None:
    """Have a screen reader say the sentence."""
    if sentence:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, sentence))
