"""The window never writes over a file of a newer version, whatever name is chosen."""

from __future__ import annotations

import pytest
from data.formats.future import write_future

REFUSED = "“future.procure” was made by a newer version of this app. Save under another name."


@pytest.fixture
def future(tmp_path):
    """A file of the next format."""
    return write_future(tmp_path / "future.procure")


def test_saving_a_newer_file_asks_for_a_name_and_refuses_its_own(hand, answers, future):
    before = future.read_bytes()
    hand.window.open(future)
    answers.file = future
    hand.menu("save")
    assert answers.titles == ["Save"]
    assert hand.notice == "Choose a name to save the assessment under."
    assert future.read_bytes() == before


def test_saving_another_document_as_the_newer_file_is_refused(hand, answers, future):
    before = future.read_bytes()
    hand.put("case.buyer", "Stadt Beispiel")
    answers.file = future
    hand.menu("save as")
    assert hand.notice == REFUSED
    assert future.read_bytes() == before
    assert hand.window.desk.session.modified


def test_a_file_that_became_newer_while_it_was_open_is_left_alone(hand, answers, tmp_path):
    answers.file = tmp_path / "future.procure"
    hand.menu("save")
    write_future(answers.file)
    before = answers.file.read_bytes()
    hand.put("case.buyer", "Stadt Beispiel")
    hand.menu("save")
    assert hand.notice == REFUSED
    assert answers.file.read_bytes() == before
