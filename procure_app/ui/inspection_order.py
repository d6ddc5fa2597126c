"""What is to be inspected, and the key that model signatures are checked against."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from procure_app.ui.desk import Desk
from procure_app.ui.editor.field import label, line_of
from procure_app.ui.paint import Button, Link
from procure_app.ui.service import InspectOrder
from procure_app.ui.theme import BETWEEN, GAP

_KEY = "Keys and certificates (*.pem *.pub *.crt *.cer *.der);;All files (*)"


class InspectOrderDialog(QDialog):
    """Asks for a folder, an archive or a file, and a key where there is one."""

    def __init__(self, desk: Desk, parent: QWidget, start: Callable[[InspectOrder], None]) -> None:
        super().__init__(parent)
        self._desk, self._start = desk, start
        self._path: Path | None = None
        self._key: Path | None = None
        self.setWindowTitle(desk.text("Inspect a release"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(560, 360)
        outer = QVBoxLayout(self)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the links take it, and scroll into view
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, GAP, 0)  # in line with the buttons
        column.setSpacing(BETWEEN)
        words = (
            "Choose what the vendor gave you. It is only read: nothing of it is run, unpacked or "
            "changed, and nothing is sent."
        )
        column.addWidget(label(desk.text(words)))
        folder = self._link("Choose a folder…", self._choose_folder)
        file = self._link("Choose an archive or a file…", self._choose_file)
        column.addWidget(line_of(folder, file))
        self._chosen = label(desk.text("Nothing is chosen yet."), bold=True)
        column.addWidget(self._chosen)
        words = (
            "If you have the vendor's key from elsewhere, signatures in the release are checked "
            "against it. Without one, who signed is not established."
        )
        column.addWidget(label(desk.text(words), muted=True))
        key = self._link("Choose a key, certificate or root…", self._choose_key)
        self._keyed: QLabel = label("", muted=True)
        column.addWidget(line_of(key))
        column.addWidget(self._keyed)
        column.addStretch()
        scroll.setWidget(inside)
        outer.addWidget(scroll)
        outer.addLayout(self._buttons())

    def _link(self, words: str, do: Callable[[], None]) -> Link:
        link = Link(self._desk.text(words))
        link.clicked.connect(lambda _: do())
        return link

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self._go = Button(self._desk.text("Inspect"), primary=True)
        self._go.setDefault(True)
        self._go.setEnabled(False)
        self._go.clicked.connect(lambda _: self._begin())
        cancel = Button(self._desk.text("Cancel"))
        cancel.clicked.connect(lambda _: self.reject())
        row.addWidget(self._go)
        row.addWidget(cancel)
        row.addStretch()
        return row

    def _choose_folder(self) -> None:
        title = self._desk.text("Choose the folder of the release")
        self.take(QFileDialog.getExistingDirectory(self, title))

    def _choose_file(self) -> None:
        title = self._desk.text("Choose the archive or file")
        self.take(QFileDialog.getOpenFileName(self, title)[0])

    def _choose_key(self) -> None:
        title = self._desk.text("Choose the key, certificate or root")
        self.take_key(QFileDialog.getOpenFileName(self, title, "", self._desk.text(_KEY))[0])

    def take(self, chosen: str) -> None:
        """Take what is to be inspected; nothing where the person chose nothing."""
        if chosen:
            self._path = Path(chosen)
            self._chosen.setText(self._path.name or chosen)
            self._go.setEnabled(True)
            self._go.setFocus()

    def take_key(self, chosen: str) -> None:
        """Take the key; nothing where the person chose none."""
        if chosen:
            self._key = Path(chosen)
            self._keyed.setText(self._key.name)

    def _begin(self) -> None:
        if self._path is not None:
            self.accept()
            self._start(InspectOrder(self._path, self._key))
