"""Who is bound to do a duty, by which instrument, and who carries it in fact."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QWidget

from procure_app.core.assessment.answer import Answer
from procure_app.core.assessment.edit import changed
from procure_app.core.catalogue.question import Question
from procure_app.ui.desk import Desk
from procure_app.ui.editor.field import Choice, Line, label
from procure_app.ui.flow import Flow
from procure_app.ui.literal import literal
from procure_app.ui.theme import GAP
from procure_app.ui.words import INSTRUMENTS, PARTIES


class Clause(Line):
    """A line with room for the name of a contract and a number."""

    def sizeHint(self) -> QSize:
        """Ask for forty letters; a narrow page gives fewer."""
        return QSize(40 * self.fontMetrics().averageCharWidth(), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Return the width of ten letters."""
        return QSize(10 * self.fontMetrics().averageCharWidth(), super().sizeHint().height())


class DutyEditor(QWidget):
    """Three choices and the clause, in one line where there is room."""

    def __init__(self, desk: Desk, question: Question) -> None:
        super().__init__()
        self._desk, self._question = desk, question
        parties = {str(key): words for key, words in PARTIES.items()}
        instruments = {str(key): words for key, words in INSTRUMENTS.items()}
        self.bound = Choice(
            desk, desk.text("Who is bound"), parties, lambda key: self._set("bound", key)
        )
        self.instrument = Choice(
            desk, desk.text("By what"), instruments, lambda key: self._set("instrument", key)
        )
        words = desk.text("clause or address")
        self.clause = Clause(desk.text("Clause"), self._clause_typed, words)
        self.carried = Choice(
            desk, desk.text("Who carries it"), parties, lambda key: self._set("carried", key)
        )
        flow = Flow(self)
        for words, editor in (
            (desk.text("Bound"), (self.bound,)),
            (desk.text("by"), (self.instrument, self.clause)),
            (desk.text("Carried in fact by"), (self.carried,)),
        ):
            flow.addWidget(_beside(words, *editor))

    def refresh(self, given: Answer) -> None:
        """Show what the answer says."""
        self.bound.show_key(str(given.bound or ""))
        self.instrument.show_key(str(given.instrument or ""))
        self.carried.show_key(str(given.carried or ""))
        self.clause.show_text(given.clause)
        self.clause.setToolTip(literal(given.clause))

    def _set(self, part: str, key: str) -> None:
        old = self._desk.answered(self._question.id)
        self._desk.answer(self._question.id, changed(old, **{part: key or None}), part)

    def _clause_typed(self, text: str) -> None:
        old = self._desk.answered(self._question.id)
        self._desk.answer(self._question.id, changed(old, clause=text), "clause", merge=True)


def _beside(words: str, *editors: QWidget) -> QWidget:
    """Return the editors behind their words, kept on one line."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(GAP)
    named = label(words, muted=True)
    named.setWordWrap(False)
    row.addWidget(named)
    for editor in editors:
        row.addWidget(editor)
    return holder
