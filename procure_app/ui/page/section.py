"""A page of questions: heading, introduction, cards, and the component table where it is asked."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout, QWidget

from procure_app.core.catalogue.catalogue import Section
from procure_app.core.catalogue.question import Question
from procure_app.core.catalogue.word import Kind
from procure_app.ui.desk import Desk
from procure_app.ui.editor.field import label
from procure_app.ui.page.card import QuestionCard
from procure_app.ui.page.stop import StopNote
from procure_app.ui.table.card import TableCard
from procure_app.ui.theme import AROUND, BETWEEN, COLUMN


class Page(QScrollArea):
    """A scrolling column under a heading."""

    def __init__(self, title: str, intro: str) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(title)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._inside = QWidget()
        outer = QVBoxLayout(self._inside)
        outer.setContentsMargins(AROUND, AROUND - 4, AROUND, AROUND)
        self.column = QVBoxLayout()
        self.column.setSpacing(BETWEEN)
        self._holder = QWidget()
        self._holder.setMaximumWidth(self.widest())
        self._holder.setLayout(self.column)
        self.column.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._holder)
        outer.addStretch()
        self.heading = label(title, step=1.57, bold=True)
        self.heading.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.column.addWidget(self.heading)
        if intro:
            self.column.addWidget(label(intro, step=1.07, muted=True))
        self.setWidget(self._inside)

    def widest(self) -> int:
        """Return the widest the column may become, in pixels."""
        return int(COLUMN * QApplication.font().pointSizeF() / 10.5)

    def refresh(self) -> None:
        """Show the document as it is now."""


class SectionPage(Page):
    """The questions of one section that are on the path."""

    def __init__(self, desk: Desk, section: Section) -> None:
        super().__init__(section.title, section.intro)
        self._desk, self._section = desk, section
        self._cards: dict[str, QuestionCard | TableCard] = {}
        self._stop = StopNote(desk) if section.stop else None
        if self._stop is not None:
            self.column.addWidget(self._stop)
        QApplication.instance().focusChanged.connect(self._focus_moved)  # type: ignore[union-attr]
        self.refresh()

    def refresh(self) -> None:
        """Add cards that came on the path, hide those that left it, and show the answers."""
        asked = next(
            (qs for s, qs in self._desk.reading.path.sections if s.id == self._section.id), ()
        )
        on_path = {question.id for question in asked}
        for question in asked:
            if question.id not in self._cards:
                self._insert(question)
        for key, card in self._cards.items():
            card.setVisible(key in on_path)
            if key in on_path:
                card.refresh()
        if self._stop is not None:
            self._stop.refresh()

    def show_question(self, question: str) -> None:
        """Scroll to the question and put the focus on its answer."""
        card = self._cards.get(question)
        if card is not None:
            self.column.activate()
            self.ensureWidgetVisible(card, 0, 40)
            card.take_focus()

    def _insert(self, question: Question) -> None:
        card: QuestionCard | TableCard
        if question.kind is Kind.COMPONENTS:
            card = TableCard(self._desk, question)
            self._holder.setMaximumWidth(16_777_215)
        else:
            card = QuestionCard(self._desk, question)
            card.setMaximumWidth(self.widest())
        order = [q.id for q in self._section.questions]
        before = [k for k in self._cards if order.index(k) < order.index(question.id)]
        at = 1 + (1 if self._section.intro else 0) + len(before)
        self._cards[question.id] = card
        self._cards = {k: self._cards[k] for k in sorted(self._cards, key=order.index)}
        self.column.insertWidget(at, card)

    def _focus_moved(self, _: QWidget | None, now: QWidget | None) -> None:
        for card in self._cards.values():
            inside = now is not None and card.isAncestorOf(now)
            card.set_active(inside)
            if inside and now is not None:
                self.ensureWidgetVisible(now, 0, 24)
