"""Ids are never reused: every one that was ever shipped is listed in ids.txt and still there.

A question or option that is no longer wanted stays in the catalogue and is asked no more. A new
id is listed by adding its line to the file, in order.
"""

from __future__ import annotations

from pathlib import Path

import pytest

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


def test_no_id_that_was_shipped_ever_vanishes(listed, shipped):
    assert [id_ for id_ in listed if id_ not in shipped] == []


def test_every_shipped_id_is_listed(listed, shipped):
    assert sorted(shipped - set(listed)) == []


def test_the_list_is_in_order_and_names_each_id_once(listed):
    assert listed == sorted(set(listed))
