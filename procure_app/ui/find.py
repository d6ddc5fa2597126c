"""Find: a line at the top that searches questions, answers and notes."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget

from procure_app.core.phrase import phrase
from procure_app.ui.desk import Desk
from procure_app.ui.paint import Button


class FindBar(QWidget):
    """Type to find; Enter goes to the next place, Esc closes."""

    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._found: list[str] = []
        self._at = -1
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        self._line = QLineEdit()
        self._line.setPlaceholderText(desk.text("Find in questions, answers and notes"))
        self._line.setAccessibleName(desk.text("Find in questions, answers and notes"))
        self._line.setClearButtonEnabled(True)
        self._line.textChanged.connect(self._search)
        self._line.returnPressed.connect(self.next)
        self._count = QLabel()
        close = Button(desk.text("Close"))
        close.clicked.connect(self._close)
        for widget in (self._line, self._count, close):
            row.addWidget(widget)

    def open(self) -> None:
        """Show the bar with the cursor in it."""
        self.show()
        self._line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._line.selectAll()

    def next(self) -> None:
        """Go to the next question found."""
        if self._found:
            self._at = (self._at + 1) % len(self._found)
            self._tell()
            self._desk.wanted.emit(self._found[self._at])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self._close()
        else:
            super().keyPressEvent(event)

    def _close(self) -> None:
        self.hide()
        self.closed.emit()

    def _search(self, words: str) -> None:
        wanted = words.casefold().strip()
        answers = self._desk.assessment.answers
        self._found, self._at = [], -1
        for question in self._desk.reading.path.questions() if wanted else ():
            given = answers.get(question.id)
            texts = [question.text, question.short, question.reference, question.finding]
            texts += [option.text for option in question.options]
            texts += [given.note, given.reason, *given.value] if given else []
            if any(wanted in text.casefold() for text in texts):
                self._found.append(question.id)
        self._tell()

    def _tell(self) -> None:
        said = phrase("{n} of {all}", n=self._at + 1, all=len(self._found))
        if not self._found:
            said = phrase("Nothing found") if self._line.text() else phrase("")
        self._count.setText(self._desk.say(said))
