"""The change history: a line for each save that changed the file layer, and none ever lost."""

from __future__ import annotations

import datetime

from session.editing import FILE, OTHER, answer

from procure_app.core.assessment import edit
from procure_app.core.assessment.approval import Decision, Outcome


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
