"""Puts together what was seen file by file: one observation a component, shards, submodules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType

from procure_app.inspection.observation import Confidence, Fact, Observation, State
from procure_app.inspection.weights import shard

_RANK: Mapping[Confidence, int] = MappingProxyType({"high": 0, "medium": 1, "low": 2})
_STATES: tuple[State, ...] = ("found", "could not be inspected", "declared, not included")
"""What counts for a component where its files differ, the first before the others."""


_DECLARED: State = "declared, not included"


class Components:
    """What was seen of each component, file by file; only a few words are kept of each."""

    def __init__(self) -> None:
        self._seen: dict[str, list[tuple[Confidence, str, State, str, str]]] = {}

    def add(self, seen: Observation) -> None:
        """Take one file's part of a component."""
        row = self._seen.setdefault(seen.subject, [])
        why = str(seen.facts.get("why", ""))
        for path in seen.files:
            row.append((seen.confidence, path, seen.state, why, seen.quote))

    def observations(self, more: Iterable[Observation] = ()) -> list[Observation]:
        """Return one observation for each, with its surest files first; ``more`` is not kept."""
        whole = Components()
        whole._seen = {subject: list(row) for subject, row in self._seen.items()}
        for seen in more:
            whole.add(seen)
        return [_together(subject, row) for subject, row in sorted(whole._seen.items())]


def _together(subject: str, row: list[tuple[Confidence, str, State, str, str]]) -> Observation:
    state = next(state for state in _STATES if any(state == item[2] for item in row))
    row = sorted(row, key=lambda item: (item[2] != state, _RANK[item[0]], item[1]))
    counted = [item for item in row if item[2] == state]
    facts: dict[str, Fact] = {"why": tuple(dict.fromkeys(item[3] for item in row if item[3]))}
    for confidence in _RANK:
        if number := sum(1 for item in counted if item[0] == confidence):
            facts[f"files_{confidence}"] = number
    for other in _STATES:
        if other != state and (paths := [item[1] for item in row if item[2] == other]):
            facts[other] = tuple(paths[:100])
    return Observation(
        "component",
        subject,
        tuple(dict.fromkeys(item[1] for item in row)),
        counted[0][0],
        counted[0][4],
        facts,
        state,
    )


def lacking(observations: Iterable[Observation]) -> list[Observation]:
    """Return the observations; a component counts for less where files of its set are missing."""
    seen = list(observations)
    gaps = [(frozenset(one.files), one.facts["missing"]) for one in seen if one.what == "shards"]
    for place, one in enumerate(seen if gaps else ()):
        if one.what == "component" and one.state == "found":
            absent = [names for files, names in gaps if not files.isdisjoint(one.files)]
            names = [name for some in absent if isinstance(some, tuple) for name in some]
            seen[place] = _to_check(one, names) if names else one
    return seen


def _to_check(seen: Observation, absent: Iterable[str]) -> Observation:
    """Return the component as *medium* at most, with the names of what is missing."""
    facts, declared = dict(seen.facts), seen.facts.get(_DECLARED, ())
    every = (*(declared if isinstance(declared, tuple) else ()), *absent)
    facts[_DECLARED] = tuple(dict.fromkeys(every))[:100]
    if seen.confidence != "high":
        return replace(seen, facts=facts)
    counts = (facts.pop("files_high", 0), facts.get("files_medium", 0))
    facts["files_medium"] = sum(count for count in counts if isinstance(count, int))
    return replace(seen, confidence="medium", facts=facts)


def across(observations: Iterable[Observation], paths: frozenset[str]) -> list[Observation]:
    """Return what follows from several files: shards that are missing, submodules left empty."""
    seen = tuple(observations)
    found = list(shard.missing(seen, paths))
    for one in seen:
        if one.what == "submodule":
            inside = f"{one.subject}/"
            if not any(path.startswith(inside) for path in paths):
                found.append(
                    Observation(
                        "component source", one.subject, one.files, one.confidence, one.quote,
                        one.facts, "declared, not included",
                    )
                )  # fmt: skip
    return found
