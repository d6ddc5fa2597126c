"""A page of questions: heading, introduction, cards, and the component table where it is asked."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

from procure_app.core.catalogue.catalogue import Section
from procure_app.core.catalogue.question import Question
from procure_app.core.catalogue.word import Kind
from procure_app.ui.desk import Desk
from procure_app.ui.page.card import QuestionCard
from procure_app.ui.page.frame import AskCard, Page, beside_air, widest
from procure_app.ui.page.stop import StopNote

FIRST = 5
"""Cards built before the first frame; more do not fit on a screen. The rest follow at once."""
NO_LIMIT = 16_777_215
"""Qt's widest widget, in pixels."""


class SectionPage(Page):
    """The questions of one section that are on the path."""

    def __init__(
        self, desk: Desk, section: Section, table: Callable[[Desk, Question], AskCard]
    ) -> None:
        super().__init__(section.title, section.intro)
        self._desk, self._section, self._table = desk, section, table
        self._cards: dict[str, AskCard] = {}
        self._order = [question.id for question in section.questions]
        self._stop = StopNote(desk) if section.stop else None
        if self._stop is not None:
            self.column.addWidget(self._stop)
        QApplication.instance().focusChanged.connect(self._focus_moved)  # type: ignore[union-attr]
        self._settled = False
        self._show()
        QTimer.singleShot(0, self, self._settle)

    def refresh(self) -> None:
        """Add cards that came on the path, hide those that left it, and show the answers."""
        self._show()

    def card(self, question: str) -> AskCard | None:
        """Return the card of the question, built if it is on the path."""
        self._settle()
        return self._cards.get(question)

    def show_question(self, question: str) -> None:
        """Scroll to the question and put the focus on its answer."""
        card = self.card(question)
        if card is not None:
            QApplication.sendPostedEvents(self.widget())
            self.column.activate()
            self.ensureWidgetVisible(card, 0, 40)
            card.take_focus()

    def _settle(self) -> None:
        """Build every card; done right after the first frame."""
        self._settled = True
        self._show()

    def _show(self) -> None:
        asked = self._asked()
        on_path = {question.id for question in asked}
        for question in asked if self._settled else asked[:FIRST]:
            if question.id not in self._cards:
                self._insert(question)
        for key, card in self._cards.items():
            if card.isHidden() == (key in on_path):
                card.setVisible(key in on_path)
            if key in on_path:
                card.refresh()
        if self._stop is not None:
            self._stop.refresh()

    def _asked(self) -> tuple[Question, ...]:
        """Return what is asked here; of another catalogue nothing: it has pages of its own."""
        for section, asked in self._desk.reading.path.sections:
            if section.id == self._section.id:
                return asked if section == self._section else ()
        return ()

    def _insert(self, question: Question) -> None:
        if question.kind is Kind.COMPONENTS:
            card = self._table(self._desk, question)
            self.holder.setMaximumWidth(NO_LIMIT)
        else:
            card = QuestionCard(self._desk, question)
            card.setMaximumWidth(widest())
        before = sum(self._order.index(k) < self._order.index(question.id) for k in self._cards)
        self._cards[question.id] = card
        place = 1 + bool(self._section.intro) + before
        if self.holder.maximumWidth() == NO_LIMIT and question.kind is not Kind.COMPONENTS:
            self.column.insertLayout(place, beside_air(card))
        else:
            self.column.insertWidget(place, card)

    def _focus_moved(self, _: QWidget | None, now: QWidget | None) -> None:
        for card in self._cards.values():
            inside = now is not None and card.isAncestorOf(now)
            card.set_active(inside)
            if inside and now is not None:
                self.ensureWidgetVisible(now, 0, 24)
