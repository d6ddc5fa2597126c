"""A name finds its licence, or honestly nothing."""

from __future__ import annotations

import csv
import time

import pytest

REAL = {
    "Apache-2.0": "Apache-2.0",
    "Apache 2.0": "Apache-2.0",
    "CC-BY-NC-4.0": "CC-BY-NC-4.0",
    "Meta Llama 3 Community License": "LicenseRef-llama3",
    "CreativeML Open RAIL++-M License": "LicenseRef-scancode-bigscience-open-rail-m2",
    "BigCode OpenRAIL-M v1 license agreement": "LicenseRef-scancode-bigcode-open-rail-m-v1",
    "CreativeML Open RAIL-M": "LicenseRef-scancode-stable-diffusion-2022-08-22",
    "NVIDIA Open Model License": None,
    "DeepSeek License Agreement": "LicenseRef-scancode-deepseek-la-1.0",
    "Unknown": None,
    "Tencent Hunyuan Community License Agreement": None,
    "Llama 3.3 Community License Agreement": "LicenseRef-scancode-llama-3.3-license-2024",
    "Non-commercial license": None,
    "LLaMA license agreement": None,
    "Unclear": None,
    "Apache 2.0 license": "Apache-2.0",
    "Stability AI Non-Commercial Research Community License Agreement": (
        "LicenseRef-scancode-stability-ai-nc-2023-12-06"
    ),
    "CodeGeeX4 license": None,
    "Stable-Diffusion-OpenRail++-M License and Apache-2.0 and CC-BY-NC-4.0": None,
    "EXAONE AI Model License Agreement 1.2": None,
    "Falcon LLM License": None,
    "xAI Community License Agreement": None,
    "BSD 3-Clause": "BSD-3-Clause",
    "LTX-2 Community License Agreement": "LicenseRef-ltx-2-community",
    "Custom license": None,
    "FAIR Noncommercial Research License v1": "LicenseRef-FAIR-NC-Research",
    "NexusFlow community license": None,
    "Apache and CC-BY-4.0": None,
    "CC-BY-SA-4.0": "CC-BY-SA-4.0",
    "Unknown (Apache-2.0?)": None,
    "Various": None,
    "CC-BY-4.0": "CC-BY-4.0",
    "CC-BY-NC-4.0 and C4AI acceptable use policy": None,
    "Undisclosed": None,
    "Stability AI Community License": "LicenseRef-scancode-stability-ai-community-2024",
    "FALCON 180B TII LICENSE VERSION 1.0": None,
    "Apache 2.0 and RAIL (responsible AI license)": None,
    "CC-BY-NC and C4AI acceptable use policy": None,
    "Apache 2.0 and bespoke community license": None,
    "Qianwen License": None,
    "GNU Affero General Public License v3.0": "AGPL-3.0-only",
    "AI2 ImpACT license": "LicenseRef-AI2-ImpACT",
}


def found(book, text: str) -> str | None:
    licence = book.find(text)
    return licence.id if licence else None


@pytest.mark.parametrize(("text", "expected"), REAL.items())
def test_a_real_string_gets_the_right_licence_or_none(book, text, expected):
    assert expected == found(book, text)


def test_every_real_string_is_judged_above(shared):
    with (shared / "cases/licence-names/strings.csv").open(encoding="utf-8") as file:
        assert {row["raw_string"] for row in csv.DictReader(file)} == set(REAL)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("apache-2.0", "Apache-2.0"),
        ("  APACHE   2.0 ", "Apache-2.0"),
        ("Apache License, Version 2.0", "Apache-2.0"),
        ("MIT license", "MIT"),
        ("The MIT License", "MIT"),
        ("mit", "MIT"),
        ("BSD-3", "BSD-3-Clause"),
        ("llama3.1", "LicenseRef-scancode-llama-3.1-license-2024"),
        ("Llama 3.1 Community License", "LicenseRef-scancode-llama-3.1-license-2024"),
        ("openrail++", "LicenseRef-scancode-bigscience-open-rail-m2"),
        ("GPL-3.0", "GPL-3.0-only"),
        ("cc-by-2.0", "CC-BY-2.0"),
        ("Creative Commons Attribution Non Commercial Share Alike 4.0", "CC-BY-NC-SA-4.0"),
        ("OpenMDW-1.1", "LicenseRef-OpenMDW-1.1"),
    ],
)
def test_case_spaces_and_common_names_are_forgiven(book, text, expected):
    assert expected == found(book, text)


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "license", "Modified MIT", "modified-mit", "gemma", "exaone", "sai-nc-community",
        "BSD", "GPL", "Apache", "CC-BY", "openrail", "other", "proprietary", "OpenRAIL",
        "Apache 2.0 with Commons Clause", "MIT-like", "MIT 2.0", "NONE", "NOASSERTION",
        "M\x00IT", "M\nIT", "x" * 100_000, " " * 200_000, "-" * 200_000,
    ],
)  # fmt: skip
def test_what_is_not_surely_one_licence_is_none(book, text):
    begun = time.perf_counter()
    assert found(book, text) is None
    assert time.perf_counter() - begun < 0.5


def test_what_was_found_once_is_a_look_up_of_the_same_value(book):
    assert book.find("Apache 2.0") is book.find("Apache 2.0")


def test_a_bare_spdx_id_is_known_by_its_flags_alone(book):
    zlib = book.find("zlib")
    assert zlib.id == "Zlib"
    assert zlib.osi_approved
    assert zlib.fsf_free
    assert zlib.commercial is None


def test_only_an_exact_id_is_an_id(book):
    assert [book.is_id(text) for text in ("Zlib", "LicenseRef-llama3", "zlib", "MIT License")] == [
        True,
        True,
        False,
        False,
    ]


def test_suggestions_begin_with_what_is_typed(book):
    names = [licence.name for licence in book.suggest("llama 3")]
    assert names[0].startswith("Llama 3")
    assert "Meta Llama 3 Community License" in names


@pytest.mark.parametrize("typed", ["gemm", "Creative Comm", "rail", "zli", "modified"])
def test_suggestions_fit_what_is_typed_and_are_never_more_than_asked(book, typed):
    found = book.suggest(typed, 3)
    assert 0 < len(found) <= 3
    assert len({licence.id for licence in found}) == len(found)


@pytest.mark.parametrize("typed", ["", "a", "  ", "zzzz", "x" * 10_000, "((((", "\x00\x00"])
def test_there_is_nothing_to_suggest_for_nothing(book, typed):
    assert book.suggest(typed) == ()
