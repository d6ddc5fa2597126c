"""The component table as a card: the table, bulk edit of the chosen rows, and all rows."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from procure_app.core.assessment.answer import ComponentRow
from procure_app.core.assessment.edit import changed
from procure_app.core.catalogue.question import Question
from procure_app.core.phrase import counted, phrase
from procure_app.ui.desk import Desk
from procure_app.ui.editor.field import Choice, label
from procure_app.ui.flow import Flow
from procure_app.ui.page.frame import AskCard
from procure_app.ui.paint import Button, Link
from procure_app.ui.table.delegate import TableDelegate
from procure_app.ui.table.licence import chosen_licence, licence_box
from procure_app.ui.table.model import FIELDS, TableModel, with_field
from procure_app.ui.theme import GAP, PAD
from procure_app.ui.words import SHORT_AVAILABILITIES

WIDTHS = (21, 16, 18, 12, 16, 14, 20)
"""Widths of the columns in average characters."""


class Table(QTableView):
    """A table as tall as its lines; Enter edits, Delete empties the chosen cells."""

    emptied = Signal(int)
    """Delete was pressed in this column."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the present cell with Enter or Space; empty it in the chosen rows with Delete."""
        opens = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        here = self.currentIndex()
        if event.key() in opens and here.isValid():
            if self.state() is QAbstractItemView.State.NoState:  # else an editor sent it on
                self._open(here)
        elif event.key() == Qt.Key.Key_Delete and here.isValid():
            self.emptied.emit(here.column())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width: all columns where there is room, else the first five fill it."""
        unit = self.fontMetrics().averageCharWidth()
        room = self.viewport().width()
        wanted = [n * unit for n in WIDTHS]
        fitting = wanted if sum(wanted) <= room else wanted[:5]
        spare = max(room - sum(fitting), 0) // len(fitting)
        for place, width in enumerate(wanted):
            self.setColumnWidth(place, width + (spare if place < len(fitting) else 0))
        super().resizeEvent(event)
        self.resizeRowsToContents()
        self.fit()

    def _open(self, index: QModelIndex) -> None:
        """Open the cell's editor; what has none is opened as by a click."""
        if index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.edit(index)
        else:
            self.clicked.emit(index)

    def fit(self) -> None:
        """Take the height of all lines, so that the page scrolls and the table does not."""
        height = self.horizontalHeader().sizeHint().height() + 4
        height += sum(self.rowHeight(n) for n in range(self.model().rowCount()))
        bar = self.horizontalScrollBar()
        self.setFixedHeight(height + (bar.sizeHint().height() if bar.maximum() > 0 else 0))


