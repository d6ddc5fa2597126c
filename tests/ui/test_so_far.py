"""What this means so far: it follows each answer, and each of its lines leads somewhere."""

from __future__ import annotations

import re

import pytest
from hand import focus, settle
from PySide6.QtCore import QUrl

from procure_app.core.assessment import edit
from procure_app.core.catalogue.word import Walk


@pytest.fixture
def panel(window):
    """The panel at the right."""
    assert window.body.panel.isVisible()
    return window.body.panel


def links(panel) -> list[str]:
    """Return the targets of the panel's links, in order."""
    return re.findall(r'href="([^"]*)"', panel.toHtml())


def test_it_follows_a_click_at_once(hand, panel):
    assert "Nothing is known of this release yet." in panel.toPlainText()
    finding = hand.window.desk.session.catalogue.by_id["stop.terms"].finding.rstrip(".")
    card = hand.card("stop.terms")
    assert f"{finding} (no)" not in panel.toPlainText()
    hand.click(card.editor.buttons["barred"])
    assert f"{finding} (no)" in panel.toPlainText()
    hand.click(card, "Clear answer")
    assert f"{finding} (no)" not in panel.toPlainText()


def test_it_says_the_statement_from_the_component_table(hand, panel):
    hand.put("release.model", "Large")
    rows = {
        "base/weights": {"availability": "released", "licence": "MIT"},
        "base/datasets": {"availability": "withheld"},
    }
    hand.change(edit.changed(hand.document, components=rows))
    text = panel.toPlainText()
    assert "The release gives" in text
    assert "withheld: training data" in text


def test_findings_are_said_by_severity_in_words(hand, panel):
    hand.put("stop.terms", "barred")
    hand.put("stop.binding", "nothing")
    text = panel.toPlainText()
    found = {f.severity.value for f in hand.window.desk.reading.findings}
    said = {
        f.severity.value
        for f in hand.window.desk.reading.findings
        if f.shortfall.value != "not answered"
    }
    assert said <= found
    for severity in said:
        assert f"{severity.capitalize()} · " in text


def test_it_counts_duties_bound_by_nobody_and_carried_by_nobody(hand, panel):
    hand.ask_everything()
    hand.put("terms.warranty", "none", bound="nobody")
    hand.put("terms.testing", "barred", bound="nobody", carried="buyer")
    text = panel.toPlainText()
    assert re.search(r"\b2\s+bound by nobody", text)
    assert re.search(r"\b1\s+of them carried by nobody", text)
    name = hand.window.desk.session.catalogue.by_id["terms.warranty"].duty_name
    assert name in text.splitlines()


def test_each_link_leads_to_its_question_or_page(hand, panel):
    hand.ask_everything()
    hand.put("stop.terms", "barred")
    hand.put("stop.screening", standing="unknown")
    hand.put("release.label", "open source", "", "2026-11-01")
    hand.put("terms.warranty", "none", bound="nobody")
    catalogue = hand.window.desk.session.catalogue
    targets = list(dict.fromkeys(links(panel)))
    assert {"stop.terms", "stop.screening", "release.label", "terms.warranty"} <= set(targets)
    for target in targets:
        panel.anchorClicked.emit(QUrl(target))
        settle()
        if target in catalogue.by_id:
            assert hand.key == catalogue.section_of[target].id
            assert hand.page.card(target).isAncestorOf(focus())
        else:
            assert hand.key == target.partition("#")[0]


def test_text_of_the_user_stays_text(hand, panel):
    hand.put("release.label", "<b>open</b> & free <a href='x'>", "", "<i>")
    assert "“<b>open</b> & free <a href='x'>”" in panel.toPlainText()
    assert "x" not in links(panel)


def test_the_label_of_the_vendor_is_quoted_with_its_date_in_words(hand, panel):
    hand.put("release.label", "open source", "https://example.org", "2026-11-01")
    said = "The vendor calls it “open source” (read 1 November 2026)"
    assert said in panel.toPlainText()


def test_what_is_not_known_is_listed(hand, panel):
    assert "Not known (" not in panel.toPlainText()
    hand.put("release.version", standing="unknown")
    short = hand.window.desk.session.catalogue.by_id["release.version"].short
    assert "Not known (1)" in panel.toPlainText()
    assert short in panel.toPlainText().split("\n")


def test_the_proposal_ends_with_a_person_who_decides(hand, panel):
    assert "The app would propose" in panel.toPlainText()
    assert "A person decides." in panel.toPlainText()


def test_a_description_speaks_of_no_duties_findings_or_proposal(hand):
    hand.window.new(Walk.DESCRIBE)
    settle()
    text = hand.window.body.panel.toPlainText()
    for words in ("Duties", "Findings", "propose"):
        assert words not in text


def test_it_keeps_its_place_while_answers_change(hand, panel):
    hand.window.resize(1440, 400)
    hand.ask_everything()
    settle()
    bar = panel.verticalScrollBar()
    assert bar.maximum() > 40
    bar.setValue(40)
    hand.put("stop.terms", "allowed")
    assert bar.value() == 40


def test_it_catches_up_when_it_is_opened(hand):
    hand.window.resize(900, 600)
    settle()
    body = hand.window.body
    assert not body.panel.isVisible()
    hand.put("release.version", standing="unknown")
    hand.click(body.header.panel_button)
    assert body.panel.isVisible()
    assert "Not known (1)" in body.panel.toPlainText()
    hand.click(body.header.panel_button)
    assert not body.panel.isVisible()
    assert hand.page.isVisible()
