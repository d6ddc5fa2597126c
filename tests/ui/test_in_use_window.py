"""A file that somebody else has open: the window names who and since when, and asks."""

from __future__ import annotations

import datetime
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from hand import in_dialog, settle
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

import procure_app
from procure_app import app
from procure_app.app import crash
from procure_app.core.assessment import edit
from procure_app.core.catalogue.word import Walk
from procure_app.session.session import Session
from procure_app.store.holding.lock import FileLocks, beside
from procure_app.store.procure_file import ProcureFiles

WHEN = datetime.datetime(2026, 11, 22, 10, 0, tzinfo=datetime.UTC)
linux = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="start times of processes are read from /proc"
)


@pytest.fixture
def session(catalogue, library, tmp_path, monkeypatch) -> Session:
    """A session that tells others what it has open."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return another(catalogue, library)


def another(catalogue, library) -> Session:
    """Return the session of one window."""
    numbers = iter(range(100))
    return Session(
        catalogue,
        ProcureFiles(lambda: catalogue),
        lambda: WHEN,
        lambda: f"00000000-0000-4000-8000-{next(numbers):012}",
        library,
        locks=FileLocks(lambda: WHEN),
    )


@pytest.fixture
def path(catalogue, library, tmp_path):
    """A saved file that nobody has open."""
    made = another(catalogue, library)
    made.new(made.blank(Walk.PURCHASE, "Theirs"))
    made.save(tmp_path / "a.procure")
    made.close()
    assert not beside(tmp_path / "a.procure").exists()
    return tmp_path / "a.procure"


@pytest.fixture
def theirs(catalogue, library, path):
    """Another window of this process that has the file open."""
    made = another(catalogue, library)
    made.open(path)
    return made


def ask(hand, path, press: str | None) -> list[str]:
    """Open the file and press this button of the question; return what it said."""
    said = []

    def act(box: QMessageBox) -> None:
        assert box.textFormat() is Qt.TextFormat.PlainText
        said.extend((box.text(), box.defaultButton().text()))
        if press is None:
            hand.press(Qt.Key.Key_Escape)
        else:
            hand.click(box, press)

    in_dialog(act)
    hand.window.open(path)
    settle()
    return said


@linux
def test_the_question_names_who_and_since_when_and_reading_is_offered_first(hand, theirs, path):
    words, first = ask(hand, path, "Cancel")
    assert words.startswith("“a.procure” is open in another window: ")
    assert words.endswith("since 2026-11-22 10:00 UTC. Close it there, then open it again.")
    assert first == "Open for reading only"


@pytest.mark.parametrize("press", ["Cancel", None])
def test_to_cancel_keeps_the_document(hand, theirs, path, press):
    before = hand.document
    ask(hand, path, press)
    assert hand.document is before
    assert hand.window.desk.session.path is None


def test_for_reading_only_nothing_can_be_changed_and_it_says_so(hand, theirs, path):
    ask(hand, path, "Open for reading only")
    assert hand.document.title == "Theirs"
    assert hand.window.desk.session.read_only
    assert hand.notice == (
        "This file is open for reading only. Save it under another name to edit it."
    )
    hand.window.desk.change(edit.changed(hand.document, title="Mine"), "title")
    assert hand.document.title == "Theirs"


@linux
def test_opened_anyway_saving_still_asks_where_the_other_saved_first(hand, theirs, path):
    ask(hand, path, "Open anyway")
    assert "Whoever saves second is asked first." in hand.notice
    theirs.change(edit.changed(theirs.assessment, title="Changed there"), "title")
    theirs.save()
    hand.change(edit.changed(hand.document, title="Changed here"))
    seen = []
    in_dialog(lambda box: (seen.append(box.text()), hand.click(box, "Leave it")))
    assert not hand.window.save()
    assert seen[0].startswith("Somebody else changed “a.procure” since you opened it.")
    assert ProcureFiles(lambda: None).open(path).assessment.title == "Changed there"
    hand.window.close()
    assert beside(path).exists(), "the other window has it open still"


def test_what_this_window_has_open_is_free_again_with_the_next_file_and_with_closing(
    hand, path, answers, tmp_path
):
    hand.window.open(path)
    assert beside(path).exists()
    hand.window.open(path)
    assert hand.notice == ""
    answers.file = tmp_path / "b.procure"
    hand.menu("save as")
    assert not beside(path).exists()
    assert beside(tmp_path / "b.procure").exists()
    assert hand.window.close()
    assert list(tmp_path.glob(".~lock*")) == []


def test_saving_over_a_file_that_somebody_has_open_asks(hand, theirs, path, answers):
    answers.file = path
    before = path.read_bytes()
    seen = []
    in_dialog(lambda box: (seen.append(box.text()), hand.click(box, "Leave it")))
    hand.menu("save as")
    assert "open" in seen[0]
    assert "since 2026-11-22 10:00 UTC" in seen[0]
    assert path.read_bytes() == before


def holder(path) -> subprocess.Popen:
    """Return another process that has the file open."""
    program = Path(__file__).parents[1] / "store" / "holding.py"
    process = subprocess.Popen(
        [sys.executable, str(program), str(path)],
        env=os.environ | {"PYTHONPATH": str(Path(procure_app.__file__).parents[1])},
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout.readline() == "True\n"
    return process


@linux
def test_what_was_killed_is_opened_again_by_the_same_person_and_told(hand, answers, path):
    with holder(path) as process:
        assert "is open in another window" in ask(hand, path, "Cancel")[0]
        process.send_signal(signal.SIGKILL)
    assert beside(path).exists()
    hand.window.open(path)
    assert hand.notice == "This file was not closed properly. It is open here now."
    assert not hand.window.desk.session.read_only
    assert hand.window.close()
    assert not beside(path).exists()


def change(path, inside: dict, **fields) -> None:
    """Change the lock, and what it says of its process."""
    note = json.loads(beside(path).read_bytes())
    changed = note | fields | {"process": note["process"] | inside}
    beside(path).write_text(json.dumps(changed), "utf-8")


@linux
def test_what_somebody_else_left_is_taken_over_with_consent_only(hand, theirs, path):
    change(path, {"number": 2**31 - 1}, user="ana")
    left = beside(path).read_bytes()
    words, first = ask(hand, path, "Cancel")
    assert words.startswith("“a.procure” was not closed properly: ana on ")
    assert words.endswith("That program has ended, so nobody has it open.")
    assert first == "Open"
    ask(hand, path, "Open for reading only")
    assert beside(path).read_bytes() == left, "nothing is removed without consent"
    ask(hand, path, "Open")
    assert hand.document.title == "Theirs"
    assert not hand.window.desk.session.read_only
    assert beside(path).read_bytes() != left


def test_a_lock_of_elsewhere_is_taken_over_with_consent(hand, theirs, path):
    change(path, {"host": "elsewhere", "boot": "b", "machine": ""})
    words, first = ask(hand, path, "Open anyway")
    assert "may be open elsewhere: " in words
    assert " on elsewhere, since 2026-11-22 10:00 UTC." in words
    assert first == "Open for reading only"
    assert json.loads(beside(path).read_bytes())["process"]["host"] != "elsewhere"
    theirs.close()
    assert beside(path).exists(), "it is no longer theirs to remove"


def test_a_lock_of_any_content_asks_in_plain_words(hand, path):
    beside(path).write_bytes(b"<b>\x1b[31m" * 1000)
    words, _ = ask(hand, path, "Open for reading only")
    assert "Somebody on an unknown computer, since unknown time." in words


def start(hand, path, monkeypatch, until) -> None:
    """Start the app on the file, in the window at hand, until this is true."""

    class Application:
        def exec(self) -> int:
            until()
            return 0

    monkeypatch.setattr(app, "build_session", lambda **_: hand.window.desk.session)
    monkeypatch.setattr(app, "build_window", lambda *_, **__: hand.window)
    monkeypatch.setattr(crash, "watch", lambda _: None)
    monkeypatch.setattr(app, "application", Application)
    assert app.run(path, None) == 0


def test_a_file_named_on_the_command_line_is_asked_about_in_the_window(
    hand, theirs, path, monkeypatch, qtbot
):
    session = hand.window.desk.session
    said = []
    in_dialog(lambda box: (said.append(box.text()), hand.click(box, "Open for reading only")))
    start(hand, path, monkeypatch, lambda: qtbot.waitUntil(lambda: session.path == path))
    assert "a.procure" in said[0]
    assert session.read_only


@linux
def test_a_start_after_a_kill_opens_the_file_without_a_question(hand, theirs, path, monkeypatch):
    change(path, {"number": 2**31 - 1})
    start(hand, path, monkeypatch, settle)
    assert hand.window.desk.session.path == path
    assert not hand.window.desk.session.read_only
    assert json.loads(beside(path).read_bytes())["process"]["number"] == os.getpid()


def test_two_spellings_of_one_file_are_one(hand, path):
    hand.window.open(path)
    hand.window.open(path.parent / "config" / ".." / "a.procure")
    assert hand.window.desk.session.path.name == "a.procure"
    assert beside(path).exists()


def test_a_name_too_long_for_a_file_is_said_and_not_a_crash(hand, answers, tmp_path):
    answers.file = tmp_path / ("x" * 400)
    hand.menu("save as")
    assert hand.notice == "The name is too long. Save under a shorter name."
