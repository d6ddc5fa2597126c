"""What differs between two states of a document: everything entered, named and in words."""

from __future__ import annotations

import datetime

import pytest
from catalogue.tiny import TODAY, YESTERDAY, steady
from hypothesis import given as drawn
from hypothesis import settings

from outline.made import ASSESSMENTS
from outline.said import ENGLISH
from outline.small import EMPTY, SMALL
from procure_app.core.assessment import edit
from procure_app.core.assessment.answer import Answer, ComponentRow, Evidence
from procure_app.core.assessment.approval import (
    Acceptance,
    Condition,
    Decision,
    Entry,
    Revision,
    Signoff,
)
from procure_app.core.assessment.retired import Retired
from procure_app.core.outline.difference import differences
from procure_app.core.outline.field_words import NAMES
from procure_app.core.outline.part_words import part_name
from procure_app.i18n import say

NOON = datetime.datetime(2026, 11, 22, 12, tzinfo=datetime.UTC)
ITEM = Evidence(id="E-1", title="Terms", where="terms.pdf", grade=2)
SIGNED = Signoff(role="preparer", name="Ada", when=NOON, layer="file", digest="ab" * 32)
LINE = Entry(kind="incident", day=TODAY, by="Ada", text="It fell over.")


def said(before, after):
    """Return place, what, before and after of every difference, in English."""
    found = differences(SMALL, before, after)
    return [tuple(say(part, ENGLISH) for part in parts_of(each)) for each in found]


def parts_of(each):
    return (each.place, each.what, each.before, each.after)


def test_an_answer_is_named_by_its_question_and_said_in_the_words_of_its_options():
    before = edit.answer(EMPTY, "case.impact", Answer(value=("low",)))
    after = edit.answer(EMPTY, "case.impact", Answer(value=("high",)))
    assert said(before, after) == [
        ("case.impact", "Impact level", "Low: easy to mend", "High: people are affected")
    ]


def test_what_came_has_no_before_and_what_went_no_after():
    answered = edit.answer(EMPTY, "case.use", Answer(value=("Sorting post",)))
    assert said(EMPTY, answered) == [("case.use", "Use", "", "Sorting post")]
    assert said(answered, EMPTY) == [("case.use", "Use", "Sorting post", "")]


def test_not_known_and_not_applicable_are_answers_too():
    unknown = edit.answer(EMPTY, "rights.use", Answer(standing="unknown"))
    aside = edit.answer(
        EMPTY, "rights.use", Answer(standing="not applicable", reason="No contract.")
    )
    assert said(unknown, aside) == [
        ("rights.use", "State of use", "not known", "not applicable; reason: No contract.")
    ]


def test_what_is_said_beside_an_answer_is_named_apart():
    before = edit.answer(EMPTY, "duty.repair", Answer(value=("yes",), evidence=("E-1",)))
    after = edit.answer(EMPTY, "duty.repair", Answer(value=("yes",), note="Asked", bound="host"))
    assert said(before, after) == [
        ("duty.repair", "State of repair: note", "", "Asked"),
        ("duty.repair", "State of repair: evidence", "E-1", ""),
        ("duty.repair", "State of repair: who is bound", "", "host"),
    ]


def test_a_component_is_named_with_its_layer_and_leads_to_the_table():
    row = ComponentRow(availability="released", licence="NOASSERTION")
    assert said(EMPTY, edit.fill_row(EMPTY, "base/weights", row)) == [
        ("parts.table", "“Final weights” of the base: availability", "", "released"),
        ("parts.table", "“Final weights” of the base: licence", "", "not known"),
    ]


def test_evidence_leads_to_a_question_that_it_backs():
    before = edit.answer(edit.put_evidence(EMPTY, ITEM), "case.use", Answer(evidence=("E-1",)))
    after = edit.put_evidence(before, edit.changed(ITEM, grade=3))
    assert said(before, after) == [
        (
            "case.use",
            "Evidence E-1: grade",
            "2: a published document naming this version",
            "3: a binding term",
        )
    ]
    assert said(EMPTY, edit.put_evidence(EMPTY, ITEM)) == [
        ("", "Evidence E-1", "", "Terms; terms.pdf; a published document naming this version")
    ]


