"""Digests of the three layers: stable, bound to one another, and moved by all that is signed."""

from __future__ import annotations

import datetime
import hashlib

import pytest
from catalogue.tiny import (
    TODAY,
    YESTERDAY,
    assessment_of,
    catalogue_of,
    choice,
    component,
    entry,
    evidence,
    given,
    is_,
    role,
    steady,
)
from hypothesis import given as holds_for
from hypothesis import strategies as st

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
from procure_app.core.assessment.document import Assessment
from procure_app.core.assessment.history import History
from procure_app.core.catalogue.word import Kind
from procure_app.core.decision.digest import (
    changes,
    decision_layer,
    digest,
    file_layer,
    layer,
    parts,
    record_layer,
    signoff_digest,
)
from procure_app.core.decision.reading import read

CATALOGUE = catalogue_of(
    choice("a.holder", "us", "host"),
    choice("a.duty", weighs="major", duty=True, not_applicable=True),
    entry("a.table", Kind.COMPONENTS),
    choice("b.files", asked=is_("a.holder", "us")),
    choice("b.service", asked=is_("a.holder", "host")),
    components=(component("weights"), component("card")),
    roles=(role("preparer"),),
)
ANSWER = given(
    "no", note="They said so.", evidence=("E-1",), bound="developer", instrument="promise",
    clause="4.2", carried="buyer",
)  # fmt: skip
ROW = ComponentRow(availability="released", licence="MIT", licence_evidence=("E-2",))
SIGNED = assessment_of(
    {"a.holder": "us", "a.duty": ANSWER, "b.service": given("yes", evidence=("E-3",))},
    title="Pythia",
    depth="full",
    components={"base/weights": ROW, "product/weights": ROW},
    evidence=(evidence("E-1", 2), evidence("E-2", 2), evidence("E-3", 2), evidence("E-4", 2)),
    decision=Decision(
        outcome="approve with conditions",
        decided=TODAY,
        conditions=(Condition(id="C-1", finding="a.duty", text="Mend it."),),
        acceptances=(Acceptance(id="R-1", finding="a.duty", authority="The director"),),
    ),
)


def of(name: str, document: Assessment) -> str:
    """Return the digest of a layer of the document."""
    return digest(layer(read(CATALOGUE, document), name))


def both(document: Assessment) -> tuple[str, str]:
    """Return the digests of file and decision."""
    return of("file", document), of("decision", document)


FILE, DECISION = both(SIGNED)


# Canonical JSON


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({"b": 1, "a": [True, None, "é"]}, '{"a":[true,null,"é"],"b":1}'),
        ({"\u20ac": 1, "\r": 2, "1": 3, "\U0001f600": 4}, '{"\\r":2,"1":3,"€":1,"😀":4}'),
        ("\u007f\u000f</script>", '"\u007f\\u000f</script>"'),
        (10, "10"),
    ],
)
def test_a_digest_is_taken_of_canonical_json_as_rfc_8785_has_it(value, text):
    assert digest(value) == hashlib.sha256(text.encode()).hexdigest()


def test_the_order_of_entering_changes_no_digest():
    turned = SIGNED.model_copy(
        update={
            "answers": dict(reversed(SIGNED.answers.items())),
            "components": dict(reversed(SIGNED.components.items())),
            "evidence": tuple(reversed(SIGNED.evidence)),
        }
    )
    assert both(turned) == (FILE, DECISION)


def test_the_digest_of_a_document_is_the_same_in_every_version_of_this_app():
    """Signatures are bound to these numbers: if they move, every signed file becomes stale."""
    assert FILE == "8eac9deabd787a785be8ba03af036c48f9410f6910496e98bb6c9cc50f891be2"
    assert DECISION == "efb180e0f2eb1982d0eff40515c76acc7f7f1e66cd8cff4474856a1baaa2824e"


def test_writing_and_reading_changes_no_digest():
    again = Assessment.model_validate_json(SIGNED.model_dump_json(by_alias=True))
    assert both(again) == (FILE, DECISION)


