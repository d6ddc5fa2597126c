"""The journal: what it keeps comes back, and only from those who are gone."""

from __future__ import annotations

import datetime
import errno
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from procure_app.core.assessment import edit
from procure_app.core.assessment.answer import Answer
from procure_app.core.assessment.document import Assessment
from procure_app.session.error import NotWritten
from procure_app.session.holder import Access
from procure_app.session.session import Session
from procure_app.session.snapshot import Belonging, Snapshot
from procure_app.store.holding import held
from procure_app.store.kept.journal import Journal, read_journal
from procure_app.store.procure_file import ProcureFiles

NOW = datetime.datetime(2026, 11, 22, 10, 0, tzinfo=datetime.UTC)


@pytest.fixture
def store(catalogue):
    return ProcureFiles(lambda: catalogue)


@pytest.fixture
def journal(tmp_path, store):
    made = Journal(tmp_path / "journal", store)
    yield made
    made.close()


@pytest.fixture
def session(catalogue, store):
    made = Session(catalogue, store, lambda: NOW, lambda: "00000000-0000-4000-8000-000000000001")
    answer(made, "Tiny 1B")
    return made


def answer(session, text):
    changed = edit.answer(session.assessment, "release.model", Answer(value=(text,)))
    session.change(changed, "release.model")


def die(journal):
    """End as a killed process does: the system lets its hold go, and nothing is tidied."""
    journal.let_go()


def test_what_was_kept_comes_back_after_the_end(tmp_path, session, journal, store):
    session.drafts.keep("evidence/E-1/title", "half a ti")
    session._evidence["a" * 64] = tmp_path / os.fsdecode(b"not \xff text")
    journal.write(session.snapshot())
    die(journal)
    other = Journal(tmp_path / "journal", store)
    (left,) = other.left()
    assert left.snapshot == session.snapshot()
    assert left.belonging is Belonging.NEVER_SAVED
    other.close()


def test_a_living_window_offers_nothing_of_another_living_window(tmp_path, session, journal, store):
    journal.write(session.snapshot())
    other = Journal(tmp_path / "journal", store)
    assert other.left() == ()
    die(journal)
    assert len(other.left()) == 1
    third = Journal(tmp_path / "journal", store)
    assert third.left() == ()  # the other window holds it while it offers it
    other.close()
    assert len(third.left()) == 1
    third.close()


