"""The steps from earlier catalogues: whatever is wrong in one is refused with file and line."""

from __future__ import annotations

import pytest
from catalogue.versions import NEW, STEP

from procure_app import resources
from procure_app.core.assessment.edit import changed
from procure_app.core.catalogue.step import options_after, way, why_removed
from procure_app.store.shipped.catalogue_source import SourceError
from procure_app.store.shipped.migration_file import load_steps

GOOD = """# A comment.
catalogue = "tiny"
from = "1"
to = "2"
question_renamed = [
    { id = "a.moved", to = "a.went" },
]
question_removed = [
    { id = "a.gone", why = "The rule has ended." },
]
option_renamed = [{ question = "a.moved", id = "right", to = "east" }]
option_removed = [{ question = "a.places", id = "there" }]
component_renamed = [{ id = "weights", to = "parameters" }]
component_removed = [{ id = "diary", why = "Nobody keeps one." }]
trigger_renamed = [{ id = "failed", to = "broken" }]
trigger_removed = [{ id = "expired", why = "It follows from dates." }]

[[question_split]]
id = "a.both"
into = [
    { question = "a.first", options = { one = "yes", neither = "no" } },
    { question = "a.second", options = { two = "yes", neither = "no" } },
]
"""


@pytest.fixture
def put(tmp_path):
    """Write a file of steps."""

    def put(name: str, text: str) -> None:
        (tmp_path / name).write_text(text, "utf-8")

    return put


@pytest.fixture
def load(tmp_path):
    """Load the steps to the new version."""
    return lambda catalogue=NEW: load_steps(tmp_path, catalogue)


def said(load) -> str:
    """Return the sentence with which the steps are refused."""
    with pytest.raises(SourceError) as refused:
        load()
    assert "\n" not in str(refused.value)
    return str(refused.value)


@pytest.fixture
def refusal(put, load):
    """Exchange the first such piece of a good file, and return how it is refused."""

    def refusal(old: str, new: str) -> str:
        assert old in GOOD
        put("1-2.toml", GOOD.replace(old, new, 1))
        return said(load)

    return refusal


def test_a_file_reads_as_its_step(put, load):
    put("1-2.toml", GOOD)
    assert load() == (STEP,)


def test_the_shipped_steps_lead_to_the_shipped_catalogue(catalogue):
    for step in (steps := load_steps(resources.folder("migrations"), catalogue)):
        assert way(steps, step.from_, catalogue.version)


@pytest.mark.parametrize(
    ("old", "new", "line", "what"),
    [
        ('"1"', "1", 3, "from: Input should be a valid string"),
        ('to = "2"', 'to = "2', 4, "is not TOML"),
        ("why = ", "because = ", 9, "question_removed.0.why: Field required"),
        ('"The rule has ended."', '""', 9, "question_removed.0.why"),
        ("# A comment.", "more = 1", 1, "more: Extra inputs"),
        ('"tiny"', '"other"', 2, "catalogue: is not about tiny"),
        ('to = "a.went"', 'to = "a.lost"', 6, "there is no question a.lost"),
        ('to = "a.went"', 'to = "a.first"', 21, "two questions become a.first"),
        ('"a.moved", to', '"a.kept", to', 6, "a.kept is in the catalogue still"),
        ('id = "a.gone"', 'id = "a.kept"', 9, "a.kept is in the catalogue still"),
        ('id = "a.gone"', 'id = "a.moved"', 9, "a.moved is named twice"),
        ('to = "east"', 'to = "west"', 11, "a.went has no option west"),
        ('id = "right"', 'id = "left"', 11, "a.went = left is offered still"),
        ('"a.moved", id', '"a.both", id', 11, "a.both is split or removed"),
        ('"a.moved", id', '"a.lost", id', 11, "there is no question a.lost"),
        ('id = "there"', 'id = "far"', 12, "a.places = far is offered still"),
        ('to = "parameters"', 'to = "atoms"', 13, "there is no component atoms"),
        ('id = "diary"', 'id = "card"', 14, "card is in the catalogue still"),
        ('to = "broken"', 'to = "cracked"', 15, "there is no trigger cracked"),
        ('id = "expired"', 'id = "failed"', 16, "failed is named twice"),
        ('id = "a.both"', 'id = "a.gone"', 19, "a.gone is named twice"),
        ('id = "a.both"', 'id = "a.kept"', 19, "a.kept is in the catalogue still"),
        ('"a.second"', '"a.third"', 22, "there is no question a.third"),
        ('"a.second"', '"a.first"', 19, "a.both leads to one question twice"),
        ('two = "yes"', 'two = "maybe"', 22, "a.second has no option maybe"),
    ],
)
def test_a_fault_is_told_with_its_line(refusal, old, new, line, what):
    sentence = refusal(old, new)
    assert sentence.startswith(f"1-2.toml:{line}: ")
    assert what in sentence


def step(from_: str, to: str, more: str = "") -> str:
    """Return a file of one step."""
    return f'catalogue = "tiny"\nfrom = "{from_}"\nto = "{to}"\n{more}'


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ([("1", "2"), ("1", "1.5")], "b.toml:2: from: a second step starts at 1"),
        ([("1", "1.5")], "a.toml:3: to: does not reach 2: no step leads on from 1.5"),
        (
            [("1", "1.5"), ("1.5", "1")],
            "a.toml:3: to: does not reach 2: the steps go round in a circle",
        ),
        ([("1", "1")], "a.toml:3: to: does not reach 2: the steps go round in a circle"),
        ([("2", "3")], "a.toml:2: from: starts at 2, the version that is shipped"),
    ],
)
def test_steps_that_do_not_lead_to_the_catalogue_are_refused(put, load, files, sentence):
    for name, ends in zip("ab", files, strict=False):
        put(f"{name}.toml", step(*ends))
    assert said(load) == sentence


def test_an_id_may_move_on_in_a_later_step(put, load):
    put(
        "b.toml",
        step(
            "1.5",
            "2",
            'question_renamed = [{ id = "a.middle", to = "a.went" }]\n'
            'option_renamed = [{ question = "a.middle", id = "up", to = "east" }]',
        ),
    )
    put(
        "a.toml",
        step(
            "1",
            "1.5",
            'question_renamed = [{ id = "a.moved", to = "a.middle" }]\n'
            'option_renamed = [{ question = "a.moved", id = "right", to = "up" }]',
        ),
    )
    found = way(load(), "1", "2")
    assert found is not None
    assert [each.to for each in found] == ["1.5", "2"]
    assert options_after(found, "a.moved", "right") == (("a.went", "east"),)


def test_why_something_was_removed_is_found_under_its_later_name(put, load):
    put("a.toml", step("1", "1.5", 'component_renamed = [{ id = "log", to = "diary" }]'))
    put("b.toml", step("1.5", "2", 'component_removed = [{ id = "diary", why = "Gone." }]'))
    assert why_removed(way(load(), "1", "2"), "component", "log") == "Gone."
    assert why_removed(way(load(), "1", "2"), "component", "card") == ""


def test_no_step_may_be_missing_in_the_middle(put, load):
    put("a.toml", step("1.5", "2"))
    assert way(load(), "1", "2") is None
    assert load(changed(NEW, version="2"))
