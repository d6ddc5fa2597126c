"""What every page and every card on it has in common."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from procure_app.core.catalogue.question import Question
from procure_app.ui.editor.field import label
from procure_app.ui.paint import Card
from procure_app.ui.theme import AROUND, BETWEEN, COLUMN


class AskCard(Card):
    """A card that asks one question."""

    question: Question

    def refresh(self) -> None:
        """Show the answer as it is now."""

    def take_focus(self) -> None:
        """Put the focus on the answer."""


class Page(QScrollArea):
    """A scrolling column under a heading."""

    def __init__(self, title: str, intro: str) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(title)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        outer = QVBoxLayout(inside)
        outer.setContentsMargins(AROUND, AROUND - 4, AROUND, AROUND)
        self.column = QVBoxLayout()
        self.column.setSpacing(BETWEEN)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.holder = QWidget()
        self.holder.setMaximumWidth(widest())
        self.holder.setLayout(self.column)
        outer.addLayout(beside_air(self.holder))
        outer.addStretch()
        self.heading = label(title, step=1.57, bold=True)
        self.heading.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.column.addWidget(self.heading)
        if intro:
            self.column.addWidget(label(intro, step=1.07, muted=True))
        self.setWidget(inside)

    def refresh(self) -> None:
        """Show the document as it is now."""

    def show_part(self, part: str) -> None:
        """Scroll to a part of the page by its name, where the page has it; empty for none."""

    def show_question(self, question: str) -> None:
        """Scroll to the question and put the focus on its answer, where the page has it."""


def question_of(widget: QWidget | None) -> str:
    """Return the question on whose card the widget is; empty where it is on none."""
    while widget is not None and not isinstance(widget, AskCard):
        widget = widget.parentWidget()
    return widget.question.id if widget is not None else ""


def beside_air(widget: QWidget) -> QHBoxLayout:
    """Return a row that gives the widget its width and leaves the rest free.

    A box layout asks for the height at its own width, not at the widget's widest: without the
    row a widget that is narrower than its column would be cut.
    """
    row = QHBoxLayout()
    row.addWidget(widget, 1000)
    row.addStretch(1)
    return row


def widest() -> int:
    """Return the widest a column of text may become, in pixels."""
    return int(COLUMN * QApplication.font().pointSizeF() / 10.5)
