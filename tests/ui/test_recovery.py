"""Unsaved work from before: offered with time and count, recovered, compared, discarded."""

from __future__ import annotations

import pytest
from hand import settle
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox

from procure_app import app
from procure_app.core.assessment import edit
from procure_app.core.assessment.answer import Answer
from procure_app.core.phrase import phrase
from procure_app.session.error import InUse, NotWritten
from procure_app.session.holder import Access, Holder, Standing
from procure_app.session.snapshot import Snapshot, content
from procure_app.store.kept.journal import Journal, read_journal
from procure_app.store.procure_file import ProcureFiles
from procure_app.ui import recovery
from procure_app.ui.recovery import RecoveryDialog
from procure_app.ui.seal import SignDialog


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "journal"


@pytest.fixture
def store(catalogue):
    return ProcureFiles(lambda: catalogue)


@pytest.fixture
def leave(session, folder, store):
    """Leave a document behind as a killed app does."""

    def left(text, *, path=None, drafts=None):
        if path:
            session.save(path)
        changed = edit.answer(session.assessment, "release.model", Answer(value=(text,)))
        session.change(edit.changed(changed, title=f"About {text}"), "release.model")
        for place, words in (drafts or {}).items():
            session.drafts.keep(place, words)
        journal = Journal(folder, store)
        journal.write(session.snapshot())
        journal.let_go()
        session.new(session.blank(session.assessment.walk))

    return left


@pytest.fixture
def opened(qtbot, session, answers, folder, store):
    """Open the window as the next start does; return it with the dialog, if there is one."""
    windows = []

    def opening():
        window = app.build_window(session, journal=lambda: Journal(folder, store))
        qtbot.addWidget(window, before_close_func=lambda w: setattr(w, "may_leave", lambda: True))
        window.show()
        qtbot.waitUntil(lambda: window.keeper is not None)
        asked = []
        window.jobs.run(lambda: None, lambda _: asked.append(True), lambda error: None)
        qtbot.waitUntil(lambda: bool(asked))
        windows.append(window)
        dialogs = [w for w in QApplication.topLevelWidgets() if isinstance(w, RecoveryDialog)]
        return window, next((d for d in dialogs if d.isVisible()), None)

    yield opening
    for window in windows:
        window.may_leave = lambda: True
        window.close()


def test_nothing_is_offered_where_nothing_was_left(opened, folder, qtbot):
    window, dialog = opened()
    assert dialog is None
    window.actions_by_name["recover"].trigger()
    qtbot.waitUntil(lambda: "no unsaved work" in window.body.notice.says())
    window.close()
    assert not list(folder.glob("*"))


def test_what_was_left_is_offered_with_time_count_and_file(opened, leave, tmp_path):
    leave("Tiny 1B", path=tmp_path / "tiny.procure")
    _, dialog = opened()
    (text,) = [dialog._list.item(n).text() for n in range(dialog._list.count())]
    assert "About Tiny 1B" in text
    assert "Typed until 22 November 2026" in text
    assert "1 answer · 0 components · not decided" in text
    assert str(tmp_path / "tiny.procure") in text
    assert "It goes on where the file ends." in text


def test_recovering_brings_everything_back_as_not_saved(opened, leave, tmp_path, folder):
    leave("Tiny 1B", path=tmp_path / "tiny.procure")
    window, dialog = opened()
    dialog.recover.click()
    settle()
    session = window.desk.session
    assert session.assessment.answers["release.model"].value == ("Tiny 1B",)
    assert session.path == tmp_path / "tiny.procure"
    assert window.isWindowModified()
    assert len(list(folder.glob("*/*.procure"))) == 1  # the window keeps it itself from now on
    assert window.save()
    assert window.keeper._recorder.flush()
    assert not list(folder.glob("*/*.procure"))


def test_what_cannot_be_kept_again_stays_where_it_was_found(opened, leave, folder, monkeypatch):
    leave("Tiny 1B")
    (found,) = folder.glob("*/*.procure")
    window, dialog = opened()

    def refuse(self, snapshot: Snapshot):
        raise NotWritten(phrase("There is no room."))

    monkeypatch.setattr(Journal, "write", refuse)
    dialog.recover.click()
    settle()
    assert window.desk.session.assessment.answers["release.model"].value == ("Tiny 1B",)
    assert found.exists()


def test_a_form_that_was_not_finished_shows_what_was_typed(opened, leave, hand_on):
    leave("Tiny 1B", drafts={"signoff/approver/name": "Ada Lovela", "record/text": "It happ"})
    window, dialog = opened()
    dialog.recover.click()
    settle()
    assert "when you open the form again" in window.body.notice._words.text()
    page = hand_on(window).go("sign")
    page._open("approver")
    assert page._attest._lines["name"].text() == "Ada Lovela"
    assert page._record._text.text() == "It happ"
    page._attest.closed.emit()
    assert window.desk.session.drafts.kept() == {"record/text": "It happ"}


