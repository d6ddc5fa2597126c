"""What a release says of itself, against what it holds."""

from __future__ import annotations

import re

import conclusion_cases as made
import licence_cases as cases
import pytest
from licence_cases import ISC, MIT

from procure_app.inspection.base_chain import bases
from procure_app.inspection.observation import Observation
from procure_app.inspection.stated import resolved

NOTICE = """\
Copyright 2026 Acme

Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in
compliance with the License. You may obtain a copy of the License at

http://www.apache.org/licenses/LICENSE-2.0

Unless required by applicable law or agreed to in writing, software distributed under the License is
distributed on an "AS IS" BASIS, WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or
implied. See the License for the specific language governing permissions and limitations under the
License.
"""
APACHE_CARD = "---\nlicense: apache-2.0\n---\n# Acme\n"


def test_a_card_that_names_another_licence_than_the_file(catalogue):
    _, found = made.said(made.release({"README.md": APACHE_CARD, "LICENSE": MIT}), catalogue)
    assert found == ["“README.md” says Apache License 2.0; the text in “LICENSE” is MIT License."]


def test_a_card_that_names_the_licence_of_the_file_is_right(catalogue):
    card = APACHE_CARD.replace("apache-2.0", "mit")
    assert made.said(made.release({"README.md": card, "LICENSE": MIT}), catalogue)[1] == []


def test_a_licence_that_departs_from_the_one_named(catalogue):
    altered = MIT.replace("free of charge", "free of charge for public bodies")
    assert altered != MIT
    card = APACHE_CARD.replace("apache-2.0", "mit")
    problems, found = made.said(made.release({"README.md": card, "LICENSE": altered}), catalogue)
    assert found == [
        "“README.md” says MIT License; the text in “LICENSE” comes close to that licence and "
        "departs from it."
    ]
    assert "for public bodies" in problems[0]


def test_code_and_weights_under_their_own_licences_contradict_nothing(catalogue):
    text = (
        "# Acme\n\nThe code is licensed under the MIT License.\n\n"
        "The weights are released under the ISC License.\n"
    )
    parts = {"README.md": text, "LICENSE-CODE": MIT, "LICENSE-MODEL": ISC}
    problems, found = made.said(made.release(parts), catalogue)
    assert found == []
    assert problems == [
        "Different terms for different parts: “LICENSE-CODE” (MIT License) and “LICENSE-MODEL” "
        "(ISC License)."
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The code is under the MIT License. The weights are released under the ISC License.",
        "The training data is under the CC-BY-4.0 license. This work is under the MIT License.",
        "This work builds on Foo, which is licensed under the Apache License, Version 2.0. "
        "This project is licensed under the MIT License.",
    ],
)
def test_a_sentence_on_another_part_does_not_contradict_the_text_that_is_named(catalogue, text):
    whole = made.release({"README.md": f"# Acme\n\n{text}\n", "LICENSE": MIT})
    assert made.said(whole, catalogue)[1] == []


def test_a_field_stays_held_against_the_text_unless_the_text_is_for_the_code(catalogue):
    code, own = "The code is released under the MIT License.", "This is under the MIT License."
    found = [
        made.said(made.release({"README.md": f"{APACHE_CARD}\n{one}\n", "LICENSE": MIT}), catalogue)
        for one in (code, own)
    ]
    assert [len(contradictions) for _, contradictions in found] == [0, 1]


def test_two_sentences_on_one_part_explain_nothing(catalogue):
    text = (
        "The weights are released under the MIT License. The weights are under the ISC License.\n"
    )
    _, found = made.said(made.release({"README.md": text, "LICENSE": MIT}), catalogue)
    assert found == ["“README.md” says ISC License; the text in “LICENSE” is MIT License."]


@pytest.mark.parametrize("listed", ["[isc, mit]", "\n- isc\n- mit"])
def test_a_card_that_offers_a_choice_is_right_with_either(catalogue, listed):
    card = APACHE_CARD.replace("apache-2.0", listed)
    assert made.said(made.release({"README.md": card, "LICENSE": MIT}), catalogue)[1] == []


@pytest.mark.parametrize(
    ("tag", "words"),
    [("gemma", "several texts"), ("openrail", "several texts"), ("acme", "not one")],
)
def test_a_name_that_several_texts_have_is_not_called_unknown(catalogue, tag, words):
    card = APACHE_CARD.replace("apache-2.0", tag)
    problems, _ = made.said(made.release({"README.md": card, "LICENSE": MIT}), catalogue)
    assert [words in one for one in problems] == [True]


