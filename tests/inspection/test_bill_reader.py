"""Bills of materials: models, data sets and licences in them, and hostile JSON."""

from __future__ import annotations

import json

import licence_cases as cases
import pytest

from procure_app.inspection import cyclonedx, spdx3
from procure_app.inspection.observation import Refused

BILLS = cases.CASES / "bills-of-materials"
MODEL = {
    "type": "machine-learning-model",
    "group": "acme",
    "name": "m",
    "version": "1",
    "publisher": "Acme",
    "licenses": [{"license": {"id": "Apache-2.0"}}],
    "pedigree": {"ancestors": [{"group": "meta-llama", "name": "Llama-3.1-8B"}]},
    "modelCard": {
        "modelParameters": {"task": "text", "datasets": [{"ref": "d"}, {"name": "C4"}]},
        "quantitativeAnalysis": {"performanceMetrics": [{"type": "accuracy"}]},
        "considerations": {"technicalLimitations": ["x", "y"]},
    },
}
DATA = {"bom-ref": "d", "type": "data", "name": "Pages"}


def _bill(version="1.6", **parts):
    return json.dumps({"bomFormat": "CycloneDX", "specVersion": version, **parts})


@pytest.mark.parametrize("version", ["1.5", "1.6", "1.7"])
@pytest.mark.parametrize(
    "parts",
    [
        {"metadata": {"component": MODEL}, "components": [DATA]},
        {"components": [{"type": "application", "name": "a", "components": [MODEL, DATA]}]},
    ],
    ids=["as the main part", "inside another"],
)
def test_a_model_is_found_with_its_data_base_and_licence(version, parts):
    bill, model, claim, base = cases.seen(cyclonedx.read, _bill(version, **parts), "bom.json")
    assert (bill.facts["models"], bill.facts["version_known"]) == (1, True)
    assert (model.subject, model.facts["training_data"]) == ("acme/m", ("Pages", "C4"))
    assert (model.facts["limits"], model.facts["measurements"]) == (2, 1)
    assert claim.facts["licences"] == ("Apache-2.0",)
    assert (base.subject, base.state) == ("meta-llama/Llama-3.1-8B", "declared, not included")


def test_an_unknown_version_is_said_to_be_one():
    (bill,) = cases.seen(cyclonedx.read, _bill("9.9"), "x.cdx.json")
    assert bill.facts["version_known"] is False


def test_other_json_is_passed_over():
    assert cases.seen(cyclonedx.read, '{"model_type": "llama"}', "config.json") == []
    assert cases.seen(spdx3.read, '{"model_type": "llama"}', "config.json") == []


@pytest.mark.parametrize(
    "content",
    [
        pytest.param('{"bomFormat": "CycloneDX", "x": ' + "[" * 200_000, id="brackets"),
        pytest.param('{"bomFormat": "CycloneDX", "x": NaN}', id="no number"),
        pytest.param('{"bomFormat": "CycloneDX", "bomFormat": "CycloneDX"}', id="a key twice"),
        pytest.param('{"bomFormat": "CycloneDX", "x": ' + "9" * 500_000 + "}", id="digits"),
        pytest.param('{"bomFormat": "CycloneDX", "x": [' + "1," * 500_000 + "1]}", id="values"),
        pytest.param('{"bomFormat": "CycloneDX", "x": "' + "x" * 9_000_000 + '"}', id="large"),
        pytest.param('{"bomFormat": "CycloneDX"', id="cut off"),
        pytest.param(b'{"bomFormat": "CycloneDX", "x": "\xff"}', id="no UTF-8"),
    ],
)
def test_hostile_json_is_refused(content):
    with pytest.raises(Refused):
        cases.seen(cyclonedx.read, content, "bom.json")


@pytest.mark.parametrize(
    "content",
    [
        '["CycloneDX"]',
        '{"bomFormat": "CycloneDX", "specVersion": {}, "metadata": [], "components": [1, '
        '{"type": "machine-learning-model", "name": 5, "modelCard": [], "licenses": "x", '
        '"pedigree": 3}]}',
    ],
)
def test_what_has_another_shape_is_passed_over_without_a_crash(content):
    assert all(one.what for one in cases.seen(cyclonedx.read, content, "bom.json"))


def test_spdx_of_another_shape_is_passed_over_without_a_crash():
    content = (
        '{"@context": "https://spdx.org/rdf/3.0.1/x", "@graph": [{"type": "ai_AIPackage", '
        '"spdxId": [], "name": {}}, {"from": 1}, {"from": "a", "relationshipType": "trainedOn", '
        '"to": {"x": 1}}, 7]}'
    )
    bill, model = cases.seen(spdx3.read, content, "x.spdx.json")
    assert (bill.facts["models"], model.subject) == (1, "")


@pytest.mark.skipif(not BILLS.is_dir(), reason="needs ../shared/cases/bills-of-materials")
def test_real_documents_give_models_data_and_licences():
    found = [
        one
        for file in sorted(BILLS.glob("*.json"))
        for one in cases.seen(spdx3.read, file.read_bytes(), file.name)
    ]
    models = [one.subject for one in found if one.what == "declared model"]
    assert models[-2:] == ["word-model", "line-model"]
    word = next(one for one in found if one.subject == "word-model")
    assert word.facts["training_data"] == ("IAMdataset",)
    claimed = {one.facts["of"]: one.facts["licences"] for one in found if one.what == "claim"}
    assert claimed["word-model"] == ("MIT",)
    assert claimed["Data after preprocessing"] == ("CC0-1.0",)


def test_spdx_2_is_mentioned():
    (bill,) = cases.seen(spdx3.read, '{"spdxVersion": "SPDX-2.3", "packages": [{}]}', "a.spdx.json")
    assert (bill.subject, bill.facts["parts"]) == ("SPDX-2.3", 1)
