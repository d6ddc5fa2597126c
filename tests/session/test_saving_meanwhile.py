"""What is edited between the start and the end of a save is neither lost nor taken for saved."""

from __future__ import annotations

import pytest
from editing import FILE, OTHER, answer

from procure_app.session.error import NotWritten


def test_an_edit_made_meanwhile_is_kept_and_not_in_the_file(session, shelf):
    answer(session, "a.one", "no")
    begun = session.saving(FILE)
    answer(session, "a.one", "partly")
    session.take_saved(begun, begun.write())
    assert session.assessment.answers["a.one"].value == ("partly",)
    assert shelf.files[FILE].assessment.answers["a.one"].value == ("no",)
    assert session.modified
    session.save()
    assert not session.modified
    assert shelf.files[FILE].assessment == session.assessment


def test_undo_of_what_was_edited_meanwhile_leads_back_to_what_the_file_holds(session, shelf):
    answer(session, "a.one", "no")
    begun = session.saving(FILE)
    answer(session, "a.one", "partly")
    session.take_saved(begun, begun.write())
    session.undo()
    assert not session.modified
    assert session.assessment == shelf.files[FILE].assessment
    session.redo()
    assert session.assessment.answers["a.one"].value == ("partly",)
    assert session.modified


def test_what_was_undone_meanwhile_comes_back_by_redo_as_saved(session):
    answer(session, "a.one", "no")
    begun = session.saving(FILE)
    session.undo()
    session.take_saved(begun, begun.write())
    assert session.modified
    session.redo()
    assert not session.modified


def test_an_edit_taken_back_meanwhile_leaves_a_saved_document(session):
    answer(session, "a.one", "no")
    begun = session.saving(FILE)
    answer(session, "a.one", "partly")
    answer(session, "a.one", "no")
    session.take_saved(begun, begun.write())
    assert not session.modified


def test_what_was_edited_meanwhile_has_the_lines_of_the_file(session):
    answer(session, "a.one", "no")
    begun = session.saving(FILE)
    answer(session, "a.one", "partly")
    session.take_saved(begun, begun.write())
    assert [line.number for line in session.assessment.revisions] == [1]
    session.save()
    assert [line.number for line in session.assessment.revisions] == [1, 2]


def test_a_save_that_fails_after_an_edit_leaves_both_unsaved(session, shelf):
    answer(session, "a.one", "no")
    begun = session.saving(FILE)
    answer(session, "a.one", "partly")
    shelf.full = True
    with pytest.raises(NotWritten):
        begun.write()
    assert session.modified
    assert session.path is None
    session.undo()
    assert session.modified


def test_a_document_opened_meanwhile_is_not_taken_for_the_one_saved(session):
    answer(session, "a.one", "no")
    begun = session.saving(FILE)
    session.new(session.blank("purchase"))
    opened = session.assessment
    session.take_saved(begun, begun.write())
    assert session.assessment is opened
    assert session.path is None


def test_a_file_attached_meanwhile_stays_where_it_lies_until_it_is_saved(session, tmp_path):
    begun = session.saving(FILE)
    item = session.attach(OTHER)
    session.take_saved(begun, begun.write())
    assert session.evidence_place(item.digest) == OTHER
