"""The field for a licence: suggestions while typing, and any other words as they are."""

from __future__ import annotations

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QComboBox, QCompleter, QWidget

from procure_app.core.licences.book import LicenceBook
from procure_app.core.licences.expression import Expression, leaves, terms
from procure_app.ui.desk import Desk
from procure_app.ui.editor.field import DropDown
from procure_app.ui.words import LICENCES

MOST = 12
"""Suggestions shown at a time."""


def licence_box(desk: Desk, parent: QWidget | None) -> QComboBox:
    """Return an editable drop-down of the licences known, which takes any other words too."""
    combo = DropDown(parent)
    combo.setEditable(True)
    combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    combo.setAccessibleName(desk.text("Licence"))
    combo.addItem("", "")
    for key, words in LICENCES.items():
        combo.addItem(desk.say(words), key)
    for licence in desk.session.catalogue.licences:
        combo.addItem(licence.name, licence.id)
    _complete(combo, desk.session.library.book)
    combo.setMaxVisibleItems(14)
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    combo.setMinimumContentsLength(16)
    combo.setMinimumHeight(combo.fontMetrics().height() + 14)
    return combo


def chosen_licence(desk: Desk, combo: QComboBox) -> str:
    """Return the id of the licence that was chosen or typed by any of its names, else the words."""
    words = combo.currentText()
    at = combo.findText(words)
    if at >= 0:
        return str(combo.itemData(at))
    book = desk.session.library.book
    found = book.find(words) if book is not None and words.strip() else None
    return found.id if found else words


def licence_name(desk: Desk, written: str) -> str:
    """Return what a cell shows: the name, or the words with a remark where nothing is known."""
    names = {licence.id: licence.name for licence in desk.session.catalogue.licences}
    book = desk.session.library.book
    if not written or written in names or book is None:
        return names.get(written, written)
    expression = terms(written, book)
    known = isinstance(expression, Expression) and all(t.licence for t in leaves(expression))
    return written if known else desk.text("{licence} (not recognised)", licence=written)


def _complete(combo: QComboBox, book: LicenceBook | None) -> None:
    """Suggest by every name of a licence where there is a book, else by the names listed."""
    if book is None:
        completer = QCompleter(combo.model(), combo)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
    else:
        names = QStringListModel(combo)
        completer = QCompleter(names, combo)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)

        def suggest(text: str) -> None:
            names.setStringList([licence.name for licence in book.suggest(text, MOST)])

        line = combo.lineEdit()
        if line is not None:
            line.textEdited.connect(suggest)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    combo.setCompleter(completer)