def test_another_process_that_is_killed_lets_go_of_its_hold(tmp_path):
    place = tmp_path / "held"
    program = (
        "import sys, pathlib; from procure_app.store.holding.held import hold; "
        "h = hold(pathlib.Path(sys.argv[1])); print(h is not None, flush=True); sys.stdin.read()"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", program, place], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )  # fmt: skip
    assert process.stdout.readline() == b"True\n"
    assert held.hold(place) is None
    process.kill()
    process.communicate()
    taken = held.hold(place)
    assert taken is not None
    taken.release()


def test_a_journal_of_the_file_as_it_is_goes_on_in_the_file(tmp_path, session, journal, store):
    file = tmp_path / "a.procure"
    session.save(file)
    answer(session, "Tiny 2B")
    journal.write(session.snapshot())
    die(journal)
    (left,) = Journal(tmp_path / "journal", store).left()
    assert left.belonging is Belonging.SAME
    session.new(session.blank(session.assessment.walk))
    session.recover(left.snapshot, Access.ALONE)
    assert session.path == file
    assert session.modified
    assert session.assessment.answers["release.model"].value == ("Tiny 2B",)
    session.undo()
    assert session.assessment.answers["release.model"].value == ("Tiny 1B",)


@pytest.mark.parametrize("gone", [False, True])
def test_a_journal_of_a_file_that_changed_is_only_offered_as_a_copy(
    tmp_path, session, journal, store, gone
):
    file = tmp_path / "a.procure"
    session.save(file)
    answer(session, "ours")
    kept = session.snapshot()
    journal.write(kept)
    die(journal)
    if gone:
        file.unlink()
    else:
        session.open(file)
        answer(session, "theirs")
        session.save()
        content = file.read_bytes()
    (left,) = Journal(tmp_path / "journal", store).left()
    assert left.belonging is (Belonging.GONE if gone else Belonging.CHANGED)
    session.recover(left.snapshot, None)
    assert session.path is None
    assert session.modified
    assert session.assessment.answers["release.model"].value == ("ours",)
    assert gone or file.read_bytes() == content
    session.save(tmp_path / "copy.procure")
    assert not session.modified


@pytest.mark.parametrize("gone", [False, True])
def test_a_file_that_changes_while_it_is_offered_is_not_gone_on_in(
    tmp_path, session, journal, store, gone
):
    """Somebody may save it between the question and the answer."""
    file = tmp_path / "a.procure"
    session.save(file)
    answer(session, "ours")
    journal.write(session.snapshot())
    die(journal)
    (left,) = Journal(tmp_path / "journal", store).left()
    assert left.belonging is Belonging.SAME
    session.open(file)
    answer(session, "theirs")
    session.save()
    content = file.read_bytes()
    if gone:
        file.unlink()
    assert not session.recover(left.snapshot, Access.ALONE)
    assert session.path is None
    assert session.modified
    assert session.assessment.answers["release.model"].value == ("ours",)
    assert gone or file.read_bytes() == content


def test_a_journal_that_says_what_the_file_says_is_dropped(tmp_path, session, journal, store):
    file = tmp_path / "a.procure"
    session.save(file)
    answer(session, "Tiny 2B")
    kept = session.snapshot()
    session.save()
    journal.write(kept)  # killed after the file was written, before the journal was cleared
    die(journal)
    assert Journal(tmp_path / "journal", store).left() == ()
    assert not list((tmp_path / "journal").iterdir())


@pytest.mark.parametrize("edited", [False, True])
def test_a_kill_between_writing_the_file_and_knowing_of_it_goes_on_in_the_file(
    tmp_path, session, journal, store, edited
):
    file = tmp_path / "a.procure"
    session.save(file)
    answer(session, "Tiny 2B")
    session.drafts.keep("record/text", "half a sentence")
    begun = session.saving()
    if edited:
        answer(session, "Tiny 3B")
    journal.write(session.snapshot())
    begun.write()  # and the session never hears of it
    die(journal)
    (left,) = Journal(tmp_path / "journal", store).left()
    assert left.belonging is Belonging.SAME
    written = store.open(file).assessment
    session.recover(left.snapshot, Access.ALONE)
    expected = "Tiny 3B" if edited else "Tiny 2B"
    assert session.assessment.answers["release.model"].value == (expected,)
    assert session.drafts.kept() == {"record/text": "half a sentence"}
    assert session.assessment.revisions == written.revisions
    assert session.modified == edited
    session.save()
    assert len(session.assessment.revisions) == (3 if edited else 2)


def test_saving_starts_another_journal_and_drops_the_one_before(tmp_path, session, journal):
    journal.write(session.snapshot())
    session.save(tmp_path / "a.procure")
    answer(session, "Tiny 2B")
    journal.write(session.snapshot())
    (place,) = (tmp_path / "journal").glob("*/*.procure")
    assert read_journal(place).stamp == session.snapshot().stamp
    journal.clear()
    assert not list((tmp_path / "journal").glob("*/*.procure"))


def test_the_folder_of_a_session_that_ended_well_is_gone(tmp_path, session, journal):
    journal.write(session.snapshot())
    assert (next((tmp_path / "journal").iterdir()).stat().st_mode & 0o77) == 0
    journal.close()
    assert not list((tmp_path / "journal").iterdir())


@pytest.mark.parametrize("content", [b"", b"no journal", b"PK\x03\x04" + bytes(40)])
def test_a_journal_that_cannot_be_read_is_said_and_stays_until_it_is_dropped(
    tmp_path, store, content
):
    folder = tmp_path / "journal" / "0123"
    folder.mkdir(parents=True)
    (folder / "broken.procure").write_bytes(content)
    journal = Journal(tmp_path / "journal", store)
    (left,) = journal.left()
    assert left.snapshot is None
    assert left.place.exists()
    journal.drop(left)
    assert journal.left() == ()
    assert not folder.exists()


def test_what_others_lay_into_the_folder_is_not_followed(tmp_path, store):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "precious.procure").write_bytes(b"precious")
    folder = tmp_path / "journal"
    folder.mkdir()
    (folder / "link").symlink_to(elsewhere)
    (folder / "file").write_bytes(b"")
    journal = Journal(folder, store)
    assert journal.left() == ()
    journal.close()
    assert (elsewhere / "precious.procure").read_bytes() == b"precious"


