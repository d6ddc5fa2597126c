"""A line that searches the words of the pages."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from procure_app.session.pages import Pages, Place
from procure_app.ui.desk import Desk
from procure_app.ui.flow import Flow
from procure_app.ui.jobs import Jobs
from procure_app.ui.notice import announce
from procure_app.ui.paint import Button

_PAUSE = 200
"""Milliseconds without a key before the search starts."""


class SearchBar(QWidget):
    """Type to find; Enter goes on, Shift+Enter back."""

    shown = Signal(object, object)
    """All places that were found, and the one to look at or None."""

    def __init__(self, desk: Desk, pages: Pages, jobs: Jobs) -> None:
        super().__init__()
        self._desk, self._pages, self._jobs = desk, pages, jobs
        self._places: Sequence[Place] = ()
        self._at = 0
        self._busy = self._stopped = False
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._search)
        row = Flow(self)
        self._line = QLineEdit()
        self._line.setMinimumWidth(220)
        self._line.setMaxLength(200)
        self._line.setPlaceholderText(desk.text("Find in the report"))
        self._line.setAccessibleName(desk.text("Find in the report"))
        self._line.setClearButtonEnabled(True)
        self._line.textChanged.connect(lambda _: self._pause.start())
        row.addWidget(self._line)
        for words, step in (("Previous", -1), ("Next", 1)):
            button = Button(desk.text(words))
            button.setAutoDefault(False)
            button.clicked.connect(lambda _, s=step: self.step(s))
            row.addWidget(button)
        self._count = QLabel()
        row.addWidget(self._count)
        self._line.returnPressed.connect(lambda: self.step(1))
        self.hide()

    def open(self) -> None:
        """Show the bar with the cursor in it."""
        self.show()
        self._line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._line.selectAll()
        self._search()

    def leave(self) -> None:
        """Hide the bar and take the marks off the pages."""
        self._pause.stop()
        self.hide()
        self.shown.emit((), None)

    def stop(self) -> None:
        """Search nothing more, and tell nobody."""
        self._stopped = True
        self._pause.stop()

    def step(self, step: int) -> None:
        """Go to the next place or the one before; round the end to the start."""
        if self._pause.isActive():
            self._pause.stop()
            self._search()
        elif self._places:
            self._at = (self._at + step) % len(self._places)
            self._tell()

    def _search(self) -> None:
        if self._busy or self._stopped:
            return  # the search that runs looks again when it is done
        words = self._line.text()
        self._busy = True
        self._jobs.run(
            lambda: self._pages.search(words),
            lambda found: self._take(words, found),
            lambda _: self._take(words, ()),
        )

    def _take(self, words: str, found: Sequence[Place]) -> None:
        self._busy = False
        if self._stopped:
            return
        self._places, self._at = found, 0
        if self.isVisible():
            self._tell()
            if words != self._line.text() and not self._pause.isActive():
                self._search()

    def _tell(self) -> None:
        said = ""
        if self._places:
            said = self._desk.text("{n} of {all}", n=self._at + 1, all=len(self._places))
        elif self._line.text().strip():
            said = self._desk.text("Nothing found")
        self._count.setText(said)
        announce(self, said)
        self.shown.emit(self._places, self._places[self._at] if self._places else None)
