"""Before a document is left, and under which name it is saved."""

from __future__ import annotations

import pytest
from hand import in_dialog
from PySide6.QtWidgets import QMessageBox

Button = QMessageBox.StandardButton


def test_a_name_without_ending_gets_ours(hand, answers, tmp_path):
    answers.file = tmp_path / "plain"
    assert hand.window.save_as()
    assert (tmp_path / "plain.procure").exists()


def test_a_name_with_a_dot_in_it_gets_our_ending_too(hand, answers, tmp_path):
    answers.file = tmp_path / "Llama 3.1"
    assert hand.window.save_as()
    assert (tmp_path / "Llama 3.1.procure").exists()


def test_an_ending_of_ours_never_replaces_another_file_unasked(hand, answers, tmp_path):
    there = tmp_path / "Llama 3.1.procure"
    there.write_bytes(b"theirs")
    answers.file = tmp_path / "Llama 3.1"
    in_dialog(lambda box: hand.click(box, "Leave it"))
    assert not hand.window.save_as()
    assert there.read_bytes() == b"theirs"
    in_dialog(lambda box: hand.click(box, "Write over it"))
    assert hand.window.save_as()
    assert there.read_bytes() != b"theirs"


def test_no_name_chosen_saves_nothing(hand, answers, tmp_path):
    answers.file = ""
    assert not hand.window.save()
    assert list(tmp_path.glob("*.procure")) == []


@pytest.mark.parametrize(
    ("button", "closed"), [(Button.Cancel, False), (Button.Discard, True), (Button.Save, True)]
)
def test_closing_with_changes_asks(hand, answers, tmp_path, button, closed):
    hand.put("case.buyer", "Stadt")
    answers.button, answers.file = button, tmp_path / "one.procure"
    assert hand.window.close() is closed
    assert answers.asked == ["There are changes that no file holds. Save them first?"]
    assert (tmp_path / "one.procure").exists() == (button is Button.Save)


def test_closing_stays_when_the_question_is_answered_by_save_and_no_name_is_chosen(hand, answers):
    hand.put("case.buyer", "Stadt")
    answers.button, answers.file = Button.Save, ""
    assert not hand.window.close()
    assert hand.window.isVisible()


@pytest.mark.parametrize("action", ["new", "describe"])
def test_a_new_document_asks_about_the_present_one(hand, answers, action):
    hand.put("case.buyer", "Stadt")
    answers.button = Button.Cancel
    hand.menu(action)
    assert hand.answer("case.buyer").value == ("Stadt",)
    answers.button = Button.Discard
    hand.menu(action)
    assert hand.document.answers == {}
    assert len(answers.asked) == 2