def test_the_licence_of_the_same_folder_is_meant(catalogue):
    parts = {
        "a/README.md": APACHE_CARD.replace("apache-2.0", "isc"),
        "a/LICENSE": ISC,
        "LICENSE": MIT,
    }
    assert made.said(made.release(parts), catalogue)[1] == []


def test_two_documents_that_name_different_licences(catalogue):
    parts = {"README.md": APACHE_CARD, "MODEL_CARD.md": APACHE_CARD.replace("apache-2.0", "mit")}
    problems, found = made.said(made.release(parts), catalogue)
    assert found == ["“MODEL_CARD.md” says MIT License; “README.md” says Apache License 2.0."]
    assert problems == ["No licence text was found in this folder."]


def test_a_permissive_label_on_a_restricted_base(catalogue):
    card = "---\nlicense: mit\nbase_model: meta-llama/Llama-3.1-8B\n---\n# Acme\n"
    _, found = made.said(made.release({"README.md": card, "LICENSE": MIT}), catalogue)
    assert found == [
        "“README.md” says MIT License; it is made from meta-llama/Llama-3.1-8B, which is published "
        "under Llama 3.1 Community License."
    ]


def test_open_source_without_training_code_or_weights(catalogue):
    text = "# Acme\n\nWe release Acme, an open-source model.\n"
    _, found = made.said(made.release({"README.md": text, "LICENSE": MIT}), catalogue)
    assert found == [
        f"“README.md” says “We release Acme, an open-source model.”; “{name}” was not found in "
        "this folder."
        for name in ("Training code", "Final weights")
    ]
    there = made.component("training_code"), made.component("weights")
    whole = made.release({"README.md": text, "LICENSE": MIT}, *there)
    assert made.said(whole, catalogue)[1] == []


def test_a_component_that_is_only_mentioned_or_declared_is_not_there(catalogue):
    text = "# Acme\n\nWe release Acme, an open-weight model.\n"
    low = made.Observation("component", "weights", ("w",), "low")
    gone = made.Observation("component", "weights", ("w",), "high", state="declared, not included")
    for seen in (low, gone):
        _, found = made.said(made.release({"README.md": text, "LICENSE": MIT}, seen), catalogue)
        assert "“Final weights” was not found in this folder." in found[0]


@cases.needs_cases
def test_open_source_under_a_licence_that_nobody_lists_as_open(catalogue):
    licence = (cases.TEXTS / "upstream_llama3_1_LICENSE.txt").read_text("utf-8")
    text = "# Acme\n\nAcme is a fully open-source model.\n"
    there = made.component("training_code"), made.component("weights")
    whole = made.release({"README.md": text, "LICENSE": licence}, *there)
    assert made.said(whole, catalogue)[1] == [
        "“README.md” says “Acme is a fully open-source model.”; the licence in “LICENSE”, Llama "
        "3.1 Community License, is listed as free or open by none of OSI, FSF and Open Definition."
    ]


def test_a_header_that_declares_another_licence(catalogue):
    weights = made.Observation(
        "weights", "gguf", ("m.gguf",), facts={"declared_licence": "apache-2.0"}
    )
    _, found = made.said(made.release({"LICENSE": MIT}, weights), catalogue)
    assert found == ["“m.gguf” says Apache License 2.0; the text in “LICENSE” is MIT License."]


def test_a_download_whose_digest_is_another_than_declared(catalogue):
    note = f"{'a' * 40}\n{'b' * 64}\n1730000000.5\n"
    parts = {".cache/huggingface/download/LICENSE.metadata": note, "LICENSE": MIT}
    _, found = made.said(made.release(parts), catalogue)
    assert found == [
        "“.cache/huggingface/download/LICENSE.metadata” declares another digest than “LICENSE” has."
    ]


def test_bases_are_named_by_settings_and_headers_too(catalogue):
    adapter = made.Observation(
        "configuration", "", ("adapter_config.json",),
        facts={"base_model_name_or_path": "meta-llama/Llama-2-7b-hf"},
    )  # fmt: skip
    header = made.Observation(
        "weights", "gguf", ("m.gguf",),
        facts={"metadata": (
            "general.base_model.0.name: Llama 2 7B",
            "general.base_model.0.repo_url: https://huggingface.co/meta-llama/Llama-2-7b",
        )},
    )  # fmt: skip
    local = made.Observation(
        "configuration", "", ("a/adapter_config.json",),
        facts={"base_model_name_or_path": "/home/me/model"},
    )  # fmt: skip
    whole = made.release({}, adapter, header, local)
    names = [one.subject for one in bases(whole.observations)]
    assert names == ["meta-llama/Llama-2-7b-hf", "meta-llama/Llama-2-7b"]
    card = "---\nlicense: mit\n---\n# M\n"
    _, found = made.said(made.release({"README.md": card, "LICENSE": MIT}, adapter), catalogue)
    assert "it is made from meta-llama/Llama-2-7b-hf" in found[0]


