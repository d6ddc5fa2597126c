"""Everything by keyboard and by ear: each control has a name, and Tab reaches it."""

from __future__ import annotations

import pytest
from hand import choose, everything, find, focus, in_dialog, settle, visible
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QTextBrowser,
    QWidget,
)

from procure_app.core.assessment.approval import Decision, Outcome
from procure_app.core.assessment.edit import decide
from procure_app.core.catalogue.word import Walk
from procure_app.ui.page.treatment import FindingCard

SECTIONS = (
    "purchase", "release", "stop", "components", "rights", "who", "terms", "data", "documents",
    "misuse", "security", "operation", "regulation", "competition", "ours",
)  # fmt: skip


@pytest.fixture
def full(hand):
    """The window on a document with as many questions, findings and forms as there can be."""
    catalogue = hand.window.desk.session.catalogue
    hand.change(everything(catalogue, hand.document))
    hand.change(decide(hand.document, Decision(outcome=Outcome.CONDITIONS)))
    return hand


def controls(parent: QWidget) -> list[QWidget]:
    """Return the enabled widgets that take the focus, but parts that only serve another."""
    return [
        w
        for w in visible(parent, QWidget)
        if w.focusPolicy() != Qt.FocusPolicy.NoFocus
        and w.isEnabled()
        and w.window() is parent.window()
        and not isinstance(w.parentWidget(), QComboBox)
    ]


def name(widget: QWidget) -> str:
    """Return what a screen reader calls the widget."""
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name).strip()


def assert_named(parent: QWidget) -> None:
    """Each control has a name, and a field one that does not go with its placeholder."""
    nameless = [w for w in controls(parent) if not name(w)]
    assert nameless == []
    for kind in (QComboBox, QLineEdit, QPlainTextEdit, QTextBrowser):
        for widget in visible(parent, kind):
            if not isinstance(widget.parentWidget(), QComboBox):
                assert widget.accessibleName(), widget


def reached(start: QWidget) -> list[QWidget]:
    """Press Tab from here until the round is closed; return what had the focus, in order."""
    start.setFocus(Qt.FocusReason.TabFocusReason)
    seen = [focus()]
    for _ in range(4000):
        QTest.keyClick(focus(), Qt.Key.Key_Tab)
        if focus() is seen[-1]:  # the links inside a text
            continue
        if focus() is seen[0]:
            return seen
        seen.append(focus())
    raise AssertionError("Tab never comes back to the start")


def assert_reached(parent: QWidget, start: QWidget) -> None:
    """Tab reaches each control; of radio buttons one, from which arrow keys reach the others."""
    seen = reached(start)
    assert len(set(map(id, seen))) == len(seen)
    missed = []
    for widget in controls(parent):
        there = widget in seen
        if isinstance(widget, QRadioButton) and widget.group() is not None:
            there = any(other in seen for other in widget.group().buttons())
        if not there:
            missed.append(widget)
    assert missed == [], [(w, getattr(w, "text", str)(), w.focusPolicy()) for w in missed]


def open_parts(hand) -> None:
    """Open what the first card of the page can open."""
    for words in ("Why, and what to ask", "Add note"):
        buttons = [b for b in visible(hand.page, QAbstractButton) if b.text() == words]
        if buttons:
            hand.click(buttons[0])
    for button in visible(hand.page, QAbstractButton):
        if button.text() == "Not applicable":
            hand.click(button)
            break


def test_every_page_is_in_the_list_of_this_test(full):
    assert full.window.body.pages() == [*SECTIONS, "compare", "check", "decision", "sign"]


@pytest.mark.parametrize("half", [SECTIONS[:5], SECTIONS[5:10], SECTIONS[10:]])
def test_controls_of_every_section_have_names_and_are_reached_by_tab(full, half):
    for key in half:
        full.go(key)
        open_parts(full)
        settle()
        assert_named(full.window)
        assert_reached(full.window, full.page.heading)


def test_controls_of_the_check_page_have_names_and_are_reached_by_tab(full):
    full.go("check")
    assert_named(full.window)
    assert_reached(full.window, full.page.heading)


