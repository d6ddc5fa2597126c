"""What the vendor's own label claims, set against the verdicts on the evidence.

A label is a quotation, never our inference. It is held against a verdict only where it uses the
framework's own term, and only where the evidence gives another: not knowing is no contradiction.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from procure_app.core.frameworks.framework import Rule
from procure_app.core.frameworks.judgement import Judged
from procure_app.core.truth import Truth


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A label that claims a term which the evidence does not give."""

    judged: Judged
    claimed: str
    """The words of the label."""
    term: str = ""
    """The id of the claimed term; empty where the claim is that a criterion is met."""


def contradictions(label: str, verdicts: tuple[Judged, ...]) -> tuple[Contradiction, ...]:
    """Return the verdicts on the evidence that the label contradicts, in their order."""
    return tuple(found for judged in verdicts for found in _against(label, judged))


def _against(label: str, judged: Judged) -> Iterator[Contradiction]:
    rule, verdict = judged.rule, judged.on_evidence
    if rule.criterion:
        said = _said(label, rule.claimed_by)
        if said and verdict.truth is Truth.NOT_MET:
            yield Contradiction(judged, said)
        return
    claimed = [(place, term, said) for place, term, said in _claims(label, rule)]
    if not claimed:
        return
    place, term, said = max(claimed, key=lambda found: (len(found[2]), -found[0]))
    best = verdict.term or verdict.at_most
    if [t.id for t in rule.terms].index(best) > place:
        yield Contradiction(judged, said, term)


def _claims(label: str, rule: Rule) -> Iterator[tuple[int, str, str]]:
    for place, term in enumerate(rule.terms):
        said = _said(label, term.claimed_by)
        if said:
            yield place, term.id, said


def _said(label: str, words: tuple[str, ...]) -> str:
    """Return the longest of the words that stand in the label; hyphens read as spaces."""
    text = f" {_plain(label)} "
    found = [word for word in words if f" {_plain(word)} " in text]
    return max(found, key=len, default="")


@lru_cache(maxsize=1024)  # the words of the frameworks are asked for after every answer
def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text.casefold()).strip()
