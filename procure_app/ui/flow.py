"""A layout that sets widgets in lines and wraps them, as words in a paragraph."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLayout, QLayoutItem, QWidget

from procure_app.ui.theme import GAP

_NO_LIMIT = 524_287
"""Qt's widest item of a layout, in pixels."""


class Flow(QHBoxLayout):
    """Widgets from left to right, then on the next line; nothing is ever cut.

    The items are the row's, which deletes them: of a ``QLayout`` whose items Python holds, each
    would be left behind, for the destructor can no longer ask Python for them.
    """

    def __init__(self, parent: QWidget | None = None, gap: int = GAP) -> None:
        # Qt asks for sizes while it takes the parent.
        self._heights: dict[int, int] = {}
        """Heights by width, for as long as no item changes: Qt asks for them over and over."""
        self._gap = gap
        super().__init__(parent)  # type: ignore[arg-type]  # None is no parent
        self.setContentsMargins(0, 0, 0, 0)

    def expandingDirections(self) -> Qt.Orientation:
        """Grow in no direction."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines at this width."""
        if width not in self._heights:
            self._heights[width] = self._place(QRect(0, 0, width, 0), move=False)
        return self._heights[width]

    def minimumHeightForWidth(self, width: int) -> int:  # noqa: N802  # as Qt calls it
        """Return the same: no line can be left out."""
        return self.heightForWidth(width)

    def invalidate(self) -> None:
        """Forget what was measured: an item came, went or changed."""
        self._heights.clear()
        super().invalidate()

    def setGeometry(self, area: QRect) -> None:
        """Set the widgets into this area, and not into a row as the parent would."""
        QLayout.setGeometry(self, area)
        self._place(area, move=True)

    def sizeHint(self) -> QSize:
        """Return the smallest size; the width decides."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """Return the size of the largest widget."""
        size = QSize()
        for item in self._items():
            size = size.expandedTo(item.minimumSize())
        return size

    def maximumSize(self) -> QSize:  # noqa: N802  # as Qt calls it
        """Return no limit: what is over stays free."""
        return QSize(_NO_LIMIT, _NO_LIMIT)

    def _items(self) -> list[QLayoutItem]:
        found = (self.itemAt(place) for place in range(self.count()))
        return [item for item in found if item is not None]

    def _place(self, area: QRect, *, move: bool) -> int:
        x, y, line = area.x(), area.y(), 0
        placed: list[tuple[QLayoutItem, QRect]] = []
        for item in self._items():
            widget = item.widget()
            if widget is not None and widget.isHidden():
                continue
            hint = item.sizeHint()
            size = QSize(min(hint.width(), area.width()), hint.height())
            if hint.width() > area.width() and item.hasHeightForWidth():
                size.setHeight(item.heightForWidth(area.width()))
            if x + size.width() > area.right() + 1 and line > 0:
                x, y, line = area.x(), y + line + self._gap, 0
            placed.append((item, QRect(QPoint(x, y), size)))
            x += size.width() + self._gap
            line = max(line, size.height())
        if move:
            self._move(placed)
        return y + line - area.y()

    @staticmethod
    def _move(placed: list[tuple[QLayoutItem, QRect]]) -> None:
        """Set the items, each in the middle of its line."""
        tallest: dict[int, int] = {}
        for _, area in placed:
            tallest[area.y()] = max(tallest.get(area.y(), 0), area.height())
        for item, area in placed:
            down = (tallest[area.y()] - area.height()) // 2
            item.setGeometry(area.translated(0, down))
