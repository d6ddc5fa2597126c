"""Our six words, each for its own parts: open, open with restrictions, partly, closed."""

from __future__ import annotations

import pytest
from published_model import (
    APACHE,
    DO_NOT_MEET,
    KEPT,
    LISTED,
    NO_TERMS,
    NONE_NEEDED,
    PYTHIA,
    SHARED,
    TOLD,
)
from release_view import (
    CONTRACT,
    DESCRIBED,
    GATED,
    RELEASED,
    SERVED,
    Answers,
    Row,
    Rows,
    judged,
    release,
    shipped,
)

from procure_app.core.frameworks.judgement import Verdict
from procure_app.core.truth import Truth

LLAMA: Row = (RELEASED, "Llama 3.1 Community License")
DATA: Rows = {"datasets": APACHE, "tuning_data": NONE_NEEDED, "data_card": NO_TERMS}
MAKING: Rows = {"training_code": APACHE, "preprocessing_code": APACHE}
RUNNING: Rows = {"architecture": APACHE, "inference_code": APACHE}
EVALUATION: Rows = {
    "evaluation_results": (RELEASED, "CC-BY-4.0"),
    "evaluation_code": (RELEASED, "MIT"),
    "evaluation_data": (RELEASED, "CDLA-Permissive-2.0"),
}
DOCUMENTS: Rows = {
    "model_card": (RELEASED, "CC-BY-4.0"),
    "data_card": (RELEASED, "CC-BY-4.0"),
    "technical_report": KEPT,
    "research_paper": (RELEASED, "CC-BY-4.0"),
}


def word(rule: str, rows: Rows, answers: Answers = SHARED) -> str:
    return judged("vocabulary", release(rows, answers), rule).term


def test_every_word_has_the_same_four_terms():
    for rule in shipped("vocabulary").verdicts:
        assert [term.id for term in rule.terms] == ["open", "restricted", "partly", "closed"]
        assert [term.name for term in rule.terms] == [
            "Open",
            "Open with restrictions",
            "Partly",
            "Closed",
        ]


@pytest.mark.parametrize(
    ("weights", "expected"),
    [
        (APACHE, "open"),
        ((RELEASED, "OpenMDW-1.0"), "open"),
        (LLAMA, "restricted"),
        ((RELEASED, "CC-BY-NC-4.0"), "restricted"),
        ((GATED, "Apache-2.0"), "restricted"),
        (NO_TERMS, "partly"),
        ((SERVED, "NOASSERTION"), "closed"),
        ((CONTRACT, "Apache-2.0"), "closed"),
        (TOLD, "closed"),
        (KEPT, "closed"),
    ],
)
def test_open_weight_goes_by_who_gets_the_weights_and_on_which_terms(weights, expected):
    assert word("open_weight", {"weights": weights, "inference_code": APACHE}) == expected


@pytest.mark.parametrize(
    "rows",
    [
        {"inference_code": APACHE},
        {"architecture": LLAMA},
        {"tokeniser": APACHE, "configuration": APACHE},
        {"tokeniser": NONE_NEEDED, "configuration": APACHE},
    ],
)
def test_weights_count_as_open_with_any_of_the_things_that_make_them_run(rows):
    assert word("open_weight", {"weights": APACHE, **rows}) == "open"


def test_weights_that_nobody_can_run_are_open_in_part_only():
    nothing = dict.fromkeys(("inference_code", "architecture", "configuration", "tokeniser"), KEPT)
    assert word("open_weight", {"weights": APACHE, **nothing}) == "partly"


def test_data_are_open_when_all_of_them_can_be_taken_with_a_data_card():
    assert word("open_data", DATA) == "open"


