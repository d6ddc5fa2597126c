"""Ids are never reused: every one ever shipped stands in ids.txt and is still accounted for.

It is in the catalogue, or a step in resources/migrations says where it went; so no answer to it is
lost. A new id is listed by adding its line to the file, in order.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from catalogue.versions import STEP

from procure_app import resources
from procure_app.core.catalogue.step import Step
from procure_app.store.shipped.migration_file import load_steps

LIST = Path(__file__).with_name("ids.txt")


@pytest.fixture(scope="session")
def listed() -> list[str]:
    """The ids ever shipped: ``question``, ``question = option`` and ``component NAME``."""
    return LIST.read_text("utf-8").splitlines()


@pytest.fixture(scope="session")
def shipped(catalogue) -> set[str]:
    """The ids of the catalogue as it is now."""
    questions = {question.id for question in catalogue.questions()}
    options = {f"{q.id} = {option.id}" for q in catalogue.questions() for option in q.options}
    components = {f"component {component.id}" for component in catalogue.components}
    return questions | options | components


@pytest.fixture(scope="session")
def left(catalogue) -> set[str]:
    """The ids that a shipped step renamed, split or removed, those of their options included."""
    steps = load_steps(resources.folder("migrations"), catalogue)
    return {id_ for step in steps for id_ in gone(step)}


def gone(step: Step) -> set[str]:
    """Return the ids of questions, options and components that end with this step."""
    questions = (*step.question_renamed, *step.question_removed, *step.question_split)
    options = (*step.option_renamed, *step.option_removed)
    components = (*step.component_renamed, *step.component_removed)
    return (
        {question.id for question in questions}
        | {f"{option.question} = {option.id}" for option in options}
        | {f"component {component.id}" for component in components}
    )


def accounted(id_: str, shipped: set[str], left: set[str]) -> bool:
    """Say whether an id is still there, or a step says where it or its question went."""
    return id_ in shipped or id_ in left or id_.partition(" = ")[0] in left


def test_no_id_that_was_shipped_ever_vanishes(listed, shipped, left):
    assert [id_ for id_ in listed if not accounted(id_, shipped, left)] == []


def test_an_id_that_a_step_names_is_accounted_for():
    left = gone(STEP)
    assert accounted("a.gone", set(), left)
    assert accounted("a.gone = yes", set(), left)
    assert accounted("a.places = there", set(), left)
    assert accounted("component diary", set(), left)
    assert not accounted("a.places = here", set(), left)
    assert not accounted("component card", set(), left)


def test_every_shipped_id_is_listed(listed, shipped):
    assert sorted(shipped - set(listed)) == []


def test_the_list_is_in_order_and_names_each_id_once(listed):
    assert listed == sorted(set(listed))
