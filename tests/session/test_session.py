"""The open document: edits, undo and its file."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from catalogue.tiny import catalogue_of, choice, given
from session.editing import FILE, OTHER, answer

from procure_app.core.assessment import edit
from procure_app.core.catalogue.word import Walk
from procure_app.session.error import ChangedOutside, NotAllowed, NotWritten, Unreadable


@pytest.fixture
def told(session) -> list[str]:
    """How often the window was told of a change."""
    calls: list[str] = []
    session.subscribe(lambda: calls.append(session.assessment.title))
    return calls


# Edits


def test_a_new_document_is_of_today_with_the_shipped_catalogue(session, tiny):
    document = session.assessment
    assert document.as_of == datetime.date(2026, 11, 22)
    assert (document.catalogue, document.catalogue_version) == (tiny.id, tiny.version)
    assert (document.walk, session.path, session.modified) == (Walk.PURCHASE, None, False)


def test_every_new_document_has_an_id_of_its_own(session):
    one, two = session.blank(Walk.PURCHASE), session.blank(Walk.DESCRIBE, "Pythia")
    assert one.id != two.id
    assert (two.walk, two.title) == (Walk.DESCRIBE, "Pythia")


def test_a_document_is_modified_while_it_differs_from_its_file(session):
    answer(session, "a.one", "yes")
    assert session.modified
    answer(session, "a.one", "")
    assert not session.modified


def test_undo_and_redo_move_and_say_where(session):
    answer(session, "a.one", "yes")
    answer(session, "b.two", "no")
    assert session.undo() == "b.two"
    assert session.undo() == "a.one"
    assert not session.modified
    assert session.undo() == ""
    assert session.redo() == "a.one"
    assert session.redo() == "b.two"
    assert session.redo() == ""
    assert session.assessment.answers["b.two"] == given("no")


def test_edits_in_one_place_are_one_step_only_when_they_are_merged(session):
    def steps(*titles: str, merge: bool = False) -> int:
        before = len(session.history.past)
        for title in titles:
            typed = edit.changed(session.assessment, title=title)
            if merge:
                session.change(typed, "title", merge=True)
            else:
                session.change(typed, "another place")
        return len(session.history.past) - before

    assert steps("a", "ab", "abc") == 3
    assert steps("x", "xy", "xyz", merge=True) == 1


def test_listeners_are_told_of_what_changed_and_of_nothing_else(session, told):
    answer(session, "a.one", "yes")
    answer(session, "a.one", "yes")
    assert len(told) == 1
    session.undo()
    session.undo()
    assert len(told) == 2


def test_what_follows_is_computed_once_for_each_state(session):
    first = session.reading
    assert first is session.reading
    answer(session, "a.one", "no")
    assert [f.question.id for f in session.reading.findings] == ["a.one"]
    session.undo()
    assert session.reading.findings == ()


# The file


def test_save_and_reopen_is_the_same(session, told):
    answer(session, "a.one", "yes")
    session.save(FILE)
    saved = session.assessment
    assert (session.modified, session.path) == (False, FILE)
    session.new(session.blank(Walk.PURCHASE))
    assert (session.path, session.modified) == (None, False)
    session.open(FILE)
    assert session.assessment == saved
    assert not session.modified
    assert len(told) == 4


def test_undo_reaches_back_over_a_save(session):
    answer(session, "a.one", "yes")
    session.save(FILE)
    assert session.undo() == "a.one"
    assert session.modified
    session.redo()
    assert not session.modified


def test_a_document_without_a_file_needs_a_name(session):
    with pytest.raises(NotAllowed) as refused:
        session.save()
    assert refused.value.sentence.text == "Choose a name to save the assessment under."


def test_a_file_that_cannot_be_opened_leaves_the_document_as_it_is(session, told):
    answer(session, "a.one", "yes")
    session.save(FILE)
    answer(session, "a.one", "no")
    before = session.assessment
    with pytest.raises(Unreadable):
        session.open(OTHER)
    assert (session.assessment, session.path, session.modified) == (before, FILE, True)
    assert len(told) == 3


def test_a_save_that_fails_leaves_the_document_modified(session, shelf):
    answer(session, "a.one", "yes")
    before = session.assessment
    shelf.full = True
    with pytest.raises(NotWritten):
        session.save(FILE)
    assert (session.assessment, session.path, session.modified) == (before, None, True)
    assert session.assessment.revisions == ()
    shelf.full = False
    session.save(FILE)
    assert [r.number for r in session.assessment.revisions] == [1]


def test_a_file_changed_by_somebody_else_is_overwritten_only_when_asked(session, shelf):
    session.save(FILE)
    shelf.files[FILE].stamp = "another"
    answer(session, "a.one", "yes")
    with pytest.raises(ChangedOutside):
        session.save()
    assert session.modified
    session.save(overwrite=True)
    assert not session.modified


def test_saving_to_its_own_file_hands_over_the_stamp_it_was_opened_with(session, shelf):
    session.save(FILE)
    session.save()
    session.save(FILE)
    first, second, third = shelf.calls
    assert (first["stamp"], first["overwrite"]) == ("", True)
    assert (second["stamp"], second["overwrite"]) == ("stamp 1", False)
    assert (third["stamp"], third["overwrite"]) == ("stamp 2", False)


def test_its_own_file_is_known_however_its_path_is_spelt(session, shelf, tmp_path, monkeypatch):
    real, link = tmp_path / "one.procure", tmp_path / "link.procure"
    real.touch()
    link.symlink_to(real)
    monkeypatch.chdir(tmp_path)
    session.save(real)
    for spelling in (Path("one.procure"), tmp_path / "." / "one.procure", link):
        shelf.files[spelling] = shelf.files[session.path]
        session.save(spelling)
        assert not shelf.calls[-1]["overwrite"]


def test_save_as_goes_on_in_the_new_file(session, shelf):
    session.save(FILE)
    session.save(OTHER)
    answer(session, "a.one", "yes")
    session.save()
    assert [call["path"] for call in shelf.calls] == [FILE, OTHER, OTHER]
    assert shelf.files[FILE].assessment.answers == {}


def test_the_file_keeps_the_texts_as_they_were_asked(session, shelf):
    old = catalogue_of(choice("z.old")).model_copy(update={"version": "0"})
    session.save(FILE)
    shelf.files[FILE].catalogue = old
    session.open(FILE)
    assert session.catalogue is old
    session.save()
    assert shelf.files[FILE].catalogue is old
    session.new(session.blank(Walk.PURCHASE))
    assert session.catalogue is session.shipped


# Reading only


@pytest.fixture
def read_only(session, shelf):
    """The session with a file of a newer format open."""
    session.save(FILE)
    shelf.files[FILE].read_only = True
    session.open(FILE)
    return session


def test_a_file_for_reading_only_refuses_edits_with_one_sentence(read_only):
    before = read_only.assessment
    with pytest.raises(NotAllowed) as refused:
        answer(read_only, "a.one", "yes")
    sentence = refused.value.sentence.text
    assert "open for reading only" in sentence
    assert sentence.endswith("to edit it.")
    assert (read_only.assessment, read_only.modified) == (before, False)


def test_an_edit_that_changes_nothing_is_no_edit_of_a_file_for_reading_only(read_only):
    read_only.change(read_only.assessment, "a.one")


def test_a_file_for_reading_only_is_never_written(read_only, shelf):
    for path in (None, FILE):
        with pytest.raises(NotAllowed):
            read_only.save(path)
    assert len(shelf.calls) == 1


def test_a_file_for_reading_only_is_never_written_by_another_path(session, shelf, tmp_path):
    real, link = tmp_path / "one.procure", tmp_path / "link.procure"
    real.touch()
    link.symlink_to(real)
    session.save(real)
    shelf.files[real].read_only = True
    session.open(real)
    with pytest.raises(NotAllowed):
        session.save(link)
    assert len(shelf.calls) == 1


def test_a_new_document_is_not_for_reading_only(read_only):
    read_only.new(read_only.blank(Walk.PURCHASE))
    answer(read_only, "a.one", "yes")
    assert read_only.modified


def test_saved_under_another_name_it_can_be_edited(read_only):
    read_only.save(OTHER)
    assert not read_only.read_only
    answer(read_only, "a.one", "yes")
    assert read_only.modified
