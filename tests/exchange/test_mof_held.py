"""Which licence counts for a component, and what names outside the framework come to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mof_cases import ladder, model

from procure_app.core.frameworks.climb import Held, climb
from procure_app.core.truth import Truth
from procure_app.exchange.mof_import import held
from procure_app.exchange.mof_model import NAMES, Entry, MofModel, Scope

NONE = Held(Truth.MET, "", unlicensed=Truth.MET)
TOOL = ladder()


def under(licence: str) -> Held:
    """Return a component on this licence."""
    return Held(Truth.MET, licence, unlicensed=Truth.NOT_MET)


def code(own: str, catalogue, heads: str = "") -> Held:
    """Return what is held of one component of code."""
    listed = f"    - {{name: Training code{own}}}\n"
    return held(model(heads, listed), catalogue)["training_code"]


BOTH = "  license: {distribution: {name: MIT}, code: {name: Apache-2.0}}\n"


def test_its_own_licence_goes_before_those_at_the_head(catalogue):
    assert code(", license: BSD-3-Clause", catalogue, BOTH) == under("BSD-3-Clause")


@pytest.mark.parametrize("own", ["", ", license: ", ", license: ~", ", license: null"])
def test_without_its_own_the_one_for_its_kind_counts(own, catalogue):
    assert code(own, catalogue, BOTH) == under("Apache-2.0")


def test_without_one_for_its_kind_that_of_the_release_counts(catalogue):
    assert code("", catalogue, "  license: {distribution: {name: MIT}}\n") == under("MIT")
    assert code("", catalogue, "  license: {code: {name: ''}, distribution: {name: MIT}}\n") == (
        under("MIT")
    )


@pytest.mark.parametrize("word", ["unlicensed", "''", "0"])
def test_a_component_that_says_it_has_none_gets_none_from_the_head(word, catalogue):
    assert code(f", license: {word}", catalogue, BOTH) == NONE


def test_a_head_that_says_there_is_none_is_believed(catalogue):
    heads = "  license: {code: {name: unlicensed}, distribution: {name: MIT}}\n"
    assert code("", catalogue, heads) == NONE


def test_nothing_stated_anywhere_is_no_licence(catalogue):
    assert code("", catalogue) == NONE


def test_weights_and_metadata_are_data_to_the_format(catalogue):
    listed = "    - {name: Model parameters (Final)}\n    - {name: Model metadata}\n"
    found = held(model("  license: {data: {name: CC0-1.0}}\n", listed), catalogue)
    assert found == {"weights": under("CC0-1.0"), "metadata": under("CC0-1.0")}


def test_of_two_with_one_name_the_later_counts(catalogue):
    listed = "    - {name: Model card, license: MIT}\n    - {name: Model card, license: X}\n"
    assert held(model("", listed), catalogue) == {"model_card": under("X")}


def test_unknown_names_are_left_out_or_booked_as_the_ladder_says(catalogue):
    listed = "    - {name: Datasets, license: MIT}\n    - {name: Training dataset, license: X}\n"
    found = model("", listed)
    assert held(found, catalogue) == {"datasets": under("MIT")}
    assert held(found, catalogue, TOOL.strangers) == {"datasets": under("X")}


def test_a_licence_called_none_is_a_licence_that_does_not_count(catalogue):
    listed = "    - {name: Model architecture, license: NONE}\n"
    found = climb(TOOL, held(model("", listed), catalogue), lambda *_: Truth.UNKNOWN)
    assert (found.level, found.invalid[3]) == (0, ("architecture",))


LICENCES = st.sampled_from([None, "MIT", "unlicensed", "Apache 2.0", ""])


@given(st.permutations(NAMES), st.lists(LICENCES, min_size=17, max_size=17), st.booleans())
def test_the_order_of_the_list_does_not_matter(catalogue, order, licences, headed):
    heads = {"distribution": Scope("MIT")} if headed else {}
    by_name = dict(zip(NAMES, licences, strict=True))
    straight, mixed = (
        MofModel("X", licences=heads, components=tuple(Entry(n, licence=by_name[n]) for n in names))
        for names in (NAMES, order)
    )
    assert held(mixed, catalogue) == held(straight, catalogue)