def test_a_journal_opens_as_an_assessment_too(tmp_path, session, journal, store):
    journal.write(session.snapshot())
    (place,) = (tmp_path / "journal").glob("*/*.procure")
    assert store.open(place).assessment == session.assessment


def test_a_folder_that_somebody_removes_is_made_anew(tmp_path, session, journal, store):
    journal.write(session.snapshot())
    shutil.rmtree(tmp_path / "journal")
    answer(session, "Tiny 2B")
    journal.write(session.snapshot())
    other = Journal(tmp_path / "journal", store)
    assert other.left() == ()  # it is held anew
    die(journal)
    (left,) = other.left()
    assert left.snapshot == session.snapshot()
    other.close()


@pytest.mark.parametrize("opened", [False, True])
def test_a_folder_that_another_window_tidies_before_it_is_held_is_not_written_to(
    tmp_path, session, journal, monkeypatch, *, store, opened
):
    other, real, tidied = Journal(tmp_path / "journal", store), held.hold, []

    def late(path):
        if tidied:
            return real(path)
        tidied.append(real(path) if opened else None)
        if opened:  # the file is open here, and not held yet
            shutil.rmtree(path.parent)
            return tidied[0]
        other.left()  # sees a folder that nobody holds, and nothing in it
        return real(path)

    monkeypatch.setattr("procure_app.store.kept.journal_folder.hold", late)
    journal.write(session.snapshot())
    other.left()
    (place,) = (tmp_path / "journal").glob("*/*.procure")
    assert read_journal(place) == session.snapshot()


def test_a_window_picks_another_folder_where_its_first_is_held_by_somebody(
    tmp_path, session, journal, store, monkeypatch
):
    real, stolen = held.hold, []

    def late(path):
        if not stolen:
            stolen.append(real(path))
        return real(path)

    monkeypatch.setattr("procure_app.store.kept.journal_folder.hold", late)
    journal.write(session.snapshot())
    stolen[0].release()
    other = Journal(tmp_path / "journal", store)
    assert other.left() == ()  # what is ours is held by us
    assert len(list((tmp_path / "journal").glob("*/*.procure"))) == 1
    other.close()


@pytest.mark.parametrize("why", [errno.ENOTCONN, errno.EACCES, errno.ESTALE])
def test_a_drive_that_is_gone_hides_no_journal(
    tmp_path, session, journal, monkeypatch, *, store, why
):
    file = tmp_path / "a.procure"
    session.save(file)
    answer(session, "ours")
    journal.write(session.snapshot())
    die(journal)
    real = Path.stat

    def stat(path, **given):
        if path == file:
            raise OSError(why, os.strerror(why))
        return real(path, **given)

    monkeypatch.setattr(Path, "stat", stat)
    (left,) = Journal(tmp_path / "journal", store).left()
    assert left.snapshot == session.snapshot()
    assert left.belonging is Belonging.CHANGED


def test_a_journal_of_an_odd_clock_cannot_be_read_and_hides_no_other(
    tmp_path, session, journal, store
):
    kept = session.snapshot()
    year_0 = datetime.datetime(1, 1, 1, tzinfo=datetime.timezone(datetime.timedelta(hours=14)))
    journal.write(Snapshot(kept.assessment, kept.catalogue, year_0))
    die(journal)
    journal.write(kept)
    die(journal)
    found = Journal(tmp_path / "journal", store).left()
    assert [one.snapshot for one in found] == [kept, None]


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path, session, store):
    (tmp_path / "file").write_bytes(b"")
    journal = Journal(tmp_path / "file", store)
    with pytest.raises(NotWritten):
        journal.write(session.snapshot())
    assert journal.left() == ()


def test_a_document_with_a_hostile_id_stays_in_its_folder(tmp_path, session, journal):
    kept = session.snapshot()
    hostile = Assessment.model_validate({**kept.assessment.model_dump(), "id": "../../../../evil"})
    journal.write(Snapshot(hostile, kept.catalogue, kept.when))
    assert len(list((tmp_path / "journal").glob("*/*.procure"))) == 1
