"""Compare frameworks: verdicts side by side, their reasons, and the way to what is behind them."""

from __future__ import annotations

import pytest
from hand import settle
from PySide6.QtCore import QUrl

from procure_app.resources import folder
from procure_app.store.shipped.example import load_example
from procure_app.ui.told import COMPARE


@pytest.fixture
def page(window):
    """The page, on DeepSeek-V3 with its own terms for the weights."""
    window.desk.session.new(load_example(folder("examples"), "deepseek-v3"))
    window.rebuild()
    window.body.go("compare")
    settle()
    return window.body.wizard.step().page


def text(page) -> str:
    return page._text.toPlainText()


def test_every_framework_stands_with_both_sides(window, page):
    shown = text(page)
    for framework in window.desk.session.library.frameworks:
        assert framework.title in shown
    assert shown.count("On the vendor's word") >= len(window.desk.session.library.frameworks) - 2
    assert "Weights Available AI" in shown


def test_why_opens_the_reasons_and_closes_them_again(page):
    reason = "The weights come on terms that meet the tests for Open Source licences."
    assert reason not in text(page)
    page._text.anchorClicked.emit(QUrl("why:g7.term"))
    assert reason in text(page)
    assert "What would bring" in text(page)
    assert "DeepSeek License Agreement 1.0" in text(page)
    page._text.anchorClicked.emit(QUrl("why:g7.term"))
    assert reason not in text(page)


def test_a_reason_leads_to_the_question_behind_it(window, page):
    page._text.anchorClicked.emit(QUrl("component.table"))
    settle()
    assert window.body.wizard.key() == "components"


def test_a_line_of_the_panel_leads_to_the_reasons_of_its_verdict(window, page):
    window.body.go("case")
    window.body.panel.anchorClicked.emit(QUrl(f"{COMPARE}osaid.osaid"))
    settle()
    assert window.body.wizard.key() == "compare"
    assert "Data information: enough is disclosed" in text(page)
    assert page.verticalScrollBar().value() > 0


def test_the_panel_says_the_verdicts_and_where_word_and_evidence_part(window, page):
    said = window.body.panel.toPlainText()
    assert "G7" in said
    assert "Weights Available AI" in said
    assert "What would bring" in said
    assert "It calls itself" in said
    rows = dict(window.desk.assessment.components)
    row = rows["base/weights"].model_copy(update={"availability_evidence": (), "version": ""})
    from procure_app.core.assessment import edit

    window.desk.change(edit.fill_row(window.desk.assessment, "base/weights", row), "x")
    said = window.body.panel.toPlainText()
    assert "(on the word: Weights Available AI)" in said


def test_the_rights_matrix_is_drawn_and_said(window, page):
    document = window.body.panel.document()
    pictures = [
        fragment.fragment().charFormat().isImageFormat()
        for block in blocks(document)
        for fragment in fragments(block)
    ]
    assert any(pictures)
    assert "What we may do with each part" in text(page)
    assert "Attachment A forbids a list of uses" in text(page)


def blocks(document):
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def fragments(block):
    inside = block.begin()
    while not inside.atEnd():
        yield inside
        inside += 1


def test_the_line_for_the_press_stands_there_to_be_copied(page):
    (line,) = [line for line in text(page).splitlines() if line.startswith("For the press: ")]
    assert "DeepSeek License Agreement 1.0" in line
    assert len(line.removeprefix("For the press: ")) <= 280
