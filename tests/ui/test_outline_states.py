"""The outline says the state of every section in words, and leads there."""

from __future__ import annotations

import pytest
from hand import finished, focus, settle
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from procure_app.core.assessment.approval import Decision, Outcome
from procure_app.core.assessment.edit import decide
from procure_app.core.catalogue.word import Walk
from procure_app.ui.outline import KEY, STATE_TEXT

SAID = Qt.ItemDataRole.AccessibleTextRole


@pytest.fixture
def outline(window):
    """The outline beside the page."""
    return window.body.outline


def line(outline, key: str):
    """Return the line of this page."""
    model = outline.model()
    lines = (model.index(n, 0) for n in range(model.rowCount()))
    return next(index for index in lines if index.data(KEY) == key)


def keys(outline) -> list[str]:
    """Return the pages listed, in order, without headings."""
    model = outline.model()
    every = [model.index(n, 0).data(KEY) for n in range(model.rowCount())]
    return [key for key in every if key]


def test_it_lists_every_page_of_the_path_in_order(hand, outline):
    assert hand.window.body.pages() == keys(outline)
    hand.ask_everything()
    hand.put("case.holder", "us")
    assert hand.window.body.pages() == keys(outline)


def test_a_section_without_answers_is_not_started(outline):
    assert line(outline, "release").data(STATE_TEXT) == "Not started"


def test_a_section_begun_says_how_many_of_how_many(hand, outline):
    hand.put("release.vendor", "Acme")
    hand.put("release.model", "Large", standing="given")
    asked = next(p.asked for p in hand.window.desk.reading.progress if p.section.id == "release")
    assert line(outline, "release").data(STATE_TEXT) == f"2 of {asked}"


def test_a_section_with_every_answer_is_complete(hand, outline):
    hand.change(finished(hand.window.desk.session.catalogue, hand.document))
    for key in hand.window.body.pages()[:-4]:
        assert line(outline, key).data(STATE_TEXT) == "Complete"


def test_a_section_with_a_problem_needs_attention(hand, outline):
    hand.put("release.label", "open", "", "soon")
    assert line(outline, "release").data(STATE_TEXT) == "Needs attention"
    assert line(outline, "check").data(STATE_TEXT) == "1 to mend"
    hand.put("release.label", "open", "", "2026-11-01")
    assert line(outline, "release").data(STATE_TEXT).startswith("1 of ")
    assert line(outline, "check").data(STATE_TEXT) == ""


def test_what_screen_readers_say_has_the_state(hand, outline):
    hand.put("release.vendor", "Acme")
    for key in keys(outline):
        index = line(outline, key)
        state = index.data(STATE_TEXT)
        said = index.data(SAID)
        assert said == (f"{index.data()}, {state}" if state else index.data())


def test_the_decision_and_signatures_have_states_too(hand, outline):
    assert line(outline, "decision").data(STATE_TEXT) == "Not started"
    assert line(outline, "sign").data(STATE_TEXT) == "Not started"
    hand.change(decide(hand.document, Decision(outcome=Outcome.REJECT)))
    assert line(outline, "decision").data(STATE_TEXT) == "Decided"


def test_a_click_goes_to_the_page(hand, outline):
    area = outline.visualRect(line(outline, "stop"))
    QTest.mouseClick(
        outline.viewport(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        QPoint(area.left() + 30, area.center().y()),
    )
    settle()
    assert hand.key == "stop"
    assert focus() is hand.page.heading


def test_enter_goes_to_the_page_that_the_arrow_keys_reached(hand, outline):
    hand.go("purchase")
    outline.setFocus()
    hand.press(Qt.Key.Key_Down)
    hand.press(Qt.Key.Key_Return)
    assert hand.key == "release"


def test_the_present_page_is_marked_whichever_way_it_was_reached(hand, outline):
    for key in ("sign", "stop", "check"):
        hand.go(key)
        assert outline.currentIndex().data(KEY) == key
        assert outline.selectionModel().isSelected(outline.currentIndex())
    hand.click(hand.window.body.footer.back)
    assert outline.currentIndex().data(KEY) == hand.key
    hand.put("case.procedure", "competition")
    assert outline.currentIndex().data(KEY) == hand.key


def test_headings_of_the_outline_lead_nowhere(outline):
    model = outline.model()
    headings = [n for n in range(model.rowCount()) if not model.index(n, 0).data(KEY)]
    assert headings
    for n in headings:
        flags = model.index(n, 0).flags()
        assert not flags & Qt.ItemFlag.ItemIsSelectable
        assert not flags & Qt.ItemFlag.ItemIsEnabled


def test_a_description_lists_no_decision(hand):
    hand.window.new(Walk.DESCRIBE)
    listed = keys(hand.window.body.outline)
    assert listed[-2:] == ["check", "sign"]
    assert line(hand.window.body.outline, "sign").data() == "The page"
