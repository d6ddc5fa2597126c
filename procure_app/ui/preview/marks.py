"""The table of contents beside the pages."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from procure_app.session.pages import Bookmark
from procure_app.ui.desk import Desk

_PAGE = Qt.ItemDataRole.UserRole


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
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.header().setStretchLastSection(False)  # a long heading is scrolled to, not cut
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.currentItemChanged.connect(lambda item, _: self._want(item))
        self.itemClicked.connect(lambda item, _: self._want(item))

    def fill(self, bookmarks: Sequence[Bookmark]) -> None:
        """Show these headings, the outer ones open."""
        above: list[QTreeWidgetItem] = []
        for mark in bookmarks:
            item = QTreeWidgetItem([mark.title])
            item.setData(0, _PAGE, mark.page)
            item.setToolTip(0, mark.title)
            spoken = self._desk.text("{title}, page {n}", title=mark.title, n=mark.page + 1)
            item.setData(0, Qt.ItemDataRole.AccessibleTextRole, spoken)
            del above[mark.level :]
            if above:
                above[-1].addChild(item)
            else:
                self.addTopLevelItem(item)
            above.append(item)
        self.expandToDepth(0)

    def _want(self, item: QTreeWidgetItem | None) -> None:
        if item is not None:
            self.wanted.emit(int(item.data(0, _PAGE)))
