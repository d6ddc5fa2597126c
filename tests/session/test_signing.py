"""Signing off: who may, in which order, and what a signature is bound to."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from catalogue.tiny import TODAY, given

from procure_app.core.assessment import edit
from procure_app.core.assessment.approval import Decision, Entry, Signoff
from procure_app.core.assessment.document import SIGNOFFS
from procure_app.core.decision.digest import digest, layer, signoff_digest
from procure_app.core.decision.signoff import standings
from procure_app.session.error import NotAllowed
from procure_app.session.signing import record, sign_off

ATTESTED = {
    "preparer": {"seen": "I have seen it.", "read": "I have read it."},
    "reviewer": {"seen": "I have seen it."},
    "approver": {"seen": "I have seen it."},
}
READY = Decision(outcome="reject", decided=TODAY)
INCIDENT = Entry(kind="incident", day=TODAY, by="A", text="It failed.")


def by(role: str, name: str = "", **fields) -> Signoff:
    """Return a sign-off in this role as a person fills it in."""
    filled = {
        "role": role,
        "name": name or f"The {role}",
        "attestations": ATTESTED.get(role, {}),
        "when": datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC),
        "layer": "file",
        "digest": "",
    }
    return Signoff(**(filled | fields))


def decide(session, **fields) -> None:
    """Record the decision."""
    session.change(edit.decide(session.assessment, edit.changed(READY, **fields)), "decision")


def refusal(session, signoff) -> str:
    """Return why this sign-off is refused; the document stays as it was."""
    before = session.assessment
    with pytest.raises(NotAllowed) as refused:
        sign_off(session, signoff)
    assert session.assessment is before
    return refused.value.sentence.text


@pytest.fixture
def reviewed(session):
    """The session once preparer and reviewer have signed and the decision is recorded."""
    session.change(edit.answer(session.assessment, "a.one", given("yes")), "a.one")
    sign_off(session, by("preparer"))
    sign_off(session, by("reviewer"))
    decide(session)
    return session


def test_a_signoff_is_bound_to_the_layer_its_role_signs(reviewed):
    approved = sign_off(reviewed, by("approver"))
    preparer = reviewed.assessment.signoffs[0]
    assert (preparer.layer, approved.layer) == ("file", "decision")
    assert preparer.digest == digest(layer(reviewed.reading, "file"))
    assert approved.digest == digest(layer(reviewed.reading, "decision"))
    assert "answers/a.one" in preparer.parts


def test_the_moment_is_that_of_the_clock_and_not_as_typed(session):
    assert sign_off(session, by("preparer")).when.year == 2026


def test_what_was_typed_about_digest_and_chain_does_not_count(session):
    signed = sign_off(session, by("preparer", digest="x", previous="y", parts={"z": "z"}))
    assert signed.digest == digest(layer(session.reading, "file"))
    assert signed.previous == ""
    assert "z" not in signed.parts


def test_each_signoff_carries_the_digest_of_the_one_before(reviewed):
    first, second = reviewed.assessment.signoffs
    assert (first.previous, second.previous) == ("", signoff_digest(first))
    sign_off(reviewed, by("approver"))
    assert all(s.stands for s in standings(reviewed.reading))


@pytest.mark.parametrize("name", ["", "   "])
def test_a_signoff_needs_a_name(session, name):
    said = refusal(session, by("preparer").model_copy(update={"name": name}))
    assert said == "Give the role and the name of the person or body that signs."


def test_a_signoff_needs_a_role_of_the_catalogue(session):
    said = refusal(session, by("wizard"))
    assert said == "Give the role and the name of the person or body that signs."


@pytest.mark.parametrize(
    "ticked", [{}, {"seen": "I have seen it."}, {"seen": "I", "read": "I", "more": "I"}]
)
def test_every_attestation_is_ticked_one_by_one(session, ticked):
    said = refusal(session, by("preparer", attestations=ticked))
    assert said == "Tick every attestation, one by one."


def test_the_attestations_are_kept_as_they_were_shown(session):
    assert sign_off(session, by("preparer")).attestations == ATTESTED["preparer"]


def test_who_is_recused_cannot_sign(session):
    assert refusal(session, by("preparer", interests="recused")).startswith("A person who is recus")


@pytest.mark.parametrize("interests", ["none", "declared and managed"])
def test_declared_interests_do_not_keep_from_signing(session, interests):
    assert sign_off(session, by("preparer", interests=interests)).interests == interests


@pytest.mark.parametrize(
    ("preparer", "approver"),
    [
        ({"name": "Ana Lima"}, {"name": " ana  LIMA"}),
        ({"name": "Ana", "email": "a@b.org"}, {"name": "Anna", "email": "A@B.org "}),
    ],
)
def test_preparer_and_approver_are_two_people_unless_a_reason_is_recorded(
    session, preparer, approver
):
    sign_off(session, by("preparer", **preparer))
    sign_off(session, by("reviewer"))
    decide(session)
    refused = refusal(session, by("approver", **approver))
    assert refused.startswith("Preparer and approver must be different people.")
    decide(session, same_person_reason="  ")
    assert refusal(session, by("approver", **approver)) == refused
    decide(session, same_person_reason="We are a body of one.")
    assert sign_off(session, by("approver", **approver)).role == "approver"


def test_the_approver_signs_after_the_decision_is_ready(session):
    sign_off(session, by("preparer"))
    sign_off(session, by("reviewer"))
    assert refusal(session, by("approver")).startswith("No decision is recorded.")
    decide(session, decided=None)
    assert refusal(session, by("approver")) == "Give the date of the decision."
    decide(session)
    assert sign_off(session, by("approver")).layer == "decision"


def test_the_approver_signs_after_every_required_role(session):
    decide(session)
    sign_off(session, by("preparer"))
    with pytest.raises(NotAllowed) as refused:
        sign_off(session, by("approver"))
    assert refused.value.sentence.text == "{role} has to sign off the file first."
    assert refused.value.sentence.values == {"role": "Reviewer"}


def test_the_approver_signs_what_the_reviewers_signed(reviewed):
    reviewed.change(edit.answer(reviewed.assessment, "b.two", given("no")), "b.two")
    assert refusal(reviewed, by("approver")) == "{role} has to sign off the file first."


def test_an_opinion_that_does_not_concur_is_a_signoff_too(session):
    sign_off(session, by("preparer"))
    sign_off(session, by("reviewer", opinion="do not concur", comment="Too early."))
    decide(session)
    assert sign_off(session, by("approver")).role == "approver"


def test_a_later_edit_makes_the_signoffs_stale_and_names_the_part(reviewed):
    sign_off(reviewed, by("approver"))
    reviewed.change(edit.answer(reviewed.assessment, "b.two", given("no")), "b.two")
    found = standings(reviewed.reading)
    assert [s.stands for s in found] == [False, False, False]
    assert found[0].changed == ("answers/b.two",)


def test_signing_saving_and_reopening_keeps_every_signature_standing(reviewed):
    sign_off(reviewed, by("approver"))
    reviewed.save(Path("/desk/one.procure"))
    reviewed.open(Path("/desk/one.procure"))
    assert [s.stands for s in standings(reviewed.reading)] == [True, True, True]


def test_undo_never_takes_back_a_signoff(session):
    """Nor leads back behind it: what was signed stays in the file."""
    signed = sign_off(session, by("preparer"))
    assert session.undo() == ""
    assert session.assessment.signoffs == (signed,)


def test_a_file_for_reading_only_cannot_be_signed(session):
    session.read_only = True
    assert "open for reading only" in refusal(session, by("preparer"))


def test_nobody_signs_a_description(session):
    session.new(edit.changed(session.assessment, walk="describe"))
    said = refusal(session, by("preparer"))
    assert said == "A description of a release is not signed off."


# The record


def test_the_record_begins_after_the_decision_is_signed(reviewed):
    with pytest.raises(NotAllowed) as refused:
        record(reviewed, INCIDENT)
    assert refused.value.sentence.text.startswith("The record begins after the approver")
    sign_off(reviewed, by("approver"))
    record(reviewed, INCIDENT)
    assert reviewed.assessment.record == (INCIDENT,)


def test_the_record_makes_no_signature_stale(reviewed):
    sign_off(reviewed, by("approver"))
    record(reviewed, INCIDENT)
    record(reviewed, edit.changed(INCIDENT, kind="revocation"))
    assert all(s.stands for s in standings(reviewed.reading))
    assert [entry.kind for entry in reviewed.assessment.record] == ["incident", "revocation"]


def test_a_document_full_of_signoffs_takes_no_more(session):
    sign_off(session, by("preparer"))
    (first,) = session.assessment.signoffs
    full = edit.changed(session.assessment, signoffs=(first,) * SIGNOFFS)
    session.change(full, "signoff")
    assert "Go on in a copy." in refusal(session, by("reviewer"))
