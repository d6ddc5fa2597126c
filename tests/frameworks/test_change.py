"""What would change a verdict: the five best sets of changes."""

from __future__ import annotations

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st
from small_framework import framework, kinds, leaf, sum_of, view

from procure_app.core.catalogue.word import Availability
from procure_app.core.frameworks.change import MOST, changes
from procure_app.core.frameworks.evaluation import truths
from procure_app.core.truth import Truth


def sets(data, goal, met=()):
    made = framework(*data)
    shown = view(dict.fromkeys(met, (Availability.RELEASED, "")))
    found = changes(made, goal, truths(made, shown, kinds))
    return [[criterion.id for criterion in change.leaves] for change in found], found


def test_all_needs_each_part_that_is_not_met():
    ids, found = sets([*map(leaf, "abc"), sum_of("all", all=list("abc"))], "all", met="b")
    assert ids == [["a", "c"]]
    assert found[0].smallest


def test_any_offers_each_part_the_smallest_first():
    data = [*map(leaf, "abc"), sum_of("two", all=["a", "b"]), sum_of("any", any=["two", "c"])]
    ids, found = sets(data, "any")
    assert ids == [["c"], ["a", "b"]]
    assert [change.smallest for change in found] == [True, False]


def test_at_least_offers_each_choice_of_so_many():
    ids, _ = sets([*map(leaf, "abc"), sum_of("two", at_least=2, of=list("abc"))], "two")
    assert sorted(ids) == [["a", "b"], ["a", "c"], ["b", "c"]]


def test_nothing_has_to_change_where_the_goal_is_met():
    assert sets([leaf("a"), sum_of("all", all=["a"])], "all", met="a")[0] == []


def test_a_shared_criterion_is_named_once_and_nothing_is_called_smallest():
    data = [
        *map(leaf, "ab"),
        sum_of("one", all=["a", "b"]),
        sum_of("two", any=["a", "b"]),
        sum_of("all", all=["one", "two"]),
    ]
    ids, found = sets(data, "all")
    assert ids == [["a", "b"]]
    assert not any(change.smallest for change in found)


def _brute(data, goal, leaves):
    """Return the sizes of the five smallest minimal sets, found by trying every set."""
    made = framework(*data)
    good = []
    for size in range(len(leaves) + 1):
        for chosen in itertools.combinations(leaves, size):
            shown = view(
                {
                    name: (Availability.RELEASED if name in chosen else Availability.WITHHELD, "")
                    for name in leaves
                }
            )
            minimal = not any(set(other) <= set(chosen) for other in good)
            if minimal and truths(made, shown, kinds)[goal] is Truth.MET:
                good.append(chosen)
    return [len(chosen) for chosen in good if chosen][:MOST]


@st.composite
def trees(draw):
    """Return the criteria of a tree that shares nothing, with the names of its leaves."""
    names = itertools.count()
    leaves, data = [], []

    def grow(depth):
        name = f"c{next(names)}"
        if depth == 0 or draw(st.booleans()):
            leaves.append(name)
            data.append(leaf(name))
            return name
        parts = [grow(depth - 1) for _ in range(draw(st.integers(1, 3)))]
        form = draw(st.sampled_from(["all", "any", "at_least"]))
        if form == "at_least":
            number = draw(st.integers(1, len(parts)))
            data.append(sum_of(name, at_least=number, of=parts))
        else:
            data.append(sum_of(name, **{form: parts}))
        return name

    goal = grow(2)
    return data, goal, leaves


@settings(max_examples=60, deadline=None)
@given(trees())
def test_the_sets_are_the_smallest_there_are_where_nothing_is_shared(tree):
    data, goal, leaves = tree
    made = framework(*data)
    nothing = view(dict.fromkeys(leaves, (Availability.WITHHELD, "")))
    found = changes(made, goal, truths(made, nothing, kinds))
    assert [len(change.leaves) for change in found] == _brute(data, goal, leaves)
    assert found[0].smallest


def test_a_thousand_hostile_criteria_are_bounded():
    doubled = [leaf("c0")]
    for n in range(1, 1000):
        doubled.append(sum_of(f"c{n}", all=[f"c{n - 1}", f"c{n - 1}"]))
    ids, found = sets(doubled, "c999")
    assert ids == [["c0"]]
    assert not found[0].smallest
    wide = [leaf(f"c{n}") for n in range(1000)]
    ids, _ = sets([*wide, sum_of("half", at_least=500, of=[w["id"] for w in wide])], "half")
    assert [len(each) for each in ids] == [500] * MOST
