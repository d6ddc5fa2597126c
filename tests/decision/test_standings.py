"""Sign-offs against the document as it is now: who signed, what changed since, who is missing."""

from __future__ import annotations

import datetime

import pytest
from catalogue.tiny import (
    assessment_of,
    catalogue_of,
    choice,
    given,
    is_,
    role,
)

from procure_app.core.assessment import edit
from procure_app.core.assessment.approval import Decision, Entry, Outcome, Signoff
from procure_app.core.decision.digest import digest, layer, parts, signoff_digest
from procure_app.core.decision.reading import read
from procure_app.core.decision.signoff import missing, required, same_person, standings

NOON = datetime.datetime(2026, 11, 22, 12, tzinfo=datetime.UTC)
CATALOGUE = catalogue_of(
    choice("a.impact", "low", "high"),
    choice("a.two"),
    choice("b.off", asked=is_("a.impact", "high")),
    roles=(
        role("preparer"),
        role("observer", required=False),
        role("independent", required=is_("a.impact", "high")),
        role("approver", "decision"),
    ),
)
START = assessment_of({"a.impact": "low", "a.two": "yes"}, decision=Decision(outcome="reject"))


def signed(document, *roles: str):
    """Return the document after these roles signed it, as ``session.signing`` does."""
    for name in roles:
        signs = next(r.signs for r in CATALOGUE.roles if r.id == name)
        content = layer(read(CATALOGUE, document), signs)
        chain = document.signoffs
        signoff = Signoff(
            role=name,
            name=f"The {name}",
            attestations={"seen": "I have seen it."},
            when=NOON,
            layer=signs,
            digest=digest(content),
            parts=parts(content),
            previous=signoff_digest(chain[-1]) if chain else "",
        )
        document = edit.sign(document, signoff)
    return document


def now(document):
    """Return the standings of the sign-offs."""
    return standings(read(CATALOGUE, document))


SIGNED = signed(START, "preparer", "observer", "approver")


def test_a_signoff_stands_while_nothing_changed():
    assert [(s.role.id, s.stands, s.changed) for s in now(SIGNED)] == [
        ("preparer", True, ()),
        ("observer", True, ()),
        ("approver", True, ()),
    ]


def test_a_later_edit_of_the_file_makes_every_signoff_stale_and_names_the_part():
    edited = edit.answer(SIGNED, "a.two", given("no"))
    preparer, _, approver = now(edited)
    assert preparer.changed == ("answers/a.two",)
    assert "file" in approver.changed
    assert not any(s.stands for s in now(edited))


def test_a_later_edit_of_the_decision_makes_only_its_signature_stale():
    edited = edit.decide(SIGNED, Decision(outcome=Outcome.REJECT, against="It is late."))
    assert [s.changed for s in now(edited)] == [(), (), ("against",)]


def test_taking_the_edit_back_makes_the_signoffs_stand_again():
    """There is no flag: a sign-off is stale by comparison only."""
    there = edit.answer(SIGNED, "a.two", given("no"))
    back = edit.answer(there, "a.two", given("yes"))
    assert all(s.stands for s in now(back))


def test_the_record_and_answers_off_the_path_make_nothing_stale():
    entry = Entry(kind="incident", day=NOON.date(), by="A", text="It failed.")
    edited = edit.answer(edit.append_entry(SIGNED, entry), "b.off", given("no"))
    assert all(s.stands for s in now(edited))


def test_a_signature_without_parts_names_the_layer_that_changed():
    bare = edit.changed(SIGNED.signoffs[0], parts={})
    alone = edit.changed(START, signoffs=(bare,))
    edited = edit.answer(alone, "a.two", given("no"))
    assert "answers/a.two" in now(edited)[0].changed
    forged = edit.changed(START, signoffs=(edit.changed(SIGNED.signoffs[0], digest="x"),))
    assert now(forged)[0].changed == ("file",)


@pytest.mark.parametrize(
    ("taken", "chained"), [(0, [False, True]), (1, [True, False]), (2, [True, True])]
)
def test_the_chain_is_broken_where_a_signoff_was_taken_out(taken, chained):
    """Of the last one nothing is left that could show it."""
    left = tuple(s for n, s in enumerate(SIGNED.signoffs) if n != taken)
    found = now(edit.changed(SIGNED, signoffs=left))
    assert chained == [s.chained for s in found]
    assert chained == [s.stands for s in found]


