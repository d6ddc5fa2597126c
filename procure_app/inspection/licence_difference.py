"""Where a text departs from a known one, in the words of the text.

Rows of four words that the known text has once are anchors, in the longest order that both keep;
from each anchor equality is followed outwards. What no row covers is what differs. The time
grows with the length of the text only, whatever stands in it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from procure_app.inspection.fingerprint import LENGTH, Text, grams
from procure_app.inspection.wording import Word

MOST_SHOWN = 12
"""Most passages that are shown; the rest is counted."""
LONGEST_SHOWN = 240
"""Most characters of one passage."""


@dataclass(frozen=True, slots=True)
class Difference:
    """How a text departs from a known one."""

    likeness: float
    """Shared rows of four words, 0 to 1 (Dice)."""
    added: tuple[str, ...]
    """Passages of the text that the known one has not, as they stand, at most twelve."""
    added_words: int
    missing_words: int
    """Words of the known text that are gone, apart from its optional parts."""
    gaps: tuple[str, ...] = ()
    """The words before each place where something is gone and nothing stands instead."""


def likeness(members: frozenset[int], text: Text) -> float:
    """Return the share of rows that both have, 0 to 1."""
    both = len(members) + len(text.members)
    return 2 * len(members & text.members) / both if both else 0.0


def difference(whole: str, words: Sequence[Word], text: Text) -> Difference:
    """Return how the words, taken from the cleaned text, depart from the known text."""
    rows = grams([word.text for word in words])
    pairs = _followed(rows, text.grams, _anchors(rows, text.grams))
    covered = _covered((mine for mine, _ in pairs), len(words))
    theirs = _covered((other for _, other in pairs), len(text.grams) + LENGTH - 1)
    needed = _needed(text, len(theirs))
    passages = tuple(_passages(whole, words, covered))
    return Difference(
        likeness(frozenset(rows), text),
        passages[:MOST_SHOWN],
        covered.count(False),
        sum(1 for there, asked in zip(theirs, needed, strict=True) if asked and not there),
        tuple(_gaps(words, pairs, covered, theirs, needed))[:MOST_SHOWN],
    )


def _anchors(mine: Sequence[int], theirs: Sequence[int]) -> list[tuple[int, int]]:
    """Return the longest rising series of rows that the known text has once."""
    counted = Counter(theirs)
    places = {row: place for place, row in enumerate(theirs) if counted[row] == 1}
    first: dict[int, int] = {}
    for place, row in enumerate(mine):
        if row in places:
            first.setdefault(row, place)
    shared = [(place, places[row]) for row, place in first.items()]
    ends: list[int] = []
    tails: list[int] = []
    before = [-1] * len(shared)
    for place, (_, other) in enumerate(shared):
        rank = bisect_left(ends, other)
        before[place] = tails[rank - 1] if rank else -1
        ends[rank : rank + 1] = [other]
        tails[rank : rank + 1] = [place]
    series: list[tuple[int, int]] = []
    place = tails[-1] if tails else -1
    while place >= 0:
        series.append(shared[place])
        place = before[place]
    return series[::-1]


def _followed(
    mine: Sequence[int], theirs: Sequence[int], anchors: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Return the anchors with the equal rows next to them, on both sides."""
    pairs = dict(anchors)
    taken = set(pairs.values())
    for step in (1, -1):
        for start, other in anchors if step == 1 else reversed(anchors):
            here, there = start + step, other + step
            while (
                0 <= here < len(mine)
                and 0 <= there < len(theirs)
                and here not in pairs
                and there not in taken
                and mine[here] == theirs[there]
            ):
                pairs[here] = there
                taken.add(there)
                here, there = here + step, there + step
    return sorted(pairs.items())


def _covered(rows: Iterator[int], words: int) -> list[bool]:
    covered = [False] * max(words, 0)
    for row in rows:
        covered[row : row + LENGTH] = [True] * len(covered[row : row + LENGTH])
    return covered


def _needed(text: Text, words: int) -> list[bool]:
    """Return, for each word of the known text, whether a copy must have it."""
    needed: list[bool] = []
    for piece in text.pieces:
        needed += [False] * piece.after_name + [not piece.optional] * piece.bare_words
    return (needed + [False] * words)[:words]


def _passages(whole: str, words: Sequence[Word], covered: Sequence[bool]) -> Iterator[str]:
    start = None
    for place in range(len(words) + 1):
        here = place < len(words) and not covered[place]
        if here and start is None:
            start = place
        elif not here and start is not None:
            last = words[place - 1]
            text = " ".join(whole[words[start].start : last.start + len(last.shown)].split())
            yield text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 1] + "…"
            start = None


def _gaps(
    words: Sequence[Word],
    pairs: Sequence[tuple[int, int]],
    covered: Sequence[bool],
    theirs: Sequence[bool],
    needed: Sequence[bool],
) -> Iterator[str]:
    for (mine, other), (next_mine, next_other) in pairwise(pairs):
        end, other_end = mine + LENGTH, other + LENGTH
        if next_mine == mine + 1 or next_other <= other_end - LENGTH + 1:
            continue
        gone = next_other - other_end > next_mine - end
        if gone and all(covered[end:next_mine]) and all(needed[other_end:next_other]):
            yield " ".join(word.shown for word in words[max(0, end - 6) : end])
    # What is gone from the end stands after the last words.
    if pairs and any(
        asked and not there
        for there, asked in zip(theirs[pairs[-1][1] :], needed[pairs[-1][1] :], strict=True)
    ):
        yield " ".join(word.shown for word in words[-6:])
