"""Preferences in the window: how many versions are kept and where; nothing changes before OK."""

from __future__ import annotations

import pytest
from hand import find, in_dialog, settle
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QSpinBox

from procure_app.store.preferences import Preferences, usual_place
from procure_app.ui.editor.field import Text
from procure_app.ui.paint import Button
from procure_app.ui.preferences import Kept, PreferencesDialog


@pytest.fixture
def opened(window, qtbot, tmp_path, monkeypatch):
    """Open the dialog; the folder dialog chooses a folder of the test."""

    def opening(present):
        dialog = PreferencesDialog(window.desk, window, present, tmp_path / "usual", 100)
        qtbot.addWidget(dialog)
        dialog.told = []
        dialog.chosen.connect(dialog.told.append)
        dialog.show()
        return dialog

    chosen = str(tmp_path / "chosen")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: chosen)
    return opening


def test_number_and_place_are_told_when_they_are_accepted(opened, hand, tmp_path):
    dialog = opened(Kept(10, None))
    number = find(dialog, QSpinBox, "Versions kept of each assessment (0 keeps none)")
    number.setValue(3)
    hand.click(dialog, "Choose a folder…")
    assert dialog.told == []
    hand.click(dialog, "OK")
    assert dialog.told == [Kept(3, tmp_path / "chosen")]


def test_enter_accepts_and_asks_for_no_folder(opened, hand):
    dialog = opened(Kept(10, None))
    dialog.activateWindow()
    settle()
    number = find(dialog, QSpinBox, "Versions kept of each assessment (0 keeps none)")
    number.setFocus()
    number.setValue(4)
    told = dialog.told
    hand.press(Qt.Key.Key_Return)
    assert told == [Kept(4, None)]


def test_cancel_tells_nothing(opened, hand):
    dialog = opened(Kept(10, None))
    told = dialog.told
    hand.click(dialog, "Choose a folder…")
    hand.click(dialog, "Cancel")
    assert told == []


def test_the_usual_folder_is_shown_and_can_be_gone_back_to(opened, hand, tmp_path):
    dialog = opened(Kept(10, tmp_path / "mine"))
    shown = find(dialog, Text, "Folder for versions")
    assert shown.toPlainText() == str(tmp_path / "mine")
    assert shown.isReadOnly()
    hand.click(dialog, "Use the usual folder")
    assert shown.toPlainText() == str(tmp_path / "usual")
    assert not find(dialog, Button, "Use the usual folder").isEnabled()
    assert dialog.kept() == Kept(10, None)


def test_no_more_versions_than_can_be_kept_are_offered(opened):
    dialog = opened(Kept(10, None))
    number = dialog.findChild(QSpinBox)
    assert (number.minimum(), number.maximum()) == (0, 100)


def test_the_menu_opens_them_and_they_are_remembered(window, hand, tmp_path):
    def act(dialog):
        dialog.findChild(QSpinBox).setValue(7)
        dialog._accept()

    seen = in_dialog(act)
    hand.menu("preferences")
    for _ in range(100):
        settle()
        if seen:
            break
    assert len(seen) == 1
    asked = Preferences().keeping()
    assert (asked.number, asked.place) == (7, usual_place())


@pytest.mark.parametrize("factor", [1.0, 2.0])
def test_the_buttons_stay_in_a_small_window(window, opened, factor):
    window.set_text_size(factor)
    dialog = opened(Kept(10, None))
    dialog.resize(640, 400)
    settle()
    assert dialog.size().toTuple() == (640, 400)
    for words in ("OK", "Cancel"):
        button = find(dialog, Button, words)
        assert dialog.rect().contains(button.mapTo(dialog, button.rect().bottomRight()))
