"""Editors of what is typed: text, number, date, and kinds of several named fields."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from procure_app.core.assessment.answer import Answer, Standing
from procure_app.core.assessment.edit import changed
from procure_app.core.catalogue.question import Question
from procure_app.core.catalogue.word import FIELDS, MODEL_FIELDS, Kind
from procure_app.ui.desk import Desk
from procure_app.ui.editor.field import Line, Text, label, line_of
from procure_app.ui.option import Check
from procure_app.ui.paint import Link
from procure_app.ui.theme import GAP
from procure_app.ui.words import FIELD_NAMES


class TextEditor(QWidget):
    """One or more lines of text, and the two ways of having none."""

    def __init__(self, desk: Desk, question: Question) -> None:
        super().__init__()
        self._desk, self._question = desk, question
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        self.fields: list[Line | Text] = []
        names = FIELDS.get(question.kind, ())
        if question.kind is Kind.LONG_TEXT:
            self.fields.append(Text(question.text, partial(self._typed, 0)))
            column.addWidget(self.fields[0])
        elif not names:
            hint = desk.text("year-month-day") if question.kind is Kind.DATE else ""
            line = Line(question.text, partial(self._typed, 0), hint)
            if question.kind in (Kind.DATE, Kind.NUMBER):
                line.setMaximumWidth(line.fontMetrics().averageCharWidth() * 26)
            self.fields.append(line)
            column.addWidget(line)
        else:
            column.addLayout(self._form(names))
        self.standings = self._ways(question)
        if self.standings:
            column.addWidget(line_of(*self.standings.values()))

    def refresh(self, given: Answer) -> None:
        """Show the answer."""
        for place, field in enumerate(self.fields):
            field.show_text(given.value[place] if place < len(given.value) else "")
        for standing, check in self.standings.items():
            check.setChecked(given.standing is standing)

    def first(self) -> QWidget:
        """Return the widget that takes the focus."""
        return self.fields[0]

    def _form(self, names: tuple[str, ...]) -> QGridLayout:
        form = QGridLayout()
        form.setSpacing(GAP)
        for place, name in enumerate(names):
            words = self._desk.say(FIELD_NAMES[name])
            line = Line(f"{self._question.text} {words}", partial(self._typed, place))
            named = label(words, muted=True)
            named.setBuddy(line)
            form.addWidget(named, place, 0)
            form.addWidget(line, place, 1)
            self.fields.append(line)
        form.setColumnStretch(0, 2)
        form.setColumnStretch(1, 5)
        return form

    def _ways(self, question: Question) -> dict[Standing, Check]:
        ways: dict[Standing, Check] = {}
        for offered, standing, words in (
            (question.unknown, Standing.UNKNOWN, "I do not know"),
            (question.not_applicable, Standing.NOT_APPLICABLE, "Not applicable"),
        ):
            if offered:
                check = Check(self._desk.text(words))
                check.as_box()
                check.setAccessibleDescription(question.text)
                check.clicked.connect(lambda on, s=standing: self._stand(s if on else None))
                ways[standing] = check
        return ways

    def _typed(self, place: int, text: str) -> None:
        old = self._desk.answered(self._question.id)
        value = [*old.value, *[""] * (len(self.fields) - len(old.value))]
        value[place] = text
        new = changed(
            old, value=tuple(value) if any(value) else (), standing=Standing.GIVEN, reason=""
        )
        self._desk.answer(self._question.id, new, f"typed{place}", merge=True)

    def _stand(self, standing: Standing | None) -> None:
        old = self._desk.answered(self._question.id)
        reason = old.reason if standing is Standing.NOT_APPLICABLE else ""
        new = changed(old, value=(), standing=standing or Standing.GIVEN, reason=reason)
        self._desk.answer(self._question.id, new, "standing")


class ModelsEditor(QWidget):
    """The other models of a system, one block of fields each."""

    def __init__(self, desk: Desk, question: Question) -> None:
        super().__init__()
        self._desk, self._question = desk, question
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._rows: list[list[Line]] = []
        self._more = Link(desk.text("Add a model"))
        self._more.clicked.connect(lambda _: self._row())
        self._column.addWidget(self._more)
        self._row()

    def refresh(self, given: Answer) -> None:
        """Show the models."""
        width = len(MODEL_FIELDS)
        while len(self._rows) * width < len(given.value):
            self._row()
        flat = [line for row in self._rows for line in row]
        for place, line in enumerate(flat):
            line.show_text(given.value[place] if place < len(given.value) else "")

    def first(self) -> QWidget:
        """Return the widget that takes the focus."""
        return self._rows[0][0]

    def _row(self) -> None:
        form = QGridLayout()
        form.setSpacing(GAP)
        start = len(self._rows) * len(MODEL_FIELDS)
        row: list[Line] = []
        for place, part in enumerate(MODEL_FIELDS):
            words = self._desk.say(FIELD_NAMES[part])
            name = self._desk.text("Model {n}: {words}", n=len(self._rows) + 1, words=words)
            line = Line(name, partial(self._typed, start + place))
            named = label(words, muted=True)
            named.setBuddy(line)
            form.addWidget(named, place, 0)
            form.addWidget(line, place, 1)
            row.append(line)
        form.setColumnStretch(1, 1)
        self._rows.append(row)
        self._column.insertLayout(self._column.count() - 1, form)

    def _typed(self, place: int, text: str) -> None:
        old = self._desk.answered(self._question.id)
        value = [line.text() for row in self._rows for line in row]
        value[place] = text
        new = changed(old, value=tuple(value) if any(value) else (), standing=Standing.GIVEN)
        self._desk.answer(self._question.id, new, f"typed{place}", merge=True)
