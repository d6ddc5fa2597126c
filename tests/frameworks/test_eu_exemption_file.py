"""The exemption of Article 53(2), condition by condition."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import pytest
from published_model import APACHE, KEPT, NO_TERMS
from release_view import GATED, RELEASED, SERVED, Answers, Rows, judged, release, sentences, shipped

from procure_app.core.truth import Truth

MET, NOT_MET, UNKNOWN = Truth.MET, Truth.NOT_MET, Truth.UNKNOWN
RAIL = (RELEASED, "bigcode-openrail-m")
ROWS: Rows = {"weights": APACHE, "architecture": APACHE, "model_card": NO_TERMS}
ANSWERS: Answers = {"regulation.monetised": "free", "regulation.class": "general_stated"}
NONE: Mapping[str, Any] = MappingProxyType({})
READ: Answers = {"rights.commercial": "yes", "rights.limits": "safety"}


def truth(rows: Rows = NONE, answers: Answers = NONE) -> Truth:
    return judged("eu-exemption", release({**ROWS, **rows}, {**ANSWERS, **answers})).truth


def test_it_is_open_where_all_four_conditions_hold():
    assert truth() is MET


@pytest.mark.parametrize(
    ("licence", "expected"),
    [
        ("MIT", MET),
        ("CC-BY-SA-4.0", MET),
        ("OpenMDW-1.0", MET),
        ("CC-BY-NC-4.0", NOT_MET),
        ("LicenseRef-MRL-0.1", NOT_MET),
        ("Llama 3.1 Community License", NOT_MET),
        ("LicenseRef-scancode-open-aleph-1.0", NOT_MET),
        ("NONE", NOT_MET),
        ("NOASSERTION", UNKNOWN),
    ],
)
def test_the_licence_test_is_that_of_the_guidelines(licence, expected):
    read = {"rights.commercial": "conditions", "rights.limits": "shut_out"}
    answers = read if expected is NOT_MET else NONE
    assert truth({"weights": (RELEASED, licence)}, answers) is expected


def test_limits_against_harm_pass_only_where_a_person_has_read_them():
    assert truth({"weights": RAIL}) is UNKNOWN
    assert truth({"weights": RAIL}, READ) is MET


@pytest.mark.parametrize(
    "read", [{"rights.limits": "shut_out"}, {"rights.commercial": "conditions"}]
)
def test_other_limits_that_a_person_found_lose_the_exemption(read):
    assert truth({"weights": RAIL}, READ | read) is NOT_MET


@pytest.mark.parametrize(
    "rows",
    [
        {"weights": (GATED, "Apache-2.0")},
        {"weights": (SERVED, "Apache-2.0")},
        {"model_card": KEPT, "technical_report": KEPT},
        dict.fromkeys(
            ("architecture", "configuration", "technical_report", "research_paper"), KEPT
        ),
    ],
)
def test_weights_architecture_and_usage_must_be_public(rows):
    assert truth(rows) is NOT_MET


def test_a_report_does_for_the_architecture_and_for_the_usage():
    rows: Rows = {"architecture": KEPT, "model_card": KEPT, "technical_report": NO_TERMS}
    assert truth(rows) is MET


@pytest.mark.parametrize(
    ("said", "expected"),
    [("free", MET), ("extras", MET), ("tied", NOT_MET), ("sold", NOT_MET), ("data", NOT_MET)],
)
def test_money_or_personal_data_lose_the_exemption(said, expected):
    assert truth(answers={"regulation.monetised": said}) is expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("general_stated", MET),
        ("general_estimated", MET),
        ("not_general", MET),
        ("systemic_stated", NOT_MET),
        ("systemic_estimated", NOT_MET),
    ],
)
def test_systemic_risk_loses_the_exemption(said, expected):
    assert truth(answers={"regulation.class": said}) is expected


@pytest.mark.parametrize("question", ANSWERS)
def test_a_condition_that_nobody_answered_leaves_it_open(question):
    answers = {asked: said for asked, said in ANSWERS.items() if asked != question}
    assert judged("eu-exemption", release(ROWS, answers)).truth is UNKNOWN


def test_it_says_that_no_exemption_is_needed_where_the_article_does_not_bind():
    view = release(ROWS, ANSWERS | {"regulation.class": "not_general"})
    assert sentences("eu-exemption", view)["general_purpose"].endswith("no exemption is needed.")


def test_copyright_policy_and_summary_stay_due():
    remains = shipped("eu-exemption").remains
    assert [text.partition(":")[0] for text in remains[:2]] == [
        "Article 53(1)(c)",
        "Article 53(1)(d)",
    ]
