"""A line in the window for what could not be done, instead of a dialog; and announcements."""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from procure_app.core.outline.tone import Tone
from procure_app.ui.desk import Desk
from procure_app.ui.editor.field import label
from procure_app.ui.paint import Button
from procure_app.ui.theme import tokens


class Notice(QWidget):
    """One sentence and a way to close it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._tone = Tone.LIMITS
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        self._words = label("")
        row.addWidget(self._words, 1)
        self.action = Button("")
        self.action.hide()
        row.addWidget(self.action)
        close = Button(desk.text("Close"))
        close.clicked.connect(lambda _: self.hide())
        row.addWidget(close)
        self.hide()

    def tell(self, sentence: str, tone: Tone = Tone.LIMITS) -> None:
        """Show the sentence and have it read out."""
        self._tone = tone
        self.action.hide()
        self._words.setText(sentence)
        self.show()
        announce(self, sentence)

    def paintEvent(self, _: QPaintEvent) -> None:
        """Draw the ground in its tone."""
        QPainter(self).fillRect(self.rect(), tokens(self).tones[self._tone][1])


def announce(widget: QWidget, sentence: str) -> None:
    """Have a screen reader say the sentence."""
    if sentence:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, sentence))
