"""Undo and redo."""

from __future__ import annotations

from catalogue.tiny import assessment_of, evidence, given, steady
from hypothesis import given as holds_for
from hypothesis import strategies as st

from procure_app.core.assessment import edit
from procure_app.core.assessment.answer import Answer, ComponentRow
from procure_app.core.assessment.approval import Acceptance, Condition, Decision, Outcome
from procure_app.core.assessment.history import STEPS as MOST
from procure_app.core.assessment.history import History

START = assessment_of(title="Start")
_QUESTIONS = st.sampled_from(["a.one", "a.two", "b.one"])
_TEXTS = st.sampled_from(["", "yes", "no", "é"])
_ITEMS = st.sampled_from(["E-1", "E-2", "E-3"])

EDITS = st.one_of(
    st.tuples(st.just(edit.answer), _QUESTIONS, st.builds(given, _TEXTS, note=_TEXTS)),
    st.tuples(st.just(edit.answer), _QUESTIONS, st.just(Answer())),
    st.tuples(
        st.just(edit.fill_row),
        st.sampled_from(["base/weights", "product/card"]),
        st.builds(ComponentRow, licence=_TEXTS, licence_evidence=st.lists(_ITEMS).map(tuple)),
    ),
    st.tuples(st.just(edit.put_evidence), st.builds(evidence, _ITEMS, st.integers(0, 5))),
    st.tuples(st.just(edit.drop_evidence), _ITEMS),
    st.tuples(
        st.just(edit.decide), st.builds(Decision, outcome=st.sampled_from(Outcome), against=_TEXTS)
    ),
    st.tuples(
        st.just(edit.put_condition), st.builds(Condition, id=st.just("C-1"), finding=_QUESTIONS)
    ),
    st.tuples(
        st.just(edit.put_acceptance), st.builds(Acceptance, id=st.just("R-1"), finding=_QUESTIONS)
    ),
    st.tuples(st.just(edit.drop_treatment), st.sampled_from(["C-1", "R-1"])),
)
STEPS = st.lists(st.tuples(EDITS, st.booleans()), max_size=12)


def after(steps) -> tuple[History, list]:
    """Return the history after these edits, and the documents on the way."""
    history, documents = History(START), [START]
    for (function, *arguments), merge in steps:
        changed = function(history.present, *arguments)
        history = history.after(changed, str(arguments[0]), merge=merge)
        documents.append(history.present)
    return history, documents


@steady
@holds_for(STEPS)
def test_any_edits_then_undo_all_is_the_start(steps):
    history, _ = after(steps)
    while history.past:
        history = history.undone()
    assert history.present == START


@steady
@holds_for(STEPS)
def test_undo_all_then_redo_all_is_where_we_were(steps):
    history, _ = after(steps)
    back = history
    while back.past:
        back = back.undone()
    while back.future:
        back = back.redone()
    assert back == history


@steady
@holds_for(STEPS)
def test_every_undo_changes_something(steps):
    history, _ = after(steps)
    while history.past:
        before, history = history, history.undone()
        assert history.present != before.present


@steady
@holds_for(STEPS)
def test_undo_leads_only_to_documents_that_were_there(steps):
    history, documents = after(steps)
    while history.past:
        history = history.undone()
        assert history.present in documents


def test_undo_at_the_start_and_redo_at_the_end_change_nothing():
    history = History(START)
    assert history.undone() is history
    assert history.redone() is history


def test_an_edit_after_an_undo_drops_what_could_be_redone():
    history, _ = after([((edit.answer, "a.one", given("yes")), False)])
    other = history.undone().after(edit.answer(START, "a.two", given("no")), "a.two")
    assert other.future == ()
    assert other.undone().present == START


def typed(history: History, *texts: str, place: str = "a.one") -> History:
    """Return the history after this text was typed, letter by letter."""
    for text in texts:
        changed = edit.answer(history.present, place, given(text))
        history = history.after(changed, place, merge=True)
    return history


def test_typing_in_one_place_is_one_step():
    history = typed(History(START), "h", "he", "hel")
    assert history.present.answers["a.one"] == given("hel")
    assert history.undone().present == START


def test_typing_elsewhere_is_another_step():
    first = typed(History(START), "h", "he")
    second = typed(first, "x", "xy", place="a.two")
    assert second.undone().present == first.present
    assert second.undone().undone().present == START


def test_what_is_not_typed_is_a_step_of_its_own():
    one = typed(History(START), "h")
    two = one.after(edit.answer(one.present, "a.one", given("he")), "a.one")
    assert two.undone().present == one.present


def test_typing_after_an_undo_is_a_new_step():
    history = typed(History(START), "h", "he")
    history = typed(history, "x", place="a.two").undone()
    history = typed(history, "hey")
    assert history.undone().present.answers["a.one"] == given("he")


def test_typing_that_was_taken_back_is_no_step():
    start = typed(typed(History(START), "x", place="b.one"), "y", place="b.two")
    history = typed(start, "h", "he")
    taken_back = edit.answer(history.present, "a.one", Answer())
    assert history.after(taken_back, "a.one", merge=True) == start


def test_the_oldest_step_is_forgotten_when_there_are_too_many():
    history = History(START)
    for number in range(MOST + 2):
        history = history.after(assessment_of(title=f"{number}"), f"{number}")
    assert [place for _, place in history.past] == [f"{n}" for n in range(2, MOST + 2)]
    assert history.past[0][0].title == "1"
    while history.past:
        history = history.undone()
    assert len(history.future) == MOST
    while history.future:
        history = history.redone()
    assert history.present.title == f"{MOST + 1}"
