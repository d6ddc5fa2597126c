"""Save report as PDF: off the window's thread, whole or not at all, and said in a sentence."""

from __future__ import annotations

import dataclasses
import threading
from pathlib import Path

import pytest
from hand import find, settle
from PySide6.QtWidgets import QAbstractButton

from procure_app.core.phrase import phrase
from procure_app.session.error import NotWritten

PDF = b"%PDF-1.4 test"


class Press:
    """Makes a report of a few bytes and writes it, remembering where that was done."""

    def __init__(self) -> None:
        self.threads: list[threading.Thread] = []
        self.read: list[object] = []
        self.fault: Exception | None = None
        self.hold = threading.Event()
        self.hold.set()

    def report(self, reading) -> bytes:
        """Make the report, once it may."""
        self.threads.append(threading.current_thread())
        self.read.append(reading)
        self.hold.wait(5)
        return PDF

    def write(self, path: Path, content: bytes) -> None:
        """Write it, or fail as told."""
        if self.fault is not None:
            raise self.fault
        path.write_bytes(content)


@pytest.fixture
def press(window) -> Press:
    """The press that the window uses."""
    made = Press()
    window.services = dataclasses.replace(window.services, report=made.report, write=made.write)
    return made


def said(hand, qtbot, words: str) -> None:
    """Wait until the notice says this."""
    qtbot.waitUntil(lambda: words in hand.notice, timeout=5000)


def test_the_report_is_written_off_the_windows_thread(hand, qtbot, press, answers, tmp_path):
    answers.file = tmp_path / "report.pdf"
    hand.menu("report")
    said(hand, qtbot, "The report is saved as report.pdf.")
    assert (tmp_path / "report.pdf").read_bytes() == PDF
    assert press.threads[0] is not threading.main_thread()
    assert answers.titles == ["Save report as PDF"]
    assert answers.suggested == ["assessment.pdf"]


def test_the_window_can_be_used_while_the_report_is_made(hand, qtbot, press, answers, tmp_path):
    press.hold.clear()
    answers.file = tmp_path / "report.pdf"
    before = hand.document
    hand.menu("report")
    assert hand.notice == "Making the report…"
    hand.click(hand.card("stop.terms").editor.buttons["none"])
    assert hand.answer("stop.terms").value == ("none",)
    press.hold.set()
    said(hand, qtbot, "The report is saved as report.pdf.")
    assert press.read[0].assessment == before


def test_the_sentence_comes_even_when_the_window_was_built_anew(
    hand, qtbot, press, answers, tmp_path
):
    press.hold.clear()
    answers.file = tmp_path / "report.pdf"
    hand.menu("report")
    hand.window.set_text_size(1.25)
    settle()
    press.hold.set()
    said(hand, qtbot, "The report is saved as report.pdf.")


def test_every_button_for_the_report_leads_there(hand, qtbot, press, answers, tmp_path):
    for number, button in enumerate(
        (
            hand.window.body.header.report_button,
            find(hand.go("sign"), QAbstractButton, "Save report as PDF…"),
        )
    ):
        answers.file = tmp_path / f"{number}.pdf"
        hand.click(button)
        said(hand, qtbot, f"The report is saved as {number}.pdf.")


def test_a_name_without_ending_becomes_a_pdf(hand, qtbot, press, answers, tmp_path):
    answers.file = tmp_path / "Llama 3.1"
    hand.menu("report")
    said(hand, qtbot, "The report is saved as Llama 3.1.pdf.")
    assert (tmp_path / "Llama 3.1.pdf").exists()


def test_no_name_chosen_makes_no_report(hand, press, answers):
    answers.file = ""
    hand.menu("report")
    assert hand.notice == ""
    assert press.threads == []


def test_a_failing_write_shows_its_sentence(hand, qtbot, press, answers, tmp_path):
    press.fault = NotWritten(phrase("There is no room left for “{name}”.", name="report.pdf"))
    answers.file = tmp_path / "report.pdf"
    hand.menu("report")
    said(hand, qtbot, "There is no room left for “report.pdf”.")
    assert not (tmp_path / "report.pdf").exists()
    press.fault = None
    hand.menu("report")
    said(hand, qtbot, "The report is saved as report.pdf.")


def test_a_fault_of_our_own_says_that_the_assessment_is_unharmed(
    hand, qtbot, press, answers, tmp_path
):
    press.fault = ZeroDivisionError("ours")
    answers.file = tmp_path / "report.pdf"
    with qtbot.captureExceptions() as raised:
        hand.menu("report")
        said(hand, qtbot, "The report could not be made. The assessment is unharmed.")
    assert [kind for kind, _, _ in raised] == [ZeroDivisionError]
    assert hand.window.isVisible()


def test_closing_waits_for_the_report_that_is_being_written(hand, press, answers, tmp_path):
    answers.file = tmp_path / "report.pdf"
    hand.menu("report")
    assert hand.window.close()
    assert (tmp_path / "report.pdf").read_bytes() == PDF


def test_the_real_report_is_a_pdf(hand, qtbot, answers, tmp_path):
    hand.put("case.buyer", "Stadt Beispiel")
    answers.file = tmp_path / "report.pdf"
    hand.menu("report")
    qtbot.waitUntil(lambda: "The report is saved as report.pdf." in hand.notice, timeout=20000)
    content = (tmp_path / "report.pdf").read_bytes()
    assert content.startswith(b"%PDF-")
    assert content.rstrip().endswith(b"%%EOF")


def test_a_real_folder_that_is_not_there_shows_one_sentence(hand, qtbot, answers, tmp_path):
    answers.file = tmp_path / "gone" / "report.pdf"
    hand.menu("report")
    words = "The folder for “report.pdf” is not there. Save it in another folder."
    qtbot.waitUntil(lambda: words in hand.notice, timeout=20000)
