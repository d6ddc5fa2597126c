"""The real model files come out as the framework's own tool judges them."""

from __future__ import annotations

import csv
from collections.abc import Mapping

from mof_cases import CASES, files, ladder, needs_cases

from procure_app.core.catalogue.catalogue import Catalogue
from procure_app.core.frameworks.climb import climb
from procure_app.core.truth import Truth
from procure_app.exchange.mof_import import held
from procure_app.exchange.mof_model import NAMES, kinds, remarks
from procure_app.exchange.mof_read import read

TOOL = ladder()


def nobody(licence: str, kind: str) -> Truth:
    """Refuse to judge: the tool's rule asks for no kind of licence."""
    raise AssertionError(f"asked whether {licence} is {kind}")


def row(content: bytes, file: str, catalogue: Catalogue) -> Mapping[str, str]:
    """Return what stands in the table of expectations for this file."""
    model = read(content, file)
    found = climb(TOOL, held(model, catalogue, TOOL.strangers), nobody)
    names = {component: name for name, (component, _) in kinds(catalogue).items()}
    columns = {"file": file, "name": model.name, "class": str(found.level)}
    for level in (3, 2, 1):
        columns[f"p{level}"] = f"{found.progress[level]:.4f}".rstrip("0").rstrip(".")
        for what in ("missing", "invalid", "unlicensed"):
            listed = getattr(found, what)[level]
            columns[f"{what}{level}"] = "; ".join(names[component] for component in listed)
    return columns


@needs_cases
def test_every_file_agrees_with_the_tool_on_every_column(catalogue):
    with (CASES / "expected.tsv").open(encoding="utf-8", newline="") as table:
        expected = list(csv.DictReader(table, delimiter="\t"))
    found = [
        row((CASES / "models" / one["file"]).read_bytes(), one["file"], catalogue)
        for one in expected
    ]
    assert len(found) == len(files()) > 100
    assert found == expected


@needs_cases
def test_no_real_file_has_anything_out_of_place(catalogue):
    for file in files():
        model = read(file.read_bytes(), file.name)
        assert remarks(model, catalogue, lambda text: True) == (), file.name


def test_the_catalogue_knows_every_name_of_the_format(catalogue):
    assert set(kinds(catalogue)) == set(NAMES)
