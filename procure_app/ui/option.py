"""Options of a choice as boxes: the whole box can be clicked, its words wrap and are never cut."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QSizePolicy

from procure_app.ui.paint import draw_box, painter_of, without_key
from procure_app.ui.theme import GAP, Tokens, tokens

if TYPE_CHECKING:
    _Button = QAbstractButton
else:
    _Button = object  # the Qt class is the other parent: a button has only one


class _Boxed(_Button):
    """How an option measures and draws itself; ``&`` in its words makes no key."""

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self._heights: dict[int, int] = {}
        self.setText(text)

    def setText(self, text: str) -> None:  # noqa: N802  # as Qt calls it
        """Show these words."""
        super().setText(text)
        self._heights.clear()
        without_key(self, text)

    def changeEvent(self, event: QEvent) -> None:
        """Measure again in another font."""
        super().changeEvent(event)
        self._heights.clear()

    def as_box(self) -> None:
        """Let the height follow the width."""
        # Fixed would keep it at the height of the hint, which is that of one line.
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height at this width, at least 36 pixels."""
        if width not in self._heights:  # a layout asks dozens of times for one answer
            self._heights[width] = max(self._words(width).height() + 18, 36)
        return self._heights[width]

    def sizeHint(self) -> QSize:
        """Return the size on one line where that is short enough."""
        wide = self.fontMetrics().horizontalAdvance(self.text()) + self._left() + 2 * GAP + 4
        width = min(wide, 640)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return the narrowest box that still wraps between words."""
        longest = max(
            (self.fontMetrics().horizontalAdvance(w) for w in self.text().split()), default=0
        )
        return QSize(longest + self._left() + GAP + 6, 36)

    def hitButton(self, _: QPoint) -> bool:
        """Take a click anywhere in the box."""
        return True

    def paintEvent(self, _: QPaintEvent) -> None:
        """Draw box, sign and words."""
        t = tokens(self)
        painter = painter_of(self)
        chosen = self.isChecked()
        ground = t.weak_accent if chosen or self.underMouse() else t.card
        line = t.accent if chosen or self.hasFocus() else t.strong_line
        draw_box(painter, self.rect(), ground, line, 2 if self.hasFocus() else 1)
        size = self.fontMetrics().height() - 3
        area = QRectF(GAP + 4, (self.height() - size) / 2, size, size)
        _sign(painter, area, t, chosen=chosen, round_=isinstance(self, QRadioButton))
        painter.setPen(t.ink if self.isEnabled() else t.muted)
        words = self._words(self.width())
        words.setHeight(self.height())
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(words, flags, self.text())

    def _left(self) -> int:
        return 2 * GAP + self.fontMetrics().height() + 2

    def _words(self, width: int) -> QRect:
        room = max(width - self._left() - GAP - 4, 30)
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft
        area = self.fontMetrics().boundingRect(QRect(0, 0, room, 10_000), flags, self.text())
        return QRect(self._left(), 0, room, area.height())


class Radio(_Boxed, QRadioButton):
    """One of several options."""


class Check(_Boxed, QCheckBox):
    """One of several options that can be ticked together."""


def _sign(painter: QPainter, area: QRectF, t: Tokens, *, chosen: bool, round_: bool) -> None:
    size = area.width()
    painter.setPen(QPen(t.accent if chosen else t.strong_line, 1.5))
    painter.setBrush(t.card)
    if round_:
        painter.drawEllipse(area)
        if chosen:
            painter.setBrush(t.accent)
            inset = size * 0.24
            painter.drawEllipse(area.adjusted(inset, inset, -inset, -inset))
        return
    painter.drawRoundedRect(area, 3, 3)
    if chosen:
        painter.setPen(QPen(t.accent, 2.2))
        tick = ((0.22, 0.52), (0.43, 0.74), (0.8, 0.28))
        painter.drawPolyline([QPointF(area.x() + size * x, area.y() + size * y) for x, y in tick])