class Setter(Choice):
    """Sets rows with each choice, so that arrow keys open its list and choose nothing yet."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the list with an arrow key."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.showPopup()
        else:
            super().keyPressEvent(event)


class TableCard(AskCard):
    """What the release includes, one row each."""

    def __init__(self, desk: Desk, question: Question) -> None:
        super().__init__()
        self._desk, self.question = desk, question
        column = QVBoxLayout(self)
        column.setContentsMargins(PAD, PAD, PAD, PAD)
        column.setSpacing(GAP)
        column.addWidget(label(question.text, step=1.14, bold=True))
        if question.hint:
            column.addWidget(label(question.hint, muted=True))
        column.addWidget(self._bulk())
        self.model = TableModel(desk)
        self.view = self._table(question)
        column.addWidget(self.view)
        self._more = Link("")
        self._more.clicked.connect(lambda _: self._show_all())
        column.addWidget(self._more)
        self._show_bulk()
        self.refresh()

    def refresh(self) -> None:
        """Show the rows as they are now."""
        shown = [TableModel._key(line) for line in self.model.lines]
        self.model.refresh()
        if shown != [TableModel._key(line) for line in self.model.lines]:
            self.view.clearSpans()
            for place, line in enumerate(self.model.lines):
                if isinstance(line, str):
                    self.view.setSpan(place, 0, 1, self.model.columnCount())
            self.view.resizeRowsToContents()
            self.view.fit()
        hidden = counted("Show {count} more row", "Show {count} more rows", self.model.hidden)
        self._more.setText(self._desk.say(hidden))
        self._more.setVisible(self.model.hidden > 0)

    def take_focus(self) -> None:
        """Put the focus on the first component that has no availability."""
        for place, line in enumerate(self.model.lines):
            if not isinstance(line, str) and line.availability is None:
                self.view.setCurrentIndex(self.model.index(place, 1))
                break
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_row(self, key: str) -> None:
        """Choose the row of this key, opening all rows where it is hidden."""
        if not any(not isinstance(li, str) and li.key == key for li in self.model.lines):
            self._show_all()
        for place, line in enumerate(self.model.lines):
            if not isinstance(line, str) and line.key == key:
                self.view.setCurrentIndex(self.model.index(place, 1))
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _table(self, question: Question) -> Table:
        view = Table()
        view.setModel(self.model)
        view.setItemDelegate(TableDelegate(self._desk, self.model, view))
        view.setAccessibleName(question.text)
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        triggers = QAbstractItemView.EditTrigger
        view.setEditTriggers(
            triggers.DoubleClicked | triggers.AnyKeyPressed | triggers.SelectedClicked
        )
        view.setShowGrid(False)
        view.setWordWrap(True)
        view.setTabKeyNavigation(False)
        view.setFrameShape(QTableView.Shape.NoFrame)
        view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.verticalHeader().hide()
        head = view.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setHighlightSections(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        head.setStretchLastSection(True)
        view.clicked.connect(self._clicked)
        view.emptied.connect(self._empty)
        view.selectionModel().selectionChanged.connect(lambda *_: self._show_bulk())
        return view

    def _clicked(self, index: QModelIndex) -> None:
        row = self.model.row(index)
        if row is not None and index.column() == 3:
            self._evidence_for([row.key])
        elif row is not None and index.column() in (1, 2) and len(self._chosen()) == 1:
            self.view.edit(index)

    def _empty(self, column: int) -> None:
        if FIELDS[column]:
            self._set(FIELDS[column], "")

    def _bulk(self) -> QWidget:
        holder = QWidget()
        flow = Flow(holder)
        self._count = label("")
        self._count.setWordWrap(False)
        words = {str(key): value for key, value in SHORT_AVAILABILITIES.items()}
        available = Setter(
            self._desk,
            self._desk.text("Availability of the chosen rows"),
            words,
            lambda value: self._set("availability", value),
            "Availability…",
        )
        self._licence = licence_box(self._desk, None)
        self._licence.setAccessibleName(self._desk.text("Licence of the chosen rows"))
        line = self._licence.lineEdit()
        if line is not None:
            line.setPlaceholderText(self._desk.text("Licence…"))
        setter = Button(self._desk.text("Set licence"))
        setter.clicked.connect(lambda _: self._set_licence())
        evidence = Button(self._desk.text("Add evidence…"))
        evidence.clicked.connect(lambda _: self._evidence_for(self._chosen()))
        self._bulk_parts = (available, self._licence, setter, evidence)
        for widget in (self._count, *self._bulk_parts):
            flow.addWidget(widget)
        self._available = available
        return holder

    def _show_bulk(self) -> None:
        chosen = self._chosen()
        said = counted("{count} row chosen:", "{count} rows chosen:", len(chosen))
        none = phrase("Choose rows to set them together:")
        self._count.setText(self._desk.say(said if chosen else none))
        for part in self._bulk_parts:
            part.setEnabled(bool(chosen))

    def _chosen(self) -> list[str]:
        selection = self.view.selectionModel().selectedRows()
        rows = (self.model.row(index) for index in selection)
        return [row.key for row in rows if row is not None]

    def _set(self, field: str, value: str) -> None:
        rows = self._desk.assessment.components
        keys = self._chosen()
        filled = {k: with_field(rows.get(k, ComponentRow()), field, value) for k in keys}
        self._desk.fill_rows(filled)
        self._available.setCurrentIndex(0)
        self._choose(keys)

    def _set_licence(self) -> None:
        self._set("licence", chosen_licence(self._desk, self._licence))

    def _evidence_for(self, keys: list[str]) -> None:
        item = self._desk.edit_evidence(self, None, self.question) if keys else None
        if item is None:
            return
        rows = self._desk.assessment.components
        filled = {}
        for key in keys:
            row = rows.get(key, ComponentRow())
            filled[key] = changed(
                row,
                availability_evidence=_with(row.availability_evidence, item.id),
                licence_evidence=_with(row.licence_evidence, item.id),
            )
        self._desk.fill_rows(filled)

    def _choose(self, keys: list[str]) -> None:
        flag = QItemSelectionModel.SelectionFlag
        for place, line in enumerate(self.model.lines):
            if not isinstance(line, str) and line.key in keys:
                index = self.model.index(place, 0)
                self.view.selectionModel().select(index, flag.Select | flag.Rows)

    def _show_all(self) -> None:
        self.model.show_all = True
        self.refresh()


def _with(ids: tuple[str, ...], item: str) -> tuple[str, ...]:
    return ids if item in ids else (*ids, item)
