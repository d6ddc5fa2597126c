"""What would change a verdict: the fewest leaves that would have to be met, five sets at most.

Dynamic programming over the tree of criteria: of every criterion the five cheapest sets are kept.
Where a criterion is shared, its cost counts more than once, so the sets need not be the smallest.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from procure_app.core.frameworks.criterion import AllOf, AnyCriterion, AnyOf, AtLeast, Leaf, parts
from procure_app.core.frameworks.framework import Framework
from procure_app.core.truth import Truth

MOST = 5


@dataclass(frozen=True, slots=True)
class Change:
    """Leaves that, once met, make a criterion met."""

    leaves: tuple[Leaf, ...]
    smallest: bool
    """Whether no smaller set can do; never said where criteria are shared."""


@dataclass(frozen=True, slots=True)
class _Set:
    """A set of leaves as a tree of unions, so that long sets are not copied."""

    cost: int
    leaf: str = ""
    left: _Set | None = None
    right: _Set | None = None


_NOTHING = _Set(0)
_Sets = list[_Set]


def changes(framework: Framework, goal: str, truth: Mapping[str, Truth]) -> tuple[Change, ...]:
    """Return the sets of leaves to meet, the smallest first; none where the goal is met."""
    needed: dict[str, _Sets] = {}
    below = _below(framework, goal)
    for criterion in framework.ordered:
        if criterion.id in below:
            needed[criterion.id] = _needed(criterion, truth, needed)
    seen: list[frozenset[str]] = []
    for found in needed[goal]:
        leaves = frozenset(_leaves(found))
        if leaves and not any(other <= leaves for other in seen):
            seen.append(leaves)
    seen.sort(key=len)
    shared = _is_shared(framework, below)
    place = {criterion.id: n for n, criterion in enumerate(framework.ordered)}
    return tuple(
        Change(
            tuple(framework.by_id[name] for name in sorted(leaves, key=place.__getitem__)),  # type: ignore[misc]
            smallest=not shared and len(leaves) == len(seen[0]),
        )
        for leaves in seen
    )


def _needed(
    criterion: AnyCriterion, truth: Mapping[str, Truth], needed: Mapping[str, _Sets]
) -> _Sets:
    if truth[criterion.id] in (Truth.MET, Truth.NEUTRAL):
        return [_NOTHING]
    match criterion:
        case AllOf():
            return _every(needed[part] for part in criterion.all)
        case AnyOf():
            return _cheapest(chain.from_iterable(needed[part] for part in criterion.any))
        case AtLeast():
            counted = [needed[part] for part in criterion.of if truth[part] is not Truth.NEUTRAL]
            return _some(criterion.at_least, counted)
        case _:
            return [_Set(1, criterion.id)]


def _every(each: Iterable[_Sets]) -> _Sets:
    best = [_NOTHING]
    for sets in each:
        best = _both(best, sets)
    return best


def _some(number: int, each: list[_Sets]) -> _Sets:
    """Return the cheapest ways to meet this many: all but a few of the cheapest parts.

    A part beyond the cheapest ``number + MOST`` is in no cheapest set that another would not do.
    """
    each = sorted((sets for sets in each if sets), key=lambda sets: sets[0].cost)
    each = each[: number + MOST]
    spare = len(each) - number
    if spare < 0:
        return []
    left_out: list[_Sets] = [[_NOTHING]] + [[] for _ in range(spare)]
    for sets in each:
        left_out = [
            _cheapest(
                chain(_both(here, sets), left_out[skipped - 1] if skipped else ()),
            )
            for skipped, here in enumerate(left_out)
        ]
    return left_out[spare]


def _both(left: _Sets, right: _Sets) -> _Sets:
    return _cheapest(_union(a, b) for a in left for b in right)


def _union(a: _Set, b: _Set) -> _Set:
    if not a.cost:
        return b
    return _Set(a.cost + b.cost, left=a, right=b) if b.cost else a


def _cheapest(sets: Iterable[_Set]) -> _Sets:
    return heapq.nsmallest(MOST, sets, key=lambda found: found.cost)


def _leaves(found: _Set) -> Iterator[str]:
    """Yield the leaves of the union; a part that stands in it many times is visited once."""
    waiting, seen = [found], set[int]()
    while waiting:
        here = waiting.pop()
        if id(here) in seen:
            continue
        seen.add(id(here))
        if here.leaf:
            yield here.leaf
        waiting.extend(part for part in (here.left, here.right) if part)


def _below(framework: Framework, goal: str) -> frozenset[str]:
    waiting, seen = [goal], set[str]()
    while waiting:
        here = waiting.pop()
        if here not in seen:
            seen.add(here)
            waiting.extend(parts(framework.by_id[here]))
    return frozenset(seen)


def _is_shared(framework: Framework, below: frozenset[str]) -> bool:
    """Say whether a criterion below is part of more than one sum."""
    named = [part for name in below for part in parts(framework.by_id[name])]
    return len(named) != len(set(named))
