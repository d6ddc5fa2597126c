"""Cards, readmes and policies: what they are, what they are made from, what they say."""

from __future__ import annotations

import licence_cases as cases
import pytest

from procure_app.inspection import card, citation, document_name, hub, openness_file, paper, policy
from procure_app.inspection.observation import File, Refused

MODEL = ("weights",)
BOTH = ("code", "weights")
CARD = """---
license: other
license_name: llama3.1
license_link: https://example.org/terms
base_model:
- meta-llama/Llama-3.1-8B
base_model_relation: finetune
datasets: [a/b, c]
pipeline_tag: text-generation
extra_gated_prompt: Please ask
model-index:
- name: x
  results: [{task: {type: a}}, {task: {type: b}}]
---
# Acme 8B

Acme 8B is a fully open-source model. We compare it with other open-source models.
"""


def test_a_readme_with_a_head_is_a_model_card():
    first = cases.seen(card.read, CARD, "README.md")[0]
    assert (first.what, first.subject, first.quote) == ("card", "model card", "Acme 8B")
    assert first.facts["gated"] is True
    assert first.facts["results"] == 2
    assert first.facts["training_data"] == ("a/b", "c")


def test_the_models_it_is_made_from_are_declared_and_not_included():
    (base,) = [one for one in cases.seen(card.read, CARD, "README.md") if one.what == "base model"]
    assert (base.subject, base.state) == ("meta-llama/Llama-3.1-8B", "declared, not included")
    assert base.facts["relation"] == "finetune"


@pytest.mark.parametrize("word", ["null", "~", "NULL", "[null]", ""])
def test_a_word_for_nothing_names_no_base_and_no_licence(word):
    head = f"---\nbase_model: {word}\nlicense: {word}\ntags: [x]\n---\n# Acme\n"
    seen = cases.seen(card.read, head, "README.md")
    assert [(one.what, "licence" in one.facts) for one in seen] == [("card", False)]


def test_a_base_that_is_given_by_its_address_is_the_one_of_that_name():
    head = "---\nbase_model: https://huggingface.co/meta-llama/Llama-2-7b-hf/\n---\n# Acme\n"
    (base,) = [one for one in cases.seen(card.read, head, "README.md") if one.what == "base model"]
    assert base.subject == "meta-llama/Llama-2-7b-hf"


def test_a_licence_called_other_is_the_one_named_beside_it():
    (claim,) = [one for one in cases.seen(card.read, CARD, "README.md") if one.subject == "licence"]
    assert claim.facts["licences"] == ("llama3.1",)
    assert claim.facts["links"] == ("https://example.org/terms",)


def test_only_what_is_said_of_this_release_is_a_sure_claim():
    claims = [one for one in cases.seen(card.read, CARD, "README.md") if one.subject == "openness"]
    assert [(one.confidence, one.quote) for one in claims] == [
        ("high", "Acme 8B is a fully open-source model."),
        ("low", "We compare it with other open-source models."),
    ]


@pytest.mark.parametrize(
    ("sentence", "term"),
    [
        ("We release Acme, an open-weight model.", "open weights"),
        ("Acme is fully open source.", "open source"),
        ("We open-source our weights.", "open source"),
        ("Our open data is listed below.", "open data"),
        ("It is built on open-source software.", None),
        ("It outperforms all open-source models.", None),
        ("Acme is released under the MIT License.", None),
    ],
)
def test_claims_of_openness(sentence, term):
    claims = cases.seen(card.read, f"# Acme\n\n{sentence}\n", "README.md")
    sure = [one for one in claims if one.subject == "openness" and one.confidence == "high"]
    assert [one.facts["term"] for one in sure] == ([term] if term else [])


@pytest.mark.parametrize(
    ("sentence", "names", "part"),
    [
        ("The code is licensed under the [MIT License](LICENSE).", ("MIT License",), ("code",)),
        ("The weights are released under the Apache 2.0 license.", ("Apache 2.0 license",), MODEL),
        ("**License:** Llama 3.2 Community License", ("Llama 3.2 Community License",), ()),
        ("Code and model are under the Modified MIT License.", ("Modified MIT License",), BOTH),
    ],
)  # fmt: skip
def test_claims_of_licences(sentence, names, part):
    claims = [
        one
        for one in cases.seen(card.read, f"# Acme\n\n{sentence}\n", "README.md")
        if one.subject == "licence"
    ]
    found = [(one.facts["licences"][-1:], one.facts["for"]) for one in claims]
    assert found == [(names, part)]


