"""Inspect a release: progress, what was found, and proposals that are taken only when ticked."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hand import settle
from PySide6.QtCore import Qt

from procure_app.core.assessment import edit
from procure_app.core.assessment.answer import Answer
from procure_app.core.phrase import phrase
from procure_app.session.error import Unreadable
from procure_app.ui.inspection import InspectDialog
from procure_app.ui.service import Inspected, Proposed


def proposed(name, *, sure=True, held=False, replaces=""):
    return Proposed(name, "v1", "The file says so.", "a/b.txt", "", sure, held, replaces)


FOUND = Inspected(
    "/release",
    (("Found in this folder", ("Weights: <found>",)), ("Contradictions", ())),
    (
        proposed("sure"),
        proposed("unsure", sure=False),
        proposed("held", held=True),
        proposed("other", replaces="v0"),
    ),
    lambda assessment, places: edit.answer(
        assessment, "release.model", Answer(value=(",".join(map(str, places)),))
    ),
)


@pytest.fixture
def opened(window, qtbot, tmp_path):
    """Open the dialog on what an inspection does."""

    def opening(inspect):
        window.services = replace(window.services, inspect=inspect)
        dialog = InspectDialog(window, tmp_path)
        qtbot.addWidget(dialog)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        dialog.show()
        return dialog

    return opening


def test_only_what_is_sure_and_new_is_ticked_at_first(opened, qtbot):
    dialog = opened(lambda path, tell, stop: FOUND)
    qtbot.waitUntil(lambda: dialog._list.count() == 4)
    assert dialog.ticked() == [0]
    said = [dialog._list.item(n).text() for n in range(4)]
    assert "To be checked before it is taken." in said[1]
    assert "The document says so already." in said[2]
    assert "It takes the place of: v0" in said[3]
    assert "Weights: <found>" in dialog._text.toPlainText()
    assert "Contradictions" not in dialog._text.toPlainText()


def test_what_is_ticked_is_taken_as_one_step_that_undo_takes_back(window, opened, qtbot):
    dialog = opened(lambda path, tell, stop: FOUND)
    qtbot.waitUntil(lambda: dialog._list.count() == 4)
    dialog._list.item(1).setCheckState(Qt.CheckState.Checked)
    before = window.desk.assessment
    dialog._take.click()
    settle()
    assert window.desk.assessment.answers["release.model"].value == ("0,1",)
    assert not dialog.isVisible()
    window.undo()
    assert window.desk.assessment == before


def test_nothing_is_taken_where_nothing_is_ticked(window, opened, qtbot):
    dialog = opened(lambda path, tell, stop: FOUND)
    qtbot.waitUntil(lambda: dialog._list.count() == 4)
    dialog._none.click()
    before = window.desk.assessment
    dialog._take.click()
    assert window.desk.assessment is before


def test_progress_is_said_and_closing_stops_the_inspection(opened, qtbot):
    stopped = []

    def inspect(path, tell, stop):
        tell(0.5, "digesting")
        while not stop():
            pass
        stopped.append(True)

    dialog = opened(inspect)
    qtbot.waitUntil(lambda: dialog._bar.value() == 50)
    assert "digests" in dialog._head.text()
    dialog.close()
    qtbot.waitUntil(lambda: stopped == [True])


def test_a_folder_that_cannot_be_read_is_one_sentence(opened, qtbot):
    def inspect(path, tell, stop):
        raise Unreadable(phrase("The folder is not there."))

    dialog = opened(inspect)
    qtbot.waitUntil(lambda: dialog._head.text() == "The folder is not there.")
    assert not dialog._take.isVisible()


def test_a_real_folder_proposes_what_is_in_it(window, qtbot, tmp_path):
    (tmp_path / "LICENSE").write_text(MIT, "utf-8")
    (tmp_path / "README.md").write_text("---\nlicense: apache-2.0\n---\n# Tiny model\n", "utf-8")
    dialog = InspectDialog(window, tmp_path)
    qtbot.addWidget(dialog)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    dialog.show()
    qtbot.waitUntil(lambda: not dialog._bar.isVisible(), timeout=60_000)
    text = dialog._text.toPlainText()
    assert "LICENSE: MIT" in text
    assert "Not found in this folder" in text
    assert "not released" not in text
    assert "Contradictions" in text


MIT = """MIT License

Copyright (c) 2026 Somebody

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and \
associated documentation files (the "Software"), to deal in the Software without restriction, \
including without limitation the rights to use, copy, modify, merge, publish, distribute, \
sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is \
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or \
substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT \
NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND \
NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, \
DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT \
OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
"""