def test_controls_of_the_decision_have_names_and_are_reached_by_tab(full):
    full.go("decision")
    for card in visible(full.page, FindingCard)[:3]:
        for button in visible(card, QAbstractButton):
            if button.text() in ("Add a condition", "Accept the risk", "Record a waiver"):
                full.click(button)
    assert_named(full.window)
    assert_reached(full.window, full.page.heading)


def test_controls_of_sign_off_have_names_and_are_reached_by_tab(full):
    full.go("sign")
    choose(find(full.page, QComboBox, "What happened"), "condition closed")
    roles = full.window.desk.session.catalogue.roles
    full.click(full.page, f"Sign off as {roles[2].title}…")
    full.click(find(full.page, QCheckBox, "A body signs, not one person"))
    assert_named(full.window)
    assert_reached(full.window, full.page.heading)


def test_controls_of_a_description_have_names(hand):
    hand.window.new(Walk.DESCRIBE)
    for key in hand.window.body.pages():
        hand.go(key)
        assert_named(hand.window)


def test_controls_of_the_evidence_dialog_have_names_and_are_reached_by_tab(full):
    def act(dialog):
        assert_named(dialog)
        assert_reached(dialog, find(dialog, QLineEdit, "Title"))

    for _ in range(2):  # the second time there is something to use again, or to take off
        seen = in_dialog(act)
        full.click(full.card("stop.terms"), "Add evidence")
        assert len(seen) == 1
        full.put("stop.binding", "nothing")


def test_the_evidence_dialog_opens_with_the_focus_on_a_field(hand):
    def act(dialog):
        assert isinstance(focus(), QLineEdit | QComboBox)
        assert dialog.isAncestorOf(focus())

    seen = in_dialog(act)
    hand.click(hand.card("stop.terms"), "Add evidence")
    assert len(seen) == 1


def test_find_bar_and_notice_have_names_and_are_reached_by_tab(hand):
    hand.window.body.find_bar.open()
    hand.window.body.notice.tell("Something")
    settle()
    assert_named(hand.window)
    assert_reached(hand.window, hand.page.heading)


@pytest.mark.parametrize("size", [(640, 400), (900, 600)])
def test_controls_of_a_narrow_window_are_reached_by_tab(full, size):
    full.window.resize(*size)
    settle()
    body = full.window.body
    for show in (lambda: None, body.toggle_panel, body.toggle_outline):
        show()
        settle()
        assert_named(full.window)
        assert_reached(full.window, body.footer.proceed)


def test_editors_inside_the_table_have_names(hand):
    card = hand.card("component.table")
    for column in (1, 2, 4, 5, 6):
        card.view.setCurrentIndex(card.model.index(1, column))
        card.view.edit(card.view.currentIndex())
        settle()
        assert_named(card.view.viewport())
        hand.press(Qt.Key.Key_Escape)
        card.view.setFocus()


def test_cards_say_their_question_and_marks_their_word(full):
    full.go("stop")
    for question in next(qs for s, qs in full.window.desk.reading.path.sections if s.id == "stop"):
        card = full.page.card(question.id)
        assert name(card) == question.text


def test_help_and_signatures_are_spoken_whole(full):
    card = full.card("stop.terms")
    full.click(card, "Why, and what to ask")
    spoken = [name(label) for label in visible(card, QLabel)]
    for text in (card.question.why, card.question.satisfies, card.question.ask):
        assert any(text in words for words in spoken)
    full.go("sign")
    spoken = [name(label) for label in visible(full.page, QLabel)]
    assert any("Preparer · still to sign" in words for words in spoken)


def test_the_focus_is_seen_on_the_card_it_is_in(hand):
    card = hand.card("stop.terms")
    assert card._active
    other = hand.card("stop.binding")
    assert other._active
    assert not card._active


def test_tab_scrolls_the_page_to_what_has_the_focus(full):
    full.go("terms")
    view = full.page.viewport()
    full.page.heading.setFocus()
    for _ in range(60):
        QTest.keyClick(focus(), Qt.Key.Key_Tab)
        widget = focus()
        if full.page.widget().isAncestorOf(widget) and widget.height() < view.height():
            top = widget.mapTo(view, widget.rect().topLeft()).y()
            assert 0 <= top <= view.height() - widget.height(), widget
    assert QApplication.focusWidget() is not None
