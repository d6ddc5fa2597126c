"""The line below the pages: Back, Continue, how far we are, and the next open question."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from procure_app.core.catalogue.word import AnswerValue
from procure_app.core.phrase import phrase
from procure_app.ui.desk import Desk
from procure_app.ui.paint import Button, draw_band


class Count(QLabel):
    """Words that are left out where there is no room for all of them: a cut number misleads."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the words where they fit."""
        if self.sizeHint().width() <= self.width():
            super().paintEvent(event)


class Footer(QWidget):
    """Moves along the path."""

    turned = Signal(int)
    """So many pages on; -1 is back."""
    next_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 9, 16, 9)
        row.setSpacing(10)
        self.back = Button(desk.text("Back"))
        self.back.clicked.connect(lambda _: self.turned.emit(-1))
        self.proceed = Button(desk.text("Continue"), primary=True)
        self.proceed.clicked.connect(lambda _: self.turned.emit(1))
        self._count = Count()
        self.next = Button(desk.text("Next unanswered"))
        self.next.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click goes on from the focus
        self.next.clicked.connect(lambda _: self.next_wanted.emit())
        row.addWidget(self.back)
        row.addWidget(self.proceed)
        row.addWidget(self._count, 1)
        row.addWidget(self.next)

    def refresh(self, *, first: bool, last: bool) -> None:
        """Show how far we are, and which moves there are from here."""
        reading = self._desk.reading
        answered = sum(p.answered for p in reading.progress)
        asked = sum(p.asked for p in reading.progress)
        facts = reading.path.facts
        unknown = sum(v is AnswerValue.UNKNOWN for v in facts.values.values())
        said = phrase("{answered} of {asked} answered", answered=answered, asked=asked)
        if unknown:
            said = phrase("{said} · {count} not known", said=said, count=unknown)
        self._count.setText(self._desk.say(said))
        self.back.setEnabled(not first)
        self.proceed.setEnabled(not last)

    def paintEvent(self, _: QPaintEvent) -> None:
        """Draw the ground and the line above."""
        draw_band(self, line_above=True)
