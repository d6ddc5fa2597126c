"""Check your answers: problems first, then every answer, each with a way to change it."""

from __future__ import annotations

import itertools
import re

import pytest
from hand import finished, focus, settle
from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QTextBrowser

from procure_app.core.assessment.answer import Evidence
from procure_app.core.assessment.edit import put_evidence


@pytest.fixture
def page(hand) -> QTextBrowser:
    """The text of the page."""
    return hand.go("check").findChild(QTextBrowser)


def rows(hand, page) -> dict[str, str]:
    """Return what is said of each question, by its short name."""
    lines = page.toPlainText().splitlines()
    names = {q.short for q in hand.window.desk.reading.path.questions()}
    return {line: after for line, after in itertools.pairwise(lines) if line in names}


def test_every_question_of_the_path_is_listed_with_its_answer(hand, page):
    hand.put("case.buyer", "Stadt Beispiel")
    hand.put("case.impact", "high")
    hand.put("release.version", standing="unknown")
    said = rows(hand, page)
    questions = hand.window.desk.reading.path.questions()
    assert {q.short for q in questions} == set(said)
    by_id = hand.window.desk.session.catalogue.by_id
    assert said[by_id["case.buyer"].short] == "Stadt Beispiel"
    assert said[by_id["case.impact"].short] == by_id["case.impact"].option("high").text
    assert said[by_id["release.version"].short].casefold() == "not known"
    assert said[by_id["case.use"].short] == "Not answered"


def test_each_answer_can_be_changed_from_here(hand, page):
    html = page.toHtml()
    for question in hand.window.desk.reading.path.questions():
        assert f'href="{question.id}"' in html
    page.anchorClicked.emit(QUrl("stop.terms"))
    settle()
    assert hand.key == "stop"
    assert hand.page.card("stop.terms").isAncestorOf(focus())


def test_its_links_are_reached_by_tab_and_followed_by_enter(hand, page):
    page.setFocus()
    first = re.search(r'href="([^"]*)"', page.toHtml()).group(1)
    hand.press(Qt.Key.Key_Tab)
    hand.press(Qt.Key.Key_Return)
    assert hand.page.card(first).isAncestorOf(focus())


def test_problems_come_first_and_lead_to_where_they_are_mended(hand, page):
    assert page.toPlainText().startswith("Nothing is wrong.")
    hand.put("release.label", "open", "", "soon")
    text = page.toPlainText()
    assert text.startswith("There is a problem")
    short = hand.window.desk.session.catalogue.by_id["release.label"].short
    assert f"{short}: Write the date as year-month-day: 2026-11-22." in text
    first = re.search(r'href="([^"]*)"', page.toHtml()).group(1)
    assert first == "release.label"


def test_it_counts_what_is_still_open(hand, page):
    still = sum(p.open for p in hand.window.desk.reading.problems)
    assert f"{still} things are still open." in page.toPlainText()
    hand.change(finished(hand.window.desk.session.catalogue, hand.document))
    assert "still open" not in page.toPlainText()
    assert page.toPlainText().startswith("Nothing is wrong.")


def test_expired_evidence_is_a_problem(hand, page):
    item = Evidence(id="E-1", title="Certificate", expires="2026-01-31", grade=4)
    hand.change(put_evidence(hand.document, item))
    hand.put("who.identity", "registered", evidence=("E-1",))
    said = "Evidence “Certificate” expired on 31 January 2026. Renew it."
    assert said in page.toPlainText()


def test_a_duty_that_nobody_is_bound_to_is_no_yes(hand, page):
    hand.ask_everything()
    hand.put("terms.warranty", "all", bound="nobody", carried="buyer")
    said = "The answer is yes, yet nobody is bound. Change one of the two."
    assert said in page.toPlainText()


def test_text_of_the_user_stays_text(hand, page):
    hand.put("case.buyer", "<b>Stadt</b> & <script>")
    assert "<b>Stadt</b> & <script>" in page.toPlainText()


def test_it_follows_the_document_while_it_is_seen(hand, page):
    hand.put("case.buyer", "Stadt")
    assert "Stadt" in page.toPlainText()
    hand.window.undo()
    hand.go("check")
    assert "Stadt" not in page.toPlainText()