@pytest.mark.parametrize(
    ("names", "identity"),
    [
        (("Permissive Apache 2.0 license",), "Apache-2.0"),
        (("the MIT License",), "MIT"),
        (("Modified MIT License",), ""),
        (("Community License", "Llama 3 Community License"), "LicenseRef-llama3"),
        (("https://spdx.org/licenses/MIT",), "MIT"),
        (("no",), ""),
        (("x" * 10_000,), ""),
        ((), ""),
    ],
)  # fmt: skip
def test_names_stand_for_a_licence_only_where_that_is_sure(names, identity):
    assert resolved(names, made.book())[0] == identity


@cases.needs_cases
@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("DeepSeek-V3", ("LICENSE-MODEL", "Training code")),
        ("Qwen", ("Tongyi Qianwen License Agreement (2023)", "Training code")),
        ("flux", ("departs from it",)),
        ("mistral-inference", ()),
        ("whisper", ()),
        ("pythia", ()),
    ],
)
def test_real_releases(name, expected, catalogue):
    texts = {}
    for file in sorted((cases.RELEASES / name).rglob("*")):
        if file.is_file() and file.name != "_TREE.txt":
            texts[file.relative_to(cases.RELEASES / name).as_posix()] = file.read_text("utf-8")
    weights = made.component("weights")
    _, found = made.said(made.release(texts, weights), catalogue)
    assert all(any(part in one for one in found) for part in expected)
    assert bool(found) == bool(expected)


def test_findings_on_licence_files(catalogue):
    parts = {
        "LICENSE": "https://example.org/terms\n",
        "a/LICENSE": "",
        "b/LICENSE": "These are our own terms. " * 20,
        "c/LICENSE": f"{MIT}\n\n{ISC}",
        "d/LICENSE": NOTICE,
    }
    problems, _ = made.said(made.release(parts), catalogue)
    assert problems == [
        "“LICENSE” holds only an address, https://example.org/terms; the terms themselves are not "
        "in it.",
        "“b/LICENSE” is not the text of a licence known here.",
        "“c/LICENSE” holds several licences: MIT License, ISC License. Which part comes under "
        "which is for you to read.",
        "“d/LICENSE” only names Apache License 2.0; the text itself is not in it.",
    ]


NAMED = (
    "meta-llama/Llama-2-7b-hf", "meta-llama/Meta-Llama-3-8B", "meta-llama/Llama-3.1-8B",
    "meta-llama/Llama-3.2-1B-Instruct", "meta-llama/Llama-3.3-70B-Instruct",
    "meta-llama/Llama-4-Scout-17B-16E", "google/gemma-2b", "google/gemma-1.1-2b-it",
    "bigscience/bloom", "black-forest-labs/FLUX.1-dev", "black-forest-labs/FLUX.1-Kontext-dev",
    "black-forest-labs/FLUX.1-Canny-dev-lora",
)  # fmt: skip
"""Repositories as the sources named in the rules write them."""


@pytest.mark.parametrize("name", NAMED)
def test_each_base_of_the_rules_is_under_a_licence_known_by_name(name):
    (rule,) = [
        one for one in made.expectations().bases if re.fullmatch(one.model, name, re.IGNORECASE)
    ]
    assert all(made.book().find(licence) for licence in rule.licences)


@pytest.mark.parametrize(
    "name",
    ["black-forest-labs/FLUX.1-schnell", "google/gemma-2-2b", "meta-llama/Llama-Guard-3-8B"],
)
def test_a_base_that_no_source_names_is_under_no_known_licence(name):
    assert not [one for one in made.expectations().bases if re.fullmatch(one.model, name)]


def test_a_component_that_could_not_be_inspected_is_not_called_missing(catalogue):
    closed = [
        Observation("component", one, (f"{one}.x",), "low", state="could not be inspected")
        for one in ("training_code", "weights")
    ]
    card = {"README.md": "# Acme\n\nAcme is a fully open-source model.\n", "LICENSE": MIT}
    _, found = made.said(made.release(card, *closed), catalogue)
    assert not [one for one in found if "was not found" in one]
