"""Digests of decision and record, and the names of what changed."""

from __future__ import annotations

import datetime

import pytest
from catalogue.tiny import TODAY, YESTERDAY
from decision.signed import CATALOGUE, DECISION, FILE, SIGNED, both, of

from procure_app.core.assessment import edit
from procure_app.core.assessment.approval import Acceptance, Condition, Decision, Entry, Signoff
from procure_app.core.decision.digest import (
    changes,
    decision_layer,
    file_layer,
    parts,
    record_layer,
    signoff_digest,
)
from procure_app.core.decision.reading import read

NOON = datetime.datetime(2026, 11, 22, 12, tzinfo=datetime.UTC)
SIGNOFF = Signoff(role="preparer", name="A", when=NOON, layer="file", digest="x")

OTHER_DECISION = {
    "outcome": "reject",
    "reasons": ("It is cheap.",),
    "against": "It is late.",
    "conditions": (),
    "acceptances": (),
    "decided": YESTERDAY,
    "valid_until": TODAY,
    "triggers": ("changed",),
    "approver_level": "Statute 4",
    "same_person_reason": "We are three.",
}
OTHER_CONDITION = {
    "finding": "a.holder",
    "text": "Mend it!",
    "type": "ongoing",
    "owner": "B",
    "owner_role": "Buyer",
    "due": TODAY,
    "proof": "A letter",
    "consequence": "suspend",
}
OTHER_ACCEPTANCE = {
    "finding": "a.holder",
    "waiver": True,
    "authority": "The minister",
    "limit": "None",
    "reason": "None",
    "control": "A second look",
    "expires": TODAY,
}


def test_no_field_of_the_decision_was_forgotten_here():
    assert set(OTHER_DECISION) == set(Decision.model_fields)
    assert set(OTHER_CONDITION) | {"id"} == set(Condition.model_fields)
    assert set(OTHER_ACCEPTANCE) | {"id"} == set(Acceptance.model_fields)


def decided_otherwise(decision: Decision) -> tuple[str, ...]:
    """Return the parts of the decision that differ; the file stays as it was."""
    document = edit.decide(SIGNED, decision)
    assert of("file", document) == FILE
    assert of("decision", document) != DECISION
    before, now = (decision_layer(read(CATALOGUE, d)) for d in (SIGNED, document))
    return changes(parts(before), parts(now))


@pytest.mark.parametrize("field", OTHER_DECISION)
def test_every_field_of_the_decision_moves_it_and_not_the_file(field):
    other = edit.changed(SIGNED.decision, **{field: OTHER_DECISION[field]})
    assert field in decided_otherwise(other)


@pytest.mark.parametrize("field", OTHER_CONDITION)
def test_every_field_of_a_condition_moves_the_decision(field):
    (condition,) = SIGNED.decision.conditions
    other = edit.changed(condition, **{field: OTHER_CONDITION[field]})
    decision = edit.changed(SIGNED.decision, conditions=(other,))
    assert decided_otherwise(decision) == ("conditions",)


@pytest.mark.parametrize("field", OTHER_ACCEPTANCE)
def test_every_field_of_an_acceptance_moves_the_decision(field):
    (acceptance,) = SIGNED.decision.acceptances
    other = edit.changed(acceptance, **{field: OTHER_ACCEPTANCE[field]})
    decision = edit.changed(SIGNED.decision, acceptances=(other,))
    assert decided_otherwise(decision) == ("acceptances",)


def test_the_decision_is_bound_to_the_file_and_the_record_to_the_decision():
    reading = read(CATALOGUE, SIGNED)
    assert decision_layer(reading)["file"] == FILE
    assert record_layer(reading)["decision"] == DECISION


def test_the_record_moves_itself_only():
    entry_ = Entry(kind="condition closed", day=TODAY, by="A", text="Done.", condition="C-1")
    document = edit.append_entry(SIGNED, entry_)
    assert both(document) == (FILE, DECISION)
    assert of("record", document) != of("record", SIGNED)


def test_the_parts_of_a_layer_are_named_as_a_person_can_find_them():
    found = parts(file_layer(read(CATALOGUE, SIGNED)))
    assert {
        "id",
        "title",
        "walk",
        "depth",
        "as_of",
        "catalogue",
        "format",
        "derived",
        "answers/a.holder",
        "answers/a.duty",
        "components/base/weights",
        "evidence/E-1",
        "evidence/E-2",
        "findings/a.duty",
    } == set(found)
    assert {len(short) for short in found.values()} == {16}
    assert "conditions" in parts(decision_layer(read(CATALOGUE, SIGNED)))


def test_changes_names_what_differs_what_came_and_what_went():
    before = {"title": "1", "answers/a.one": "1", "answers/a.two": "1"}
    now = {"title": "1", "answers/a.one": "2", "answers/a.three": "1"}
    assert changes(before, now) == ("answers/a.one", "answers/a.three", "answers/a.two")
    assert changes(before, before) == ()


def test_every_field_of_a_signoff_is_in_its_own_digest():
    others = {
        "name": "B", "role": "approver", "comment": "Fine.", "opinion": "concur", "email": "a@b",
        "layer": "decision", "digest": "y", "previous": "z", "attestations": {"seen": "I saw."},
    }  # fmt: skip
    digests = {signoff_digest(edit.changed(SIGNOFF, **{k: v})) for k, v in others.items()}
    assert len(digests | {signoff_digest(SIGNOFF)}) == len(others) + 1
