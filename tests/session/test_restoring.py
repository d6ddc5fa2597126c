"""Restoring a kept version: one step of undo, nothing given twice, nothing mixed up."""

from __future__ import annotations

from pathlib import Path

import pytest
from editing import FILE, answer

from procure_app.core.assessment import edit
from procure_app.core.assessment.approval import Entry, Signoff
from procure_app.session.error import NotAllowed
from procure_app.session.restoring import obstacle, restore, signed


@pytest.fixture
def old(session, shelf):
    """The first version of a document that has a second one since, both saved."""
    session.change(edit.changed(session.assessment, title="Old"), "title")
    answer(session, "a.one", "no")
    session.save(FILE)
    kept = shelf.open(FILE)
    answer(session, "a.one", "yes")
    session.save()
    return kept


def test_a_version_takes_the_place_of_the_document_as_one_step(session, old):
    before = session.assessment
    restore(session, old)
    assert session.assessment.answers == old.assessment.answers
    assert session.modified
    assert session.path == FILE
    session.undo()
    assert session.assessment == before
    session.redo()
    assert session.assessment.answers == old.assessment.answers


def test_the_change_history_goes_on(session, old):
    lines = session.assessment.revisions
    restore(session, old)
    assert session.assessment.revisions == lines
    session.save()
    assert [line.number for line in session.assessment.revisions] == [1, 2, 3]
    assert session.assessment.revisions[-1].changed[0] == "answers/a.one"


def test_a_version_that_holds_the_same_changes_nothing(session, shelf, old):
    restore(session, shelf.open(FILE))
    assert not session.modified
    assert not session.history.past or session.history.past[-1][1] != "revision"


def test_no_number_of_evidence_is_given_twice(session, shelf, old):
    item = session.attach(Path("terms.pdf"))
    session.change(edit.put_evidence(session.assessment, item), "evidence")
    session.save()
    restore(session, old)
    assert not session.assessment.evidence
    assert session.next_evidence_id() == "E-2"
    session.save()
    assert session.next_evidence_id() == "E-2"


def test_the_attached_files_of_the_version_are_found_in_it(session, shelf, old):
    item = session.attach(Path("terms.pdf"))
    session.change(edit.put_evidence(session.assessment, item), "evidence")
    session.save()
    version = shelf.files[Path("/kept")] = shelf.open(FILE)
    version.evidence = {item.digest: Path("/kept")}
    session.new(session.blank("purchase"))
    session.open(FILE)
    session._evidence.clear()
    session.change(edit.drop_evidence(session.assessment, "E-1"), "evidence")
    restore(session, version)
    assert session.evidence_place(item.digest) == Path("/kept")


def test_what_is_attached_now_keeps_its_place(session, old):
    item = session.attach(Path("terms.pdf"))
    session.borrow({item.digest: Path("/kept")})
    assert session.evidence_place(item.digest) == Path("terms.pdf")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"id": "other"}, "another assessment"),
        ({"catalogue_version": "0"}, "asked by the questions"),
        ({"catalogue": "other"}, "asked by the questions"),
    ],
)
def test_a_version_that_does_not_fit_is_refused_and_changes_nothing(session, old, changes, words):
    before = session.assessment
    old.assessment = edit.changed(old.assessment, **changes)
    assert words in obstacle(session, old).text
    with pytest.raises(NotAllowed, match=words):
        restore(session, old)
    assert session.assessment is before


def test_a_version_asked_by_other_texts_is_refused(session, old, tiny):
    old.catalogue = edit.changed(tiny, version="2")
    assert "asked by the questions" in obstacle(session, old).text


def test_a_version_of_a_newer_app_is_refused(session, old):
    old.read_only = True
    assert "newer version" in obstacle(session, old).text


def test_nothing_is_restored_into_a_file_open_for_reading(session, old):
    session.read_only = True
    assert "reading only" in obstacle(session, old).text


def test_a_version_opens_as_a_copy_with_the_texts_it_was_asked_by(session, old, tiny):
    old.catalogue = edit.changed(tiny, version="0")
    session.take_copy(old)
    assert session.path is None
    assert session.catalogue.version == "0"
    assert session.assessment == old.assessment
    assert not session.history.past


def test_signoffs_and_record_are_worth_asking_about(session, old):
    assert not signed(session)
    given = {"role": "preparer", "name": "Ada", "when": session.clock(), "layer": "file"}
    line = Entry(kind="incident", day="2026-11-22", by="Ada", text="It fell over.")
    before = session.assessment
    session.change(edit.sign(before, Signoff(**given, digest="ab" * 32)), "signoff")
    assert signed(session)
    session.change(edit.append_entry(before, line), "record")
    assert signed(session)
    restore(session, old)
    assert session.assessment.signoffs == old.assessment.signoffs
    assert session.assessment.record == old.assessment.record
