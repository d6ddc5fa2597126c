"""The proposals of an inspection as a list to tick, each with all its lines."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from procure_app.ui.desk import Desk
from procure_app.ui.service import Proposed
from procure_app.ui.theme import tokens

_LONG = re.compile(r"[^\s\u200b]{20}(?=[^\s\u200b])")


class ProposalList(QListWidget):
    """Ticked at first is what is sure, new, and in nobody's place."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.setAccessibleName(desk.text("Proposals, to be ticked"))
        self.setItemDelegate(_Wrapping(self))
        self.setWordWrap(True)
        self.setSpacing(6)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)  # tall entries
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_proposals(self, proposals: Sequence[Proposed]) -> None:
        """Show these, the first one as the present one."""
        for proposed in proposals:
            self.addItem(self._item(proposed))
        self.setCurrentRow(0)

    def tick(self, state: Qt.CheckState) -> None:
        """Tick all, or none."""
        for row in range(self.count()):
            self.item(row).setCheckState(state)

    def ticked(self) -> list[int]:
        """Return the places of the proposals that are ticked."""
        on = Qt.CheckState.Checked
        return [row for row in range(self.count()) if self.item(row).checkState() is on]

    def _item(self, proposed: Proposed) -> QListWidgetItem:
        desk = self._desk
        lines = [f"{proposed.name}: {proposed.value}", proposed.reason, proposed.files]
        if proposed.held:
            lines.append(desk.text("The document says so already."))
        elif proposed.replaces:
            lines.append(desk.text("It takes the place of: {value}", value=proposed.replaces))
        if not proposed.sure:
            lines.append(desk.text("To be checked before it is taken."))
        item = QListWidgetItem("\n".join(line for line in lines if line))
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        ticked = proposed.sure and not proposed.held and not proposed.replaces
        item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        return item


class _Wrapping(QStyledItemDelegate):
    """Breaks paths and digests too, and leaves room for the box beside the words."""

    def __init__(self, of: QListWidget) -> None:
        super().__init__(of)
        self._list = of

    def initStyleOption(  # noqa: N802  # as Qt calls it
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Let a word without a gap break: Qt breaks between words only, and cuts the rest."""
        super().initStyleOption(option, index)
        option.text = _LONG.sub("\\g<0>\u200b", option.text)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw the edge of the box so that it is seen: the style's is too pale."""
        super().paint(painter, option, index)
        full = QStyleOptionViewItem(option)
        self.initStyleOption(full, index)
        part = QStyle.SubElement.SE_ItemViewItemCheckIndicator
        box = self._list.style().subElementRect(part, full, self._list)
        painter.setPen(tokens(self._list).strong_line)
        painter.drawRect(box.adjusted(0, 0, -1, -1))

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the room of all lines: Qt forgets that the box takes some of the width."""
        narrow = QStyleOptionViewItem(option)
        wide = option.rect.width() - 2 * self._list.spacing()
        style, metric = self._list.style(), QStyle.PixelMetric
        box = style.pixelMetric(metric.PM_IndicatorWidth, option, self._list)
        margin = style.pixelMetric(metric.PM_FocusFrameHMargin, option, self._list) + 1
        narrow.rect.setWidth(wide - box - 3 * margin)
        return QSize(wide, super().sizeHint(narrow, index).height())
