"""The assessment as JSON for other programs."""

from __future__ import annotations

import json

from procure_app.core.assessment.approval import Signoff
from procure_app.core.decision.digest import (
    decision_layer,
    digest,
    file_layer,
    record_layer,
)
from procure_app.exchange.json_export import export, summary


def test_the_export_holds_the_three_layers_and_their_digests(reading, english):
    content = json.loads(export(reading, english))
    layers = {
        "file": file_layer(reading),
        "decision": decision_layer(reading),
        "record": record_layer(reading),
    }
    assert {name: content[name] for name in layers} == layers
    assert content["digests"] == {name: digest(content[name]) for name in layers}


def test_whoever_reads_the_export_can_check_its_digests_and_their_chain(reading, english):
    content = json.loads(export(reading, english))
    assert content["decision"]["file"] == digest(content["file"])
    assert content["record"]["decision"] == digest(content["decision"])


def test_the_export_holds_the_signoffs_as_they_can_be_read_again(reading, english):
    content = json.loads(export(reading, english))
    found = tuple(Signoff.model_validate(signoff) for signoff in content["signoffs"])
    assert found == reading.assessment.signoffs


def test_the_export_is_one_text_that_ends_with_a_newline_and_keeps_every_character(
    reading, english
):
    text = export(reading, english)
    assert text.endswith("}\n")
    assert reading.assessment.title in text


def test_the_same_assessment_gives_the_same_export(reading, english):
    assert export(reading, english) == export(reading, english)


def test_the_summary_says_what_follows(reading, english):
    found = summary(reading, english)
    assert found["title"] == reading.assessment.title
    assert (found["walk"], found["depth"], found["as_of"]) == ("purchase", "core", "2026-11-22")
    assert found["catalogue"] == "tiny 1"
    assert found["statement"] == "Nothing is known of this release yet."
    assert found["progress"][1] == {
        "section": "b", "title": "B", "answered": 2, "asked": 2, "state": "complete",
    }  # fmt: skip
    assert found["findings"] == [
        {
            "id": "F-01",
            "question": "a.one",
            "reference": "A1",
            "severity": "major",
            "shortfall": "unknown",
            "text": "It falls short.",
            "treated": False,
        }
    ]
    assert found["duties"] == {"asked": 2, "bound_by_nobody": 2, "carried_by_nobody": 1}
    assert (found["recommendation"], found["decision"]) == ("return for information", "reject")
    (signoff,) = found["signoffs"]
    assert signoff["stands"]
    assert (signoff["role"], signoff["layer"], signoff["flaws"]) == ("preparer", "file", [])
    assert found["doubts"] == ["The record has lines although nobody signed a decision."]
    assert found["signoffs_missing"] == ["approver"]


def test_a_stale_signoff_does_not_stand_and_is_missing(stale, english):
    found = summary(stale, english)
    (signoff,) = found["signoffs"]
    assert not signoff["stands"]
    assert signoff["changed"] == ["answers/a.one", "findings/a.one"]
    assert found["signoffs_missing"] == ["preparer", "approver"]


def test_nothing_is_judged_in_a_description(described, english):
    found = summary(described, english)
    assert (found["findings"], found["recommendation"]) == ([], None)
    assert found["signoffs_missing"] == []