@pytest.mark.parametrize(
    ("rows", "answers", "expected"),
    [
        ({"datasets": (GATED, "Apache-2.0")}, SHARED, "restricted"),
        ({"datasets": (RELEASED, "CC-BY-NC-4.0")}, SHARED, "restricted"),
        ({"datasets": NO_TERMS}, SHARED, "partly"),
        ({"data_card": KEPT}, SHARED, "partly"),
        ({"tuning_data": KEPT}, SHARED, "partly"),
        ({}, LISTED, "partly"),
        ({}, SHARED | {"component.data_unshareable": "described"}, "partly"),
        ({"datasets": KEPT, "tuning_data": APACHE}, LISTED, "partly"),
        ({"datasets": (DESCRIBED, "NONE")}, LISTED, "closed"),
        ({"datasets": KEPT}, LISTED, "closed"),
    ],
)
def test_data_fall_short_of_open_step_by_step(rows, answers, expected):
    assert word("open_data", {**DATA, **rows}, answers) == expected


def test_rows_alone_never_show_that_the_data_are_all_there():
    assert judged("vocabulary", release(DATA), "open_data") == Verdict(
        Truth.UNKNOWN, at_least="partly", at_most="open"
    )


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ({}, "open"),
        ({"preprocessing_code": NONE_NEEDED}, "open"),
        ({"training_code": (GATED, "MIT")}, "restricted"),
        ({"training_code": LLAMA}, "restricted"),
        ({"preprocessing_code": KEPT}, "partly"),
        ({"training_code": NO_TERMS}, "partly"),
        ({"training_code": KEPT, "preprocessing_code": TOLD}, "closed"),
    ],
)
def test_open_training_is_about_the_code_that_made_the_model(rows, expected):
    assert word("open_training", {**MAKING, **rows}) == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ({}, "open"),
        ({"inference_code": LLAMA}, "restricted"),
        ({"training_code": KEPT}, "partly"),
        ({"training_code": KEPT, "preprocessing_code": KEPT, "architecture": KEPT}, "partly"),
        (dict.fromkeys((*MAKING, *RUNNING), KEPT), "closed"),
    ],
)
def test_open_code_is_about_running_and_making_alike(rows, expected):
    assert word("open_code", {**MAKING, **RUNNING, **rows}) == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ({}, "open"),
        ({"evaluation_results": NO_TERMS}, "restricted"),
        ({"evaluation_data": (GATED, "CC-BY-4.0")}, "restricted"),
        ({"evaluation_data": NO_TERMS}, "partly"),
        ({"evaluation_code": KEPT}, "partly"),
        (dict.fromkeys(EVALUATION, KEPT), "closed"),
    ],
)
def test_open_evaluation_lets_others_measure_again(rows, expected):
    assert word("open_evaluation", {**EVALUATION, **rows}) == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ({}, "open"),
        ({"research_paper": KEPT, "technical_report": (RELEASED, "CC-BY-4.0")}, "open"),
        ({"model_card": NO_TERMS}, "restricted"),
        ({"data_card": KEPT}, "partly"),
        (dict.fromkeys(DOCUMENTS, KEPT), "closed"),
    ],
)
def test_documents_can_be_read_or_also_reused(rows, expected):
    assert word("open_documentation", {**DOCUMENTS, **rows}) == expected


@pytest.mark.parametrize("rule", [rule.id for rule in shipped("vocabulary").verdicts])
def test_of_a_release_of_which_nothing_is_known_nothing_is_said(rule):
    assert judged("vocabulary", release({}), rule) == Verdict(
        Truth.UNKNOWN, at_least="closed", at_most="open"
    )


def test_three_words_for_one_model_can_be_three_different_ones():
    llama = DO_NOT_MEET["Llama 2"]
    rules = ("open_weight", "open_data", "open_training", "open_code", "open_documentation")
    said = [judged("vocabulary", llama, rule).term for rule in rules]
    assert said == ["restricted", "closed", "closed", "partly", "partly"]


def test_a_model_with_everything_is_open_in_all_three_main_words():
    rules = ("open_weight", "open_data", "open_training")
    assert {judged("vocabulary", PYTHIA, rule).term for rule in rules} == {"open"}
