"""Text boxes say their height for any width, so that a page does not jump when it is shown."""

from __future__ import annotations

import pytest
from hand import finished, settle
from PySide6.QtWidgets import QLabel

from procure_app.core.assessment import edit
from procure_app.ui.editor.field import Text, lines_of

WORDS = "The model's licence is perpetual, yet its publisher reserves a right to restrict it. "
TEXTS = {
    "none": "",
    "one word": "Yes",
    "one line": WORDS,
    "two paragraphs": WORDS * 2 + "\n\n" + WORDS,
    "no place to break": "https://example.org/" + "abcdef0123456789" * 20,
    "other scripts": "模型许可证" * 40 + " " + "Лицензия " * 30,
    "ends in a new line": WORDS + "\n",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_the_lines_are_those_that_the_text_box_breaks(application, qtbot, text):
    box = Text("Note", lambda _: None)
    qtbot.addWidget(box)
    box.show_text(text)
    for width in (180, 333, 525, 700, 1100):
        box.resize(width, 2000)  # no scroll bar
        box.show()
        settle()
        beside = 2 * (box.frameWidth() + box.document().documentMargin())
        assert lines_of(text, box.font(), width - beside) == int(box.document().size().height())


def test_a_text_box_is_as_high_as_its_lines_from_two_to_twelve(application, qtbot):
    box = Text("Note", lambda _: None)
    qtbot.addWidget(box)
    two = box.heightForWidth(500)
    box.show_text("one")
    assert box.heightForWidth(500) == two
    box.show_text("\n" * 4)
    assert box.heightForWidth(500) == two + 3 * box.fontMetrics().lineSpacing()
    box.show_text("\n" * 99)
    assert box.heightForWidth(500) == two + 10 * box.fontMetrics().lineSpacing()


@pytest.mark.parametrize("key", ["purchase", "who", "decision"])
def test_a_page_has_its_places_as_soon_as_it_is_seen(hand, key):
    """Also when it was seen at another width before."""
    done = finished(hand.window.desk.session.catalogue, hand.document)
    for question in ("case.buyer", "case.holder", "who.identity", "who.chain"):
        noted = edit.changed(done.answers[question], note=WORDS * 4)
        done = edit.answer(done, question, noted)
    reasons = (WORDS * 3, WORDS * 3, WORDS * 3)
    hand.change(edit.decide(done, edit.changed(done.decision, reasons=reasons)))
    hand.window.resize(640, 600)
    hand.go(key)
    hand.go("stop")
    hand.window.resize(1440, 900)
    page = hand.go(key)
    at_once = [label.geometry() for label in page.findChildren(QLabel)]
    for _ in range(10):
        settle()
    assert at_once == [label.geometry() for label in page.findChildren(QLabel)]
