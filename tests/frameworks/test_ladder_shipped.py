"""The two shipped ladders of the Model Openness Framework: what they share, where they differ."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from procure_app.core.frameworks.climb import Held, climb
from procure_app.core.frameworks.framework import Framework
from procure_app.core.frameworks.ladder import Ladder
from procure_app.core.licences.kind import is_kind
from procure_app.core.truth import Truth
from procure_app.resources import folder
from procure_app.store.shipped.catalogue_file import load_catalogue
from procure_app.store.shipped.licence_file import load_licences


def ladder(name: str) -> Ladder:
    """Return the only ladder of a framework."""
    content = tomllib.loads((Path(folder("frameworks")) / f"{name}.toml").read_text("utf-8"))
    (rule,) = Framework.model_validate(content).verdicts
    assert rule.ladder is not None
    return rule.ladder


TOOL, SPECIFICATION = ladder("mof-tool"), ladder("mof-specification")
BOOK = load_licences(folder("licences"))


def suits(licence: str, kind: str) -> Truth:
    """Judge three licences, each good for one kind of component."""
    good = {"MIT": "mof_code", "CDLA-Permissive-2.0": "mof_data", "CC-BY-4.0": "mof_document"}
    return Truth.MET if good.get(licence) == kind else Truth.NOT_MET


def whole(licence: str = "", **others: str) -> dict[str, Held]:
    """Return a release with every component on this licence, but for the others."""
    chosen = dict.fromkeys(TOOL.components, licence) | others
    return {
        name: Held(Truth.MET, of, Truth.NOT_MET if of else Truth.MET) for name, of in chosen.items()
    }


def proper() -> dict[str, str]:
    """Return a licence of the right kind for every component."""
    good = {"mof_code": "MIT", "mof_data": "CDLA-Permissive-2.0", "mof_document": "CC-BY-4.0"}
    kinds = {name: SPECIFICATION.kinds.get(name, "mof_data") for name in TOOL.components}
    return {name: good[kind] for name, kind in kinds.items()}


def test_the_rungs_are_the_same_in_both():
    assert TOOL.rungs == SPECIFICATION.rungs
    assert TOOL.order == SPECIFICATION.order


def test_every_component_of_the_framework_has_its_place():
    catalogue = load_catalogue(folder("catalogue"))
    assert {c.id for c in catalogue.components if c.mof} == set(TOOL.components)
    assert [len(rung.slots) for rung in TOOL.rungs] == [6, 4, 4]


def test_the_tool_has_the_licence_ids_of_its_day():
    # 225 ids of its own catalogue, and ODC-PDDL-1.0, which its list of open data licences names
    # although its catalogue does not have it.
    assert 226 == len(TOOL.open_ids) == len(set(TOOL.open_ids))
    missing = {"PDDL-1.0", "CC-PDDC", "C-UDA-1.0", "MulanPSL-1.0", "FreeBSD-DOC", "OpenMDW-1.1"}
    assert not missing & set(TOOL.open_ids)
    present = {"ODC-PDDL-1.0", "OpenMDW-1.0", "WTFPL", "OpenSSL", "NPL-1.0", "GFDL-1.3", "CC0-1.0"}
    assert present <= set(TOOL.open_ids)


def test_the_tool_takes_any_open_licence_for_any_component():
    assert climb(TOOL, whole("Apache-2.0"), suits).level == 1


def test_the_specification_wants_the_licence_to_suit_the_component():
    assert climb(SPECIFICATION, whole("MIT"), suits).level == 0
    assert climb(SPECIFICATION, whole(**proper()), suits).level == 1


@pytest.mark.parametrize("licence", ["", "All rights reserved"])
def test_training_data_count_on_any_terms_by_the_specification_only(licence):
    held = whole(**(proper() | {"datasets": licence}))
    assert (climb(SPECIFICATION, held, suits).level, climb(TOOL, held, suits).level) == (1, 2)


@pytest.mark.parametrize("free_text", ["Apache 2.0", "apache-2.0", "MIT license", "BSD-3"])
def test_the_tool_knows_no_licence_by_a_name(free_text):
    assert climb(TOOL, whole(free_text), suits).level == 0


def test_what_is_not_known_is_told_apart_from_what_is_missing():
    held = whole("MIT") | {"weights": Held(Truth.UNKNOWN, unlicensed=Truth.UNKNOWN)}
    found = climb(TOOL, held, suits)
    assert (found.level, found.sure, found.possible) == (None, 0, 1)
    assert ("weights",) == found.missing[3] == found.unknown[3]


@pytest.mark.parametrize(
    ("licence", "code", "data", "document"),
    [
        ("Apache-2.0", Truth.MET, Truth.NOT_MET, Truth.NOT_MET),
        ("MIT", Truth.MET, Truth.NOT_MET, Truth.NOT_MET),
        ("CDLA-Permissive-2.0", Truth.NOT_MET, Truth.MET, Truth.NOT_MET),
        ("CC-BY-4.0", Truth.NOT_MET, Truth.MET, Truth.MET),
        ("CC-BY-NC-4.0", Truth.NOT_MET, Truth.NOT_MET, Truth.NOT_MET),
        ("OpenMDW-1.0", Truth.MET, Truth.MET, Truth.MET),
        ("Somebody's own licence", Truth.UNKNOWN, Truth.UNKNOWN, Truth.UNKNOWN),
        ("NOASSERTION", Truth.UNKNOWN, Truth.UNKNOWN, Truth.UNKNOWN),
    ],
)
def test_the_specification_tells_licences_for_code_data_and_documents_apart(
    licence, code, data, document
):
    kinds = ("mof_code", "mof_data", "mof_document")
    assert tuple(is_kind(licence, kind, BOOK) for kind in kinds) == (code, data, document)


def test_every_kind_that_the_specification_names_exists():
    assert set(SPECIFICATION.kinds.values()) <= set(BOOK.kinds)
