"""Editors of a single choice and of several choices."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QGridLayout, QWidget

from procure_app.core.assessment.answer import Answer, Standing
from procure_app.core.assessment.edit import changed
from procure_app.core.catalogue.question import Question
from procure_app.core.catalogue.word import Kind
from procure_app.ui.desk import Desk
from procure_app.ui.option import Check, Radio
from procure_app.ui.theme import GAP

_STANDINGS = {"?unknown": Standing.UNKNOWN, "?na": Standing.NOT_APPLICABLE}


class ChoiceEditor(QWidget):
    """The options of a question, in columns where they are short and in one where not."""

    def __init__(self, desk: Desk, question: Question) -> None:
        super().__init__()
        self._desk, self._question = desk, question
        self._several = question.kind is Kind.CHOICES
        self.buttons: dict[str, QAbstractButton] = {}
        self._group = QButtonGroup(self)
        self._group.setExclusive(not self._several)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(GAP)
        self._columns = 0
        for option in question.options:
            words = f"{option.text}\n{option.hint}" if option.hint else option.text
            self._add(option.id, words)
        if question.unknown:
            self._add("?unknown", desk.text("I do not know"))
        if question.not_applicable:
            self._add("?na", desk.text("Not applicable"))
        self._arrange(1)

    def refresh(self, given: Answer) -> None:
        """Show the answer."""
        standing = next((k for k, s in _STANDINGS.items() if s is given.standing), None)
        chosen = {standing} if standing else set(given.value)
        self._group.setExclusive(False)
        for key, button in self.buttons.items():
            if button.isChecked() != (key in chosen):
                button.setChecked(key in chosen)
        self._group.setExclusive(not self._several)

    def first(self) -> QWidget:
        """Return the widget that takes the focus."""
        return next((b for b in self.buttons.values() if b.isChecked()), *[
            next(iter(self.buttons.values()))
        ])  # fmt: skip

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use as many columns as the words allow."""
        widest = max(b.sizeHint().width() for b in self.buttons.values())
        short = widest <= 190 and len(self.buttons) <= 6
        fits = (self.width() + GAP) // (widest + GAP)
        self._arrange(max(1, min(fits, len(self.buttons))) if short else 1)
        super().resizeEvent(event)

    def _add(self, key: str, words: str) -> None:
        button = Check(words) if self._several else Radio(words)
        button.as_box()
        button.setAccessibleDescription(self._question.text)
        button.clicked.connect(lambda _: self._choose(key))
        if not self._several:  # a group would leave only one of its boxes to the Tab key
            self._group.addButton(button)
        self.buttons[key] = button

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for place, button in enumerate(self.buttons.values()):
            self._grid.addWidget(button, place // columns, place % columns)
        for column in range(6):
            self._grid.setColumnStretch(column, int(column < columns))

    def _choose(self, key: str) -> None:
        self.repaint()  # what follows may take longer than a frame where thousands are asked
        old = self._desk.answered(self._question.id)
        if key in _STANDINGS:
            off = self._several and not self.buttons[key].isChecked()
            standing = Standing.GIVEN if off else _STANDINGS[key]
            new = changed(old, value=(), standing=standing)
        else:
            order = [option.id for option in self._question.options]
            kept = [k for k in order if self.buttons[k].isChecked()] if self._several else [key]
            new = changed(old, value=tuple(kept), standing=Standing.GIVEN)
        if new.standing is not Standing.NOT_APPLICABLE:
            new = changed(new, reason="")
        self._desk.answer(self._question.id, new, key)
