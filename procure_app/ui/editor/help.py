"""Help with one question: why it matters, what shows it, what to ask, where it comes from."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from procure_app.core.catalogue.question import Question, Source
from procure_app.ui.desk import Desk
from procure_app.ui.editor.field import label
from procure_app.ui.theme import GAP
from procure_app.ui.words import GRADES


class Help(QWidget):
    """Four short parts; empty ones are left out."""

    def __init__(self, desk: Desk, question: Question) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, GAP, 0, 0)
        grid.setHorizontalSpacing(2 * GAP)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 4)
        sources = "\n".join(source_line(source, desk) for source in question.sources)
        for words, text in (
            (desk.text("Why it matters"), question.why),
            (desk.text("What shows it"), question.satisfies),
            (desk.text("Counts from"), _grade(desk, question)),
            (desk.text("What to ask"), question.ask),
            (desk.text("Sources"), sources),
        ):
            if text:
                row = grid.rowCount()
                grid.addWidget(label(words, muted=True), row, 0, Qt.AlignmentFlag.AlignTop)
                told: QLabel = label(text)
                told.setTextInteractionFlags(
                    Qt.TextInteractionFlag.TextSelectableByMouse
                    | Qt.TextInteractionFlag.TextSelectableByKeyboard
                )
                told.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
                told.setAccessibleName(f"{words}: {text}")
                grid.addWidget(told, row, 1)


def _grade(desk: Desk, question: Question) -> str:
    """Return the evidence grade from which a yes counts; nothing for facts about ourselves."""
    grade = question.statement.shown_from
    if not grade or question.derived:
        return ""
    return desk.text("evidence of grade {grade}", grade=GRADES[grade])


def source_line(source: Source, desk: Desk) -> str:
    """Return the source on one line: title, clause, date, address."""
    day = desk.say(source.date) if source.date else ""
    return ", ".join(part for part in (source.title, source.clause, day, source.address) if part)