@pytest.mark.parametrize(
    "change", [{"name": "Somebody else"}, {"opinion": "concur"}, {"comment": "."}]
)
def test_the_chain_is_broken_after_a_signoff_that_was_altered(change):
    first, *others = SIGNED.signoffs
    altered = edit.changed(SIGNED, signoffs=(edit.changed(first, **change), *others))
    assert [s.chained for s in now(altered)] == [True, False, True]


def test_the_chain_is_broken_where_signoffs_changed_places():
    first, second, third = SIGNED.signoffs
    turned = edit.changed(SIGNED, signoffs=(second, first, third))
    assert [s.chained for s in now(turned)] == [False, False, False]


def test_a_role_that_the_catalogue_does_not_know_is_still_shown():
    alien = edit.changed(SIGNED.signoffs[0], role="wizard")
    (found,) = now(edit.changed(START, signoffs=(alien,)))
    assert found.role is None
    assert found.signoff.role == "wizard"


def test_which_roles_must_sign_may_depend_on_the_answers():
    def names(**answers):
        document = assessment_of({k.replace("_", "."): v for k, v in answers.items()})
        return [r.id for r in required(read(CATALOGUE, document))]

    assert names(a_impact="low") == ["preparer", "approver"]
    assert names(a_impact="high") == ["preparer", "independent", "approver"]
    assert names() == ["preparer", "approver"]


def test_a_required_role_is_missing_until_its_signoff_stands():
    def names(document):
        return [r.id for r in missing(read(CATALOGUE, document))]

    assert names(START) == ["preparer", "approver"]
    assert names(signed(START, "preparer")) == ["approver"]
    assert names(SIGNED) == []
    assert names(edit.answer(SIGNED, "a.two", given("no"))) == ["preparer", "approver"]
    again = signed(edit.answer(SIGNED, "a.two", given("no")), "preparer")
    assert names(again) == ["approver"]


def test_nobody_signs_a_description():
    assert required(read(CATALOGUE, edit.changed(START, walk="describe"))) == ()


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ({"name": "Ana Lima"}, {"name": "ana  LIMA "}, True),
        ({"name": "Ana Lima"}, {"name": "Ana Limas"}, False),
        ({"name": "Weiß"}, {"name": "WEISS"}, True),
        (
            {"name": "Ana", "email": "A@b.org"},
            {"name": "Anna", "email": " a@B.org"},
            True,
        ),
        ({"name": "Ana", "email": "a@b.org"}, {"name": "Bea", "email": "c@b.org"}, False),
        ({"name": "Ana", "email": ""}, {"name": "Bea", "email": ""}, False),
    ],
)
@pytest.mark.parametrize("roles", [("preparer", "approver"), ("approver", "preparer")])
def test_one_person_is_known_by_name_or_address_whatever_the_case_and_spaces(
    old, new, expected, roles
):
    fields = {"when": NOON, "layer": "file", "digest": "x"}
    before = edit.sign(START, Signoff(role=roles[0], **old, **fields))
    signoff = Signoff(role=roles[1], **new, **fields)
    assert expected is same_person(read(CATALOGUE, before), signoff)


@pytest.mark.parametrize("roles", [("preparer", "observer"), ("observer", "approver")])
def test_one_person_may_hold_two_other_roles(roles):
    fields = {"name": "Ana", "when": NOON, "layer": "file", "digest": "x"}
    before = edit.sign(START, Signoff(role=roles[0], **fields))
    assert not same_person(read(CATALOGUE, before), Signoff(role=roles[1], **fields))


def test_the_parts_are_made_once_however_many_sign_offs_a_file_holds(monkeypatch):
    document = signed(START, *["preparer"] * 30)
    made = []
    monkeypatch.setattr(
        "procure_app.core.decision.signoff.parts", lambda layer: made.append(1) or parts(layer)
    )
    found = standings(read(CATALOGUE, edit.changed(document, title="another")))

    assert all("title" in standing.changed for standing in found)
    assert len(made) == 1
