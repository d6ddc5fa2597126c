"""Long texts in one line: seen from their start, and with room where there is any."""

from __future__ import annotations

import time

from hand import finished, settle
from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QLineEdit

from procure_app.core.assessment import edit
from procure_app.ui.editor.field import Text

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


def test_a_word_of_very_many_letters_is_shown_in_time(qtbot):
    """Qt looks for the end of the word once a line; a file could hold up the window for hours."""
    typed = []
    box = Text("Note", typed.append)
    qtbot.addWidget(box)
    box.resize(500, 300)
    started = time.process_time()
    box.show_text("w" * 100_000)
    box.show()
    assert box.heightForWidth(500) == box.heightForWidth(400)  # twelve lines
    assert time.process_time() - started < 1.5
    assert typed == []
    box.setPlainText("w " * 10)
    assert typed == ["w " * 10]
    assert box.wordWrapMode() is QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere
