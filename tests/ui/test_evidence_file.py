"""The file of an item of evidence: read off the window's thread, kept with the assessment."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable
from threading import Event

import pytest
from evidence_form import USE, WHERE, combo, line, put_item
from hand import find, focus, in_dialog, labels, settle, visible
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QScrollArea,
)

from procure_app.core.assessment.answer import Evidence
from procure_app.ui import attaching
from procure_app.ui.attaching import Attaching


def attach(hand, dialog) -> None:
    """Attach the file of the file dialog, and wait until it is read."""
    hand.click(dialog, "Attach a file…")
    wait_for(lambda: not dialog.findChild(Attaching).busy)


def wait_for(done: Callable[[], bool]) -> None:
    """Let the window live until it is so."""
    end = time.monotonic() + 20
    while not done():
        assert time.monotonic() < end
        settle()


class Slow:
    """A file that is read for as long as nobody lets it end; ``ended`` once it is given up."""

    def __init__(self, hand, monkeypatch) -> None:
        self.go, self.ended = Event(), Event()
        monkeypatch.setattr(hand.window.desk.session, "measure", self.measure)
        monkeypatch.setattr(attaching, "_OFTEN", -1)

    def measure(self, path, tell):
        """Read one byte after the other of a file of a thousand."""
        try:
            while not self.go.wait(0.001):
                tell(512)
        except BaseException:
            self.ended.set()
            raise
        return "ab" * 32, 1024


@pytest.fixture
def slow(hand, answers, tmp_path, monkeypatch) -> Slow:
    """A chosen file that takes long to read."""
    answers.file = tmp_path / "big.bin"
    answers.file.write_bytes(bytes(1024))
    return Slow(hand, monkeypatch)


def test_while_a_file_is_read_the_form_can_be_filled_in_but_not_used(hand, slow):
    def act(dialog):
        hand.click(dialog, "Attach a file…")
        words = "Reading “big.bin”: 512 bytes of 1.00 KiB. You can fill in the rest meanwhile."
        wait_for(lambda: words in labels(dialog))
        hand.type("Our name for it", line(dialog, "Title"))
        hand.press(Qt.Key.Key_Return)
        assert dialog.isVisible()
        busy = "The file is still being read. Wait until it is, or stop reading it."
        assert busy in labels(dialog)
        slow.go.set()
        wait_for(lambda: "1,024 bytes, SHA-256 abababababababab" in labels(dialog))
        assert [b for b in visible(dialog, QAbstractButton) if b.text() == "Stop reading"] == []
        assert busy not in labels(dialog)
        hand.click(dialog, USE)

    in_dialog(act)
    hand.click(hand.card("stop.terms"), "Add evidence")
    item = hand.document.evidence[0]
    assert (item.title, item.where, item.size) == ("Our name for it", "big.bin", 1024)


def test_reading_can_be_stopped_and_nothing_is_attached(hand, slow):
    def act(dialog):
        hand.click(dialog, "Attach a file…")
        find(dialog, QAbstractButton, "Stop reading").setFocus()
        hand.press(Qt.Key.Key_Space)
        assert slow.ended.wait(10)
        assert focus() is find(dialog, QAbstractButton, "Attach a file…")
        assert not any("big.bin" in words for words in labels(dialog))
        hand.type("By hand", line(dialog, "Title"))
        hand.click(dialog, USE)

    in_dialog(act)
    hand.click(hand.card("stop.terms"), "Add evidence")
    assert [(i.title, i.digest) for i in hand.document.evidence] == [("By hand", "")]
    assert hand.window.desk.session.evidence_place("ab" * 32) is None


def test_esc_ends_the_reading_and_what_comes_of_it_is_dropped(hand, slow):
    def act(dialog):
        hand.click(dialog, "Attach a file…")
        hand.press(Qt.Key.Key_Escape)
        assert slow.ended.wait(10)

    before = hand.document
    in_dialog(act)
    hand.click(hand.card("stop.terms"), "Add evidence")
    settle()
    assert before == hand.document


def test_another_file_takes_the_place_of_the_one_that_is_being_read(
    hand, answers, slow, monkeypatch, tmp_path
):
    def act(dialog):
        hand.click(dialog, "Attach a file…")
        monkeypatch.undo()
        (tmp_path / "small.txt").write_bytes(b"abc")
        dialog.attach(tmp_path / "small.txt")
        assert slow.ended.wait(10)
        wait_for(lambda: not dialog.findChild(Attaching).busy)
        assert line(dialog, "Title").text() == "small.txt"
        hand.click(dialog, USE)

    in_dialog(act)
    hand.click(hand.card("stop.terms"), "Add evidence")
    assert [i.size for i in hand.document.evidence] == [3]


def test_a_file_whose_name_is_no_text_is_attached_under_one_that_is(hand, answers, tmp_path):
    answers.file = tmp_path / os.fsdecode(b"terms \xff.pdf")
    answers.file.write_bytes(b"terms")

    def act(dialog):
        attach(hand, dialog)
        hand.click(dialog, USE)

    in_dialog(act)
    hand.click(hand.card("stop.terms"), "Add evidence")
    assert hand.document.evidence[0].title == "terms ?.pdf"


def test_an_attached_file_shows_its_size_and_digest(hand, answers, tmp_path):
    terms = tmp_path / "terms.pdf"
    terms.write_bytes(b"terms of use")
    sha256 = hashlib.sha256(b"terms of use").hexdigest()
    answers.file = terms

    def act(dialog):
        attach(hand, dialog)
        assert f"12 bytes, SHA-256 {sha256[:16]}" in labels(dialog)
        assert combo(dialog, "Kind").currentData() == "file"
        assert line(dialog, "Title").text() == "terms.pdf"
        assert line(dialog, WHERE).text() == "terms.pdf"
        hand.click(dialog, USE)

    in_dialog(act)
    hand.click(hand.card("stop.terms"), "Add evidence")
    assert answers.titles == ["Attach a file"]
    item = hand.document.evidence[0]
    assert (item.kind, item.digest, item.size) == ("file", sha256, 12)
    assert hand.window.desk.session.evidence_place(sha256) == terms


def test_an_attached_file_travels_in_the_saved_file(hand, answers, tmp_path):
    terms = tmp_path / "terms.pdf"
    terms.write_bytes(b"terms of use")
    answers.file = terms

    def act(dialog):
        attach(hand, dialog)
        hand.click(dialog, USE)

    in_dialog(act)
    hand.click(hand.card("stop.terms"), "Add evidence")
    answers.file = tmp_path / "one.procure"
    assert hand.window.save()
    terms.unlink()
    hand.window.open(tmp_path / "one.procure")
    assert hand.document.evidence[0].title == "terms.pdf"
    assert "E-1" in hand.card("stop.terms").backing.chips


def test_a_file_that_cannot_be_read_says_so_and_the_dialog_stays(hand, answers, tmp_path):
    answers.file = tmp_path / "gone.pdf"

    def act(dialog):
        attach(hand, dialog)
        assert any("gone.pdf" in words for words in labels(dialog))
        assert dialog.isVisible()

    seen = in_dialog(act)
    hand.click(hand.card("stop.terms"), "Add evidence")
    assert len(seen) == 1
    assert hand.document.evidence == ()


def test_a_linked_file_says_where_it_lies_and_gives_way_to_one_that_is_embedded(
    hand, answers, tmp_path
):
    long = "/release/" + "weights" * 20
    named = {"title": "W", "where": "a/W", "version": f"SHA-256 {'ab' * 32}"}
    item = Evidence(id="E-1", kind="file", digest="ab" * 32, size=9, linked=long, **named)
    put_item(hand, item, "stop.terms")
    terms = tmp_path / "terms.pdf"
    terms.write_bytes(b"terms of use")
    answers.file = terms

    def act(dialog):
        settle()
        shown = [words.replace("\u200b", "") for words in labels(dialog)]
        lies = f"Not in this assessment. It lies at {long}"
        assert f"9 bytes, SHA-256 abababababababab\n{lies}" in shown
        inside = visible(dialog, QScrollArea)[0]
        assert inside.widget().width() <= inside.viewport().width()
        attach(hand, dialog)
        assert not any("lies at" in words for words in labels(dialog))
        hand.click(dialog, USE)

    in_dialog(act)
    hand.click(hand.card("stop.terms").backing.chips["E-1"])
    made = hand.document.evidence[0]
    assert (made.linked, made.title, made.where) == ("", "terms.pdf", "terms.pdf")
    assert made.version == f"SHA-256 {made.digest}"
    answers.file = tmp_path / "one.procure"
    assert hand.window.save()
    terms.unlink()
    hand.window.open(tmp_path / "one.procure")
    place = hand.window.desk.session.evidence_place(hand.document.evidence[0].digest)
    assert place == tmp_path / "one.procure"
