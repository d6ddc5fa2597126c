"""The line above the pages: the title, its state in words, and the two ways out to paper."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from procure_app.core.assessment import edit
from procure_app.core.catalogue.word import Walk
from procure_app.core.decision.signoff import missing
from procure_app.core.outline.tone import Tone
from procure_app.core.phrase import Phrase, phrase
from procure_app.ui.desk import Desk
from procure_app.ui.editor.field import is_undo
from procure_app.ui.literal import literal
from procure_app.ui.paint import Button, Mark, draw_band
from procure_app.ui.theme import font

_BESIDE = 2
"""What a line edit leaves free beside its text, in pixels."""


class Title(QLineEdit):
    """The title, from its start while nobody edits it, with dots where there is no more room.

    Undo and redo are left to the whole document.
    """

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the title shortened where it is too long to be seen in full."""
        room = self.contentsRect().adjusted(_BESIDE, 0, -_BESIDE, 0)
        metrics = self.fontMetrics()
        if self.hasFocus() or metrics.horizontalAdvance(self.text()) <= room.width():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setPen(self.palette().text().color())
        shown = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take every other key."""
        if not is_undo(event):
            super().keyPressEvent(event)


class Header(QWidget):
    """Title, state, and the report."""

    report_wanted = Signal()
    outline_wanted = Signal()
    panel_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 9, 16, 9)
        row.setSpacing(10)
        self.outline_button = Button(desk.text("Outline"))
        self.outline_button.clicked.connect(lambda _: self.outline_wanted.emit())
        self._title = Title()
        self._title.setFrame(False)
        self._title.setFont(font(1.1, bold=True))
        self._title.setPlaceholderText(desk.text("Name this assessment"))
        self._title.setAccessibleName(desk.text("Title of the assessment"))
        self._title.setMinimumWidth(90)
        self._title.textEdited.connect(self._renamed)
        self._title.editingFinished.connect(lambda: self._title.setCursorPosition(0))
        self._state = Mark()
        self._saved = Mark()
        self.panel_button = Button(desk.text("So far"))
        self.panel_button.setToolTip(desk.text("What this means so far"))
        self.panel_button.clicked.connect(lambda _: self.panel_wanted.emit())
        self.report_button = Button(desk.text("Save report…"))
        self.report_button.clicked.connect(lambda _: self.report_wanted.emit())
        row.addWidget(self.outline_button)
        row.addWidget(self._title, 1)
        for widget in (self._state, self._saved, self.panel_button, self.report_button):
            row.addWidget(widget)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def refresh(self) -> None:
        """Show the title and the state as they are now."""
        title = self._desk.assessment.title
        if self._title.text() != title:
            self._title.setText(title)
            self._title.setToolTip(literal(title))
            self._title.setCursorPosition(0)
        words, tone = state_of_document(self._desk)
        self._state.say(self._desk.say(words), tone)
        if self._desk.session.read_only:
            said = "Read only"
        elif self._desk.session.path is None:
            said = "Not saved yet"
        else:
            said = "Changes not saved" if self._desk.session.modified else "All changes saved"
        self._saved.say(self._desk.text(said), Tone.PLAIN)

    def narrow(self, narrow: bool) -> None:
        """Leave out what the narrow window has no room for."""
        self._saved.setVisible(not narrow)
        self.report_button.setVisible(not narrow)

    def paintEvent(self, _: QPaintEvent) -> None:
        """Draw the ground and the line below."""
        draw_band(self, line_above=False)

    def _renamed(self, title: str) -> None:
        changed = edit.changed(self._desk.assessment, title=title)
        self._desk.change(changed, "title", merge=True)


def state_of_document(desk: Desk) -> tuple[Phrase, Tone]:
    """Return whether it is a draft, decided or signed, in words."""
    assessment = desk.assessment
    if assessment.walk is Walk.DESCRIBE:
        return phrase("Description"), Tone.PLAIN
    if assessment.decision.outcome is None:
        return phrase("Draft"), Tone.PLAIN
    if assessment.signoffs and not missing(desk.reading):
        return phrase("Signed off"), Tone.MET
    return phrase("Decided, not signed"), Tone.LIMITS
