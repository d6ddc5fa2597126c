"""The editors inside the component table, and how its lines are drawn."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QSize, Qt, QTimer
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from procure_app.core.outline.mark import availability_mark
from procure_app.core.outline.tone import Tone
from procure_app.ui.desk import Desk
from procure_app.ui.editor.field import DropDown
from procure_app.ui.paint import draw_box
from procure_app.ui.table.licence import chosen_licence, licence_box
from procure_app.ui.table.model import COLUMNS, FIELDS, TableModel
from procure_app.ui.theme import font, tokens
from procure_app.ui.words import AVAILABILITIES

Index = QModelIndex | QPersistentModelIndex


class TableDelegate(QStyledItemDelegate):
    """A drop-down for availability, suggestions for licences, a line for the rest."""

    def __init__(self, desk: Desk, model: TableModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._model = desk, model
        self._before: tuple[QPersistentModelIndex, str] | None = None
        """The cell that is typed into, and what it held when its editor was opened."""
        self.closeEditor.connect(self._closed)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Return the editor of this cell."""
        field = FIELDS[index.column()]
        held = str(index.data(Qt.ItemDataRole.EditRole) or "")
        self._before = QPersistentModelIndex(index), held
        if field == "availability":
            return self._drop_down(parent)
        if field == "licence":
            return self._licences(parent)
        line = QLineEdit(parent)
        line.setAccessibleName(self._desk.text(COLUMNS[index.column()]))
        self._take_while_typed(line, line)
        return line

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Show the value in the editor, but for one that says it already in other words."""
        value = str(index.data(Qt.ItemDataRole.EditRole) or "")
        if self._said(editor) == value:
            return
        if isinstance(editor, QComboBox):
            at = editor.findData(value)
            editor.setCurrentIndex(max(at, 0))
            if editor.isEditable():
                editor.setEditText(value if at < 0 else editor.itemText(at))
        elif isinstance(editor, QLineEdit):
            editor.setText(value)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Take the value from the editor."""
        model.setData(index, self._said(editor), Qt.ItemDataRole.EditRole)

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Give the editor the whole cell, and a drop-down the room of its words."""
        area = option.rect
        if isinstance(editor, QComboBox):
            area.setWidth(max(area.width(), editor.sizeHint().width()))
        editor.setGeometry(area)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return a height with air above and below the words."""
        hint = super().sizeHint(option, index)
        one_line = option.fontMetrics.height() + 16
        if index.column() > 3:  # long notes and addresses are cut here; the tip has them whole
            return QSize(hint.width(), one_line)
        return QSize(hint.width(), max(hint.height() + 12, one_line))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a group line, an availability as a mark, or the words."""
        row = self._model.row(index)
        t = tokens(self.parent())  # type: ignore[arg-type]
        area = option.rect
        if row is None:
            painter.fillRect(area, t.ground)
        if row is not None and index.column() == 1 and row.availability is not None:
            self._draw_mark(painter, option, index, availability_mark(row.availability).tone)
        else:
            super().paint(painter, option, index)
        painter.setPen(t.line)
        painter.drawLine(area.bottomLeft(), area.bottomRight())

    def _draw_mark(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, tone: Tone
    ) -> None:
        empty = QStyleOptionViewItem(option)
        self.initStyleOption(empty, index)
        empty.text = ""
        style = empty.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, empty, painter, empty.widget)
        ink, ground = tokens(self.parent()).tones[tone]  # type: ignore[arg-type]
        words = str(index.data())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font(0.93))
        area = option.rect.adjusted(6, 0, -6, 0)
        tall = painter.fontMetrics().height() + 8
        area.setTop(area.top() + (area.height() - tall) // 2)
        area.setHeight(tall)
        area.setWidth(min(area.width(), painter.fontMetrics().horizontalAdvance(words) + 18))
        draw_box(painter, area, ground, None, 0)
        painter.setPen(ink)
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, words)
        painter.restore()

    def _drop_down(self, parent: QWidget) -> QComboBox:
        combo = DropDown(parent)
        combo.setAccessibleName(self._desk.text("Availability"))
        combo.addItem(self._desk.text("Not answered"), "")
        for availability, words in AVAILABILITIES.items():
            combo.addItem(self._desk.say(words), availability.value)
        combo.activated.connect(lambda _: self._done(combo))
        # On a closed list the first arrow key would already choose and leave.
        QTimer.singleShot(0, combo, lambda: combo.showPopup() if combo.isVisible() else None)
        return combo

    def _done(self, editor: QWidget) -> None:
        self.commitData.emit(editor)
        editor.removeEventFilter(self)  # or losing the focus would commit it once more
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)

    def _licences(self, parent: QWidget) -> QComboBox:
        combo = licence_box(self._desk, parent)
        line = combo.lineEdit()
        if line is not None:
            self._take_while_typed(combo, line)
        combo.activated.connect(lambda _: self.commitData.emit(combo))
        return combo

    def _said(self, editor: QWidget) -> str:
        """Return the value that the editor stands for now."""
        if isinstance(editor, QComboBox):
            listed = str(editor.currentData() or "")
            return chosen_licence(self._desk, editor).strip() if editor.isEditable() else listed
        return editor.text().strip() if isinstance(editor, QLineEdit) else ""

    def _take_while_typed(self, editor: QWidget, line: QLineEdit) -> None:
        """Take what is typed with every key: text that waits for Enter is lost in a crash.

        An emptied cell waits, for its row might leave the table while somebody types in it.
        """

        def take(text: str) -> None:
            if text.strip():
                self.commitData.emit(editor)

        line.textEdited.connect(take)

    def _closed(self, _: QWidget, hint: QStyledItemDelegate.EndEditHint) -> None:
        """With Esc, put back what the cell held before."""
        before, self._before = self._before, None
        if before and hint is QStyledItemDelegate.EndEditHint.RevertModelCache:
            index, held = before
            if index.isValid():
                self._model.setData(index, held)
