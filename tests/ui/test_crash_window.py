"""An unexpected fault: shown once, with what could be sent; nothing is sent, nothing is lost."""

from __future__ import annotations

import sys
import threading

import pytest
from hand import labels, settle
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QWidget

from procure_app.app.crash import versions
from procure_app.core.assessment import edit
from procure_app.ui.crash import CrashDialog, CrashWatch

SECRET = "Geheim-4711"


@pytest.fixture
def watch(window, monkeypatch) -> CrashWatch:
    """The watch of the window; the hooks are put back."""
    for place in (sys, threading):
        monkeypatch.setattr(place, "excepthook", place.excepthook)
    made = CrashWatch(window, versions())
    made.install()
    return made


def dialogs(window) -> list[CrashDialog]:
    """Return the crash windows that are seen."""
    settle()
    return [d for d in window.findChildren(CrashDialog) if d.isVisible()]


def fail(words: str = SECRET) -> None:
    """Fail as code does that nobody expected to."""
    try:
        raise KeyError(words)
    except KeyError:
        sys.excepthook(*sys.exc_info())


def press(dialog: CrashDialog, words: str) -> None:
    """Press the button with these words."""
    next(b for b in dialog.findChildren(QPushButton) if b.text() == words).click()


def test_a_fault_is_shown_with_what_could_be_sent_and_without_what_it_says(watch, window, capsys):
    fail()
    (dialog,) = dialogs(window)
    told = dialog.findChild(QPlainTextEdit).toPlainText()
    assert "KeyError" in told
    assert f"Python: {versions()['Python']}" in told
    assert "Qt: " in told
    said = " ".join(labels(dialog))
    assert "Nothing was sent anywhere." in said
    assert "still in the window: save it now" in said
    for place in (told, said, *capsys.readouterr()):
        assert SECRET not in place


def test_a_fault_in_a_slot_is_taken(watch, window, qtbot, capsys):
    """PySide hands what a slot raises to the hook."""
    button = QPushButton(window)
    button.clicked.connect(lambda _: {}[SECRET])
    with qtbot.captureExceptions() as others:
        sys.excepthook = watch.caught  # the test's own catcher stands in between
        button.click()
    assert others == []
    assert len(dialogs(window)) == 1
    assert SECRET not in "".join(capsys.readouterr())


def test_a_fault_in_a_thread_is_shown_in_the_window(watch, window, capsys):
    def work() -> None:
        raise ValueError(SECRET)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    (dialog,) = dialogs(window)
    assert "ValueError" in dialog.findChild(QPlainTextEdit).toPlainText()
    assert SECRET not in "".join(capsys.readouterr())


def test_the_same_fault_again_and_again_is_shown_once(watch, window, capsys):
    """As where painting fails, which happens with every frame."""
    for _ in range(50):
        fail()
    (dialog,) = dialogs(window)
    press(dialog, "Close")
    fail()
    assert dialogs(window) == []
    assert "".join(capsys.readouterr()).count("An unexpected fault of the app") == 1


def test_painting_that_fails_does_not_make_the_hook_recurse(watch, window, qtbot, capsys):
    class Broken(QWidget):
        def paintEvent(self, _) -> None:
            raise RuntimeError(SECRET)

    with qtbot.captureExceptions():
        sys.excepthook = watch.caught
        broken = Broken(window)
        broken.resize(50, 50)
        broken.show()
        settle()
        broken.update()
        (dialog,) = dialogs(window)
        broken.hide()
    dialog.close()
    assert SECRET not in "".join(capsys.readouterr())


def test_a_crash_window_that_cannot_be_made_is_told_on_the_terminal(
    watch, window, monkeypatch, capsys
):
    def broken(*_) -> None:
        raise RuntimeError(SECRET)

    monkeypatch.setattr(CrashDialog, "__init__", broken)
    fail()
    assert dialogs(window) == []
    said = capsys.readouterr().err
    assert "KeyError" in said
    assert "could not be shown" in said
    assert SECRET not in said


def test_without_a_terminal_nothing_fails(watch, window, monkeypatch):
    monkeypatch.setattr(sys, "stderr", None)
    fail()
    assert len(dialogs(window)) == 1


def test_what_was_entered_is_saved_from_the_crash_window(watch, window, tmp_path):
    session = window.desk.session
    path = tmp_path / "a.procure"
    session.save(path)
    session.change(edit.changed(session.assessment, title="Typed before"), "title")
    fail()
    (dialog,) = dialogs(window)
    press(dialog, "Save now")
    assert not session.modified
    assert "The assessment is saved." in labels(dialog)
    assert session.assessment.title == "Typed before"


def test_saving_that_fails_is_said_there(watch, window, monkeypatch):
    def broken() -> bool:
        raise RuntimeError(SECRET)

    monkeypatch.setattr(window, "save", broken)
    fail()
    (dialog,) = dialogs(window)
    press(dialog, "Save now")
    assert "The assessment is not saved yet." in labels(dialog)


def test_the_report_is_copied_and_kept_as_text(watch, window, answers, tmp_path):
    fail()
    (dialog,) = dialogs(window)
    told = dialog.findChild(QPlainTextEdit).toPlainText()
    press(dialog, "Copy")
    assert QGuiApplication.clipboard().text() == told
    answers.file = tmp_path / "fault.txt"
    press(dialog, "Save report as text…")
    assert answers.file.read_text("utf-8") == told
    answers.file = tmp_path / "nowhere" / "fault.txt"
    press(dialog, "Save report as text…")
    assert any("nowhere" in words or "folder" in words for words in labels(dialog))


def test_a_break_from_the_keyboard_is_no_fault(watch, window, capsys):
    watch.caught(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert dialogs(window) == []


def test_a_command_that_fails_says_so_without_what_the_exception_says(
    capsys, monkeypatch, tmp_path
):
    from procure_app import cli
    from procure_app.cli import document

    def broken(_) -> int:
        raise KeyError(SECRET)

    monkeypatch.setattr(document, "_examples", broken)
    assert cli.main(["examples"]) == 4
    said = capsys.readouterr()
    assert said.out == ""
    assert "KeyError" in said.err
    assert "Nothing was sent anywhere." in said.err
    assert SECRET not in said.err
