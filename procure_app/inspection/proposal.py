"""Proposes answers from what was seen: each with its value, its reason and its files.

Nothing here changes a document: a person accepts or rejects every proposal (``acceptance``).
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from string import Formatter
from typing import Literal

from procure_app.core.assessment.answer import row_key
from procure_app.core.catalogue.catalogue import Catalogue
from procure_app.core.catalogue.word import Kind, Layer
from procure_app.core.phrase import Phrase, phrase
from procure_app.inspection.observation import Confidence, Fact, File, Inspection, Observation
from procure_app.inspection.proposal_rule import AnswerRule, Match, ProposalRules

Target = Literal["answer", "availability", "licence"]
LONGEST = 500
_NOT_THERE = ("declared, not included", "could not be inspected")
"""Facts of a component that name files beside those that were found."""


@dataclass(frozen=True, slots=True)
class Proof:
    """A file that backs a proposal, and how far."""

    path: str
    bytes: int
    sha256: str
    grade: int


@dataclass(frozen=True, slots=True)
class Proposal:
    """One answer, or one statement on a component, that a person may accept."""

    target: Target
    key: str
    """The question's id, or the row's key: see ``row_key``."""
    value: tuple[str, ...]
    reason: Phrase
    confidence: Confidence
    """``high`` or ``medium``: the latter is to be checked."""
    proofs: tuple[Proof, ...] = ()
    quote: str = ""


def sure_files(seen: Observation) -> tuple[str, ...]:
    """Return the files that the observation's confidence rests on: the first ones."""
    count = seen.facts.get(f"files_{seen.confidence}")
    return seen.files[:count] if isinstance(count, int) else seen.files


def layer_of(inspection: Inspection) -> Layer:
    """Return the layer that the files belong to: what names its base is a modification."""
    based = any(seen.what == "base model" for seen in inspection.observations)
    return Layer.MODIFICATION if based else Layer.BASE


def proofs(paths: Sequence[str], files: Mapping[str, File], grade: int) -> tuple[Proof, ...]:
    """Return the proofs of these paths, each once, in their order."""
    known = [files[path] for path in dict.fromkeys(paths) if path in files]
    return tuple(Proof(file.path, file.bytes, file.sha256, grade) for file in known)


def answers(
    inspection: Inspection, rules: ProposalRules, catalogue: Catalogue, as_of: datetime.date
) -> Iterator[Proposal]:
    """Yield a proposal for each question that some rule answers; the first rule counts."""
    files = {file.path: file for file in inspection.files}
    done: set[str] = set()
    for rule in rules.answers:
        if rule.question in done or _any(rule.unless, inspection.observations):
            continue
        found = _of_rule(rule, inspection.observations, catalogue, as_of)
        if found is None:
            continue
        value, seen = found
        done.add(rule.question)
        paths = [path for one in seen for path in one.files]
        first = seen[0]
        yield Proposal(
            "answer",
            rule.question,
            value,
            _reason(rule.reason, _said(first, as_of)),
            "high" if all(one.confidence == "high" for one in seen) else "medium",
            proofs(paths, files, rule.grade),
            first.quote,
        )


def digests(inspection: Inspection, rules: ProposalRules) -> Iterator[Proposal]:
    """Yield the digest of the files of a component: of the one, or of the list of them."""
    files = {file.path: file for file in inspection.files}
    for rule in rules.digests:
        match = Match(what="component", subject=rule.component)
        paths = [path for path in _found(inspection, match) if path in files]
        known = [files[path] for path in paths]
        if not known or not all(file.sha256 for file in known):
            continue
        value = known[0].sha256 if len(known) == 1 else manifest_digest(known)
        yield Proposal(
            "answer",
            rule.question,
            (f"SHA-256 {value}",),
            phrase(rule.reason, count=len(known)),
            "medium" if _is_incomplete(inspection, match) else "high",
            proofs(paths, files, 5),
        )


def manifest_digest(files: Sequence[File]) -> str:
    """Return the SHA-256 of the list that ``sha256sum`` would print of the files, by path."""
    lines = (f"{file.sha256}  {file.path}\n" for file in sorted(files, key=lambda one: one.path))
    return hashlib.sha256("".join(lines).encode("utf-8")).hexdigest()


def _found(inspection: Inspection, match: Match) -> tuple[str, ...]:
    paths = (
        path
        for seen in inspection.observations
        if seen.state == "found" and match.fits(seen)
        for path in sure_files(seen)
    )
    return tuple(dict.fromkeys(paths))


def _is_incomplete(inspection: Inspection, match: Match) -> bool:
    """Say whether further files of the component are declared, or could not be read."""
    return any(
        match.fits(seen) and any(seen.facts.get(state) for state in _NOT_THERE)
        for seen in inspection.observations
    )


def _any(matches: Sequence[Match], observations: Sequence[Observation]) -> bool:
    return any(match.fits(seen) for match in matches for seen in observations)


def _of_rule(
    rule: AnswerRule,
    observations: Sequence[Observation],
    catalogue: Catalogue,
    as_of: datetime.date,
) -> tuple[tuple[str, ...], tuple[Observation, ...]] | None:
    kind = catalogue.by_id[rule.question].kind
    found: dict[tuple[str, ...], list[Observation]] = {}
    for seen in observations:
        if rule.fits(seen) and (value := _value(rule, seen, as_of)) and _is_valid(value, kind):
            found.setdefault(value, []).append(seen)
    if not found or (len(found) > 1 and rule.several == "none"):
        return None
    if rule.several == "all":
        every = tuple(dict.fromkeys(part for value in found for part in value))
        return every, tuple(seen for group in found.values() for seen in group)
    value, group = next(iter(found.items()))
    return value, tuple(group)


def _value(rule: AnswerRule, seen: Observation, as_of: datetime.date) -> tuple[str, ...]:
    """Return the value that the observation gives; empty where a fact is missing."""
    if rule.fact:
        return rule.chosen.get(str(seen.facts.get(rule.fact, "")), ())
    said = _said(seen, as_of)
    try:
        return tuple(part.format_map(said) for part in rule.value)
    except KeyError:
        return ()


def _said(seen: Observation, as_of: datetime.date) -> dict[str, str]:
    facts = {key: _text(value) for key, value in seen.facts.items() if _text(value)}
    file = seen.files[0] if seen.files else ""
    own = {"subject": seen.subject, "quote": seen.quote, "file": file, "as_of": as_of.isoformat()}
    return facts | own


def _reason(text: str, said: Mapping[str, str]) -> Phrase:
    """Return the sentence with only what it asks for; what nobody said stays empty."""
    names = [name for _, name, _, _ in Formatter().parse(text) if name]
    return phrase(text, **{name: said.get(name, "") for name in names})


def _text(value: Fact) -> str:
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def _is_valid(value: Sequence[str], kind: Kind) -> bool:
    if kind is Kind.DATE:
        try:
            datetime.date.fromisoformat(value[0])
        except ValueError:
            return False
    return all(0 < len(part) <= LONGEST for part in value)


def whole_key(inspection: Inspection, component: str) -> str:
    """Return the key of the component's row in the layer that the files belong to."""
    return row_key(layer_of(inspection), component)
