"""The one place that opens an address: only after a question that shows where it leads."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from procure_app.session.address import Destination, destination
from procure_app.session.error import Fault
from procure_app.ui.desk import Desk
from procure_app.ui.editor.field import label
from procure_app.ui.paint import Button
from procure_app.ui.theme import BETWEEN


class AddressDialog(QDialog):
    """Shows the site, as written and as the network knows it, and the whole address."""

    def __init__(self, desk: Desk, parent: QWidget, found: Destination) -> None:
        super().__init__(parent)
        self.setWindowTitle(desk.text("Open an address"))
        self.resize(520, 380)
        outer = QVBoxLayout(self)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setWidget(_told(desk, found))
        outer.addWidget(scroll)
        row = QHBoxLayout()
        leave = Button(desk.text("Do not open"), primary=True)
        leave.setDefault(True)
        leave.clicked.connect(lambda _: self.reject())
        go = Button(desk.text("Open in the browser"))
        go.setAutoDefault(False)
        go.clicked.connect(lambda _: self.accept())
        row.addWidget(leave)
        row.addWidget(go)
        row.addStretch()
        outer.addLayout(row)
        leave.setFocus()


def _told(desk: Desk, found: Destination) -> QWidget:
    inside = QWidget()
    column = QVBoxLayout(inside)
    column.setSpacing(BETWEEN)
    column.addWidget(label(desk.text("Open this site in the browser?")))
    column.addWidget(label(found.host, step=1.3, bold=True))
    if not found.is_plain:
        words = "Letters can imitate others. The network knows this site as {name}."
        column.addWidget(label(desk.text(words, name=found.ascii_host), bold=True))
    whole = QPlainTextEdit(found.address)
    whole.setReadOnly(True)
    whole.setTabChangesFocus(True)
    whole.setMinimumHeight(whole.fontMetrics().height() * 4)
    whole.setAccessibleName(desk.text("The whole address"))
    column.addWidget(whole, 1)
    words = "The browser goes on the network: the site sees that somebody asks for this page."
    column.addWidget(label(desk.text(words), muted=True))
    return inside


def open_address(desk: Desk, parent: QWidget, text: str) -> str:
    """Open the address once the person has agreed; return why it was not opened, else nothing."""
    try:
        found = destination(text)
    except Fault as fault:
        return desk.say(fault.sentence)
    dialog = AddressDialog(desk, parent, found)
    done = dialog.exec()
    dialog.deleteLater()
    if done != QDialog.DialogCode.Accepted:
        return ""
    url = QUrl.fromEncoded(found.address.encode("ascii"), QUrl.ParsingMode.StrictMode)
    if not url.isValid() or not QDesktopServices.openUrl(url):
        return desk.text("The browser could not be opened. Copy the address instead.")
    return ""
