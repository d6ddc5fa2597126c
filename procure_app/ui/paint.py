"""Small widgets drawn by hand where the style has none: cards, marks, links, buttons."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QLabel,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from procure_app.core.outline.tone import Tone
from procure_app.ui.theme import GAP, font, tokens

RADIUS = 6
_WRAPPED = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft
BUTTON_WORDS = Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextShowMnemonic
BUTTON_MARGIN = 7
"""Pixels that stay free beside the words of a button, however narrow it is."""


def painter_of(widget: QWidget) -> QPainter:
    """Return a painter with smooth edges."""
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return painter


def draw_box(
    painter: QPainter, area: QRect, ground: QColor, line: QColor | None, width: float
) -> None:
    """Draw a rounded box with a line of this width, or without one."""
    half = width / 2
    painter.setBrush(ground)
    painter.setPen(QPen(line, width) if line is not None else Qt.PenStyle.NoPen)
    painter.drawRoundedRect(QRectF(area).adjusted(half, half, -half, -half), RADIUS, RADIUS)


def draw_band(widget: QWidget, *, line_above: bool) -> None:
    """Draw the ground of a band across the window, with a line where it meets the pages."""
    t = tokens(widget)
    painter = QPainter(widget)
    painter.fillRect(widget.rect(), t.card)
    painter.setPen(t.line)
    edge = widget.rect().top() if line_above else widget.rect().bottom()
    painter.drawLine(0, edge, widget.width(), edge)


def without_key(button: QAbstractButton, text: str) -> None:
    """Take off the key that Qt makes of ``&``, and keep the sign for a screen reader."""
    button.setShortcut(QKeySequence())
    if "&" in text and button.accessibleName() in ("", button.property("said")):
        button.setAccessibleName(text)
        button.setProperty("said", text)


class Card(QFrame):
    """A framed ground for one question; its line is stronger while the focus is inside."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._active = False

    def set_active(self, active: bool) -> None:
        """Mark the card as the one that has the focus."""
        if active != self._active:
            self._active = active
            self.update()

    def paintEvent(self, _: QPaintEvent) -> None:
        """Draw ground and line."""
        t = tokens(self)
        painter = painter_of(self)
        line, width = (t.accent, 2.0) if self._active else (t.line, 1.0)
        draw_box(painter, self.rect(), t.card, line, width)


class Mark(QLabel):
    """A word or two in a tone; the word says the same as the colour."""

    def __init__(self, text: str = "", tone: Tone = Tone.PLAIN) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._tone = tone
        self.setFont(font(0.86))
        self.setContentsMargins(GAP, 3, GAP, 3)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)

    def say(self, text: str, tone: Tone) -> None:
        """Show another word in another tone."""
        if (text, tone) != (self.text(), self._tone):
            self._tone = tone
            self.setText(text)
            self.update()

    def paintEvent(self, _: QPaintEvent) -> None:
        """Draw ground and word."""
        ink, ground = tokens(self).tones[self._tone]
        painter = painter_of(self)
        draw_box(painter, self.rect(), ground, None, 0)
        painter.setPen(ink)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())


class Link(QPushButton):
    """A button that reads as a link; ``&`` in its words makes no key."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heights: dict[int, int] = {}
        self.setText(text)
        self.setFlat(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def setText(self, text: str) -> None:  # noqa: N802  # as Qt calls it
        """Show these words."""
        super().setText(text)
        self._heights.clear()
        without_key(self, text)

    def changeEvent(self, event: QEvent) -> None:
        """Measure again in another font."""
        super().changeEvent(event)
        self._heights.clear()

    def sizeHint(self) -> QSize:
        """Return the size of its words on one line, with room for the focus line."""
        words = self.fontMetrics().size(0, self.text())
        return QSize(words.width() + GAP, max(words.height() + GAP, 24))

    def minimumSizeHint(self) -> QSize:
        """Return the size of its longest word: a link wraps and is never cut."""
        metrics = self.fontMetrics()
        longest = max((metrics.horizontalAdvance(w) for w in self.text().split()), default=0)
        return QSize(longest + GAP, max(metrics.height() + GAP, 24))

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of its words, wrapped at this width."""
        if width not in self._heights:  # a layout asks dozens of times for one answer
            area = QRect(0, 0, max(width - GAP, 1), 10_000)
            wrapped = self.fontMetrics().boundingRect(area, _WRAPPED, self.text())
            self._heights[width] = max(wrapped.height() + GAP, 24)
        return self._heights[width]

    def paintEvent(self, _: QPaintEvent) -> None:
        """Draw the words, underlined under the pointer, framed with the focus."""
        t = tokens(self)
        painter = painter_of(self)
        if self.hasFocus():
            painter.setPen(QPen(t.accent, 1.5))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
        shown = self.font()
        shown.setUnderline(self.underMouse())
        painter.setFont(shown)
        painter.setPen(t.accent if self.isEnabled() else t.muted)
        area = self.rect().adjusted(GAP // 2, 0, -(GAP // 2), 0)
        painter.drawText(area, _WRAPPED | Qt.AlignmentFlag.AlignVCenter, self.text())


class Button(QPushButton):
    """A button with a one-pixel line; the primary one, at most one a page, is filled."""

    def __init__(self, text: str, parent: QWidget | None = None, *, primary: bool = False) -> None:
        super().__init__(text, parent)
        self._primary = primary
        if primary:
            self.setFont(font(bold=True))

    def sizeHint(self) -> QSize:
        """Return the size of its words with the padding of a button."""
        words = self.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, self.text())
        return QSize(words.width() + 28, words.height() + 14)

    def minimumSizeHint(self) -> QSize:
        """Return the same: a button is never cut."""
        return self.sizeHint()

    def paintEvent(self, _: QPaintEvent) -> None:
        """Draw the box and the words."""
        t = tokens(self)
        painter = painter_of(self)
        ground, ink, line = t.card, t.ink, t.strong_line
        if self._primary:
            ground, ink, line = t.accent, t.on_accent, t.accent
        if not self.isEnabled():
            ground, ink, line = t.ground, t.muted, t.line
        elif self.isDown() or self.underMouse():
            ground = ground.darker(108) if self._primary else t.weak_accent
        draw_box(painter, self.rect(), ground, line, 1)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(t.on_accent if self._primary else t.accent, 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(3, 3, -3, -3), 4, 4)
        painter.setPen(ink)
        area = self.rect().adjusted(BUTTON_MARGIN, 0, -BUTTON_MARGIN, 0)
        painter.drawText(area, BUTTON_WORDS | Qt.AlignmentFlag.AlignCenter, self.text())
