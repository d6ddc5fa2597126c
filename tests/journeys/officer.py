"""A procurement officer at the window: everything by clicks, keys and paste."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from procure_app.core.assessment.answer import Answer, ComponentRow, Evidence, Standing
from procure_app.core.assessment.approval import Acceptance, Condition, Decision
from procure_app.core.assessment.document import Assessment
from procure_app.core.catalogue.word import Kind
from procure_app.ui.editor.choice import ChoiceEditor
from procure_app.ui.page.card import QuestionCard
from procure_app.ui.table.card import TableCard
from procure_app.ui.window import Window

TYPED = 24
"""Texts up to this many characters are typed; longer ones are pasted, as people do."""


class Officer:
    """Fills a document in through the window until it is like the one in mind."""

    def __init__(self, window: Window) -> None:
        self.window = window
        self.entered: set[str] = set()

    @property
    def page(self) -> QWidget:
        """The page seen now."""
        return self.window.body.wizard.step().page

    def write(self, field: QLineEdit | QPlainTextEdit, text: str) -> None:
        """Put the text into the field by keys or by paste."""
        field.setFocus()
        if not text:
            return
        if len(text) <= TYPED and "\n" not in text:
            QTest.keyClicks(field, text)
        else:
            QGuiApplication.clipboard().setText(text)
            QTest.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    def rewrite(self, field: QLineEdit, text: str) -> None:
        """Put the text in place of what the field holds."""
        field.setFocus()
        QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(field, Qt.Key.Key_Delete)
        self.write(field, text)

    def choose(self, combo: QComboBox, key: str) -> None:
        """Choose the entry of this key by the keyboard, as the drop-down reports it."""
        at = combo.findData(key)
        assert at >= 0, key
        combo.setFocus()
        combo.setCurrentIndex(at)
        combo.activated.emit(at)

    def click(self, parent: QWidget, words: str) -> None:
        """Click the button with these words."""
        button = next(
            b for b in parent.findChildren(QPushButton) if b.text() == words and not b.isHidden()
        )
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def named(self, parent: QWidget, kind: type, name: str) -> QWidget:
        """Find the control with this accessible name."""
        return next(w for w in parent.findChildren(kind) if w.accessibleName() == name)

    # The questions

    def fill(self, mind: Assessment) -> None:
        """Go through the pages with Continue and answer what is on each."""
        body = self.window.body
        body.go(body.pages()[0])
        while body.wizard.key() not in ("check", "decision", "sign"):
            self._page(mind)
            QTest.mouseClick(body.footer.proceed, Qt.MouseButton.LeftButton)

    def _page(self, mind: Assessment) -> None:
        done: set[str] = set()
        while True:
            asked = self.window.desk.reading.path.sections
            here = self.window.body.wizard.key()
            questions = next((qs for s, qs in asked if s.id == here), ())
            todo = [q for q in questions if q.id not in done]
            if not todo:
                return
            question = todo[0]
            done.add(question.id)
            if question.kind is Kind.COMPONENTS:
                self._table(self.page.card(question.id), mind)
            elif question.id in mind.answers:
                self._answer(self.page.card(question.id), mind.answers[question.id], mind)

    def _answer(self, card: QuestionCard, answer: Answer, mind: Assessment) -> None:
        editor = card.editor
        if isinstance(editor, ChoiceEditor):
            keys = {"unknown": ["?unknown"], "not applicable": ["?na"]}.get(
                answer.standing.value, list(answer.value)
            )
            for key in keys:
                QTest.mouseClick(editor.buttons[key], Qt.MouseButton.LeftButton)
        elif editor is not None:
            for field, text in zip(getattr(editor, "fields", []), answer.value, strict=False):
                self.write(field, text)
            if answer.standing is not Standing.GIVEN:
                check = editor.standings[answer.standing]
                QTest.mouseClick(check, Qt.MouseButton.LeftButton)
        if answer.reason:
            self.write(card.reason, answer.reason)
        self._duty(card, answer)
        for item in answer.evidence:
            self._evidence(lambda: self.click(card, "Add evidence"), item, mind)
        if answer.note:
            self.click(card, "Add note")
            self.write(card.backing.note, answer.note)

    def _duty(self, card: QuestionCard, answer: Answer) -> None:
        for part in ("bound", "instrument", "carried"):
            value = getattr(answer, part)
            if value is not None:
                self.choose(getattr(card.duty, part), value.value)
        if answer.clause:
            self.write(card.duty.clause, answer.clause)

    def _table(self, card: TableCard, mind: Assessment) -> None:
        for key, row in mind.components.items():
            self._row(card, key, row, mind)

    def _row(self, card: TableCard, key: str, row: ComponentRow, mind: Assessment) -> None:
        card.show_row(key)
        index = card.view.currentIndex()
        for column, value in (
            (1, row.availability.value if row.availability else ""),
            (2, row.licence),
            (4, row.found),
            (5, row.version),
            (6, row.note),
        ):
            if not value:
                continue
            cell = index.sibling(index.row(), column)
            card.view.setCurrentIndex(cell)
            QTest.keyClick(card.view, Qt.Key.Key_Return)
            editor = next(
                w
                for w in card.view.viewport().findChildren(QWidget)
                if isinstance(w, QComboBox | QLineEdit) and w.isVisible()
                and not isinstance(w.parent(), QComboBox)
            )  # fmt: skip
            if isinstance(editor, QComboBox) and editor.isEditable():
                self.rewrite(editor.lineEdit(), editor.itemText(editor.findData(value))
                             if editor.findData(value) >= 0 else value)  # fmt: skip
                QTest.keyClick(editor, Qt.Key.Key_Return)
            elif isinstance(editor, QComboBox):
                self.choose(editor, value)
            else:
                self.write(editor, value)
                QTest.keyClick(editor, Qt.Key.Key_Return)
            QApplication.processEvents()  # a person is slower than the queue
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        for item in dict.fromkeys((*row.availability_evidence, *row.licence_evidence)):
            card.show_row(key)
            self._evidence(lambda: self.click(card, "Add evidence…"), item, mind)

    # Evidence

    def _evidence(self, opens, item_id: str, mind: Assessment) -> None:
        item = mind.evidence_by_id()[item_id]
        shown: list[bool] = []

        def act() -> None:
            dialog = QApplication.activeModalWidget()
            shown.append(dialog is not None)
            self._describe(dialog, item)

        QTimer.singleShot(0, act)
        opens()
        assert shown == [True]
        self.entered.add(item_id)

    def _describe(self, dialog: QWidget, item: Evidence) -> None:
        ours = self.window.desk.assessment
        same = next(
            (e for e in ours.evidence if (e.title, e.where) == (item.title, item.where)), None
        )
        if same is not None:
            words = "Use evidence that is there already…"
            self.choose(self.named(dialog, QComboBox, words), same.id)
            return
        self.choose(self.named(dialog, QComboBox, "Kind"), item.kind)
        self.choose(self.named(dialog, QComboBox, "Grade"), str(item.grade))
        for name, text in (
            ("Title", item.title),
            ("Address, clause, or how it was checked", item.where),
            ("Version, or what names this release", item.version),
            ("Read on", str(item.read or "")),
            ("Expires on, if it does", str(item.expires or "")),
        ):
            self.rewrite(self.named(dialog, QLineEdit, name), text)
        self.click(dialog, "Use this evidence")

    # The decision

    def decide(self, decision: Decision) -> None:
        """Fill the decision page in."""
        self.window.body.go("decision")
        page = self.page
        for card in list(page._cards.values()):
            question = card._finding.question.id
            for item in decision.conditions:
                if item.finding == question:
                    self.click(card, "Add a condition")
                    self._form(card, item)
            for item in decision.acceptances:
                if item.finding == question:
                    self.click(card, "Record a waiver" if item.waiver else "Accept the risk")
                    self._form(card, item)
        QTest.mouseClick(page._outcomes[decision.outcome], Qt.MouseButton.LeftButton)
        for n, reason in enumerate(decision.reasons):
            self.rewrite(page._lines[f"reason{n}"], reason)
        for name in ("against", "decided", "valid_until", "approver_level", "same_person_reason"):
            value = getattr(decision, name)
            self.rewrite(page._lines[name], str(value or ""))
        for key in decision.triggers:
            QTest.mouseClick(page._ticks[key], Qt.MouseButton.LeftButton)

    def _form(self, card: QWidget, item: Condition | Acceptance) -> None:
        form = list(card._forms.values())[-1]
        for name, line in form._lines.items():
            value = getattr(item, name)
            self.rewrite(line, "" if value is None else str(value))
        for name, choice in form._choices.items():
            self.choose(choice, getattr(item, name))

    # Signing

    def sign(self, role: str, title: str, name: str) -> None:
        """Sign off in this role."""
        self.window.body.go("sign")
        page = self.page
        self.click(page, f"Sign off as {title}…")
        card = page._attest
        self.write(card._lines["name"], name)
        self.write(card._lines["organisation"], "Example City")
        self.write(card._lines["delegation"], "delegation 12/2026")
        self.choose(card._interests, "none")
        if card._role.signs == "file":
            self.choose(card._opinion, "concur")
        for tick in card._ticks.values():
            QTest.mouseClick(tick, Qt.MouseButton.LeftButton)
        self.click(card, "Sign off")
        assert self.window.desk.assessment.signoffs[-1].role == role, card._wrong.text()