# What moves the file

OTHER_ANSWER = {
    "value": ("partly",),
    "standing": "unknown",
    "reason": "None.",
    "note": "They said so!",
    "evidence": ("E-1", "E-4"),
    "bound": "host",
    "instrument": "contract clause",
    "clause": "4.3",
    "carried": "nobody",
    "disputed": "No.",
}
OTHER_ROW = {
    "availability": "gated",
    "availability_evidence": ("E-1",),
    "licence": "MIT-0",
    "licence_evidence": (),
    "found": "https://example.org",
    "version": "v1",
    "note": "Seen.",
}
OTHER_ITEM = {
    "kind": "clause",
    "title": "Another",
    "where": "page 4",
    "version": "v1",
    "read": TODAY,
    "expires": YESTERDAY,
    "grade": 3,
    "digest": "ab" * 32,
    "size": 1,
    "linked": "/models",
}
OTHER_FILE = {
    "id": "ffff",
    "title": "Pythia 12B",
    "walk": "describe",
    "depth": "core",
    "as_of": YESTERDAY,
}
NOON = datetime.datetime(2026, 11, 22, 12, tzinfo=datetime.UTC)
SIGNOFF = Signoff(role="preparer", name="A", when=NOON, layer="file", digest="x")
NOT_SIGNED = {
    "language": "de",
    "signoffs": (SIGNOFF,),
    "revisions": (Revision(number=1, when=NOON, digest="x"),),
    "record": (Entry(kind="incident", day=TODAY, by="A", text="It failed."),),
    "catalogue": "another",
    "catalogue_version": "0",
}


def test_no_field_was_forgotten_here():
    """A new field of the document must be placed: signed, or not signed."""
    placed = {*OTHER_FILE, *NOT_SIGNED, "answers", "components", "evidence", "decision"}
    assert placed == set(Assessment.model_fields)
    assert set(OTHER_ANSWER) == set(Answer.model_fields)
    assert set(OTHER_ROW) == set(ComponentRow.model_fields)
    assert set(OTHER_ITEM) | {"id"} == set(Evidence.model_fields)
    assert set(OTHER_DECISION) == set(Decision.model_fields)
    assert set(OTHER_CONDITION) | {"id"} == set(Condition.model_fields)
    assert set(OTHER_ACCEPTANCE) | {"id"} == set(Acceptance.model_fields)


def moved(document: Assessment) -> tuple[str, ...]:
    """Return the names of the parts of the file that differ, after checking the digests.

    The decision is bound to the file: it moves as well.
    """
    file, decision = both(document)
    assert file != FILE
    assert decision != DECISION
    return changes(parts(content(SIGNED)), parts(content(document)))


def content(document: Assessment):
    """Return the file layer of the document."""
    return file_layer(read(CATALOGUE, document))


@pytest.mark.parametrize("field", OTHER_ANSWER)
def test_every_field_of_an_answer_moves_the_file_and_is_named(field):
    answer = edit.changed(ANSWER, **{field: OTHER_ANSWER[field]})
    assert "answers/a.duty" in moved(edit.answer(SIGNED, "a.duty", answer))


@pytest.mark.parametrize("field", OTHER_ROW)
def test_every_field_of_a_row_moves_the_file_and_is_named(field):
    row = edit.changed(ROW, **{field: OTHER_ROW[field]})
    assert "components/base/weights" in moved(edit.fill_row(SIGNED, "base/weights", row))


@pytest.mark.parametrize("item", ["E-1", "E-2"])
@pytest.mark.parametrize("field", OTHER_ITEM)
def test_every_field_of_evidence_in_use_moves_the_file_and_is_named(item, field):
    other = edit.changed(evidence(item, 2), **{field: OTHER_ITEM[field]})
    assert f"evidence/{item}" in moved(edit.put_evidence(SIGNED, other))


