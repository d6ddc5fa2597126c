"""Words for access: Epoch AI's categories, Solaiman's gradient, NTIA's widely available weights."""

from __future__ import annotations

import pytest
from published_model import APACHE, DO_NOT_MEET, KEPT, MEET, NO_TERMS, WITH_OTHER_TERMS
from release_view import (
    CONTRACT,
    DESCRIBED,
    GATED,
    RELEASED,
    SERVED,
    Row,
    judged,
    kinds,
    release,
    sentences,
    shipped,
)

from procure_app.core.frameworks.evaluation import truths
from procure_app.core.frameworks.judgement import Verdict
from procure_app.core.truth import Truth

NO_ANSWERS: dict[str, str] = {}


@pytest.mark.parametrize(
    ("weights", "expected"),
    [
        (APACHE, "open_unrestricted"),
        ((GATED, "MIT"), "open_unrestricted"),
        ((RELEASED, "CC-BY-NC-4.0"), "open_non_commercial"),
        ((RELEASED, "LicenseRef-MRL-0.1"), "open_non_commercial"),
        ((RELEASED, "Llama 3.1 Community License"), "open_restricted"),
        ((RELEASED, "bigcode-openrail-m"), "open_restricted"),
        (NO_TERMS, "open_restricted"),
        ((SERVED, "NOASSERTION"), "served"),
        ((CONTRACT, "NOASSERTION"), "limited"),
        ((DESCRIBED, "NONE"), "unreleased"),
        (KEPT, "unreleased"),
    ],
)
def test_epoch_knows_one_category_for_each_kind_of_access(weights: Row, expected):
    assert judged("epoch", release({"weights": weights})).term == expected


def test_unknown_terms_leave_only_the_kind_of_open_weights_open():
    assert judged("epoch", release({"weights": (RELEASED, "NOASSERTION")})) == Verdict(
        Truth.UNKNOWN, at_least="open_restricted", at_most="open_unrestricted"
    )


def test_every_category_of_epoch_but_one_pair_is_a_term():
    (rule,) = shipped("epoch").verdicts
    assert [term.name for term in rule.terms] == [
        "Open weights (unrestricted)",
        "Open weights (non-commercial)",
        "Open weights (restricted use)",
        "API access or hosted access",
        "Limited access",
        "Unreleased",
    ]


@pytest.mark.parametrize(
    ("weights", "expected"),
    [
        (APACHE, "downloadable"),
        ((GATED, "NONE"), "downloadable"),
        ((SERVED, "NONE"), "served"),
        ((CONTRACT, "NONE"), "gradual"),
        (KEPT, "fully_closed"),
    ],
)
def test_the_gradient_goes_by_access_and_not_by_terms(weights: Row, expected):
    rows = {"weights": weights, "training_code": KEPT}
    assert judged("solaiman", release(rows)).term == expected


def test_a_model_with_weights_code_and_data_is_fully_open():
    assert {judged("solaiman", MEET[name]).term for name in ("Pythia", "OLMo", "Amber")} == {
        "fully_open"
    }
    assert judged("solaiman", WITH_OTHER_TERMS["BLOOM"]).term == "fully_open"
    assert judged("solaiman", DO_NOT_MEET["Mixtral"]).term == "downloadable"


def test_a_product_used_as_a_service_is_no_further_open_than_a_service():
    served = release({"weights": (APACHE, (SERVED, "NOASSERTION"))})
    assert judged("epoch", served).term == "served"
    assert judged("solaiman", served).term == "served"


@pytest.mark.parametrize(
    ("there", "expected"),
    [
        (RELEASED, Truth.MET),
        (GATED, Truth.MET),
        (SERVED, Truth.NOT_MET),
        (CONTRACT, Truth.NOT_MET),
        (None, Truth.UNKNOWN),
    ],
)
def test_weights_are_widely_available_when_the_public_can_download_them(there, expected):
    assert judged("ntia", release({"weights": (there, "NONE")})).truth is expected


def test_the_monitoring_plan_has_the_three_steps_of_the_report():
    assert [step.title for step in shipped("ntia").steps] == ["Collect evidence", "Evaluate", "Act"]


def test_the_open_weight_definition_asks_for_weights_and_terms_only():
    truth = {
        name: judged("open-weight-definition", view).truth
        for name, view in {**MEET, **WITH_OTHER_TERMS, **DO_NOT_MEET}.items()
    }
    met = {name for name, each in truth.items() if each is Truth.MET}
    assert met == {*MEET, "Grok", "Phi-2", "Mixtral"}
    assert {each for name, each in truth.items() if name not in met} == {Truth.NOT_MET}


def test_each_piece_of_code_has_its_own_verdict_under_the_open_source_definition():
    grok = DO_NOT_MEET["Grok"]
    framework = shipped("osd")
    found = truths(framework, grok, kinds)
    met = [rule.id for rule in framework.verdicts if found[rule.criterion] is Truth.MET]
    assert met == ["architecture", "inference"]
    assert found["evaluation"] is Truth.UNKNOWN


@pytest.mark.parametrize("name", ["ntia", "concern-misuse", "concern-competition"])
def test_of_a_release_of_which_nothing_is_known_every_line_says_so(name):
    lines = shipped(name).lines
    said = sentences(name, release({}, NO_ANSWERS))
    assert {line.criterion: line.unknown for line in lines} == said


def test_the_lines_on_misuse_follow_the_answers():
    said = sentences(
        "concern-misuse",
        release(
            {"weights": APACHE},
            {
                "misuse.cyber": "published",
                "misuse.weapons": "sibling",
                "misuse.safeguards": "guardrails",
                "misuse.redteam": "own",
            },
        ),
    )
    assert said["cyber"] == "Cyberattacks: tests of this model or its base are published."
    assert said["weapons"] == (
        "Chemical and biological weapons: no published test of this model or its base."
    )
    assert "not known" in said["autonomy"]
    assert "was not tested" in said["stripping_tested"]
    assert "some are supplied" in said["guardrails"]
    assert "no report names independent people" in said["independent_attacks"]
    assert said["weights_out"].startswith("Recall: the weights are out.")


def test_the_lines_on_competition_follow_the_answers():
    said = sentences(
        "concern-competition",
        release(
            {"weights": APACHE},
            {
                "rights.commercial": "yes",
                "rights.redistribute": "yes",
                "exit.ties": "outputs",
                "exit.hosts": "one",
            },
        ),
    )
    assert "nobody alone controls the supply" in said["anyone_may_offer"]
    assert "few companies, or only one" in said["several_hosts"]
    assert said["no_ties"] == "Lock-in: users are tied to one company in at least one way."
    assert "may not be used to build" in said["outputs_bound"]
    assert "no tie to one host" in said["technical_tie"]
