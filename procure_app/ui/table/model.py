"""The rows of the component table for Qt: group lines and components, edited in place."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from procure_app.core.assessment.answer import ComponentRow
from procure_app.core.assessment.edit import changed
from procure_app.core.assessment.table import Row
from procure_app.core.catalogue.word import Availability
from procure_app.core.outline.component_words import CATEGORIES, LAYERS
from procure_app.ui.desk import Desk
from procure_app.ui.literal import literal
from procure_app.ui.table.licence import licence_name
from procure_app.ui.theme import font
from procure_app.ui.words import LICENCES, SHORT_AVAILABILITIES

COLUMNS = ("Component", "Availability", "Licence", "Evidence", "Where found", "Version", "Note")
FIELDS = ("", "availability", "licence", "", "found", "version", "note")
"""The field that each column edits; evidence has a dialog of its own."""
Index = QModelIndex | QPersistentModelIndex


class TableModel(QAbstractTableModel):
    """Rows as they are listed now; ``show_all`` opens the rest."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.show_all = False
        self.lines: list[Row | str] = []
        """A row, or the words of the group that follows."""
        self.hidden = 0

    def refresh(self) -> None:
        """Take the rows of the document as it is now."""
        table = self._desk.reading.table
        listed = [row for row in table if row.listed or self.show_all]
        self.hidden = len(table) - len(listed)
        lines: list[Row | str] = []
        group = ""
        layered = len({row.layer for row in listed}) > 1
        for row in listed:
            words = self._desk.say(CATEGORIES[row.component.category])
            if layered:
                words = f"{self._desk.say(LAYERS[row.layer])} · {words}"
            if words != group:
                group = words
                lines.append(words)
            lines.append(row)
        same = [self._key(line) for line in lines] == [self._key(line) for line in self.lines]
        if not same:
            self.beginResetModel()
        self.lines = lines
        if not same:
            self.endResetModel()
        elif lines:
            last = self.index(len(lines) - 1, len(COLUMNS) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def row(self, index: Index) -> Row | None:
        """Return the component's row at this index; None for a group line."""
        line = self.lines[index.row()] if 0 <= index.row() < len(self.lines) else None
        return line if isinstance(line, Row) else None

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of lines."""
        return len(self.lines)

    def columnCount(self, parent: Index | None = None) -> int:
        """Return the number of columns."""
        return len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401  # Qt's variant
        """Return the words of a column."""
        if role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return self._desk.text(COLUMNS[section])
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let a component be chosen and its fields be edited."""
        if self.row(index) is None:
            return Qt.ItemFlag.ItemIsEnabled
        base = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return base | Qt.ItemFlag.ItemIsEditable if FIELDS[index.column()] else base

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Return what a cell shows, says or edits."""
        line = self.lines[index.row()]
        if isinstance(line, str):
            return self._group(line, index.column(), role)
        if role == Qt.ItemDataRole.DisplayRole:
            return self.words(line, index.column())
        if role == Qt.ItemDataRole.EditRole:
            field = FIELDS[index.column()]
            return str(getattr(line.entered, field) or "") if field else None
        if role == Qt.ItemDataRole.ToolTipRole:
            name = index.column() == 0
            return literal(line.component.hint if name else self.words(line, index.column()))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            words = self.words(line, index.column()) or self._desk.text("empty")
            return f"{line.component.name}, {self._desk.text(COLUMNS[index.column()])}: {words}"
        return None

    def words(self, row: Row, column: int) -> str:
        """Return what a component's cell says."""
        entered = row.entered
        match column:
            case 0:
                return row.component.name
            case 1:
                available = row.availability
                return self._desk.say(SHORT_AVAILABILITIES[available]) if available else ""
            case 2:
                known = LICENCES.get(entered.licence)
                return self._desk.say(known) if known else licence_name(self._desk, entered.licence)
            case 3:
                return self._evidence(entered)
            case _:
                return str(getattr(entered, FIELDS[column]))

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take what was typed into a cell."""
        row, field = self.row(index), FIELDS[index.column()]
        if row is None or not field or role != Qt.ItemDataRole.EditRole:
            return False
        filled = {row.key: with_field(row.entered, field, str(value or ""))}
        self._desk.fill_rows(filled, f"{row.key}/{field}", merge=field != "availability")
        return True

    def _evidence(self, entered: ComponentRow) -> str:
        items = self._desk.assessment.evidence_by_id()
        ids = dict.fromkeys((*entered.availability_evidence, *entered.licence_evidence))
        best = max((items[i].grade for i in ids if i in items), default=0)
        if not ids:
            return ""
        return self._desk.text("grade {grade} ({ids})", grade=best, ids=", ".join(ids))

    def _group(self, words: str, column: int, role: int) -> Any:  # noqa: ANN401
        if role == Qt.ItemDataRole.FontRole:
            return font(0.93, bold=True)
        shown = role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        return words if shown and column == 0 else None

    @staticmethod
    def _key(line: Row | str) -> str:
        return line if isinstance(line, str) else line.key


def with_field(entered: ComponentRow, field: str, value: str) -> ComponentRow:
    """Return the row with this field set from text; an empty availability is none."""
    if field == "availability":
        return changed(entered, availability=Availability(value) if value else None)
    return changed(entered, **{field: value.strip()})