@pytest.mark.parametrize("field", OTHER_FILE)
def test_every_fact_of_the_file_moves_it_and_is_named(field):
    assert field in moved(edit.changed(SIGNED, **{field: OTHER_FILE[field]}))


@pytest.mark.parametrize("field", ["id", "version"])
def test_another_catalogue_moves_the_file(field):
    other = CATALOGUE.model_copy(update={field: "other"})
    assert digest(file_layer(read(other, SIGNED))) != FILE


def test_a_finding_that_follows_otherwise_moves_the_file():
    """The rules may be newer: what was signed are the findings computed then."""
    other = catalogue_of(
        *(choice("a.duty", weighs="minor", duty=True, not_applicable=True) if q.id == "a.duty"
          else q for q in CATALOGUE.questions()),
        components=CATALOGUE.components,
    )  # fmt: skip
    now = file_layer(read(other, SIGNED))
    assert changes(parts(content(SIGNED)), parts(now)) == ("findings/a.duty",)


def test_a_size_that_canonical_json_cannot_count_is_signed_too():
    """A file edited by hand may claim any size."""
    sizes = (2**53 - 1, 2**53, 2**53 + 1, 2**70)
    documents = [
        edit.put_evidence(SIGNED, edit.changed(evidence("E-1", 2), size=size)) for size in sizes
    ]
    assert len({of("file", document) for document in documents}) == len(sizes)


# What moves nothing


@pytest.mark.parametrize("field", NOT_SIGNED)
def test_what_is_not_signed_moves_neither_file_nor_decision(field):
    assert both(edit.changed(SIGNED, **{field: NOT_SIGNED[field]})) == (FILE, DECISION)


def test_an_answer_off_the_path_moves_nothing():
    for answer in (given("no"), Answer(), given("yes", note="?", evidence=("E-4",))):
        assert both(edit.answer(SIGNED, "b.service", answer)) == (FILE, DECISION)


def test_a_row_of_a_layer_that_the_release_does_not_have_moves_nothing():
    for row in (ComponentRow(), ComponentRow(availability="withheld")):
        assert both(edit.fill_row(SIGNED, "product/weights", row)) == (FILE, DECISION)


@pytest.mark.parametrize("item", ["E-3", "E-4"])
def test_evidence_that_no_answer_on_the_path_uses_moves_nothing(item):
    other = edit.changed(evidence(item), title="Another")
    assert both(edit.put_evidence(SIGNED, other)) == (FILE, DECISION)


def test_a_question_put_to_the_document_by_nobody_moves_nothing():
    assert both(edit.answer(SIGNED, "gone.question", given("yes"))) == (FILE, DECISION)


def test_switching_there_and_back_moves_nothing():
    there = edit.answer(SIGNED, "a.holder", given("host"))
    assert of("file", there) != FILE
    assert both(edit.answer(there, "a.holder", given("us"))) == (FILE, DECISION)


ANSWERS = st.builds(
    given, st.sampled_from(["yes", "partly", "no"]), note=st.text(max_size=5),
    evidence=st.sets(st.sampled_from(["E-1", "E-2"])).map(lambda found: tuple(sorted(found))),
)  # fmt: skip


@steady
@holds_for(st.lists(st.tuples(st.sampled_from(["a.duty", "b.files", "b.service"]), ANSWERS)))
def test_undo_and_redo_bring_the_digest_back(steps):
    history = History(SIGNED)
    for question, answer in steps:
        history = history.after(edit.answer(history.present, question, answer), question)
    end = both(history.present)
    while history.past:
        history = history.undone()
    assert both(history.present) == (FILE, DECISION)
    while history.future:
        history = history.redone()
    assert both(history.present) == end


@steady
@holds_for(ANSWERS, ANSWERS)
def test_two_answers_have_one_digest_only_if_they_are_equal(one, two):
    first, second = (edit.answer(SIGNED, "a.duty", answer) for answer in (one, two))
    assert (of("file", first) == of("file", second)) is (one == two)


# Decision and record

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
    found = parts(content(SIGNED))
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