@pytest.fixture
def hand_on():
    from hand import Hand

    return Hand


def test_comparing_shows_what_the_file_lacks(opened, leave, tmp_path):
    leave("<b>Tiny</b>", path=tmp_path / "tiny.procure", drafts={"record/text": "half"})
    _, dialog = opened()
    assert not dialog._scroll.isVisible()
    dialog.compare.click()
    text = dialog._text.toPlainText()
    assert dialog._scroll.isVisible()
    assert "Against the file:" in text
    assert "<b>Tiny</b>" in text
    assert "half" in text


def test_what_was_never_saved_is_compared_with_an_empty_assessment_and_not_with_a_file(
    opened, leave
):
    leave("Tiny 1B")
    _, dialog = opened()
    dialog.compare.click()
    text = dialog._text.toPlainText()
    assert "In an empty assessment: nothing\nNot saved: About Tiny 1B" in text
    assert "Identity" not in text
    assert "In the file" not in text


def test_keys_scroll_what_differs(opened, leave, qtbot):
    leave("Tiny 1B\n" * 60)
    _, dialog = opened()
    dialog.compare.click()
    settle()
    bar = dialog._scroll.verticalScrollBar()
    assert bar.maximum() > 100
    QTest.keyClick(dialog._text, Qt.Key.Key_PageDown)
    QTest.keyClick(dialog._text, Qt.Key.Key_Down)
    assert bar.value() > 50
    assert dialog._scroll.focusPolicy() is Qt.FocusPolicy.NoFocus  # else it has no name


