"""A window on a desk of its own: fixed clock, counted ids, its own settings, no question asked."""

from __future__ import annotations

import datetime
import itertools
from pathlib import Path

import pytest
from hand import Hand, settle
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox

from procure_app import app
from procure_app.session.session import Session
from procure_app.store.procure_file import ProcureFiles
from procure_app.ui.style import show_colours
from procure_app.ui.theme import ask_strong_contrast
from procure_app.ui.window import Window

NOW = datetime.datetime(2026, 11, 22, 10, 0, tzinfo=datetime.UTC)


class Answers:
    """Answers the dialogs of the platform, and remembers what they said."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        """The sentences of the message boxes, in order."""
        self.titles: list[str] = []
        """The titles of the file dialogs, in order."""
        self.suggested: list[str] = []
        """The file names that file dialogs opened with."""
        self.button = QMessageBox.StandardButton.Discard
        """What is pressed in the next message box."""
        self.file: Path | str = ""
        """What is chosen in the next file dialog; empty for none."""

    def message(self, _parent, _title, sentence, *_):
        """Stand for a message box."""
        self.asked.append(sentence)
        return self.button

    def choose(self, _parent, title, suggested="", *_):
        """Stand for a file dialog."""
        self.titles.append(title)
        self.suggested.append(suggested)
        return str(self.file), ""


@pytest.fixture(scope="session")
def application(qapp) -> QApplication:
    """The application with our palette and font."""
    return app.application()


@pytest.fixture(autouse=True)
def looks(application):
    """Font, colours and scheme are as before after each test."""
    font = application.font()
    yield
    application.styleHints().setColorScheme(Qt.ColorScheme.Unknown)
    ask_strong_contrast(False)
    application.setFont(font)
    show_colours(dark=False)


@pytest.fixture
def answers(monkeypatch) -> Answers:
    """The answers given to message boxes and file dialogs."""
    made = Answers()
    for name in ("question", "information", "warning", "about"):
        monkeypatch.setattr(QMessageBox, name, made.message)
    for name in ("getOpenFileName", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, name, made.choose)
    return made


@pytest.fixture
def session(catalogue, library, tmp_path, monkeypatch) -> Session:
    """An empty document with the real store, a fixed clock and counted ids."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    numbers = itertools.count(1)
    return Session(
        catalogue,
        ProcureFiles(lambda: catalogue),
        lambda: NOW,
        lambda: f"00000000-0000-4000-8000-{next(numbers):012}",
        library,
    )


@pytest.fixture
def window(qtbot, session, answers) -> Window:
    """The window on that document, three parts wide."""
    made = app.build_window(session)
    qtbot.addWidget(made, before_close_func=lambda w: setattr(w, "may_leave", lambda: True))
    first = made.body.wizard.step()
    made.body.go("competition")  # a short page: half of a test's time went into the first one,
    first.drop()  # which is built anew when somebody goes there
    made.resize(1440, 900)
    made.show()
    made.activateWindow()
    settle()
    assert made.isActiveWindow()
    return made


@pytest.fixture
def hand(window) -> Hand:
    """A person's hand at the window."""
    return Hand(window)