def test_the_decision_is_compared_with_its_conditions():
    before = edit.decide(EMPTY, Decision(outcome="approve", decided=YESTERDAY))
    condition = Condition(id="C-1", finding="rights.use", text="Get it in writing.")
    after = edit.put_condition(
        edit.decide(EMPTY, Decision(outcome="reject", decided=TODAY)), condition
    )
    assert said(before, after) == [
        ("decision", "Decision: the outcome", "approve", "reject"),
        (
            "decision",
            "Decision: the date of the decision",
            "21 November 2026",
            "22 November 2026",
        ),
        ("decision", "Condition C-1", "", "Get it in writing."),
    ]


def test_a_signoff_that_is_gone_and_a_line_of_the_record_are_said():
    signed = edit.append_entry(edit.sign(EMPTY, SIGNED), LINE)
    words = "Ada, 22 November 2026, 12:00:00 UTC, abab abab abab abab"
    assert said(signed, EMPTY) == [
        ("signoff", "Sign-off: Preparer", words, ""),
        ("record", "Record: incident", "22 November 2026, Ada, It fell over.", ""),
    ]


def test_signoffs_that_changed_places_differ():
    other = edit.changed(SIGNED, role="reviewer")
    assert said(edit.sign(edit.sign(EMPTY, SIGNED), other),
                edit.sign(edit.sign(EMPTY, other), SIGNED))  # fmt: skip


def test_answers_come_in_the_order_of_asking_and_unknown_questions_last():
    after = EMPTY
    for key in ("zz.gone", "duty.repair", "aa.gone", "case.use"):
        after = edit.answer(after, key, Answer(value=("x",)))
    assert [place for place, *_ in said(EMPTY, after)] == [
        "case.use",
        "duty.repair",
        "aa.gone",
        "zz.gone",
    ]


def test_items_of_one_id_hide_nothing():
    twice = edit.changed(EMPTY, evidence=(ITEM, ITEM))
    second = edit.changed(EMPTY, evidence=(ITEM, edit.changed(ITEM, title="Other")))
    assert said(twice, second) == [("", "Evidence E-1: title", "Terms", "Other")]


OTHER = {
    "id": "other", "title": "Other", "walk": "describe", "depth": "core",
    "as_of": datetime.date(2020, 1, 1), "language": "de", "catalogue": "other",
    "catalogue_version": "9", "answers": {"case.use": Answer(value=("new",))},
    "components": {"base/card": ComponentRow(note="new")},
    "evidence": (edit.changed(ITEM, id="E-9"),), "decision": Decision(against="new"),
    "record": (LINE,), "signoffs": (SIGNED,),
    "retired": (Retired(key="old.id", text="Asked once?", value=("Yes",), catalogue_version="1"),),
}  # fmt: skip


def test_every_field_of_the_document_is_compared_but_history_and_count():
    assert set(OTHER) | {"revisions", "last_evidence"} == set(type(EMPTY).model_fields)
    for field, value in OTHER.items():
        assert said(EMPTY, edit.changed(EMPTY, **{field: value})), field
    line = Revision(number=1, when=NOON, digest="ab" * 32)
    assert not said(EMPTY, edit.changed(EMPTY, revisions=(line,), last_evidence=7))


@pytest.mark.parametrize("kind", [Answer, ComponentRow, Evidence, Decision, Condition, Acceptance])
def test_every_field_of_what_is_entered_has_a_name(kind):
    for field in set(kind.model_fields) - {"value", "standing", "id"}:
        named = part_name(SMALL, field) if kind is Decision else NAMES.get(field, field)
        assert named != field, field


@settings(steady, max_examples=25)
@drawn(ASSESSMENTS, ASSESSMENTS)
def test_two_states_without_a_difference_hold_the_same_entries(one, other):
    beside = {"revisions": (), "last_evidence": 0}
    alike = edit.changed(one, **beside) == edit.changed(other, **beside)
    assert bool(differences(SMALL, one, other)) is not alike
    assert not differences(SMALL, one, one)


@settings(steady, max_examples=25)
@drawn(ASSESSMENTS, ASSESSMENTS)
def test_the_way_back_exchanges_before_and_after(one, other):
    forth = {(each[1], each[2], each[3]) for each in said(one, other)}
    back = {(each[1], each[3], each[2]) for each in said(other, one)}
    assert forth == back
