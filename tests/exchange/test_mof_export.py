"""A model file written from an assessment is a proper one, and claims no more than it says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from mof_cases import CASES, files, needs_cases

from procure_app import resources
from procure_app.core.assessment.answer import ComponentRow
from procure_app.core.assessment.document import Assessment
from procure_app.core.assessment.edit import fill_row
from procure_app.exchange.mof_export import exported
from procure_app.exchange.mof_model import NAMES, SCOPES
from procure_app.exchange.mof_read import read
from procure_app.store.shipped.example import examples, load_example

FOLDER = resources.folder("examples")
KINDS = {"object": dict, "string": str, "array": list, "null": type(None)}


def faults(value: Any, schema: dict[str, Any], place: str = "") -> Iterator[str]:
    """Yield where the value breaks the schema; only what the framework's schema uses is known."""
    known = {"type", "enum", "required", "properties", "items", "minLength", "minItems"}
    known |= {"maxItems", "minProperties", "additionalProperties", "format"}
    assert set(schema) <= known, "the schema uses a word that is not checked here"
    allowed = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    if not isinstance(value, tuple(KINDS[kind] for kind in allowed)):
        yield f"{place} is no {allowed}"
        return
    if "enum" in schema and value not in schema["enum"]:
        yield f"{place} is {value!r}"
    if isinstance(value, (str, list)):
        if len(value) < schema.get("minLength", schema.get("minItems", 0)):
            yield f"{place} is too short"
        if len(value) > schema.get("maxItems", 1_000_000):
            yield f"{place} is too long"
    if isinstance(value, list):
        for number, item in enumerate(value):
            yield from faults(item, schema["items"], f"{place}[{number}]")
    if isinstance(value, dict):
        yield from (
            f"{place} lacks {key}" for key in schema.get("required", ()) if key not in value
        )
        for key, inner in schema.get("properties", {}).items():
            if key in value:
                yield from faults(value[key], inner, f"{place}.{key}")


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    """The framework's own schema of a model file."""
    return json.loads((CASES / "mof_schema.json").read_text("utf-8"))


@needs_cases
def test_the_check_of_the_schema_finds_faults(schema):
    bad = {"framework": {"name": "X", "version": 1}, "release": {"name": "", "components": [3]}}
    assert set(faults(bad, schema)) == {
        ".framework lacks date",
        ".framework.name is 'X'",
        ".framework.version is no ['string']",
        ".release lacks license",
        ".release lacks producer",
        ".release.name is too short",
        ".release.components[0] is no ['object']",
    }


@needs_cases
@pytest.mark.parametrize("name", examples(FOLDER))
def test_a_file_from_an_example_fits_the_schema(name, catalogue, schema):
    text = exported(load_example(FOLDER, name), catalogue)
    assert list(faults(yaml.safe_load(text), schema)) == []


@pytest.mark.parametrize("name", examples(FOLDER))
def test_every_reader_sees_the_same_texts_in_a_file_from_an_example(name, catalogue):
    text = exported(load_example(FOLDER, name), catalogue)
    found = read(text.encode(), "f.yml")
    plain = yaml.safe_load(text)["release"]
    assert [plain["name"], plain["version"]] == [found.name, found.version]
    assert [c["name"] for c in plain["components"]] == [e.name for e in found.components]
    assert found.oddities == ()


def test_a_buyer_is_not_in_the_file(catalogue):
    document = load_example(FOLDER, "deepseek-v3")
    assert "Example Host" not in exported(document, catalogue)


BASE = {"availability": "released", "licence": "MIT"}


def described(catalogue, *layers: str, **rows: dict[str, str]) -> Assessment:
    """Return a description with these layers and rows; ``base__datasets`` for ``base/datasets``."""
    document = Assessment.model_validate(
        {
            "id": "an-id", "title": "Made up", "walk": "describe", "as_of": "2026-11-22",
            "catalogue": catalogue.id, "catalogue_version": catalogue.version,
            "answers": {"release.layers": {"value": layers}},
        }
    )  # fmt: skip
    for key, row in rows.items():
        document = fill_row(document, key.replace("__", "/"), ComponentRow.model_validate(row))
    return document


def listed(document, catalogue) -> dict[str, str | None]:
    """Return the licence of each component that the written file lists."""
    found = read(exported(document, catalogue).encode(), "f.yml")
    return {entry.name: entry.licence for entry in found.components}


@pytest.mark.parametrize(
    "availability",
    ["served", "under contract", "described only", "withheld", "unknown", "not applicable"],
)
def test_only_what_is_in_the_release_is_listed(availability, catalogue):
    row = {"availability": availability, "licence": "MIT"}
    assert listed(described(catalogue, "base", base__datasets=row), catalogue) == {}


@pytest.mark.parametrize(
    ("licence", "typed"),
    [("", None), ("NOASSERTION", None), ("NONE", "unlicensed"), ("MIT", "MIT")],
)
def test_a_licence_is_typed_as_the_format_has_it(licence, typed, catalogue):
    row = {"availability": "gated", "licence": licence}
    document = described(catalogue, "base", base__datasets=row)
    assert listed(document, catalogue) == {"Datasets": typed}


def test_open_terms_on_a_change_do_not_hide_those_of_the_base(catalogue):
    document = described(
        catalogue, "base", "modification",
        base__weights=BASE | {"licence": "Llama 2"}, modification__weights=BASE,
    )  # fmt: skip
    assert listed(document, catalogue) == {"Model parameters (Final)": "(MIT) AND (Llama 2)"}


def test_what_one_layer_lacks_is_not_listed_unless_that_layer_is_the_product(catalogue):
    document = described(catalogue, "base", "modification", modification__weights=BASE)
    assert listed(document, catalogue) == {}
    document = described(catalogue, "base", "product", base__weights=BASE)
    assert listed(document, catalogue) == {"Model parameters (Final)": "MIT"}


@needs_cases
def test_the_format_has_no_more_names_and_scopes_than_are_known_here():
    for file in files():
        content = yaml.load(file.read_text("utf-8"), yaml.BaseLoader)["release"]
        assert {component["name"] for component in content["components"]} <= set(NAMES)
        assert set(content["license"]) <= set(SCOPES)
