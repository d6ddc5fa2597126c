"""A person's hand at the window: clicks, keys, and what can be seen."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QWidget

from procure_app.core.assessment import edit
from procure_app.core.assessment.answer import Answer, ComponentRow, Evidence
from procure_app.core.assessment.document import Assessment, Depth
from procure_app.core.catalogue.catalogue import Catalogue
from procure_app.core.catalogue.word import AnswerValue, Availability, Kind, Party
from procure_app.core.decision.reading import read
from procure_app.ui.page.frame import AskCard, Page
from procure_app.ui.window import Window

W = TypeVar("W", bound=QWidget)
CTRL = Qt.KeyboardModifier.ControlModifier


class Hand:
    """Acts on the window as a person does."""

    def __init__(self, window: Window) -> None:
        self.window = window

    # Where we are

    @property
    def key(self) -> str:
        """The key of the page seen now."""
        return self.window.body.wizard.key()

    @property
    def page(self) -> Page:
        """The page seen now."""
        page = self.window.body.wizard.step().page
        assert page is not None
        return page

    @property
    def document(self) -> Assessment:
        """The document."""
        return self.window.desk.assessment

    @property
    def notice(self) -> str:
        """The sentence in the notice, empty while none is seen."""
        settle()
        bar = self.window.body.notice
        return bar.findChild(QLabel).text() if bar.isVisible() else ""

    def answer(self, question: str) -> Answer:
        """The answer to the question as the document has it."""
        return self.document.answers.get(question, Answer())

    def go(self, target: str) -> Page:
        """Go to a page or a question."""
        self.window.body.go(target)
        settle()
        return self.page

    def card(self, question: str) -> AskCard:
        """Go to the question and return its card."""
        self.go(question)
        card = self.page.card(question)
        assert card is not None
        assert card.isVisible(), question
        return card

    # What is done

    def click(self, target: QWidget, words: str = "") -> None:
        """Click the widget, or the button with these words inside it."""
        button = find(target, QAbstractButton, words) if words else target
        spot = QPoint(min(8, button.width() // 2), button.height() // 2)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot)
        settle()

    def type(self, text: str, into: QWidget | None = None) -> None:
        """Type the text where the focus is, or into this field; what has no key is pasted."""
        if into is not None:
            into.setFocus()
        if text.isascii():
            QTest.keyClicks(focus(), text)
        else:
            QApplication.clipboard().setText(text)
            QTest.keyClick(focus(), Qt.Key.Key_V, CTRL)
        settle()

    def retype(self, text: str, into: QWidget) -> None:
        """Type the text in place of what the field holds."""
        into.setFocus()
        self.press(Qt.Key.Key_A, CTRL)
        self.press(Qt.Key.Key_Delete)
        self.type(text)

    def press(
        self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        """Press a key where the focus is."""
        QTest.keyClick(focus(), key, modifiers)
        settle()

    def menu(self, name: str) -> None:
        """Choose an entry of the menus."""
        self.window.actions_by_name[name].trigger()
        settle()

    # What is prepared

    def put(self, question: str, *value: str, **fields: object) -> None:
        """Put an answer straight into the document."""
        given = Answer.model_validate({"value": value, **fields})
        self.change(edit.answer(self.document, question, given))

    def change(self, changed: Assessment) -> None:
        """Put a document in place of the present one, as one step."""
        self.window.desk.session.change(changed, "test")
        settle()

    def ask_everything(self) -> None:
        """Put every question that applies on the path."""
        self.change(edit.changed(self.document, depth=Depth.FULL))


def in_dialog(act: Callable[[QWidget], None]) -> list[type[QWidget]]:
    """Act in the next dialog, and close it afterwards in any case; return what was seen.

    Only its class is kept: a dialog that was closed may be gone at any moment, so what it says
    is read while it is open.
    """
    seen: list[type[QWidget]] = []
    left = [200]

    def run() -> None:
        dialog = QApplication.activeModalWidget()
        left[0] -= 1
        if dialog is None or not dialog.isActiveWindow():
            if left[0]:
                QTimer.singleShot(5, lambda: run())
            return
        seen.append(type(dialog))
        try:
            act(dialog)
        finally:
            if dialog.isVisible():
                dialog.reject()

    QTimer.singleShot(0, lambda: run())
    return seen


def settle() -> None:
    """Let everything happen that is due now."""
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def focus() -> QWidget:
    """Return the widget that has the focus."""
    widget = QApplication.focusWidget()
    assert widget is not None, "nothing has the focus"
    return widget


def visible(parent: QWidget, kind: type[W]) -> list[W]:
    """Return the widgets of this kind that are seen inside the parent."""
    return [w for w in parent.findChildren(kind) if w.isVisible()]


def find(parent: QWidget, kind: type[W], words: str) -> W:
    """Return the visible widget with this text or accessible name."""
    for widget in visible(parent, kind):
        if words in (widget.accessibleName(), getattr(widget, "text", str)()):
            return widget
    raise AssertionError(f"no {kind.__name__} “{words}” is seen")


def labels(parent: QWidget) -> list[str]:
    """Return the words of every label seen inside the parent."""
    return [label.text() for label in visible(parent, QLabel)]


def pick(combo: QComboBox, key: str) -> None:
    """Choose the entry of this key by keys: to the top, then down."""
    place = combo.findData(key)
    assert place >= 0, key
    combo.setFocus()
    QTest.keyClick(combo, Qt.Key.Key_Home)
    for _ in range(place):
        QTest.keyClick(combo, Qt.Key.Key_Down)
    assert combo.currentData() == key


def choose(combo: QComboBox, key: str) -> None:
    """Choose the entry of this key from the open list."""
    place = combo.findData(key)
    assert place >= 0, key
    assert combo.isEnabled()
    combo.setFocus()
    combo.showPopup()
    settle()
    combo.view().setCurrentIndex(combo.model().index(place, 0))
    QTest.keyClick(combo.view(), Qt.Key.Key_Return)
    settle()


def everything(catalogue: Catalogue, assessment: Assessment) -> Assessment:
    """Return the document with the answers that bring most questions on the path."""
    done = edit.changed(assessment, depth=Depth.FULL)
    for question, value in {
        "case.buyer_kind": ("public",),
        "case.territory": tuple(o.id for o in catalogue.by_id["case.territory"].options),
        "case.sector": ("health",),
        "case.data": ("personal", "special", "confidential"),
        "case.decides": ("decides",),
        "case.impact": ("high",),
        "case.holder": ("product",),
        "case.leaves": ("yes",),
        "case.changes": ("others",),
        "case.paid": ("yes",),
        "case.plans": ("modify", "redistribute", "rebrand", "tools"),
        "case.procedure": ("competition",),
        "release.layers": ("base", "modification", "product"),
        "release.supply": ("reseller",),
        "release.system": ("several",),
        "stop.terms": ("barred",),
        "who.chain": ("none",),
        "ours.feed": ("named",),
        "regulation.class": ("systemic_stated",),
    }.items():
        done = edit.answer(done, question, Answer(value=value))
    return done


_FINISHED: dict[str, Assessment] = {}


def finished(catalogue: Catalogue, assessment: Assessment) -> Assessment:
    """Return the document with the best answer to every question on its path, all shown."""
    start = assessment.model_dump_json()
    if start not in _FINISHED:
        _FINISHED[start] = _finish(catalogue, assessment)
    return _FINISHED[start]


def _finish(catalogue: Catalogue, assessment: Assessment) -> Assessment:
    proof = Evidence(
        id="E-1",
        kind="check",
        title="Our own check",
        where="by hand",
        version="1.0",
        read=assessment.as_of,
        grade=5,
    )
    done = edit.put_evidence(assessment, proof)
    while True:
        reading = read(catalogue, done)
        still = [p.question for p in reading.problems]
        if not still:
            return done
        for key in dict.fromkeys(still):
            done = _answered(catalogue, done, key)


def _answered(catalogue: Catalogue, assessment: Assessment, key: str) -> Assessment:
    question = catalogue.by_id[key]
    if question.kind is Kind.COMPONENTS:
        row = ComponentRow(availability=Availability.RELEASED, availability_evidence=("E-1",))
        for listed in read(catalogue, assessment).table:
            if listed.listed and listed.availability is None:
                assessment = edit.fill_row(assessment, listed.key, row)
        return assessment
    if question.options:
        best = [o.id for o in question.options if o.answer is AnswerValue.YES]
        value: tuple[str, ...] = tuple((best or [o.id for o in question.options])[:1])
    elif question.kind is Kind.NUMBER:
        value = ("1200",)
    elif question.kind is Kind.DATE:
        value = ("2026-11-01",)
    elif question.kind is Kind.QUOTATION:
        value = ("open source", "https://example.org", "2026-11-01")
    else:
        value = ("Something",)
    given = Answer(value=value, evidence=("E-1",))
    if question.duty:
        given = edit.changed(given, bound=Party.DEVELOPER, instrument="contract clause")
    return edit.answer(assessment, key, given)
