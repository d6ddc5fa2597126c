"""Files that become evidence, and where their bytes lie."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from catalogue.tiny import assessment_of, evidence
from session.editing import FILE, OTHER, answer

from procure_app.core.assessment import edit
from procure_app.session.error import Unreadable


def test_an_attached_file_becomes_an_item_with_digest_and_day(session):
    item = session.attach(Path("/desk/terms of use.pdf"))
    assert (item.id, item.kind, item.title) == ("E-1", "file", "terms of use.pdf")
    assert (item.digest, item.size) == ("ab" * 32, 3)
    assert item.read == datetime.date(2026, 11, 22)
    assert not session.modified
    assert session.evidence_place(item.digest) == Path("/desk/terms of use.pdf")


def test_a_file_whose_name_is_no_text_can_be_attached_and_saved(session):
    item = session.attach(Path("/desk/terms \udcff.pdf"))
    session.change(edit.put_evidence(session.assessment, item), "evidence")
    answer(session, "a.one", "yes", evidence=(item.id,))
    session.save(FILE)
    assert session.assessment.evidence[0].title == "terms ?.pdf"


def test_a_file_that_cannot_be_read_is_not_attached(session):
    with pytest.raises(Unreadable):
        session.attach(Path("/desk/terms.gone"))


def test_evidence_ids_go_on(session):
    for expected in ("E-1", "E-2", "E-3"):
        assert expected == session.next_evidence_id()
        item = session.attach(Path("/desk/terms.pdf"))
        session.change(edit.put_evidence(session.assessment, item), "evidence")


def add(session) -> str:
    """Put one more item of evidence into the document and return its id."""
    item = evidence(session.next_evidence_id())
    session.change(edit.put_evidence(session.assessment, item), "evidence")
    return item.id


def test_the_id_of_dropped_evidence_is_never_given_again(session):
    assert [add(session), add(session)] == ["E-1", "E-2"]
    session.change(edit.drop_evidence(session.assessment, "E-2"), "evidence")
    assert add(session) == "E-3"
    session.change(edit.drop_evidence(session.assessment, "E-3"), "evidence")
    session.save(FILE)
    session.open(FILE)
    assert add(session) == "E-4"


def test_the_id_of_evidence_that_was_undone_is_never_given_again(session):
    """It may stand in a file, or in a report, that somebody has."""
    add(session)
    add(session)
    session.save(FILE)
    session.undo()
    session.undo()
    assert session.assessment.evidence == ()
    assert add(session) == "E-3"
    session.undo()
    session.save()
    session.open(FILE)
    assert add(session) == "E-4"


def test_undo_and_redo_leave_nothing_behind_but_the_document(session):
    add(session)
    before = session.assessment
    session.undo()
    session.redo()
    session.save(FILE)
    assert session.assessment.last_evidence == 0
    assert session.assessment.evidence == before.evidence


def test_another_document_counts_from_the_start(session):
    add(session)
    session.undo()
    session.new(assessment_of())
    assert session.next_evidence_id() == "E-1"


def test_saved_evidence_lies_in_the_file_from_then_on(session, shelf):
    item = session.attach(Path("/desk/terms.pdf"))
    session.change(edit.put_evidence(session.assessment, item), "evidence")
    session.save(FILE)
    assert shelf.calls[-1]["evidence"] == {item.digest: Path("/desk/terms.pdf")}
    assert session.evidence_place(item.digest) == FILE
    session.save(OTHER)
    assert shelf.calls[-1]["evidence"] == {item.digest: FILE}
    assert session.evidence_place(item.digest) == OTHER
    session.new(assessment_of())
    assert session.evidence_place(item.digest) is None
    session.open(FILE)
    assert session.evidence_place(item.digest) == FILE


def test_only_what_is_embedded_lies_in_the_file(session):
    digest = "cd" * 32
    linked = evidence("E-1", digest=digest, linked="/models/weights.bin")
    for item in (linked, evidence("E-2")):
        session.change(edit.put_evidence(session.assessment, item), "evidence")
    session.save(FILE)
    assert session.evidence_place(digest) is None
    assert session.evidence_place("") is None


def test_dropped_evidence_can_come_back_by_undo_after_a_save(session, shelf):
    item = session.attach(Path("/desk/terms.pdf"))
    session.change(edit.put_evidence(session.assessment, item), "evidence")
    session.change(edit.drop_evidence(session.assessment, item.id), "evidence")
    session.save(FILE)
    session.undo()
    session.save()
    assert shelf.calls[-1]["evidence"] == {item.digest: Path("/desk/terms.pdf")}
