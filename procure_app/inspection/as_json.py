"""An inspection for other programs: plain values under stable keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from procure_app.core.phrase import Phrase
from procure_app.inspection.observation import File, Inspection, Observation

_OWN_KEYS = ("component", "licence", "weights")
"""Observations that have a list of their own; all others stand under ``observations``."""


def as_json(inspection: Inspection, say: Callable[[Phrase], str]) -> dict[str, Any]:
    """Return the inspection as values of JSON; ``say`` makes sentences of phrases."""
    files = {file.path: file for file in inspection.files}
    return {
        "root": inspection.root,
        "components": [_component(seen, files) for seen in _of(inspection, "component")],
        "licences": [_licence(seen) for seen in _of(inspection, "licence")],
        "weights": [_weights(seen, files) for seen in _of(inspection, "weights")],
        "problems": [say(problem) for problem in inspection.problems],
        "not_inspected": [
            {"path": path, "reason": say(reason)} for path, reason in inspection.not_inspected
        ],
        "contradictions": [
            {"text": say(found.sentence), "files": list(found.files)}
            for found in inspection.contradictions
        ],
        "observations": [
            _observation(seen) for seen in inspection.observations if seen.what not in _OWN_KEYS
        ],
        "files": [
            {"path": file.path, "bytes": file.bytes, "sha256": file.sha256, "kind": file.kind}
            for file in inspection.files
        ],
    }


def _of(inspection: Inspection, what: str) -> list[Observation]:
    return [seen for seen in inspection.observations if seen.what == what]


def _component(seen: Observation, files: Mapping[str, File]) -> dict[str, Any]:
    return {
        "component": seen.subject,
        "confidence": seen.confidence,
        "state": seen.state,
        "quote": seen.quote,
        "why": list(why) if isinstance(why := seen.facts.get("why"), tuple) else [],
        "files": [_file(path, files) for path in seen.files],
    }


def _file(path: str, files: Mapping[str, File]) -> dict[str, Any]:
    file = files.get(path)
    return {
        "path": path,
        "bytes": file.bytes if file else 0,
        "sha256": file.sha256 if file else "",
    }


def _licence(seen: Observation) -> dict[str, Any]:
    facts = _plain(seen)
    return {
        "path": seen.files[0] if seen.files else "",
        "identified": facts.pop("identified", ""),
        "closest": facts.pop("closest", ""),
        "differs": facts.pop("differs", []),
        "confidence": seen.confidence,
        "state": seen.state,
        "quote": seen.quote,
        **facts,
    }


def _weights(seen: Observation, files: Mapping[str, File]) -> dict[str, Any]:
    facts = _plain(seen)
    path = seen.files[0] if seen.files else ""
    return {
        **_file(path, files),
        "format": facts.pop("format", seen.subject),
        "parameters": facts.pop("parameters", None),
        "can_run_code": facts.pop("can_run_code", None),
        "state": seen.state,
        **facts,
    }


def _observation(seen: Observation) -> dict[str, Any]:
    return {
        "what": seen.what,
        "subject": seen.subject,
        "confidence": seen.confidence,
        "state": seen.state,
        "quote": seen.quote,
        "files": list(seen.files),
        "facts": _plain(seen),
    }


def _plain(seen: Observation) -> dict[str, Any]:
    return {
        key: list(fact) if isinstance(fact, tuple) else fact for key, fact in seen.facts.items()
    }
