"""Digests of the file: stable, moved by all that is signed, and by nothing else."""

from __future__ import annotations

import datetime
import hashlib

import pytest
from catalogue.tiny import TODAY, YESTERDAY, catalogue_of, choice, evidence, given, steady
from decision.signed import ANSWER, CATALOGUE, DECISION, FILE, ROW, SIGNED, both, of
from hypothesis import given as holds_for
from hypothesis import strategies as st

from procure_app.core.assessment import edit
from procure_app.core.assessment.answer import Answer, ComponentRow, Evidence
from procure_app.core.assessment.approval import Entry, Revision, Signoff
from procure_app.core.assessment.document import Assessment
from procure_app.core.assessment.history import History
from procure_app.core.assessment.retired import Retired
from procure_app.core.decision.digest import changes, digest, file_layer, parts
from procure_app.core.decision.reading import read

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
    "last_evidence": 7,
    "retired": (Retired(key="a.old", text="Old?", answer=given("yes"), catalogue_version="0"),),
}


def test_no_field_was_forgotten_here():
    """A new field of the document must be placed: signed, or not signed."""
    placed = {*OTHER_FILE, *NOT_SIGNED, "answers", "components", "evidence", "decision"}
    assert placed == set(Assessment.model_fields)
    assert set(OTHER_ANSWER) == set(Answer.model_fields)
    assert set(OTHER_ROW) == set(ComponentRow.model_fields)
    assert set(OTHER_ITEM) | {"id"} == set(Evidence.model_fields)


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
