"""Edits: each gives a new document, nothing is changed in place, and nothing invalid gets in."""

from __future__ import annotations

import pytest
from catalogue.tiny import TODAY, assessment_of, evidence, given
from pydantic import ValidationError

from procure_app.core.assessment import edit
from procure_app.core.assessment.answer import Answer, ComponentRow
from procure_app.core.assessment.approval import (
    Acceptance,
    Condition,
    Decision,
    Entry,
    Outcome,
    Signoff,
)
from procure_app.core.assessment.history import History

START = assessment_of({"a.one": "yes"}, title="Start")


def test_an_answer_is_put_exchanged_and_taken_back():
    put = edit.answer(START, "a.two", given("no"))
    exchanged = edit.answer(put, "a.two", given("yes", note="Now they do."))
    assert put.answers == {"a.one": given("yes"), "a.two": given("no")}
    assert exchanged.answers["a.two"].note == "Now they do."
    assert edit.answer(exchanged, "a.two", Answer()) == START


def test_an_empty_row_is_the_same_as_none():
    row = ComponentRow(availability="released", licence="MIT")
    filled = edit.fill_row(START, "base/weights", row)
    assert filled.components == {"base/weights": row}
    assert edit.fill_row(filled, "base/weights", ComponentRow()) == START


def test_an_edit_leaves_the_document_before_it_as_it_was():
    before = START.model_dump_json()
    edit.answer(START, "a.one", given("no"))
    edit.put_evidence(START, evidence())
    edit.decide(START, Decision(outcome=Outcome.REJECT))
    assert before == START.model_dump_json()


@pytest.mark.parametrize(
    "changes",
    [
        {"as_of": "tomorrow"},
        {"answers": {"a.one": {"value": "yes"}}},
        {"answers": {"a.one": "yes"}},
        {"walk": "swim"},
        {"colour": "red"},
        {"evidence": ({"id": "E-1", "title": "T", "grade": 6},)},
    ],
)
def test_a_change_that_does_not_fit_is_refused(changes):
    with pytest.raises(ValidationError):
        edit.changed(START, **changes)


@pytest.mark.parametrize(
    "changes",
    [
        {"grade": 6},
        {"grade": -1},
        {"digest": "ABC"},
        {"size": -1},
        {"kind": "rumour"},
        {"read": "soon"},
    ],
)
def test_evidence_that_cannot_be_is_refused(changes):
    with pytest.raises(ValidationError):
        edit.changed(evidence(), **changes)


def test_a_change_keeps_every_other_field():
    changed = edit.changed(START, title="Other")
    assert changed.title == "Other"
    assert edit.changed(changed, title="Start") == START


@pytest.mark.parametrize(
    ("used", "expected"),
    [
        ((), "E-1"),
        (("E-1", "E-3"), "E-4"),
        (("E-9", "E-10"), "E-11"),
        (("terms", "E-x"), "E-1"),
        (("E-²", "E-" + "9" * 5000), "E-1"),
    ],
)
def test_the_next_id_follows_the_highest(used, expected):
    assert expected == edit.next_id("E", used)


def test_evidence_is_added_at_the_end_and_exchanged_in_its_place():
    two = edit.put_evidence(edit.put_evidence(START, evidence("E-1")), evidence("E-2"))
    exchanged = edit.put_evidence(two, evidence("E-1", grade=3))
    assert [(item.id, item.grade) for item in exchanged.evidence] == [("E-1", 3), ("E-2", 5)]


def test_dropped_evidence_leaves_no_reference_behind():
    document = assessment_of(
        {"a.one": given("yes", evidence=("E-1", "E-2")), "a.two": given("no", evidence=("E-1",))},
        evidence=(evidence("E-1"), evidence("E-2")),
        components={
            "base/weights": ComponentRow(
                availability_evidence=("E-1",), licence_evidence=("E-2", "E-1")
            )
        },
    )
    dropped = edit.drop_evidence(document, "E-1")
    assert [item.id for item in dropped.evidence] == ["E-2"]
    assert dropped.answers["a.one"].evidence == ("E-2",)
    assert '"E-1"' not in dropped.model_dump_json()
    assert dropped == edit.drop_evidence(dropped, "E-1")


def test_the_number_of_dropped_evidence_stays_taken():
    two = assessment_of(evidence=(evidence("E-1"), evidence("E-2")))
    assert edit.last_evidence(START) == 0
    assert edit.last_evidence(two) == 2
    one = edit.drop_evidence(two, "E-2")
    none = edit.drop_evidence(one, "E-1")
    assert [edit.last_evidence(document) for document in (one, none)] == [2, 2]
    later = edit.put_evidence(none, evidence("E-3"))
    assert edit.last_evidence(later) == 3


def test_a_document_from_which_nothing_was_dropped_says_nothing_of_it():
    """So that files written before look the same."""
    document = edit.put_evidence(START, evidence("E-1"))
    assert "last_evidence" not in document.model_dump_json(exclude_defaults=True)


def test_conditions_and_acceptances_stand_in_the_order_of_their_numbers():
    document = START
    for number in (10, 2, 1):
        document = edit.put_condition(document, Condition(id=f"C-{number}", finding="a.one"))
        document = edit.put_acceptance(document, Acceptance(id=f"R-{number}", finding="a.one"))
    assert [c.id for c in document.decision.conditions] == ["C-1", "C-2", "C-10"]
    assert [a.id for a in document.decision.acceptances] == ["R-1", "R-2", "R-10"]


def test_a_treatment_with_a_known_id_is_exchanged_and_can_be_dropped():
    one = edit.put_condition(START, Condition(id="C-1", finding="a.one", text="Old"))
    two = edit.put_condition(one, Condition(id="C-1", finding="a.one", text="New"))
    both = edit.put_acceptance(two, Acceptance(id="R-1", finding="a.one"))
    assert [c.text for c in two.decision.conditions] == ["New"]
    assert edit.drop_treatment(both, "R-1") == two
    assert edit.drop_treatment(two, "C-1") == START


def test_the_record_and_the_signoffs_only_grow():
    entry = Entry(kind="incident", day=TODAY, by="A. Example", text="It failed.")
    signoff = Signoff(
        role="preparer", name="A", when="2026-11-22T10:00:00Z", layer="file", digest="x"
    )
    document = edit.append_entry(edit.append_entry(START, entry), entry)
    assert document.record == (entry, entry)
    assert edit.sign(edit.sign(START, signoff), signoff).signoffs == (signoff, signoff)


def test_an_edit_that_changes_nothing_is_no_step():
    history = History(START)
    assert history.after(edit.answer(START, "a.one", given("yes")), "a.one") is history
