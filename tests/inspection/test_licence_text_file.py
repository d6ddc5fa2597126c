"""Licence files: by name, and whatever stands in them."""

from __future__ import annotations

import time

import licence_cases as cases
import pytest
from licence_cases import ISC, MIT

from procure_app.inspection.licence_file import covers, is_licence_name, read


@pytest.mark.parametrize(
    ("path", "part"),
    [
        ("LICENSE", ""),
        ("LICENCE.md", ""),
        ("LICENSE-CODE", "code"),
        ("LICENSE-MODEL", "weights"),
        ("MODEL_LICENSE_AGREEMENT.txt", "weights"),
        ("model_licenses/LICENSE-FLUX1-dev", "weights"),
        ("DATA_LICENSE", "data"),
        ("Tongyi Qianwen LICENSE AGREEMENT", ""),
        ("a/COPYING.txt", ""),
        ("NOTICE", ""),
        ("LICENSES/Apache-2.0.txt", ""),
        ("LIZENZ.txt", ""),
        ("LICENCIA", ""),
        ("模型许可协议.txt", ""),
    ],
)
def test_licence_files_are_known_by_name_and_say_what_they_are_for(path, part):
    assert is_licence_name(path)
    assert part == covers(path)


@pytest.mark.parametrize(
    "path",
    [
        "docs/license_header.txt",
        "licenses.json",
        "license.py",
        "README.md",
        "relicensed.md",
        "LICENSES/README.md",
        "notes/MIT.txt",
    ],
)
def test_other_files_are_not_read_as_licences(path):
    assert not is_licence_name(path)
    assert cases.seen(read, MIT, path) == []


def test_a_licence_is_named_with_its_notices():
    (found,) = cases.seen(read, MIT, "LICENSE")
    assert (
        found.what, found.subject, found.confidence, found.state,
    ) == ("licence", "MIT", "high", "found")  # fmt: skip
    assert found.facts["copyright"] == ("Copyright (c) 2026 Acme",)


@pytest.mark.parametrize(
    ("encoding", "guessed"), [("utf-8-sig", None), ("utf-16", None), ("latin-1", True)]
)
def test_encodings_are_read_or_said_to_be_guessed(encoding, guessed):
    text = MIT.replace("Acme", "Müller GmbH")
    (found,) = cases.seen(read, text.encode(encoding), "LICENSE")
    assert found.facts["identified"] == "MIT"
    assert guessed == found.facts.get("encoding_guessed")


def test_a_file_that_is_only_an_address_holds_no_terms():
    (found,) = cases.seen(read, "See https://example.org/licence for the terms.", "LICENSE")
    assert found.state == "declared, not included"
    assert found.facts["address"] == "https://example.org/licence"
    assert (found.facts["identified"], found.facts["closest"]) == ("", "")


def test_an_empty_file_is_said_to_be_empty():
    (found,) = cases.seen(read, " \n", "LICENSE")
    assert True is found.facts["empty"]


def test_a_licence_known_by_title_only_is_not_compared():
    (found,) = cases.seen(read, "# Mistral AI Research License\n\nTerms follow.", "LICENSE.md")
    assert (
        found.facts["identified"], found.facts["closest"], found.facts["compared"],
    ) == ("", "LicenseRef-MRL-0.1", False)  # fmt: skip


def test_several_licences_in_one_file_are_listed_and_none_is_named():
    (found,) = cases.seen(read, f"{MIT}\n\n{ISC}", "LICENSE")
    assert found.facts["identified"] == ""
    assert {"MIT", "ISC"} == set(found.facts["holds"])


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(MIT * 9_000, id="the same licence over and over"),
        pytest.param("a" * 10_000_000, id="one word"),
        pytest.param("the " * 2_500_000, id="one word again and again"),
        pytest.param("of the license " * 700_000, id="words of licences"),
        pytest.param("Copyright 2020 A\n" * 600_000, id="notices"),
        pytest.param("<" * 10_000_000, id="brackets"),
        pytest.param("\u0301" * 5_000_000, id="accents"),
    ],
)
def test_ten_megabytes_take_little_time_and_are_never_named(content):
    started = time.process_time()
    (found,) = cases.seen(read, content, "LICENSE")
    assert found.facts["identified"] == ""
    assert found.facts["read_to"] == 1 << 20
    assert time.process_time() - started < 5


@pytest.mark.parametrize(
    "content", [b"\0" * 1000, bytes(range(256)) * 40, b"\xff\xfe\x00", b"\xc3"]
)
def test_what_is_no_text_is_no_licence(content):
    (found,) = cases.seen(read, content, "LICENSE")
    assert (found.facts["identified"], found.facts["closest"]) == ("", "")
