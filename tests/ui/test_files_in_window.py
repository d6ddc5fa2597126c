"""Files in the window: opened, kept, refused in one sentence, never overwritten unasked."""

from __future__ import annotations

import json
import zipfile

import pytest
from hand import find, finished, in_dialog, labels, settle, visible
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLineEdit

from procure_app import app
from procure_app.core.assessment.edit import changed
from procure_app.core.catalogue.word import Walk
from procure_app.core.outline.tone import Tone
from procure_app.store.procure_file import ProcureFiles
from procure_app.ui.paint import Mark


@pytest.fixture
def saved(hand, answers, tmp_path):
    """A saved assessment with two answers, open in the window."""
    hand.put("case.buyer", "Stadt Beispiel")
    hand.put("stop.terms", "none")
    answers.file = tmp_path / "one.procure"
    assert hand.window.save()
    return tmp_path / "one.procure"


def manifest(path, **changes) -> None:
    """Rewrite the file with these changes to its manifest."""
    with zipfile.ZipFile(path) as archive:
        members = [(info, archive.read(info)) for info in archive.infolist()]
    with zipfile.ZipFile(path, "w") as archive:
        for info, content in members:
            ours = info.filename == "manifest.json"
            said = json.dumps(json.loads(content) | changes).encode() if ours else content
            archive.writestr(info, said)


def mark(hand) -> list[str]:
    """Return the words at the right of the title."""
    return [m.text() for m in visible(hand.window.body.header, Mark)]


