"""Preferences: how many versions are kept, and where."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from procure_app.ui.desk import Desk
from procure_app.ui.editor.field import Text, label, line_of, whole
from procure_app.ui.paint import Button
from procure_app.ui.theme import BETWEEN, GAP


@dataclass(frozen=True, slots=True)
class Kept:
    """What a person wants kept."""

    number: int
    """Versions of each assessment; 0 keeps none."""
    place: Path | None
    """The folder; None for the usual one."""


class PreferencesDialog(QDialog):
    """Tells what was chosen when it is accepted; nothing changes before."""

    chosen = Signal(object)
    """A ``Kept``."""

    def __init__(self, desk: Desk, parent: QWidget, present: Kept, usual: Path, most: int) -> None:
        """Start with what is kept at present, of at most so many versions."""
        super().__init__(parent)
        self._desk, self._usual, self._place = desk, usual, present.place
        self.setWindowTitle(desk.text("Preferences"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(560, 470)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, GAP, 0)  # in line with the buttons
        column.setSpacing(BETWEEN)
        column.addWidget(label(desk.text("Kept versions"), step=1.15, bold=True))
        words = (
            "When saving replaces an assessment file, the version before is kept. Revisions, in "
            "the File menu, lists, compares and restores it."
        )
        column.addWidget(label(desk.text(words), muted=True))
        self._ask_number(column, present.number, most)
        self._ask_place(column)
        column.addStretch()
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        outer = QVBoxLayout(self)
        outer.addWidget(scroll)
        outer.addWidget(self._buttons())
        self._take.setDefault(True)  # not before it is inside the dialog: Qt would forget it

    def kept(self) -> Kept:
        """Return what is chosen now."""
        return Kept(self._number.value(), self._place)

    def _ask_number(self, column: QVBoxLayout, number: int, most: int) -> None:
        words = self._desk.text("Versions kept of each assessment (0 keeps none)")
        named = label(words, bold=True)
        self._number = QSpinBox()
        self._number.setRange(0, most)
        self._number.setValue(number)
        self._number.setAccessibleName(words)
        self._number.setMinimumHeight(self._number.fontMetrics().height() + 14)
        named.setBuddy(self._number)
        column.addWidget(named)
        column.addWidget(line_of(self._number))

    def _ask_place(self, column: QVBoxLayout) -> None:
        desk = self._desk
        column.addWidget(label(desk.text("Folder for versions"), bold=True))
        self._shown = Text(desk.text("Folder for versions"), lambda _: None, draft=True)
        self._shown.setReadOnly(True)
        column.addWidget(self._shown)
        choose = Button(desk.text("Choose a folder…"))
        choose.clicked.connect(lambda _: self._choose())
        self._back = Button(desk.text("Use the usual folder"))
        self._back.clicked.connect(lambda _: self._put(None))
        column.addWidget(line_of(choose, self._back))
        words = (
            "A folder on the same drive as your assessments takes the least room. Versions kept "
            "so far stay where they are."
        )
        column.addWidget(label(desk.text(words), muted=True))
        self._put(self._place)

    def _buttons(self) -> QWidget:
        self._take = Button(self._desk.text("OK"), primary=True)
        self._take.clicked.connect(lambda _: self._accept())
        cancel = Button(self._desk.text("Cancel"))
        cancel.clicked.connect(lambda _: self.reject())
        return line_of(self._take, cancel)

    def _choose(self) -> None:
        title = self._desk.text("Choose the folder for versions")
        chosen = QFileDialog.getExistingDirectory(self, title, str(self._place or self._usual))
        if chosen:
            self._put(Path(chosen))

    def _put(self, place: Path | None) -> None:
        self._place = place
        self._shown.show_text(whole(str(place or self._usual)))
        self._back.setEnabled(place is not None)

    def _accept(self) -> None:
        self.chosen.emit(self.kept())
        self.accept()
