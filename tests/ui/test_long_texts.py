"""Long texts in one line: seen from their start, and with room where there is any."""

from __future__ import annotations

from hand import finished, settle
from PySide6.QtWidgets import QLineEdit

from procure_app.core.assessment import edit

LONG = "A model for the office, " * 9


def test_a_long_title_is_seen_from_its_start_and_ends_in_dots(hand):
    """Also after its end was edited, and in a window that became narrow."""
    hand.change(edit.changed(hand.document, title=LONG))
    hand.go("purchase")
    title = hand.window.body.header.findChild(QLineEdit)
    assert not title.hasFocus()
    title.setCursorPosition(0)
    start = title.grab().toImage()
    title.setCursorPosition(len(LONG))
    assert title.grab().toImage() == start
    hand.change(edit.changed(hand.document, title=f"{LONG} and its end"))
    assert title.grab().toImage() == start
    assert title.toolTip() == hand.document.title
    title.setFocus()
    title.end(False)
    settle()
    assert title.grab().toImage() != start


def test_a_clause_has_room_for_the_name_of_a_contract(hand):
    hand.change(finished(hand.window.desk.session.catalogue, hand.document))
    for width in (900, 1440):
        hand.window.resize(width, 900)
        clause = hand.card("terms.change").duty.clause
        words = "Customer agreement of the host, clause 12"
        assert clause.fontMetrics().horizontalAdvance(words) < clause.width()
