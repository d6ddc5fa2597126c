"""Every reader of documents on content nobody made in good faith: refused or read, never more."""

from __future__ import annotations

import json
import time

import licence_cases as cases
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from procure_app.inspection.document_reader import DOCUMENT_READERS
from procure_app.inspection.observation import Observation, Refused

READERS = sorted({one for several in DOCUMENT_READERS.values() for one in several}, key=str)
PATHS = (
    "README.md", "LICENSE", "MODEL_CARD.md", "USE_POLICY.md", "SECURITY.md", "CITATION.cff",
    "bom.json", "a.spdx.json", "model.sig", "m.yml", "tech_report.pdf",
    ".cache/huggingface/download/x.metadata", "models--a--b/refs/main",
)  # fmt: skip
WORDS = (
    "bomFormat", "CycloneDX", "specVersion", "metadata", "component", "components", "type",
    "name", "machine-learning-model", "modelCard", "modelParameters", "datasets", "ref",
    "licenses", "license", "id", "pedigree", "ancestors", "@context",
    "https://spdx.org/rdf/3.0.1/x", "@graph", "spdxId", "ai_AIPackage", "from", "to",
    "relationshipType", "trainedOn", "spdxVersion", "dsseEnvelope", "payload", "payloadType",
    "signatures", "sig", "verificationMaterial", "certificate", "rawBytes", "publicKey", "hint",
    "e30=", "expression", "externalReferences", "url",
)  # fmt: skip
PIECES = (
    "---\n", "license: ", "base_model: ", "[", "]", "{", "}", ": ", "- ", "&a ", "*a", "!!int ",
    "\n", "# ", "open-source ", "We release ", "licensed under the ", "MIT License ",
    "Copyright (c) 2020 ", "<!--", "-->", "```\n", "| ", "\u202e", "\u001b[31m", "\u0000", "é",
    "Model Openness Framework", "'", "\"",
)  # fmt: skip
JSON = some.recursive(
    some.none()
    | some.booleans()
    | some.integers()
    | some.sampled_from(WORDS)
    | some.text(max_size=5),
    lambda inner: (
        some.lists(inner, max_size=4)
        | some.dictionaries(some.sampled_from(WORDS), inner, max_size=5)
    ),
    max_leaves=30,
)


def _read(content: bytes) -> list[Observation]:
    found: list[Observation] = []
    reasons = []
    for path in PATHS:
        for read in READERS:
            try:
                found += cases.seen(read, content, path)
            except Refused as refused:
                reasons.append(refused.reason.text)
    assert all(reasons)
    return found


def _is_fit_to_show(text: str) -> bool:
    return text.isprintable()


def _check(found: list[Observation]) -> None:
    for one in found:
        assert _is_fit_to_show(one.quote)
        assert _is_fit_to_show(one.subject)
        for fact in one.facts.values():
            parts = fact if isinstance(fact, tuple) else (fact,)
            assert all(isinstance(part, str | int | float | bool) for part in parts)
            assert all(_is_fit_to_show(part) for part in parts if isinstance(part, str))


@settings(max_examples=60, deadline=None)
@given(some.binary(max_size=400))
def test_any_bytes(content):
    _check(_read(content))


@settings(max_examples=150, deadline=None)
@given(some.lists(some.sampled_from(PIECES), max_size=40))
def test_any_row_of_what_documents_are_made_of(pieces):
    _check(_read("".join(pieces).encode("utf-8")))


@settings(max_examples=250, deadline=None)
@given(JSON)
def test_any_json(value):
    marked = value if isinstance(value, dict) else {"x": value}
    _check(_read(json.dumps(marked | {"bomFormat": "CycloneDX"}).encode("utf-8")))
    _check(_read(json.dumps(marked).encode("utf-8")))


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("<!---->" * 60_000, id="empty remarks"),
        pytest.param("<!--" * 120_000, id="open remarks"),
        pytest.param("```\n" * 100_000 + "~~~\n", id="fences"),
        pytest.param("![" * 250_000, id="pictures"),
        pytest.param("[a](" * 120_000, id="links"),
        pytest.param("<a " * 170_000, id="tags"),
        pytest.param("# License\n" + "A-" * 250_000, id="hyphens"),
        pytest.param("licensed " * 60_000, id="licensed"),
        pytest.param("License: " + "A " * 200_000 + "License", id="capitals"),
        pytest.param("we release open " * 30_000, id="open"),
        pytest.param("\n" * 500_000, id="empty lines"),
        pytest.param("\n " * 250_000 + "x", id="spaces"),
        pytest.param("a. B" * 120_000, id="sentences"),
        pytest.param("https://a" * 50_000, id="addresses"),
        pytest.param("a@" * 200_000, id="mail"),
        pytest.param("*" * 500_000 + "a", id="stars"),
        pytest.param("---\n" * 120_000, id="dashes"),
        pytest.param("(" * 500_000, id="brackets"),
    ],
)
def test_no_text_takes_long(content):
    started = time.process_time()
    for path in ("README.md", "USE_POLICY.md", "SECURITY.md", "LICENSE"):
        for read in READERS:
            try:
                cases.seen(read, content, path)
            except Refused:
                continue
    assert time.process_time() - started < 10
