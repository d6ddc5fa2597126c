"""The rows of the component table: which there are, which are listed, what they come to."""

from __future__ import annotations

import pytest
from catalogue.tiny import assessment_of, catalogue_of, choice, component, given, is_

from procure_app.core.assessment.answer import ComponentRow, row_key
from procure_app.core.assessment.path import path
from procure_app.core.assessment.table import rows
from procure_app.core.catalogue.word import Availability, Kind, Layer

CATALOGUE = catalogue_of(
    choice("a.holder", "us", "host"),
    choice("a.layers", "base", "modification", "product", kind=Kind.CHOICES),
    choice("a.rest", "served", "withheld", asked=is_("a.holder", "host")),
    components=(
        component("weights", core=True),
        component("checkpoints"),
        component("card", core=True, seen_by_customers=True),
        component("policy", seen_by_customers=True),
    ),
    layers="a.layers",
    rest="a.rest",
    not_delivered=is_("a.holder", "host"),
)


def table(answers=None, depth="full", **components):
    """Return the rows, with the availability that was entered for some components."""
    filled = {row_key(Layer.BASE, name): ComponentRow(availability=word)
              for name, word in components.items()}  # fmt: skip
    document = assessment_of(answers, depth=depth, components=filled)
    return rows(CATALOGUE, document, path(CATALOGUE, document))


def listed(*arguments, **fields) -> list[str]:
    """Return the keys of the rows that the table opens with."""
    return [row.key for row in table(*arguments, **fields) if row.listed]


def test_there_is_a_row_for_every_component_of_every_layer():
    assert [row.key for row in table()] == [
        "base/weights", "base/checkpoints", "base/card", "base/policy",
    ]  # fmt: skip
    keys = [row.key for row in table({"a.layers": given("product", "base")})]
    assert keys[:2] == ["base/weights", "base/checkpoints"]
    assert keys[4:6] == ["product/weights", "product/checkpoints"]
    assert len(keys) == 8


def test_a_full_walk_lists_every_row_and_a_core_walk_the_core():
    assert len(listed()) == 4
    assert listed(depth="core") == ["base/weights", "base/card"]


def test_when_nothing_is_delivered_only_what_a_customer_sees_is_listed():
    assert listed({"a.holder": "host"}) == ["base/card", "base/policy"]
    assert listed({"a.holder": "host"}, depth="core") == ["base/card"]


def test_a_row_that_was_filled_is_always_listed():
    fields = {"depth": "core", "checkpoints": "withheld"}
    assert listed({"a.holder": "host"}, **fields) == ["base/checkpoints", "base/card"]


def availabilities(answers, **fields) -> dict[str, Availability | None]:
    """Return what each component comes to."""
    return {row.component.id: row.availability for row in table(answers, **fields)}


@pytest.mark.parametrize("word", ["served", "withheld"])
def test_the_one_line_speaks_for_every_row_that_a_customer_does_not_see(word):
    said = {"a.holder": "host", "a.rest": word}
    assert availabilities(said) == {
        "weights": word, "checkpoints": word, "card": None, "policy": None,
    }  # fmt: skip


def test_a_row_that_was_opened_speaks_for_itself():
    said = {"a.holder": "host", "a.rest": "served"}
    assert availabilities(said, weights="released")["weights"] == "released"


def test_the_one_line_says_nothing_where_the_release_is_delivered():
    assert availabilities({"a.holder": "us", "a.rest": "served"})["weights"] is None


@pytest.mark.parametrize("value", [("served", "gone"), ("gone", "served"), ("gone",)])
def test_a_line_that_was_edited_by_hand_never_breaks_the_table(value):
    said = {"a.holder": "host", "a.rest": given(*value)}
    expected = "served" if "served" in value else None
    assert expected == availabilities(said)["weights"]
