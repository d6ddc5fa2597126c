"""What only looks like a part of a release by its name is not told as one."""

from __future__ import annotations

import pytest
from crafted import safetensors

PAGE = b"<!DOCTYPE html><html><body>404</body></html>" + b" " * 6_000_000
TENSOR = {"w": {"dtype": "F32", "shape": [300, 300], "data_offsets": [0, 360_000]}}
WEIGHTS = safetensors(TENSOR, bytes(360_000))


def components(look, tmp_path, files):
    for name, content in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    found = look(tmp_path).observations
    return {one.subject: one.confidence for one in found if one.what == "component"}


@pytest.mark.parametrize(
    "name", ["MODEL_CARD.md", "USE_POLICY.md", "requirements.txt", "technical_report.pdf"]
)
def test_an_empty_file_is_no_component(look, tmp_path, name):
    assert components(look, tmp_path, {name: b""}) == {}


@pytest.mark.parametrize(
    "name",
    ["technical_report.pdf", "model_card.pdf", "vocab.txt", "train.jsonl", "train.parquet"],
)
def test_the_page_of_a_download_that_failed_is_no_component(look, tmp_path, name):
    assert components(look, tmp_path, {name: PAGE}) == {}


HEADS = {
    "sdk: gradio\nlicense: mit\napp_file: app.py": {},
    "layout: page\nlanguage: en\ntags: x": {},
    "license: mit\ntask_categories:\n- text-generation": {"data_card": "medium"},
    "license: mit\npipeline_tag: text-generation": {"model_card": "high"},
    "tags:\n- sdk": {"model_card": "high"},
}


@pytest.mark.parametrize("head", HEADS)
def test_a_readme_with_a_head_is_the_card_of_what_its_fields_say(look, tmp_path, head):
    text = f"---\n{head}\n---\n# Acme\n\nsdk: none\n"
    assert components(look, tmp_path, {"README.md": text.encode()}) == HEADS[head]


def test_the_licence_of_a_data_card_is_that_of_the_data(look, tmp_path):
    text = b"---\nlicense: mit\ntask_categories:\n- text-generation\n---\n# Acme\n"
    (tmp_path / "README.md").write_bytes(text)
    (claim,) = [one for one in look(tmp_path).observations if one.what == "claim"]
    assert claim.facts["for"] == ("data",)


@pytest.mark.parametrize(
    ("name", "sure"),
    [
        ("model.safetensors", "high"),
        ("acme/model/model.safetensors", "high"),
        ("assets/voice_activity.safetensors", "medium"),
        ("data/embeddings.safetensors", "medium"),
        ("examples/tiny.safetensors", "medium"),
    ],
)
def test_weights_beside_a_model_are_to_be_checked(look, tmp_path, name, sure):
    files = {"README.md": b"# Acme\n", name: WEIGHTS}
    assert components(look, tmp_path, files)["weights"] == sure


def test_the_numbers_of_a_model_of_onnx_are_weights_to_be_checked(look, tmp_path):
    assert components(look, tmp_path, {"model.onnx_data": bytes(300_000)}) == {"weights": "medium"}
