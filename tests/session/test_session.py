"""The open document: edits, undo, its file, its change history and what is attached."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from catalogue.tiny import assessment_of, catalogue_of, choice, evidence, given

from procure_app.core.assessment import edit
from procure_app.core.assessment.approval import Decision, Outcome
from procure_app.core.catalogue.word import Walk
from procure_app.session.error import ChangedOutside, NotAllowed, NotWritten, Unreadable

FILE, OTHER = Path("/desk/one.procure"), Path("/desk/two.procure")


def answer(session, question: str, value: str, **fields) -> None:
    """Answer a question in the open document."""
    new = given(value, **fields) if value else given()
    session.change(edit.answer(session.assessment, question, new), question)


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


# The change history


def lines(session) -> list[tuple[int, tuple[str, ...]]]:
    """Return number and changes of each line of the change history."""
    return [(r.number, r.changed) for r in session.assessment.revisions]


def test_the_first_save_begins_the_change_history(session):
    session.save(FILE)
    (line,) = session.assessment.revisions
    assert (line.number, line.changed) == (1, ())
    assert line.when == datetime.datetime(2026, 11, 22, 9, 2, tzinfo=datetime.UTC)


def test_saving_again_without_a_change_adds_no_line(session):
    session.save(FILE)
    before = session.assessment
    session.save()
    session.save(OTHER)
    assert session.assessment == before


def test_a_changed_file_layer_adds_a_line_that_names_what_changed(session):
    answer(session, "a.one", "yes")
    session.save(FILE)
    answer(session, "b.two", "no")
    session.change(edit.changed(session.assessment, title="Pythia"), "title")
    session.save()
    assert lines(session) == [(1, ()), (2, ("answers/b.two", "title"))]


def test_a_finding_that_came_is_named_too(session):
    answer(session, "a.one", "yes")
    session.save(FILE)
    answer(session, "a.one", "no")
    session.save()
    assert lines(session)[-1] == (2, ("answers/a.one", "findings/a.one"))


def test_what_only_follows_otherwise_adds_no_line_without_an_edit(session, shelf):
    """A file made with another catalogue, opened and saved as it was."""
    answer(session, "a.one", "yes")
    session.save(FILE)
    shelf.files[FILE].catalogue = session.catalogue.model_copy(update={"version": "0"})
    session.open(FILE)
    session.save()
    assert lines(session) == [(1, ())]


def test_what_is_not_in_the_file_layer_adds_no_line(session):
    answer(session, "a.one", "yes")
    session.save(FILE)
    session.change(edit.decide(session.assessment, Decision(outcome=Outcome.REJECT)), "decision")
    answer(session, "b.off", "no")
    session.save()
    assert lines(session) == [(1, ())]
    assert session.assessment.decision.outcome is Outcome.REJECT


def test_undo_takes_back_an_edit_and_never_that_it_was_saved(session):
    session.save(FILE)
    answer(session, "b.two", "no")
    session.save()
    session.undo()
    session.save()
    assert lines(session) == [(1, ()), (2, ("answers/b.two",)), (3, ("answers/b.two",))]
    first, _, third = session.assessment.revisions
    assert first.digest == third.digest


def test_every_line_of_the_change_history_stays_whatever_is_undone_and_saved(session):
    for value in ("yes", "no", "partly"):
        answer(session, "b.two", value)
        session.save(FILE)
        session.undo()
        session.save()
    assert [number for number, _ in lines(session)] == list(range(1, 7))


def test_reopening_goes_on_with_the_numbers(session):
    session.save(FILE)
    session.open(FILE)
    answer(session, "b.two", "no")
    session.save()
    assert lines(session) == [(1, ()), (2, ("answers/b.two",))]


# Evidence


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
