"""The release statement and its line for the press."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outline.build import assessment
from outline.small import SMALL
from procure_app.app import speak
from procure_app.core.assessment.answer import ComponentRow
from procure_app.core.catalogue.word import Availability
from procure_app.core.decision.reading import Reading, read
from procure_app.core.outline.statement import PRESS, press_line, statement
from procure_app.core.phrase import Wording
from procure_app.i18n import say
from procure_app.resources import folder
from procure_app.store.shipped.example import examples, load_example

COMPONENTS = [component.id for component in SMALL.components]


def english(wording: Wording) -> str:
    return say(wording, speak())


def of_rows(**rows: ComponentRow) -> Reading:
    return read(SMALL, assessment(components={f"base/{key}": row for key, row in rows.items()}))


def released(licence: str, availability: str = "released") -> ComponentRow:
    return ComponentRow(availability=Availability(availability), licence=licence)


def test_nothing_entered_is_said_as_nothing_known():
    assert english(statement(of_rows())) == "Nothing is known of this release yet."


def test_parts_are_named_with_their_terms_and_blank_rows_are_not_known():
    first, second, *blank = COMPONENTS
    said = english(statement(of_rows(**{first: released("MIT"), second: released("NONE")})))
    names = [SMALL.component_by_id[key].name.lower() for key in (first, second)]
    assert f"{names[0]} under mit" in said.lower()
    assert f"{names[1]} with no licence stated" in said
    assert said.count(". ") <= 1
    for key in blank:
        assert SMALL.component_by_id[key].name.lower() in said.lower().partition("not known: ")[2]


def test_what_is_gated_says_so():
    said = english(statement(of_rows(**{COMPONENTS[0]: released("MIT", "gated")})))
    assert "under MIT, after asking for access" in said


def test_a_release_of_which_nothing_is_given_says_so():
    said = english(statement(of_rows(**{COMPONENTS[0]: released("", "withheld")})))
    assert said.startswith("No part is known to be given. Of the rest, withheld: ")


@given(
    st.lists(
        st.tuples(st.sampled_from(list(Availability)), st.text(max_size=90)),
        min_size=len(COMPONENTS),
        max_size=len(COMPONENTS),
    ),
    st.text(min_size=1, max_size=400),
)
def test_the_line_for_the_press_always_fits(rows, model):
    entered = {
        f"base/{key}": ComponentRow(availability=availability, licence=licence)
        for key, (availability, licence) in zip(COMPONENTS, rows, strict=True)
    }
    reading = read(SMALL, assessment({SMALL.uses.model: model}, components=entered))
    assert 0 < len(press_line(reading, english)) <= PRESS


@pytest.mark.parametrize("name", examples(folder("examples")))
def test_the_press_line_of_an_example_names_weights_terms_and_what_is_missing(catalogue, name):
    line = press_line(read(catalogue, load_example(folder("examples"), name)), english)
    assert "final weights" in line
    assert " under " in line
    assert "not known" in line
    assert "open-source" not in line.lower()
