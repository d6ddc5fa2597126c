"""The note at the end of the first pages: which bars stand, and where to mend them."""

from __future__ import annotations

import pytest
from hand import labels, settle, visible
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from procure_app.core.catalogue.word import Severity
from procure_app.ui.option import Radio
from procure_app.ui.page.stop import StopNote
from procure_app.ui.paint import Link

LONG = "The release is not under a sanction that binds this organisation or its suppliers. " * 3


@pytest.fixture
def note(hand) -> StopNote:
    """The note on its page, every question asked."""
    hand.ask_everything()
    hand.go("stop")
    (found,) = hand.page.findChildren(StopNote)
    return found


def links(note) -> list[Link]:
    """Return the links that are seen."""
    settle()
    return visible(note, Link)


def bars(hand) -> list[str]:
    """Return the questions whose findings are bars."""
    found = hand.window.desk.reading.findings
    return [f.question.id for f in found if f.severity is Severity.BAR]


def test_each_bar_has_a_link_to_its_question(hand, note):
    wanted = []
    hand.put("stop.screening", "prohibited")
    hand.put("stop.excluded", "excluded")
    hand.put("stop.terms", "barred")
    hand.window.desk.wanted.connect(wanted.append)
    for link in links(note):
        link.click()
    assert wanted == bars(hand) == ["stop.screening", "stop.excluded", "stop.terms"]


def test_what_stands_firm_is_told_before_what_is_not_clear(hand, note):
    assert any("No bar found" in words for words in labels(note))
    hand.put("case.territory", "eu")
    hand.put("case.data", "personal")
    hand.put("case.leaves", "yes")
    unclear = bars(hand)
    assert any("Not clear yet" in words for words in labels(note))
    assert len(links(note)) == len(unclear) > 0
    hand.put("stop.screening", "prohibited")
    assert any("Stop here? 1 bar stands." in words for words in labels(note))
    (link,) = links(note)
    (firm,) = set(bars(hand)) - set(unclear)
    (found,) = (f for f in hand.window.desk.reading.findings if f.question.id == firm)
    assert link.text() == hand.window.desk.say(found.text)


def test_an_answer_makes_no_new_link(hand, note):
    """They would cost a layout of the page each, and memory that Qt does not give back."""
    hand.put("stop.screening", "prohibited")
    before = links(note)
    hand.put("stop.screening", "clear")
    assert links(note) == []
    hand.put("stop.excluded", "excluded")
    assert links(note) == note.findChildren(Link) == before


@pytest.mark.parametrize("kind", [Link, Radio])
def test_a_height_is_measured_anew_in_other_words_and_another_font(application, qtbot, kind):
    widget = kind("Short")
    qtbot.addWidget(widget)
    one = widget.heightForWidth(300)
    widget.setText(LONG)
    wrapped = widget.heightForWidth(300)
    assert wrapped > 2 * one
    larger = QFont(QApplication.font())
    larger.setPointSizeF(larger.pointSizeF() * 2)
    widget.setFont(larger)
    assert widget.heightForWidth(300) > 2 * wrapped