@pytest.mark.parametrize(
    ("path", "word"),
    [
        ("MODEL_CARD.md", "model card"),
        ("modelcard.md", "model card"),
        ("model-card.md", "model card"),
        ("model_cards/FLUX.1-dev.md", "model card"),
        ("models/llama3_2/MODEL_CARD_VISION.md", "model card"),
        ("datasheet.md", "data card"),
        ("system_card.pdf", "system card"),
        ("USAGE_POLICY", "use policy"),
        ("models/llama4/USE_POLICY.md", "use policy"),
        ("SECURITY.md", "security policy"),
        ("QWEN_TECHNICAL_REPORT.pdf", "report"),
        ("paper.pdf", "report"),
        ("README_FR.md", "readme"),
        ("author-ack.pdf", ""),
        ("assets/tokenizer.pdf", ""),
        ("model_card.py", ""),
        ("bug_report.yml", ""),
    ],
)
def test_documents_by_name(path, word):
    assert document_name.document(path) == word


@pytest.mark.parametrize(
    "path", ["skills/a/model-card.md", "tests/README.md", "vendor/x/README.md"]
)
def test_documents_of_others_are_not_the_releases(path):
    assert cases.seen(card.read, CARD, path) == []


@cases.needs_cases
def test_known_use_policies_are_named_and_changed_ones_shown():
    text = (cases.RELEASES / "llama-models/models/llama3_2/USE_POLICY.md").read_text("utf-8")
    (same,) = cases.seen(policy.read, text, "USE_POLICY.md")
    assert same.facts["identified"] == "Llama 3.2 Acceptable Use Policy"
    changed = text.replace("Prohibited Uses", "Welcome Uses", 1)
    (other,) = cases.seen(policy.read, changed, "USE_POLICY.md")
    assert "identified" not in other.facts
    assert other.facts["closest"] == "Llama 3.2 Acceptable Use Policy"
    assert other.facts["differs"] == ("Welcome",)


def test_a_pdf_is_known_by_its_name_and_not_opened():
    (found,) = cases.seen(paper.read, b"", "tech_report.pdf")
    assert (found.what, found.subject, found.facts["read"]) == ("document", "report", False)


def test_a_citation_stays_text_and_its_licence_is_a_claim():
    text = "title: X\nversion: 3.0\nlicense: no\nauthors:\n- family-names: B\n  given-names: A\n"
    found, claim = cases.seen(citation.read, text, "CITATION.cff")
    assert (found.subject, found.facts["version"], found.facts["authors"]) == ("X", "3.0", ("A B",))
    assert claim.facts["licences"] == ("no",)


@cases.needs_cases
def test_every_real_file_of_the_openness_framework_is_read():
    files = sorted((cases.CASES / "mof" / "models").glob("*.yml"))
    found = [cases.seen(openness_file.read, file.read_bytes(), file.name) for file in files]
    assert len(files) == 112
    assert all(len(one) == 1 and one[0].facts["listed"] for one in found)


def test_notes_of_downloads_are_read_and_broken_ones_refused():
    path = "a/.cache/huggingface/download/model.safetensors.metadata"
    commit, digest = "a" * 40, "b" * 64
    (found,) = cases.seen(hub.read, f"{commit}\n{digest}\n1730000000.5\n", path)
    assert found.facts == {
        "commit": commit, "file": "model.safetensors", "declared_digest": digest,
        "downloaded_on": "2024-10-27",
    }  # fmt: skip
    with pytest.raises(Refused):
        cases.seen(hub.read, b"\xff\0not a commit", path)


def test_names_of_a_cache_tell_repository_and_commit_once():
    commit = "c" * 40
    files = [File(f"snapshots/{commit}/{name}", b"", 1) for name in ("a", "b")]
    (found,) = hub.named("/home/x/models--acme--m-8b", files)
    assert (found.subject, found.facts["commit"]) == ("acme/m-8b", commit)
    assert list(hub.named("/home/x/other", files)) == []
