"""Whatever somebody clicks and types, nothing breaks, and undo leads back to the start."""

from __future__ import annotations

import random

import pytest
from hand import labels, settle, visible
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit

from procure_app.ui.page.frame import AskCard

STEPS = 40
LEFT_ALONE = ("Add evidence", "Add evidence…", "Save report as PDF…", "Sign off")
"""These open dialogs or sign, which have tests of their own."""


class Visitor:
    """Does something at random, the same for the same seed."""

    def __init__(self, hand, seed: int) -> None:
        self.hand = hand
        self.chance = random.Random(seed)
        self.done: list[str] = []
        """What was done, to be read when something breaks."""

    def act(self) -> None:
        """Do one thing."""
        what = self.chance.choice(
            (self.click, self.click, self.click, self.type, self.choose, self.go, self.turn)
        )
        what()
        settle()

    def click(self) -> None:
        """Press a button of the page."""
        buttons = [
            b
            for b in visible(self.hand.page, QAbstractButton)
            if b.isEnabled() and b.text() not in LEFT_ALONE and b.text()
        ]
        if buttons:
            button = self.chance.choice(buttons)
            self.done.append(f"click {button.text()}")
            button.setFocus()
            QTest.keyClick(button, Qt.Key.Key_Space)

    def type(self) -> None:
        """Type into a field of the page."""
        fields = [
            f
            for kind in (QLineEdit, QPlainTextEdit)
            for f in visible(self.hand.page, kind)
            if not isinstance(f.parentWidget(), QComboBox)
        ]
        if fields:
            field = self.chance.choice(fields)
            words = self.chance.choice(("x", "2026-11-30", "12", "  ", "{name} %s"))
            self.done.append(f"type {words} into {field.accessibleName()}")
            field.setFocus()
            QTest.keyClicks(field, words)

    def choose(self) -> None:
        """Choose an entry of a drop-down of the page."""
        combos = [c for c in visible(self.hand.page, QComboBox) if c.isEnabled()]
        if combos:
            combo = self.chance.choice(combos)
            place = self.chance.randrange(combo.count())
            self.done.append(f"choose {place} of {combo.accessibleName()}")
            combo.setCurrentIndex(place)
            combo.activated.emit(place)

    def go(self) -> None:
        """Jump to a page."""
        key = self.chance.choice(self.hand.window.body.pages())
        self.done.append(f"go {key}")
        self.hand.window.body.go(key)

    def turn(self) -> None:
        """Turn the page, undo, redo, look for the next question, or change the depth."""
        name = self.chance.choice(("back", "continue", "undo", "redo", "next", "depth"))
        self.done.append(name)
        self.hand.window.actions_by_name[name].trigger()


@pytest.mark.parametrize("seed", [11])
def test_any_use_leaves_a_whole_window_and_undo_leads_back_to_the_start(hand, seed):
    start = hand.document
    visitor = Visitor(hand, seed)
    for _ in range(STEPS):
        visitor.act()
        asked = hand.window.desk.reading.path.sections
        here = next((qs for s, qs in asked if s.id == hand.key), ())
        assert hand.page.isVisible(), visitor.done
        assert labels(hand.page), visitor.done
        seen = {card.question.id for card in visible(hand.page, AskCard)}
        assert {q.id for q in here} == seen, visitor.done
    before = hand.document
    steps = len(hand.window.desk.session.history.past)
    for _ in range(steps):
        hand.window.undo()
    assert start == hand.document, visitor.done
    for _ in range(steps):
        hand.window.redo()
    assert before == hand.document, visitor.done
