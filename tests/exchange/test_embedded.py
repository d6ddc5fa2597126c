"""A report gives back the assessment it came from."""

from __future__ import annotations

import json

import pytest
import rfc8785
from catalogue.tiny import assessment_of, catalogue_of, choice, evidence, given, is_, role
from embedding import carrying
from hypothesis import HealthCheck, settings
from hypothesis import given as when
from outline.made import ASSESSMENTS
from outline.small import SMALL

from procure_app.core.assessment import edit
from procure_app.core.decision.digest import decision_layer, digest, file_layer
from procure_app.core.decision.reading import read
from procure_app.exchange.embedded import ASSESSMENT, SIGNOFFS, parts, read_embedded


def files(reading, english) -> dict[str, bytes]:
    return {part.name: part.content for part in parts(reading, english)}


def reopened(reading, english, tmp_path):
    return read_embedded(carrying(tmp_path / "report.pdf", files(reading, english)))


def test_the_assessment_comes_back_with_its_signoffs_record_and_decision(
    reading, english, tmp_path
):
    found = reopened(reading, english, tmp_path)

    assert found.assessment == reading.assessment
    assert len(found.assessment.signoffs) == 1
    assert (found.catalogue, found.catalogue_version) == ("tiny", "1")


def test_the_digests_are_those_of_the_layers(reading, english, tmp_path):
    found = reopened(reading, english, tmp_path)

    assert found.digests == {
        "file": digest(file_layer(reading)),
        "decision": digest(decision_layer(reading)),
    }
    assert found.agrees(reading)
    assert not found.agrees(
        read(reading.catalogue, edit.answer(reading.assessment, "a.one", given("yes")))
    )


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@when(ASSESSMENTS)
def test_whatever_was_entered_the_same_follows_from_what_comes_back(english, tmp_path, assessment):
    reading = read(SMALL, assessment)
    found = reopened(reading, english, tmp_path)

    assert found.agrees(reading)
    assert found.agrees(read(SMALL, found.assessment))
    assert edit.changed(found.assessment, answers={}) == edit.changed(assessment, answers={})


def test_answers_off_the_path_stay_out_of_the_report(english, tmp_path):
    catalogue = catalogue_of(
        choice("a.one"), choice("a.two", asked=is_("a.one", "yes")), roles=(role("preparer"),)
    )
    reading = read(catalogue, assessment_of({"a.one": "no", "a.two": "yes"}))
    found = reopened(reading, english, tmp_path)

    assert set(found.assessment.answers) == {"a.one"}
    assert b"a.two" not in b"".join(files(reading, english).values())
    assert found.agrees(reading)


def test_sign_offs_stand_apart_so_that_one_more_changes_nothing_else(reading, stale, english):
    before = edit.changed(reading.assessment, signoffs=())
    unsigned = files(read(reading.catalogue, before), english)
    signed = files(reading, english)

    assert unsigned[ASSESSMENT] == signed[ASSESSMENT]
    assert unsigned[SIGNOFFS] != signed[SIGNOFFS]
    assert b"Ana" not in signed[ASSESSMENT]


def test_both_files_are_canonical_and_say_their_format(reading, english):
    for content in files(reading, english).values():
        value = json.loads(content)
        assert rfc8785.dumps(value) == content
        assert value["format"] == 1


def test_source_and_supplement_are_described(reading, english):
    assert [(part.name, part.relationship) for part in parts(reading, english)] == [
        ("assessment.json", "Source"),
        ("signoffs.json", "Supplement"),
    ]
    assert all(part.description for part in parts(reading, english))


@pytest.mark.parametrize("size", [0, 2**53 - 1, 2**53, 2**62])
def test_a_file_of_any_size_is_counted(tiny, english, tmp_path, size):
    item = evidence("E-1", size=size)
    before = assessment_of({"a.one": given("yes", evidence=("E-1",))}, evidence=(item,))
    found = reopened(read(tiny, before), english, tmp_path)

    assert found.assessment.evidence == (item,)
