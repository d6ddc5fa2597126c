"""Saving takes its time in a thread: the window lives on, and nobody loses what is typed."""

from __future__ import annotations

from threading import Event, current_thread, main_thread

import pytest
from hand import settle
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QMessageBox

from procure_app.core.phrase import phrase
from procure_app.session.error import NotWritten
from procure_app.store.procure_file import ProcureFiles

Button = QMessageBox.StandardButton


class Slow(ProcureFiles):
    """Writes when it is told to, and never sooner."""

    def __init__(self, catalogue) -> None:
        super().__init__(lambda: catalogue)
        self.go, self.full, self.threads = Event(), False, []

    def save(self, *args, **more):
        self.threads.append(current_thread())
        assert self.go.wait(20)
        if self.full:
            raise NotWritten(phrase("The disk is full."))
        return super().save(*args, **more)


@pytest.fixture
def slow(hand, answers, tmp_path):
    """A store that waits, under a document with one answer and a name to save it under."""
    store = Slow(hand.window.desk.session.catalogue)
    hand.window.desk.session._store = store
    hand.put("case.buyer", "Stadt")
    answers.file = tmp_path / "one.procure"
    yield store
    store.go.set()


def meanwhile(hand, slow, *acts) -> list:
    """Save; act one after the other while it is being written; then let it be written.

    Returns what the acts returned.
    """
    done: list = []

    def act() -> None:
        try:
            done.extend(each() for each in acts)
        finally:
            slow.go.set()

    QTimer.singleShot(0, act)
    done.append(hand.window.save())
    return done


def test_what_is_typed_during_a_save_is_neither_lost_nor_counted_as_saved(hand, slow, tmp_path):
    assert meanwhile(hand, slow, lambda: hand.put("case.buyer", "Land"))[-1]
    assert slow.threads[0] is not main_thread()
    assert hand.answer("case.buyer").value == ("Land",)
    assert hand.window.isWindowModified()
    opened = slow.open(tmp_path / "one.procure").assessment
    assert opened.answers["case.buyer"].value == ("Stadt",)
    hand.window.undo()
    assert hand.answer("case.buyer").value == ("Stadt",)
    assert not hand.window.isWindowModified()


def test_a_second_save_meanwhile_is_refused_with_a_sentence(hand, slow):
    told = meanwhile(hand, slow, hand.window.save, lambda: hand.notice, hand.window.save_as)
    assert told == [
        False,
        "The assessment is being saved. Save again when that is done.",
        False,
        True,
    ]
    assert len(slow.threads) == 1
    assert hand.window.save()
    assert len(slow.threads) == 2


def test_a_long_save_is_said_and_no_longer_when_it_is_done(hand, slow, qtbot):
    def seen() -> str:
        qtbot.waitUntil(lambda: hand.notice != "")
        return hand.notice

    assert meanwhile(hand, slow, seen) == ["Saving… You can go on working.", True]
    assert hand.notice == ""


def test_a_short_save_shows_no_notice(hand, slow, qtbot):
    slow.go.set()
    assert hand.window.save()
    qtbot.wait(300)
    assert hand.notice == ""


def test_a_save_that_fails_says_so_and_leaves_everything_unsaved(hand, slow):
    slow.full = True
    assert meanwhile(hand, slow, lambda: hand.put("case.buyer", "Land")) == [None, False]
    assert hand.notice == "The disk is full."
    assert hand.window.isWindowModified()
    slow.full = False
    assert hand.window.save()
    assert not hand.window.isWindowModified()


@pytest.mark.parametrize("edited", [True, False])
def test_closing_waits_for_the_save_and_asks_only_about_later_edits(
    hand, slow, answers, tmp_path, edited
):
    answers.button, closed, held = Button.Save, [], []

    def close() -> None:
        if edited:
            hand.put("case.buyer", "Land")
        QTimer.singleShot(50, lambda: held.append(not closed))
        QTimer.singleShot(50, slow.go.set)
        closed.append(hand.window.close())

    QTimer.singleShot(0, close)
    assert hand.window.save()
    settle()
    assert (held, closed) == ([True], [True])
    assert answers.asked == ["There are changes that no file holds. Save them first?"] * edited
    opened = slow.open(tmp_path / "one.procure").assessment
    assert opened.answers["case.buyer"].value == (("Land",) if edited else ("Stadt",))
