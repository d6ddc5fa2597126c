"""A page of help in a window of its own, to be read beside the work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QTextBrowser, QVBoxLayout

from procure_app.ui.paint import Button
from procure_app.ui.theme import BETWEEN

if TYPE_CHECKING:
    from procure_app.ui.window import Window


class HelpDialog(QDialog):
    """One page of shipped text."""

    def __init__(self, window: Window, title: str, markdown: str) -> None:
        super().__init__(window)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(720, 620)
        column = QVBoxLayout(self)
        column.setSpacing(BETWEEN)
        self.text = QTextBrowser()
        self.text.setAccessibleName(title)
        self.text.setOpenLinks(False)
        self.text.document().setDocumentMargin(16)
        self.text.setMarkdown(markdown)
        close = Button(window.desk.text("Close"))
        close.clicked.connect(lambda _: self.accept())
        column.addWidget(self.text)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignLeft)


def show_reliability(window: Window) -> None:
    """Show what is promised to administrators, and how each promise is tested."""
    title = window.desk.text("Reliability and security")
    HelpDialog(window, title, window.services.help_page("reliability-and-security")).open()
