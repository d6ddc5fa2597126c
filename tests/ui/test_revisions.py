"""Kept versions in the window: listed, compared, restored; nothing of the present is lost."""

from __future__ import annotations

import datetime
import itertools
import sys

import pytest
from hand import in_dialog, settle
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QMessageBox

from procure_app import app
from procure_app.app.revision import tell_unkept
from procure_app.core.assessment import edit
from procure_app.core.assessment.answer import Answer
from procure_app.core.assessment.approval import Decision, Signoff
from procure_app.session.session import Session
from procure_app.store.kept.backup import Backups, Keeping
from procure_app.store.procure_file import ProcureFiles
from procure_app.ui.revisions import RevisionsDialog

Buttons = QMessageBox.StandardButton
NOW = datetime.datetime(2026, 11, 22, 10, 0, tzinfo=datetime.UTC)


@pytest.fixture
def place(tmp_path):
    """Where versions are kept; not made yet."""
    return tmp_path / "kept"


@pytest.fixture
def number():
    """How many versions are kept."""
    return 10


@pytest.fixture
def session(*, catalogue, library, tmp_path, monkeypatch, place, number) -> Session:
    """An empty document whose versions are kept."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    moments, numbers = itertools.count(), itertools.count(1)
    backups = Backups(
        lambda: Keeping(place, number), lambda: NOW + datetime.timedelta(hours=next(moments))
    )
    return Session(
        catalogue,
        ProcureFiles(lambda: catalogue, backups),
        lambda: NOW,
        lambda: f"00000000-0000-4000-8000-{next(numbers):012}",
        library,
        backups=backups,
    )


@pytest.fixture
def path(tmp_path):
    """Where the document is saved."""
    return tmp_path / "one.procure"


@pytest.fixture
def put(session):
    """Answer a question in the open document."""

    def put(question, *value, **fields):
        given = Answer.model_validate({"value": value, **fields})
        session.change(edit.answer(session.assessment, question, given), question)

    return put


@pytest.fixture
def saved(session, path, put):
    """Three versions of a document, the last one in its file."""
    for value in ("First", "Second", "Third"):
        put("case.buyer", value)
        session.save(path)
    return session.assessment


@pytest.fixture
def opened(window, qtbot):
    """Open the dialog and wait until everything is read and compared."""

    def opening(row=0):
        dialog = RevisionsDialog(window)
        qtbot.addWidget(dialog)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        dialog.show()
        if dialog._versions:
            choose(dialog, row, qtbot)
        return dialog

    return opening


def choose(dialog, row, qtbot):
    """Choose a version and wait until it is compared and all are read."""
    dialog._list.setCurrentRow(row)
    qtbot.waitUntil(lambda: dialog._number.text() not in ("", "Comparing…"))
    items = [dialog._list.item(n) for n in range(dialog._list.count())]
    qtbot.waitUntil(lambda: not any("Reading…" in item.text() for item in items))


def test_versions_are_listed_newest_first_with_what_they_hold(saved, opened, session, put):
    put("case.use", "Sorting post")
    session.change(edit.decide(session.assessment, Decision(outcome="reject")), "decision")
    session.save()
    put("case.use", "")
    session.save()
    dialog = opened()
    assert dialog._list.count() == 4
    first, *_, last = (dialog._list.item(n).text() for n in range(4))
    assert "2 answers · 0 components · decision: reject" in first
    assert "1 answer · 0 components · not decided" in last
    assert "kB" in last
    assert dialog._head.text() == "4 kept versions, the newest first"


def test_the_chosen_version_is_compared_with_the_present(saved, opened, qtbot):
    dialog = opened()
    short = dialog._window.desk.session.catalogue.by_id["case.buyer"].short
    assert dialog._number.text() == "1 difference"
    assert f"{short}\nIn this version: Second\nNow: Third" in dialog._text.toPlainText()
    choose(dialog, 1, qtbot)
    assert "In this version: First\nNow: Third" in dialog._text.toPlainText()


def test_what_is_not_saved_yet_is_compared_too(saved, opened, put):
    put("case.buyer", "Typed just now")
    assert "Now: Typed just now" in opened()._text.toPlainText()


def test_restoring_saves_the_present_first_and_is_one_step_of_undo(
    *, saved, opened, session, put, hand, path
):
    put("case.buyer", "Not saved")
    before = session.assessment
    opened(1)._restore.click()
    settle()
    assert hand.answer("case.buyer").value == ("First",)
    assert session.modified
    assert session.path == path
    assert session.look(path).assessment.answers == before.answers
    assert "is restored" in hand.notice
    session.save()
    kept = [session.look(v.path).assessment for v in session.backups.versions(before.id)]
    assert kept[0].answers == before.answers
    field = hand.card("case.buyer").findChild(QLineEdit)
    assert field.text() == "First"
    hand.window.undo()
    settle()
    assert hand.answer("case.buyer").value == ("Not saved",)
    assert hand.card("case.buyer").findChild(QLineEdit).text() == "Not saved"
    hand.window.redo()
    assert hand.answer("case.buyer").value == ("First",)


def test_a_version_equal_to_the_present_is_not_restored(saved, opened, put):
    put("case.buyer", "Second")
    dialog = opened()
    assert dialog._number.text() == "This version holds what the assessment holds now."
    assert not dialog._restore.isEnabled()
    assert dialog._copy.isEnabled()


@pytest.mark.parametrize("number", [1])
def test_attached_files_of_a_version_survive_although_it_is_let_go(
    *, opened, session, path, tmp_path, put
):
    terms = tmp_path / "terms.pdf"
    terms.write_bytes(b"terms" * 1000)
    item = session.attach(terms)
    session.change(edit.put_evidence(session.assessment, item), "evidence")
    session.save(path)
    terms.unlink()
    session.change(edit.drop_evidence(session.assessment, item.id), "evidence")
    session.save()
    session.open(path)  # nothing is known of the file any more
    put("case.buyer", "Not saved: saving it lets the only version go")
    opened()._restore.click()
    settle()
    assert session.assessment.evidence == (item,)
    session.save()
    assert item.digest in session.look(path).evidence
    put("case.buyer", "Nothing is needed of the version any more")
    session.save()
    assert len(session.backups.versions(session.assessment.id)) == 1


def signed(session):
    given = {"role": "preparer", "name": "Ada", "when": NOW, "layer": "file"}
    return edit.sign(session.assessment, Signoff(**given, digest="ab" * 32))


def test_restoring_over_a_signed_assessment_asks_first(saved, opened, session, answers, hand):
    session.change(signed(session), "signoff")
    before = session.assessment
    answers.button = Buttons.Cancel
    opened()._restore.click()
    settle()
    assert session.assessment is before
    assert "signed off" in answers.asked[-1]
    answers.button = Buttons.Yes
    opened()._restore.click()
    settle()
    assert session.assessment.signoffs == ()
    assert session.look(session.path).assessment.signoffs == before.signoffs
    assert hand.answer("case.buyer").value == ("Second",)


def test_a_version_of_other_questions_opens_as_a_copy_only(saved, opened, session, hand, catalogue):
    version = session.backups.versions(saved.id)[0]
    other = edit.changed(catalogue, version="0.0.1")
    kept = edit.changed(session.look(version.path).assessment, catalogue_version="0.0.1")
    ProcureFiles(lambda: other).save(version.path, kept, other, {}, "", overwrite=True)
    dialog = opened()
    assert not dialog._restore.isEnabled()
    assert "asked by the questions of" in dialog._why.text()
    dialog._copy.click()
    settle()
    assert session.path is None
    assert session.catalogue.version == "0.0.1"
    assert hand.answer("case.buyer").value == ("Second",)
    assert "copy" in hand.notice


def test_a_version_of_another_document_is_not_restored(saved, opened, session, catalogue):
    version = session.backups.versions(saved.id)[0]
    forged = edit.changed(saved, id="another")
    ProcureFiles(lambda: catalogue).save(version.path, forged, catalogue, {}, "", overwrite=True)
    dialog = opened()
    assert not dialog._restore.isEnabled()
    assert "another assessment" in dialog._why.text()


def test_a_broken_version_is_said_and_the_others_stay(saved, opened, session, qtbot):
    session.backups.versions(saved.id)[0].path.write_bytes(b"PK\x03\x04 broken")
    dialog = opened()
    assert dialog._number.text().endswith(".")
    assert not dialog._restore.isEnabled()
    assert not dialog._copy.isEnabled()
    choose(dialog, 1, qtbot)
    assert dialog._restore.isEnabled()


def test_nothing_of_a_version_is_read_as_markup(opened, session, path, put):
    put("case.buyer", "<img src='file:///etc/passwd'><b>bold</b>")
    session.save(path)
    put("case.buyer", "plain")
    session.save()
    dialog = opened()
    assert "<img src='file:///etc/passwd'><b>bold</b>" in dialog._text.toPlainText()
    assert "<img" not in dialog._text.toHtml()


def test_long_texts_are_shown_where_they_begin_to_differ(opened, session, path, put):
    put("case.buyer", "same " * 1000 + "END")
    session.save(path)
    put("case.buyer", "same " * 1000 + "OTHER")
    session.save()
    text = opened()._text.toPlainText()
    assert "END" in text
    assert "OTHER" in text
    assert len(text) < 1000


def test_without_versions_the_dialog_says_how_there_come_to_be_some(opened):
    dialog = opened()
    assert "No version is kept" in dialog._head.text()
    assert not dialog._restore.isVisible()
    assert not dialog._list.isVisible()


def test_a_document_without_a_file_is_saved_first_or_nothing_happens(
    saved, opened, session, answers, tmp_path
):
    session.new(edit.changed(saved, title="From a report"))
    before = session.assessment
    opened()._restore.click()  # no name is chosen
    settle()
    assert session.assessment is before
    answers.file = tmp_path / "two.procure"
    opened()._restore.click()
    settle()
    assert session.path == answers.file
    assert session.look(answers.file).assessment.title == "From a report"
    assert session.assessment.title == ""


def test_closing_while_versions_are_read_harms_nothing(saved, window, qtbot):
    dialog = RevisionsDialog(window)
    dialog.show()
    dialog.close()
    settle()
    done = []
    window.jobs.run(lambda: None, done.append, done.append)
    qtbot.waitUntil(lambda: done == [None])


def test_a_save_that_kept_nothing_says_why_in_the_window(
    *, saved, window, hand, place, put, session
):
    for file in (place / saved.id).iterdir():
        file.unlink()
    (place / saved.id).rmdir()
    (place / saved.id).write_text("in the way")
    tell_unkept(window)
    put("case.buyer", "Fourth")
    hand.menu("save")
    assert not session.modified
    assert hand.notice.startswith("Saved, but the version before was not kept:")


@pytest.mark.skipif(sys.platform != "linux", reason="the folder is named by its environment")
def test_the_app_keeps_what_it_replaces_in_the_usual_place(tmp_path, monkeypatch):
    for name in ("STATE", "CONFIG", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))
    session = app.build_session(rules=False)
    session.save(tmp_path / "one.procure")
    session.change(edit.changed(session.assessment, title="Second"), "title")
    session.save()
    (version,) = session.backups.versions(session.assessment.id)
    assert version.path.parent.parent == tmp_path / "STATE" / "procure" / "backups"
    assert session.look(version.path).assessment.title == ""
    assert session.backups.trouble() is None


def test_the_menu_opens_the_versions(saved, window, hand):
    seen = in_dialog(lambda dialog: None)
    hand.menu("revisions")
    for _ in range(100):
        settle()
        if seen:
            break
    assert seen == [RevisionsDialog]


@pytest.mark.parametrize("factor", [1.0, 2.0])
def test_everything_is_reachable_in_a_small_window(saved, window, opened, factor):
    window.set_text_size(factor)
    dialog = opened()
    dialog.resize(640, 400)
    settle()
    assert dialog.size().toTuple() == (640, 400)
    for part in (dialog._restore, dialog._copy, dialog._head, dialog._list, dialog._number):
        corner = part.mapTo(dialog, part.rect().bottomRight())
        assert dialog.rect().contains(corner), part
    assert dialog._list.height() > dialog._list.fontMetrics().height() * 3
