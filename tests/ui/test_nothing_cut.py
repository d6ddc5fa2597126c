"""Nothing is cut: at every size of window and text, on every page, words have their room."""

from __future__ import annotations

import pytest
from hand import everything, in_dialog, settle, visible
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QLabel,
    QScrollArea,
    QTextBrowser,
    QWidget,
)

from procure_app.core.assessment.answer import Evidence
from procure_app.core.assessment.approval import Acceptance, Condition, Decision, Outcome
from procure_app.core.assessment.edit import decide, put_evidence
from procure_app.ui.editor.chip import Chip
from procure_app.ui.footer import Count

SIZES = ((640, 400), (900, 600), (1440, 900))
TEXTS = (1.0, 2.0)


def clipped(parent: QWidget) -> list[str]:
    """Return the words of labels and buttons that have less room than they need."""
    found = []
    for kind in (QLabel, QAbstractButton):
        for widget in visible(parent, kind):
            if isinstance(widget, Count):  # left out as a whole where it has no room
                continue
            wide = widget.minimumSizeHint().width()
            high = widget.heightForWidth(widget.width()) if widget.hasHeightForWidth() else 0
            if widget.text() and (widget.width() < wide or widget.height() < high):
                found.append(
                    f"“{widget.text()[:50]}” has {widget.width()} by {widget.height()} "
                    f"of {wide} by {high}"
                )
    return found


def beyond(part: QWidget) -> list[str]:
    """Return the widgets that reach over the right edge of this part of the window."""
    return [
        f"{type(w).__name__} “{getattr(w, 'text', str)()}”"
        for w in visible(part, QWidget)
        if w.mapTo(part, w.rect().topRight()).x() >= part.width()
        or w.mapTo(part, w.rect().topLeft()).x() < 0
    ]


def sideways(parent: QWidget) -> list[str]:
    """Return the texts that are wider than their place."""
    return [
        area.accessibleName()
        for area in visible(parent, QTextBrowser)
        if area.document().idealWidth() > area.viewport().width()
    ]


@pytest.fixture
def full(hand):
    """The window on a document with as many questions, findings and forms as there can be."""
    done = everything(hand.window.desk.session.catalogue, hand.document)
    decision = Decision(
        outcome=Outcome.CONDITIONS,
        conditions=(Condition(id="C-1", finding="who.chain", text="Name every supplier"),),
        acceptances=(Acceptance(id="A-1", finding="stop.terms", waiver=True),),
    )
    hand.change(decide(done, decision))
    return hand


def wrong_on(page, key: str) -> list[str]:
    """Return what is cut on this page."""
    said = clipped(page) + sideways(page)
    if page.widget().width() > page.viewport().width():
        said.append(f"{page.widget().width()} wide in {page.viewport().width()}")
    bars = [area.horizontalScrollBar() for area in visible(page, QAbstractScrollArea)]
    if key != "components" and any(bar.isVisible() for bar in bars):
        said.append("scrolls sideways")
    return said


@pytest.mark.parametrize("text", TEXTS)
def test_pages_header_and_footer_have_room_for_their_words(full, text):
    full.window.set_text_size(text)
    wrong = {}
    for size in SIZES:
        full.window.resize(*size)
        settle()
        for key in full.window.body.pages():
            page = full.go(key)
            for _ in range(2):  # a bar that appears moves everything once more
                settle()
            if said := wrong_on(page, key):
                wrong[key, *size] = said
        body = full.window.body
        for part in (body.header, body.footer):
            assert part.minimumSizeHint().width() <= size[0]
            assert clipped(part) + beyond(part) == []
        assert (full.window.width(), full.window.height()) == size
    assert wrong == {}


