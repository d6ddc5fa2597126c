"""Lists of entries with several lines: all of each is seen, however narrow the list is."""

from __future__ import annotations

import re

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListWidget, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from procure_app.ui.theme import tokens

_LONG = re.compile(r"[^\s\u200b]{20}(?=[^\s\u200b])")
_BOX = QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator


def wrap(entries: QListWidget, spacing: int) -> None:
    """Break the lines of this list, so far apart in pixels, and never scroll sideways."""
    entries.setItemDelegate(_Wrapping(entries))
    entries.setWordWrap(True)
    entries.setSpacing(spacing)
    entries.setResizeMode(QListWidget.ResizeMode.Adjust)
    entries.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)  # tall entries
    entries.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)


def breakable(text: str) -> str:
    """Return the text with places to break inside of long paths and digests; none is seen."""
    return _LONG.sub("\\g<0>\u200b", text)


class _Wrapping(QStyledItemDelegate):
    """Breaks paths and digests too, and leaves room for a box beside the words."""

    def __init__(self, of: QListWidget) -> None:
        super().__init__(of)
        self._list = of

    def initStyleOption(  # noqa: N802  # as Qt calls it
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Let a word without a gap break: Qt breaks between words only, and cuts the rest."""
        super().initStyleOption(option, index)
        option.text = breakable(option.text)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw the edge of a box so that it is seen: the style's is too pale."""
        super().paint(painter, option, index)
        full = QStyleOptionViewItem(option)
        self.initStyleOption(full, index)
        if full.features & _BOX:
            part = QStyle.SubElement.SE_ItemViewItemCheckIndicator
            box = self._list.style().subElementRect(part, full, self._list)
            painter.setPen(tokens(self._list).strong_line)
            painter.drawRect(box.adjusted(0, 0, -1, -1))

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the room of all lines: Qt forgets that a box takes some of the width."""
        narrow = QStyleOptionViewItem(option)
        wide = option.rect.width() - 2 * self._list.spacing()
        style, metric = self._list.style(), QStyle.PixelMetric
        box = style.pixelMetric(metric.PM_IndicatorWidth, option, self._list)
        margin = style.pixelMetric(metric.PM_FocusFrameHMargin, option, self._list) + 1
        narrow.rect.setWidth(wide - box - 3 * margin)
        return QSize(wide, super().sizeHint(narrow, index).height())
