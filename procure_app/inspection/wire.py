"""What passes between the app and its worker: lines of JSON, so that nothing read can be run."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from procure_app.core.phrase import Joined, Phrase, Value
from procure_app.inspection.observation import Fact, Observation

MOST_LINE = 16 << 20
MOST_TEXT = 4_000
"""Characters of one fact; longer ones are cut."""
MOST_LIST = 6 << 20
"""Bytes of one list on the line; what goes beyond is left out. Two such lists fit a line."""
_CONFIDENCES = ("high", "medium", "low")
_STATES = ("found", "declared, not included", "could not be inspected")

Message = dict[str, Any]


def line(message: Message) -> bytes:
    """Return the message as one line."""
    return json.dumps(message, separators=(",", ":")).encode("ascii") + b"\n"


def message(content: bytes) -> Message:
    """Return the message of a line. Raises ``ValueError`` where it is none."""
    value = json.loads(content)
    if not isinstance(value, dict):
        raise ValueError("no message")
    return value


def name(raw: bytes) -> str:
    """Return a name of bytes as text that JSON can hold."""
    return raw.decode("latin-1")


def raw(text: str) -> bytes:
    """Return the name of bytes."""
    return text.encode("latin-1")


def from_phrase(phrase: Phrase) -> Message:
    """Return the phrase as JSON."""
    return {
        "text": phrase.text,
        "values": {key: _from_value(value) for key, value in phrase.values.items()},
        "plural": phrase.plural,
        "count": phrase.count,
    }


def to_phrase(value: Mapping[str, Any]) -> Phrase:
    """Return the phrase. Raises ``KeyError``, ``TypeError`` or ``ValueError`` for anything else."""
    values = {str(key): _to_value(inner) for key, inner in value["values"].items()}
    return Phrase(str(value["text"]), values, str(value["plural"]), int(value["count"]))


def from_observation(seen: Observation) -> Message:
    """Return the observation as JSON; over-long texts are cut."""
    return {
        "what": seen.what,
        "subject": seen.subject,
        "files": seen.files,
        "confidence": seen.confidence,
        "quote": seen.quote[:MOST_TEXT],
        "facts": {key: _cut(value) for key, value in seen.facts.items()},
        "state": seen.state,
    }


def to_observation(value: Mapping[str, Any]) -> Observation:
    """Return the observation. Raises like ``to_phrase``."""
    if value["confidence"] not in _CONFIDENCES or value["state"] not in _STATES:
        raise ValueError("no observation")
    facts = {
        str(key): tuple(map(str, fact)) if isinstance(fact, list) else _fact(fact)
        for key, fact in value["facts"].items()
    }
    return Observation(
        str(value["what"]),
        str(value["subject"]),
        tuple(map(str, value["files"])),
        value["confidence"],
        str(value["quote"]),
        facts,
        value["state"],
    )


def _from_value(value: Value) -> object:
    match value:
        case Phrase():
            return {"phrase": from_phrase(value)}
        case Joined(parts, between):
            return {"joined": [_from_value(part) for part in parts], "between": between}
        case int() | str():
            return value
        case _:
            return value.isoformat()


def _to_value(value: object) -> Value:
    match value:
        case {"phrase": dict(inner)}:
            return to_phrase(inner)
        case {"joined": list(parts), "between": str(between)}:
            return Joined(tuple(map(_to_value, parts)), between)
        case int() | str():
            return value
        case _:
            raise ValueError("no value of a phrase")


def _cut(fact: Fact) -> Fact:
    match fact:
        case str():
            return fact[:MOST_TEXT]
        case tuple():
            return _within(tuple(text[:MOST_TEXT] for text in fact))
        case _:
            return fact


def _within(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Return the first of these texts, as many as the line has room for."""
    left = MOST_LIST
    for count, text in enumerate(texts):
        left -= len(json.dumps(text)) + 1
        if left < 0:
            return texts[:count]
    return texts


def _fact(value: object) -> Fact:
    if isinstance(value, str | int | float | bool):
        return value
    raise ValueError("no fact")
