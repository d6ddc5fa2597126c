"""The window after an unexpected fault: what happened, what could be sent, and nothing is sent."""

from __future__ import annotations

import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from procure_app.session.crash import crash_report
from procure_app.session.error import Fault
from procure_app.ui.flow import Flow

if TYPE_CHECKING:
    from procure_app.ui.window import Window


class CrashDialog(QDialog):
    """Made of Qt's own widgets, which paint themselves: ours may be what failed."""

    def __init__(self, window: Window, report: str) -> None:
        super().__init__(window)
        self._window, self._report = window, report
        text = window.desk.text
        self.setWindowTitle(text("Something went wrong"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(620, 380)
        outer = QVBoxLayout(self)
        scroll, inside = QScrollArea(), QWidget()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        column = QVBoxLayout(inside)
        self._said = _label(
            text(
                "The app made a mistake, and what you did last may not have worked. What you "
                "entered is still in the window: save it now, then start the app anew."
            )
        )
        column.addWidget(self._said)
        words = (
            "Nothing was sent anywhere. This is what you could send to whoever looks after the "
            "app; it holds no text of the assessment and no name of a file."
        )
        column.addWidget(_label(text(words)))
        shown = QPlainTextEdit(report)
        shown.setReadOnly(True)
        shown.setTabChangesFocus(True)
        shown.setAccessibleName(text("What could be sent"))
        shown.setMinimumHeight(shown.fontMetrics().height() * 6)
        column.addWidget(shown, 1)
        scroll.setWidget(inside)
        outer.addWidget(scroll)
        outer.addLayout(self._buttons())

    def _buttons(self) -> Flow:
        row = Flow()
        for words, act in (
            ("Save now", self._save),
            ("Copy", self._copy),
            ("Save report as text…", self._keep),
            ("Close", self.close),
        ):
            button = QPushButton(self._window.desk.text(words))
            button.clicked.connect(lambda _=False, act=act: act())
            button.setDefault(words == "Save now")
            row.addWidget(button)
        return row

    def _save(self) -> None:
        try:
            saved = self._window.save()
        except Exception:  # a fault in saving is told here, not in another window like this
            saved = False
        done = "The assessment is saved." if saved else "The assessment is not saved yet."
        self._said.setText(self._window.desk.text(done))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._report)

    def _keep(self) -> None:
        title = self._window.desk.text("Save report as text")
        chosen, _ = QFileDialog.getSaveFileName(self, title, "procure-fault.txt", "*.txt")
        if chosen:
            try:
                self._window.services.write(Path(chosen), self._report.encode())
            except Fault as fault:
                self._said.setText(self._window.desk.say(fault.sentence))


class CrashWatch(QObject):
    """Takes what nobody caught, from the window's thread and from others, and shows it once."""

    _happened = Signal(str)

    def __init__(self, window: Window, versions: Mapping[str, str]) -> None:
        super().__init__(window)
        self._window, self._versions = window, versions
        self._told: set[str] = set()
        self._busy = False
        self._happened.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Take unexpected exceptions from now on."""
        sys.excepthook = self.caught
        threading.excepthook = lambda given: self.caught(
            given.exc_type, given.exc_value, given.exc_traceback
        )

    def caught(
        self,
        kind: type[BaseException],
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Tell the terminal, then the person; the same fault, as of painting, only once."""
        if issubclass(kind, KeyboardInterrupt | SystemExit):
            sys.__excepthook__(kind, error or kind(), trace)
            return
        try:
            shown = (error or kind()).with_traceback(trace)
            report = crash_report(shown, self._versions)
            if report in self._told:
                return
            self._told.add(report)
            tell_terminal(report)
            self._happened.emit(report)  # shown from the loop: not in the middle of painting
        except Exception:
            tell_terminal("An unexpected fault of the app, which could not be shown.\n")

    def _show(self, report: str) -> None:
        if self._busy or QApplication.instance() is None:
            return
        self._busy = True
        try:
            dialog = CrashDialog(self._window, report)
            dialog.finished.connect(self._closed)
            dialog.open()
        except Exception:
            self._busy = False
            tell_terminal("The window on this fault could not be shown.\n")

    def _closed(self) -> None:
        self._busy = False


def tell_terminal(report: str) -> None:
    """Write the report to standard error where there is one."""
    try:
        if sys.stderr is not None:
            sys.stderr.write(report)
            sys.stderr.flush()
    except (OSError, ValueError):
        pass  # the terminal is gone


def _label(words: str) -> QLabel:
    made = QLabel(words)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(True)
    return made
