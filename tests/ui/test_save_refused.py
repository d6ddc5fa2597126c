"""A save that the system refuses: one sentence, nothing lost, and another place takes it."""

from __future__ import annotations

import errno
import os

import pytest
from PySide6.QtWidgets import QMessageBox

from procure_app.store.procure_file import ProcureFiles


@pytest.mark.parametrize(
    "fault",
    [
        ("fsync", errno.ENOSPC, "There is no room left for “one.procure”."),
        ("replace", errno.EXDEV, "This drive does not let “one.procure” be replaced safely."),
        ("replace", errno.EBUSY, "or another program has it open. Close it there, or save under"),
        ("open", errno.EROFS, "You are not allowed to write “one.procure” there."),
    ],
)
def test_a_refused_save_says_why_and_keeps_everything(hand, answers, tmp_path, monkeypatch, fault):
    call, code, words = fault
    path = answers.file = tmp_path / "one.procure"
    assert hand.window.save()
    before = path.read_bytes()
    hand.put("case.buyer", "Stadt Beispiel")
    plain = getattr(os, call)

    def refuse(*given, **named):
        if call == "open" and not str(given[0]).endswith(".tmp"):
            return plain(*given, **named)
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, call, refuse)
    hand.menu("save")
    monkeypatch.setattr(os, call, plain)
    assert words in hand.notice
    assert path.read_bytes() == before
    assert list(tmp_path.glob(".*")) == []
    assert hand.window.isWindowModified()
    assert hand.answer("case.buyer").value == ("Stadt Beispiel",)
    answers.file = tmp_path / "two.procure"
    hand.menu("save as")
    saved = ProcureFiles(lambda: None).open(tmp_path / "two.procure").assessment
    assert saved.answers["case.buyer"].value == ("Stadt Beispiel",)
    assert not hand.window.isWindowModified()


def test_closing_stays_open_where_saving_is_refused(hand, answers, tmp_path, monkeypatch):
    answers.file = tmp_path / "one.procure"
    assert hand.window.save()
    hand.put("case.buyer", "Stadt Beispiel")
    answers.button = QMessageBox.StandardButton.Save

    def refuse(*_):
        raise OSError(errno.EDQUOT, "no")

    monkeypatch.setattr(os, "replace", refuse)
    assert not hand.window.close()
    assert hand.window.isVisible()
    assert "There is no room left" in hand.notice
