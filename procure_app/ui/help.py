"""A page of help in a window of its own, to be read beside the work."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
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


def show_keys(window: Window) -> None:
    """Show every action of the menus that has keys."""
    form = QKeySequence.SequenceFormat.NativeText
    rows = "".join(
        f"<tr><td><b>{escape(keys)}</b></td><td>{escape(words)}</td></tr>"
        for action in window.actions_by_name.values()
        if (keys := action.shortcut().toString(form))
        for words in (action.text().replace("&", ""),)
    )
    dialog = HelpDialog(window, window.desk.text("Keyboard shortcuts"), "")
    dialog.text.setHtml(f"<table cellpadding='3'>{rows}</table>")
    dialog.open()


def show_reliability(window: Window) -> None:
    """Show what is promised to administrators, and how each promise is tested."""
    title = window.desk.text("Reliability and security")
    HelpDialog(window, title, window.services.help_page("reliability-and-security")).open()
