"""Nothing is cut: at every size of window and text, on every page, words have their room."""

from __future__ import annotations

import pytest
from hand import everything, in_dialog, settle, visible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QLabel,
    QScrollArea,
    QTextBrowser,
    QWidget,
)

from procure_app.core.assessment.approval import Acceptance, Condition, Decision, Outcome
from procure_app.core.assessment.edit import decide
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


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("size", SIZES)
def test_no_page_is_wider_than_its_place_and_no_word_is_cut(full, size, text):
    full.window.resize(*size)
    full.window.set_text_size(text)
    settle()
    assert (full.window.width(), full.window.height()) == size
    wrong = {}
    for key in full.window.body.pages():
        page = full.go(key)
        for _ in range(3):  # a bar that appears moves everything once more
            settle()
        said = clipped(page) + sideways(page)
        if page.widget().width() > page.viewport().width():
            said.append(f"{page.widget().width()} wide in {page.viewport().width()}")
        if said:
            wrong[key] = said
    assert wrong == {}


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("size", SIZES)
def test_header_and_footer_fit_the_window(full, size, text):
    full.window.resize(*size)
    full.window.set_text_size(text)
    settle()
    body = full.window.body
    for part in (body.header, body.footer):
        assert part.width() <= size[0]
        assert part.minimumSizeHint().width() <= size[0]
        assert beyond(part) == []
        assert clipped(part) == []


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("size", SIZES)
def test_find_bar_notice_and_panel_fit_too(full, size, text):
    full.window.resize(*size)
    full.window.set_text_size(text)
    settle()
    body = full.window.body
    body.find_bar.open()
    settle()
    assert clipped(body.find_bar) + beyond(body.find_bar) == []
    body.find_bar.hide()
    body.notice.tell(
        "Somebody else changed “assessment of a large model for citizens.procure” since you "
        "opened it. Save under another name to keep both."
    )
    settle()
    assert clipped(body.notice) + beyond(body.notice) == []
    body.notice.hide()
    if not body.panel.isVisible():
        body.toggle_panel()
    settle()
    assert body.panel.isVisible()
    assert sideways(body) == []
    assert (full.window.width(), full.window.height()) == size


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


def test_only_tables_scroll_sideways(full):
    full.window.resize(640, 400)
    for key in full.window.body.pages():
        page = full.go(key)
        for area in visible(page, QAbstractScrollArea):
            if area.horizontalScrollBar().isVisible():
                assert key == "components"
