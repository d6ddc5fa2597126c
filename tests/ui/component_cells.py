"""The component table as the tests find and fill it."""

from __future__ import annotations

from hand import settle, visible
from PySide6.QtCore import QItemSelectionModel
from PySide6.QtWidgets import QComboBox, QLineEdit

from procure_app.ui.paint import Link
from procure_app.ui.table.model import FIELDS


def rows(card) -> list[str]:
    """Return the keys of the rows seen, without group lines."""
    return [line.key for line in card.model.lines if not isinstance(line, str)]


def place(card, key: str) -> int:
    """Return the line of the row with this key."""
    return next(
        n
        for n, line in enumerate(card.model.lines)
        if not isinstance(line, str) and line.key == key
    )


def cell(card, key: str, field: str) -> None:
    """Make the cell of this row and field the present one."""
    card.view.setCurrentIndex(card.model.index(place(card, key), FIELDS.index(field)))
    card.view.setFocus()


def said(card, key: str, column: int) -> str:
    """Return what a cell says."""
    return card.model.index(place(card, key), column).data() or ""


def editor(card) -> QComboBox | QLineEdit:
    """Return the editor that is open in the table."""
    inside = visible(card.view.viewport(), QComboBox) or visible(card.view.viewport(), QLineEdit)
    return inside[0]


def select(card, *keys: str) -> None:
    """Choose these rows."""
    flags = QItemSelectionModel.SelectionFlag
    model = card.view.selectionModel()
    model.clearSelection()
    for key in keys:
        model.select(card.model.index(place(card, key), 0), flags.Select | flags.Rows)
    settle()


def link(card) -> str:
    """Return the words of the link under the table, empty where none is seen."""
    return next((w.text() for w in visible(card, Link)), "")