def dropped(window, *paths) -> bool:
    """Drop files onto the window; say whether it took the drag."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    action, left, none = (
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    enter = QDragEnterEvent(QPoint(50, 50), action, data, left, none)
    enter.ignore()
    QApplication.sendEvent(window, enter)
    if enter.isAccepted():
        QApplication.sendEvent(window, QDropEvent(QPointF(50, 50), action, data, left, none))
        settle()
    return enter.isAccepted()


def test_an_empty_window_has_a_title_and_nothing_to_undo(hand):
    assert hand.window.windowTitle() == "Untitled assessment[*] — Procure"
    assert not hand.window.isWindowModified()
    assert not hand.window.actions_by_name["undo"].isEnabled()


def test_save_open_and_the_document_is_the_same(hand, saved):
    before = hand.document
    hand.window.new(Walk.PURCHASE)
    assert hand.document.answers == {}
    hand.window.open(saved)
    assert hand.document == before
    assert hand.card("case.buyer").editor.first().text() == "Stadt Beispiel"
    assert not hand.window.desk.session.modified


def test_the_title_bar_and_header_say_what_is_saved(hand, answers, tmp_path):
    assert "Not saved yet" in mark(hand)
    hand.type("Chat für Bürger: 1/2", find(hand.window, QLineEdit, "Title of the assessment"))
    assert hand.window.isWindowModified()
    assert hand.window.windowTitle() == "Chat für Bürger: 1/2[*] — Procure"
    answers.file = tmp_path / "one.procure"
    hand.menu("save")
    assert answers.suggested == ["Chat für Bürger 1 2.procure"]
    assert not hand.window.isWindowModified()
    assert "All changes saved" in mark(hand)
    hand.put("case.buyer", "Stadt")
    assert "Changes not saved" in mark(hand)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "“broken.procure” is empty. Open a backup, or ask for the file again."),
        (b"Dear Sir", "“broken.procure” is not an assessment. Choose a file whose name ends in"),
    ],
)
def test_a_broken_file_shows_one_sentence_and_keeps_the_document(
    hand, saved, tmp_path, content, sentence
):
    broken = tmp_path / "broken.procure"
    broken.write_bytes(content)
    before, page = hand.document, hand.page
    hand.window.open(broken)
    assert hand.notice.startswith(sentence)
    assert hand.document is before
    assert hand.page is page
    assert hand.window.desk.session.path == saved
    assert broken.read_bytes() == content


def test_a_truncated_file_shows_one_sentence_and_is_left_as_it_was(hand, saved, tmp_path):
    short = tmp_path / "short.procure"
    short.write_bytes(saved.read_bytes()[:-40])
    left = short.read_bytes()
    hand.window.open(short)
    assert hand.notice == (
        "“short.procure” is damaged or incomplete. Open a backup, or ask for the file again."
    )
    assert short.read_bytes() == left


def test_the_notice_is_closed_by_its_button(hand, tmp_path):
    hand.window.open(tmp_path / "gone.procure")
    assert "gone.procure" in hand.notice
    hand.click(hand.window.body.notice, "Close")
    assert hand.notice == ""


def test_a_newer_format_opens_read_only_and_says_so(hand, saved):
    manifest(saved, format=2)
    hand.window.open(saved)
    assert hand.notice == (
        "A newer version of the app wrote this file. It is open for reading only. A copy leaves "
        "out what this version does not know."
    )
    assert "Read only" in mark(hand)


def test_edits_of_a_read_only_file_are_refused_with_a_sentence(hand, saved):
    manifest(saved, format=2)
    hand.window.open(saved)
    before = hand.document
    refusal = "This file is open for reading only. Save it under another name to edit it."
    card = hand.card("stop.terms")
    hand.click(card.editor.buttons["barred"])
    assert hand.notice == refusal
    assert hand.document == before
    assert card.editor.buttons["none"].isChecked()
    assert not card.editor.buttons["barred"].isChecked()
    hand.window.body.notice.hide()
    field = hand.card("case.buyer").editor.first()
    hand.type("x", field)
    assert hand.notice == refusal
    assert field.text() == "Stadt Beispiel"
    hand.menu("depth")
    assert not hand.window.actions_by_name["depth"].isChecked()
    assert hand.document == before


def test_a_read_only_file_is_saved_under_another_name_and_then_edited(
    hand, answers, saved, tmp_path
):
    manifest(saved, format=2)
    left = saved.read_bytes()
    hand.window.open(saved)
    answers.file = tmp_path / "mine.procure"
    assert "open for reading only" in hand.notice
    hand.menu("save")
    assert answers.titles[-1] == "Save"
    assert saved.read_bytes() == left
    assert hand.notice == ""
    hand.click(hand.card("stop.terms").editor.buttons["barred"])
    assert hand.answer("stop.terms").value == ("barred",)


def test_what_stood_in_the_way_is_said_no_longer_once_it_is_saved(hand, answers, tmp_path):
    answers.file = tmp_path / "none" / "a.procure"
    assert not hand.window.save()
    assert hand.notice
    answers.file = tmp_path / "a.procure"
    assert hand.window.save()
    assert hand.notice == ""


def test_what_undo_takes_back_is_not_called_done_any_longer(hand):
    hand.put("case.holder", "product")
    hand.window.body.notice.tell("It is done. Undo takes it back.", Tone.MET)
    hand.menu("undo")
    assert hand.notice == ""
    hand.window.body.notice.tell("This file is open in another window too.")
    hand.menu("redo")
    hand.menu("undo")
    assert hand.notice == "This file is open in another window too."


def test_a_file_changed_outside_is_not_overwritten_unasked(hand, saved):
    hand.put("case.buyer", "Land")
    other = saved.read_bytes() + b" "
    saved.write_bytes(other)
    said = []

    def leave(box):
        said.append(box.text())
        hand.click(box, "Leave it")

    in_dialog(leave)
    assert not hand.window.save()
    assert said == [
        "Somebody else changed “one.procure” since you opened it. Save under another name to "
        "keep both."
    ]
    assert saved.read_bytes() == other
    assert hand.window.desk.session.modified


def test_a_file_changed_outside_is_overwritten_when_somebody_says_so(hand, saved):
    hand.put("case.buyer", "Land")
    saved.write_bytes(saved.read_bytes() + b" ")
    in_dialog(lambda box: hand.click(box, "Write over it"))
    assert hand.window.save()
    assert not hand.window.desk.session.modified
    hand.window.open(saved)
    assert hand.answer("case.buyer").value == ("Land",)


def test_leaving_the_question_by_esc_overwrites_nothing(hand, saved):
    hand.put("case.buyer", "Land")
    saved.write_bytes(b"theirs")
    in_dialog(lambda box: hand.press(Qt.Key.Key_Escape))
    assert not hand.window.save()
    assert saved.read_bytes() == b"theirs"


def test_what_was_not_saved_can_be_saved_elsewhere_from_where_it_is_said(
    hand, answers, saved, tmp_path
):
    hand.put("case.buyer", "Land")
    saved.write_bytes(b"theirs")
    in_dialog(lambda box: hand.click(box, "Leave it"))
    assert not hand.window.save()
    assert "Somebody else changed “one.procure”" in hand.notice
    answers.file = tmp_path / "mine.procure"
    hand.click(hand.window.body.notice, "Save as…")
    assert hand.window.desk.session.path == tmp_path / "mine.procure"
    assert not hand.window.desk.session.modified
    assert hand.notice == ""
    assert saved.read_bytes() == b"theirs"


def test_a_place_that_cannot_be_written_shows_one_sentence(hand, answers, tmp_path):
    hand.put("case.buyer", "Stadt")
    answers.file = tmp_path / "no folder" / "one.procure"
    assert not hand.window.save()
    assert hand.notice == ("The folder for “one.procure” is not there. Save it in another folder.")
    assert hand.window.desk.session.modified


def test_closing_without_changes_asks_nothing(hand, answers, saved):
    assert hand.window.close()
    assert answers.asked == []


def test_recent_files_are_listed_with_the_newest_first(hand, answers, saved, tmp_path):
    answers.file = tmp_path / "two.procure"
    hand.menu("save as")
    hand.window.new(Walk.PURCHASE)
    menu = hand.window.recent_menu
    menu.aboutToShow.emit()
    assert [a.text() for a in menu.actions()] == ["two.procure", "one.procure"]
    menu.actions()[1].trigger()
    assert hand.window.desk.session.path == saved
    (tmp_path / "two.procure").unlink()
    menu.aboutToShow.emit()
    assert {a.text(): a.isEnabled() for a in menu.actions()} == {
        "one.procure": True,
        "two.procure": False,
    }


def test_the_recent_menu_says_that_there_is_none(hand):
    hand.window.recent_menu.aboutToShow.emit()
    assert [a.text() for a in hand.window.recent_menu.actions()] == ["No file was open yet"]


def test_a_file_dropped_on_the_window_is_opened(hand, saved):
    hand.window.new(Walk.PURCHASE)
    assert dropped(hand.window, saved)
    assert hand.window.desk.session.path == saved
    assert hand.answer("case.buyer").value == ("Stadt Beispiel",)


def test_other_files_dropped_on_the_window_are_not_taken(hand, tmp_path):
    picture = tmp_path / "picture.png"
    picture.write_bytes(b"png")
    assert not dropped(hand.window, picture)
    assert hand.window.desk.session.path is None


def test_opening_by_the_menu_asks_for_a_file(hand, answers, saved):
    hand.window.new(Walk.PURCHASE)
    answers.file = saved
    hand.menu("open")
    assert answers.titles[-1] == "Open"
    assert hand.window.desk.session.path == saved


def test_the_page_is_kept_over_opening_where_the_file_has_it(hand, saved):
    hand.go("stop")
    hand.window.open(saved)
    assert hand.key == "stop"
    assert hand.card("stop.terms").editor.buttons["none"].isChecked()


def test_undo_does_not_reach_behind_an_opened_file(hand, saved):
    hand.put("case.buyer", "Land")
    hand.window.open(saved)
    assert not hand.window.actions_by_name["undo"].isEnabled()


def test_saving_keeps_undo(hand, saved):
    hand.window.undo()
    assert hand.answer("stop.terms").value == ()
    assert hand.window.desk.session.modified


def test_a_finished_document_comes_back_as_it_was(hand, answers, tmp_path):
    hand.change(finished(hand.window.desk.session.catalogue, hand.document))
    hand.change(changed(hand.document, title="Ärger 模型 👍🏽"))
    answers.file = tmp_path / "all.procure"
    hand.menu("save")
    before = hand.document
    hand.window.open(tmp_path / "all.procure")
    assert hand.document == before
    assert hand.window.body.pages()[-3:] == ["check", "decision", "sign"]


def test_a_session_opened_on_a_file_shows_it_from_the_start(hand, saved, qtbot):
    session = hand.window.desk.session
    session.open(saved)
    window = app.build_window(session)
    qtbot.addWidget(window, before_close_func=lambda w: setattr(w, "may_leave", lambda: True))
    window.show()
    settle()
    assert "All changes saved" in [m.text() for m in visible(window, Mark)]
    assert not window.isWindowModified()


def test_a_file_with_other_texts_shows_them_and_goes_back_to_ours(hand, catalogue, tmp_path):
    kept = [s for s in catalogue.sections if s.id not in ("competition", "release")]
    renamed = [changed(s, id="elsewhere") if s.id == "who" else s for s in kept]
    worded = [
        changed(s, questions=[changed(q, text="An older wording?") for q in s.questions])
        if s.id == "stop"
        else s
        for s in renamed
    ]
    older = changed(catalogue, version="0.1", sections=worded)
    path = tmp_path / "older.procure"
    ProcureFiles(lambda: catalogue).save(path, hand.document, older, {}, "")
    hand.go("competition")
    hand.window.open(path)
    assert hand.notice == (
        f"This assessment uses catalogue 0.1. This app has {catalogue.version}. "
        "It goes on with its own texts."
    )
    assert hand.page.isVisible()
    assert "competition" not in hand.window.body.pages()
    assert "elsewhere" in hand.window.body.pages()
    hand.go("elsewhere")
    assert "An older wording?" in labels(hand.card("stop.terms"))
    hand.go("elsewhere")
    hand.window.new(Walk.PURCHASE)
    assert "competition" in hand.window.body.pages()
    assert catalogue.by_id["stop.terms"].text in labels(hand.card("stop.terms"))
