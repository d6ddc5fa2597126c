"""The table of contents beside the pages."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
)

from procure_app.session.pages import Bookmark
from procure_app.ui.desk import Desk
from procure_app.ui.literal import literal

_PAGE = Qt.ItemDataRole.UserRole

_ROUND = 6
"""Pixels that the style leaves around the words of an item, together with the line between."""


class _Wrapped(QStyledItemDelegate):
    """Gives a heading as many lines as it needs; a tree by itself gives it one."""

    def __init__(self, tree: QTreeWidget) -> None:
        super().__init__(tree)
        self._tree = tree

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the size of the words, wrapped in the width that is left at their level."""
        depth, above = 1, index.parent()
        while above.isValid():
            depth, above = depth + 1, above.parent()
        wide = self._tree.viewport().width() - depth * self._tree.indentation() - _ROUND
        area = QRect(0, 0, max(wide, 40), 10_000)
        wrapped = Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere
        words = str(index.data())
        high = self._tree.fontMetrics().boundingRect(area, wrapped, words).height()
        return QSize(max(wide, 40), high + _ROUND)


class Marks(QTreeWidget):
    """The headings as a tree; going to one shows its page."""

    wanted = Signal(int)
    """Somebody wants to see this page, from 0."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.setHeaderHidden(True)
        self.setAccessibleName(desk.text("Contents"))
        self.setMinimumWidth(160)
        self.setWordWrap(True)
        self.setItemDelegate(_Wrapped(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.currentItemChanged.connect(lambda item, _: self._want(item))
        self.itemClicked.connect(lambda item, _: self._want(item))

    def fill(self, bookmarks: Sequence[Bookmark]) -> None:
        """Show these headings, the outer ones open."""
        above: list[QTreeWidgetItem] = []
        for mark in bookmarks:
            item = QTreeWidgetItem([mark.title])
            item.setData(0, _PAGE, mark.page)
            item.setToolTip(0, literal(mark.title))
            spoken = self._desk.text("{title}, page {n}", title=mark.title, n=mark.page + 1)
            item.setData(0, Qt.ItemDataRole.AccessibleTextRole, spoken)
            del above[mark.level :]
            if above:
                above[-1].addChild(item)
            else:
                self.addTopLevelItem(item)
            above.append(item)
        self.expandToDepth(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the headings anew."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def _want(self, item: QTreeWidgetItem | None) -> None:
        if item is not None:
            self.wanted.emit(int(item.data(0, _PAGE)))