@pytest.mark.parametrize("title", ["Community License Agreement, 23 July 2024", "x" * 60])
def test_a_long_name_of_evidence_makes_no_page_wider(hand, title):
    hand.change(put_evidence(hand.document, Evidence(id="E-1", title=title)))
    hand.put("stop.terms", "none", evidence=("E-1",))
    hand.window.set_text_size(2.0)
    hand.window.resize(640, 400)
    card = hand.card("stop.terms")
    settle()
    (chip,) = visible(card, Chip)
    assert chip.height() > 2 * chip.fontMetrics().lineSpacing(), "it wraps"
    assert hand.page.widget().width() <= hand.page.viewport().width()
    assert sideways(hand.page) == []


@pytest.mark.parametrize("text", TEXTS)
def test_find_bar_notice_and_panel_have_room_for_their_words(hand, text):
    hand.window.set_text_size(text)
    for size in SIZES:
        hand.window.resize(*size)
        settle()
        body = hand.window.body
        body.find_bar.open()
        settle()
        assert clipped(body.find_bar) + beyond(body.find_bar) == []
        body.find_bar.hide()
        body.notice.tell(
            "Somebody else changed “assessment of a large model for citizens.procure” since you "
            "opened it. Save under another name to keep both."
        )
        settle()
        settle()
        assert clipped(body.notice) + beyond(body.notice) == []
        body.notice.hide()
        if not body.panel.isVisible():
            body.toggle_panel()
        settle()
        assert body.panel.isVisible()
        assert sideways(body) == []
        assert (hand.window.width(), hand.window.height()) == size


@pytest.mark.parametrize("text", TEXTS)
def test_a_long_notice_leaves_room_for_the_page_and_is_read_to_its_end_by_keys(hand, text):
    hand.window.set_text_size(text)
    body = hand.window.body
    for size in SIZES:
        hand.window.resize(*size)
        body.notice.tell("The sign-off of the requester is dated in the future. " * 8)
        settle()
        settle()
        (words,) = visible(body.notice, QLabel)
        (scroll,) = visible(body.notice, QScrollArea)
        assert clipped(body.notice) == []
        assert body.notice.height() <= size[1] // 2
        assert body._stack.height() >= 40
        bar = scroll.verticalScrollBar()
        assert words.height() <= scroll.viewport().height() + bar.maximum()
        if not bar.maximum():
            assert scroll.focusPolicy() is Qt.FocusPolicy.NoFocus
            continue
        assert scroll.focusPolicy() is Qt.FocusPolicy.StrongFocus
        for _ in range(20):
            QTest.keyClick(scroll, Qt.Key.Key_PageDown)
        assert bar.value() == bar.maximum()
    assert not bar.maximum()


@pytest.mark.parametrize("text", TEXTS)
def test_help_notes_and_forms_are_not_cut(full, text):
    full.window.resize(640, 400)
    full.window.set_text_size(text)
    for key, words in (
        ("stop", "Why, and what to ask"),
        ("stop", "Add note"),
        ("release", "Add a model"),
        ("misuse", "Not applicable"),
    ):
        page = full.go(key)
        for button in visible(page, QAbstractButton):
            if button.text() == words:
                full.click(button)
                break
        settle()
        assert clipped(page) == [], words
        assert page.widget().width() <= page.viewport().width()
    page = full.go("sign")
    full.click(next(iter(page._links.values())))
    settle()
    assert clipped(page) == []
    assert page.widget().width() <= page.viewport().width()


@pytest.mark.parametrize("text", TEXTS)
def test_the_evidence_dialog_is_not_cut(full, text):
    long = Evidence(id="E-1", title="A very long name of a document of the vendor " * 4)
    full.change(put_evidence(full.document, long))
    full.window.resize(640, 400)
    full.window.set_text_size(text)

    def act(dialog):
        settle()
        assert clipped(dialog) == []
        assert beyond(dialog) == []
        inside = visible(dialog, QScrollArea)[0]
        assert inside.widget().width() <= inside.viewport().width()

    seen = in_dialog(act)
    full.click(full.card("stop.terms"), "Add evidence")
    assert len(seen) == 1
