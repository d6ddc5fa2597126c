"""The four terms of the G7, and none of these."""

from __future__ import annotations

from dataclasses import replace

import pytest
from published_model import (
    APACHE,
    DO_NOT_MEET,
    KEPT,
    LISTED,
    MENTIONED,
    PYTHIA,
    SHARED,
    WITH_OTHER_TERMS,
)
from release_view import GATED, RELEASED, SERVED, Answers, Rows, judged, release, shipped

from procure_app.core.frameworks.claim import contradictions
from procure_app.core.frameworks.judgement import Judged, Verdict
from procure_app.core.truth import Truth

EVERYTHING: Rows = {
    "weights": APACHE,
    "architecture": APACHE,
    "inference_code": APACHE,
    "training_code": APACHE,
    "datasets": (RELEASED, "ODC-By-1.0"),
}
LLAMA = "Llama 3.1 Community License"
UNSHAREABLE: Answers = {
    "component.data_open": "absent",
    "component.data_public": "absent",
    "component.data_obtainable": "absent",
    "component.data_unshareable": "described",
}


def term(rows: Rows, answers: Answers = SHARED) -> str:
    return judged("g7", release(rows, answers)).term


def test_with_everything_shared_it_is_open_source_ai_with_open_data():
    assert term(EVERYTHING) == "open_source_ai_with_open_data"
    assert judged("g7", PYTHIA).term == "open_source_ai_with_open_data"


def test_a_description_stands_in_for_data_that_may_not_be_shared():
    assert term(EVERYTHING, SHARED | {"component.data_unshareable": "described"}) == (
        "open_source_ai"
    )
    assert term({**EVERYTHING, "datasets": KEPT}, UNSHAREABLE) == "open_source_ai"


@pytest.mark.parametrize("said", ["in_part", "listed", "mentioned", "nothing"])
def test_less_than_a_full_description_does_not_stand_in_for_data(said):
    answers = UNSHAREABLE | {"component.data_unshareable": said}
    assert term({**EVERYTHING, "datasets": KEPT}, answers) == "open_weights_ai"


@pytest.mark.parametrize("kind", ["data_open", "data_public", "data_obtainable"])
@pytest.mark.parametrize("said", ["described", "mentioned", "nothing"])
def test_a_description_does_not_stand_in_for_data_that_can_be_shared(kind, said):
    assert term(EVERYTHING, SHARED | {f"component.{kind}": said}) == "open_weights_ai"


def test_a_list_of_sources_does_for_the_osi_and_not_for_the_g7():
    listed = release(EVERYTHING, LISTED)
    assert judged("g7", listed).term == "open_weights_ai"
    osi = replace(PYTHIA, answers=release({}, LISTED).answers)
    assert judged("osaid", osi).truth is Truth.MET
    assert judged("g7", osi).term == "open_weights_ai"


def test_data_without_open_terms_are_not_open_data():
    assert term({**EVERYTHING, "datasets": (RELEASED, "CC-BY-NC-4.0")}) == "open_weights_ai"


def test_without_training_code_it_is_open_weights_ai_at_best():
    assert term({**EVERYTHING, "training_code": KEPT}) == "open_weights_ai"


@pytest.mark.parametrize("licence", [LLAMA, "bigcode-openrail-m", "CC-BY-NC-4.0"])
def test_limits_on_use_make_it_weights_available_ai(licence):
    assert term({**EVERYTHING, "weights": (RELEASED, licence)}) == "weights_available_ai"


def test_access_after_asking_makes_it_weights_available_ai():
    assert term({**EVERYTHING, "weights": (GATED, "Apache-2.0")}) == "weights_available_ai"


@pytest.mark.parametrize(
    "rows",
    [
        {"weights": (SERVED, "NOASSERTION")},
        {"weights": KEPT},
        {"weights": (RELEASED, "NONE")},
        {"weights": APACHE, "inference_code": KEPT},
    ],
)
def test_without_weights_code_or_terms_it_is_none_of_these(rows):
    assert term({**EVERYTHING, **rows}) == "none"


def test_the_best_and_the_least_are_named_where_it_cannot_be_told():
    verdict = judged("g7", release({**EVERYTHING, "weights": (RELEASED, "NOASSERTION")}, SHARED))
    assert verdict == Verdict(
        Truth.UNKNOWN, at_least="none", at_most="open_source_ai_with_open_data"
    )
    verdict = judged("g7", release(EVERYTHING))
    assert (verdict.at_least, verdict.at_most) == (
        "open_weights_ai",
        "open_source_ai_with_open_data",
    )


def test_a_restricted_base_is_not_cured_by_open_terms_on_a_modification():
    rows: Rows = {**EVERYTHING, "weights": ((RELEASED, LLAMA), APACHE)}
    assert term(rows, MENTIONED) == "weights_available_ai"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Llama 2", "weights_available_ai"),
        ("Grok", "open_weights_ai"),
        ("Phi-2", "open_weights_ai"),
        ("Mixtral", "open_weights_ai"),
    ],
)
def test_models_that_fail_the_osi_get_the_term_that_is_true_of_them(name, expected):
    assert judged("g7", DO_NOT_MEET[name]).term == expected


def test_bloom_is_weights_available_ai_because_of_its_limits_on_use():
    assert judged("g7", WITH_OTHER_TERMS["BLOOM"]).term == "weights_available_ai"


def contradicted(label: str, view) -> list[tuple[str, str]]:
    """Return the words that the label claims and the release does not have, by rule."""
    found = [
        Judged(shipped(name), rule, verdict, verdict)
        for name in ("vocabulary", "g7", "osaid", "open-weight-definition")
        for rule in shipped(name).verdicts
        for verdict in (judged(name, view, rule.id),)
    ]
    return [(each.judged.rule.id, each.claimed) for each in contradictions(label, tuple(found))]


def test_a_model_that_calls_itself_open_source_is_held_to_the_term():
    label = "Llama 2 is open source, free for research and commercial use"
    assert ("term", "open source") in contradicted(label, DO_NOT_MEET["Llama 2"])


def test_a_model_that_calls_itself_open_weight_is_not_held_to_open_source():
    said = contradicted("an open-weight model", DO_NOT_MEET["Mixtral"])
    assert said == []
    said = contradicted("an open-weights model", DO_NOT_MEET["Llama 2"])
    assert [rule for rule, _ in said] == ["open_weight", "term"]


def test_a_model_that_is_what_it_says_is_contradicted_by_nothing():
    assert contradicted("Open Source AI with Open Data", PYTHIA) == []