def test_a_long_path_is_seen_whole(opened, leave, tmp_path):
    folder = tmp_path / ("long" * 50)
    folder.mkdir()
    leave("Tiny 1B", path=folder / "tiny.procure")
    window, dialog = opened()
    window.set_text_size(2.0)
    dialog.resize(640, 400)
    settle()
    room = dialog._list.visualItemRect(dialog._list.item(0))
    metrics, view = dialog._list.fontMetrics(), dialog._list.viewport()
    assert room.right() < view.width()
    lines = -(-metrics.horizontalAdvance(str(folder)) // view.width())
    assert lines > 2
    assert room.height() >= (4 + lines) * metrics.height()


def test_discarding_takes_only_the_chosen_piece(opened, leave, answers):
    leave("one")
    leave("two")
    _, dialog = opened()
    assert dialog._list.count() == 2
    gone = dialog._left[0].place
    answers.button = QMessageBox.StandardButton.Cancel
    dialog.discard.click()
    assert gone.exists()
    answers.button = QMessageBox.StandardButton.Discard
    dialog.discard.click()
    assert dialog._list.count() == 1
    assert not gone.exists()
    assert dialog._left[0].place.exists()
    dialog.discard.click()
    assert not dialog.isVisible()


def test_later_leaves_everything_for_the_next_start(opened, leave, folder):
    leave("one")
    window, dialog = opened()
    dialog.later.click()
    window.close()
    _, again = opened()
    assert again is not None


def test_a_file_that_changed_since_is_recovered_as_a_copy(opened, leave, session, tmp_path):
    file = tmp_path / "tiny.procure"
    leave("ours", path=file)
    session.open(file)
    session.change(edit.changed(session.assessment, title="theirs"), "title")
    session.save()
    content = file.read_bytes()
    window, dialog = opened()
    assert "opens as a copy" in dialog._list.item(0).text()
    dialog.recover.click()
    settle()
    assert window.desk.session.path is None
    assert window.desk.assessment.title == "About ours"
    assert file.read_bytes() == content


def test_that_a_file_changed_while_it_was_offered_is_said(opened, leave, session, tmp_path):
    file = tmp_path / "tiny.procure"
    leave("ours", path=file)
    window, dialog = opened()
    assert "goes on where the file ends" in dialog._list.item(0).text()
    other = tmp_path / "other.procure"
    session.open(file)
    session.change(edit.changed(session.assessment, title="theirs"), "title")
    session.save(other)
    session.close()
    other.replace(file)
    dialog.recover.click()
    settle()
    assert window.desk.session.path is None
    assert "It opens as a copy" in window.body.notice.says()
    assert "Recovered" in window.body.notice.says()


def test_work_in_the_window_is_asked_about_before_recovering(opened, leave, answers):
    leave("one")
    window, dialog = opened()
    window.desk.change(edit.changed(window.desk.assessment, title="new work"), "title")
    answers.button = QMessageBox.StandardButton.Cancel
    dialog.recover.click()
    assert window.desk.assessment.title == "new work"
    assert dialog.isVisible()


def test_a_journal_that_cannot_be_read_can_only_be_discarded(opened, folder):
    place = folder / "0123"
    place.mkdir(parents=True)
    (place / "broken.procure").write_bytes(b"broken")
    _, dialog = opened()
    assert "cannot be read" in dialog._list.item(0).text()
    assert not dialog.recover.isEnabled()
    assert not dialog.compare.isEnabled()
    dialog.discard.click()
    assert not (place / "broken.procure").exists()


def test_that_nothing_can_be_kept_is_said_in_the_window(opened, qtbot, monkeypatch):
    window, _ = opened()

    def refuse(self, snapshot: Snapshot):
        raise NotWritten(phrase("There is no room."))

    monkeypatch.setattr(Journal, "write", refuse)
    window.desk.change(edit.changed(window.desk.assessment, title="x"), "title")
    qtbot.waitUntil(lambda: "There is no room. Save often." in window.body.notice._words.text())


def test_closing_the_window_well_leaves_no_journal(opened, folder, answers):
    window, _ = opened()
    window.desk.change(edit.changed(window.desk.assessment, title="x"), "title")
    assert window.keeper._recorder.flush()
    assert list(folder.glob("*/*.procure"))
    answers.button = QMessageBox.StandardButton.Discard
    window.close()
    assert not list(folder.glob("*"))


@pytest.fixture
def held(session, monkeypatch):
    """Have somebody hold every file; the person chooses how to open it."""

    def holding(standing, chosen):
        real = session.open

        def refused(place, access=Access.ALONE):
            if access is Access.ALONE:
                raise InUse(phrase("Somebody has it open."), Holder("A", "B", None, standing))
            real(place, access)

        monkeypatch.setattr(session, "open", refused)
        monkeypatch.setattr(recovery, "ask_access", lambda window, fault: chosen)

    return holding


@pytest.mark.parametrize(
    "case",
    [
        (Standing.GONE, None, True, True),
        (Standing.UNKNOWN, Access.OVER, True, True),
        (Standing.UNKNOWN, Access.READING, False, True),
        (Standing.LIVING, None, False, False),
    ],
)
def test_work_on_a_file_that_is_open_elsewhere_is_not_taken_without_asking(
    opened, leave, held, tmp_path, case
):
    leave("Tiny 1B", path=tmp_path / "tiny.procure")
    window, dialog = opened()
    standing, chosen, in_file, taken = case
    held(standing, chosen)
    dialog.recover.click()
    session = window.desk.session
    assert (session.path is not None) == in_file
    assert ("release.model" in session.assessment.answers) == taken


def test_a_passphrase_that_is_being_typed_is_in_no_journal(opened, folder, qtbot):
    window, _ = opened()
    dialog = SignDialog(window.desk, window)
    qtbot.addWidget(dialog)
    dialog.show()
    QTest.keyClicks(dialog._phrase, "correct-horse-battery")
    window.desk.change(edit.changed(window.desk.assessment, title="kept"), "title")
    assert window.keeper._recorder.flush()
    (kept,) = folder.glob("*/*.procure")
    assert b"kept" in kept.read_bytes()  # texts are stored as they are
    files = [path for path in folder.parent.rglob("*") if path.is_file()]
    assert not [path for path in files if b"correct-horse" in path.read_bytes()]


def test_a_file_that_was_attached_and_not_saved_is_recovered_with_its_bytes(
    opened, session, folder, store, tmp_path
):
    terms = tmp_path / "terms.txt"
    terms.write_bytes(b"The terms, word for word.")
    item = session.attach(terms)
    session.change(edit.put_evidence(session.assessment, item), "evidence/E-1")
    journal = Journal(folder, store)
    journal.write(session.snapshot())
    journal.let_go()
    session.new(session.blank(session.assessment.walk))
    window, dialog = opened()
    dialog.recover.click()
    window.desk.session.save(tmp_path / "a.procure")
    assert b"The terms, word for word." in (tmp_path / "a.procure").read_bytes()


def test_the_journal_knows_what_is_saved_before_the_file_is_exchanged(
    opened, tmp_path, monkeypatch, folder
):
    window, _ = opened()
    window.desk.change(edit.changed(window.desk.assessment, title="x"), "title")
    seen = []
    real = ProcureFiles.save

    def save(self, *given, **more):
        (place,) = folder.glob("*/*.procure")
        seen.append(read_journal(place))
        return real(self, *given, **more)

    monkeypatch.setattr(ProcureFiles, "save", save)
    window.scribe.save(tmp_path / "a.procure")
    assert [kept.saving for kept in seen] == [content(seen[0].assessment)]
    assert window.keeper._recorder.flush()
    assert not list(folder.glob("*/*.procure"))
