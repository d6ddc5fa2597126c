"""SHA-256 over canonical JSON (RFC 8785) of the three layers: file, decision, record.

Each layer holds the digest of the one before. Digests cover the effective assessment: answers
off the path change none. Sign-offs lie outside what they sign.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any, Literal, cast

import rfc8785

from procure_app.core.assessment.answer import ComponentRow, Evidence
from procure_app.core.assessment.approval import Signoff
from procure_app.core.decision.reading import Reading
from procure_app.core.frozen import Frozen

Layer = Literal["file", "decision", "record"]
_NAMED = ("answers", "components", "evidence", "findings", "frameworks", "verdicts")
"""The keys whose values are named one by one when they change."""


def digest(value: object) -> str:
    """Return the SHA-256 of the value's canonical JSON, in hexadecimal."""
    return hashlib.sha256(rfc8785.dumps(cast("Any", value))).hexdigest()


def file_layer(reading: Reading) -> dict[str, Any]:
    """Return what was found, as JSON values: facts, answers, evidence and what follows."""
    assessment, catalogue = reading.assessment, reading.catalogue
    asked = {question.id for question in reading.path.questions()}
    used = _evidence_used(reading, asked)
    return {
        "format": 1,
        "id": assessment.id,
        "title": assessment.title,
        "walk": assessment.walk.value,
        "depth": assessment.depth.value,
        "as_of": assessment.as_of.isoformat(),
        "catalogue": {"id": catalogue.id, "version": catalogue.version},
        "answers": {
            key: _plain(answer) for key, answer in assessment.answers.items() if key in asked
        },
        "components": {
            row.key: _plain(row.entered) for row in reading.table if row.entered != ComponentRow()
        },
        "evidence": {item.id: _item(item) for item in assessment.evidence if item.id in used},
        "derived": dict(reading.path.derived),
        "findings": {
            f.question.id: [f.severity.value, f.shortfall.value] for f in reading.findings
        },
        **_rules(reading),
    }


def _rules(reading: Reading) -> dict[str, Any]:
    """Return the verdicts and the versions they rest on; nothing where nothing was judged."""
    if not reading.judgement.verdicts:
        return {}
    return {
        "frameworks": dict(reading.library.versions),
        "verdicts": {
            f"{each.framework.id}/{each.rule.id}": [each.on_word.plain, each.on_evidence.plain]
            for each in reading.judgement.verdicts
        },
    }


def decision_layer(reading: Reading) -> dict[str, Any]:
    """Return what was decided, bound to the file's digest."""
    return {
        "file": digest(file_layer(reading)),
        "recommendation": reading.recommendation.outcome.value,
        **_plain(reading.assessment.decision),
    }


def record_layer(reading: Reading) -> dict[str, Any]:
    """Return what happened afterwards, bound to the decision's digest."""
    return {
        "decision": digest(decision_layer(reading)),
        "entries": [_plain(entry) for entry in reading.assessment.record],
    }


def layer(reading: Reading, name: Layer) -> dict[str, Any]:
    """Return the layer of this name."""
    return {"file": file_layer, "decision": decision_layer, "record": record_layer}[name](reading)


def parts(content: Mapping[str, Any]) -> dict[str, str]:
    """Return a short digest of each part of a layer, to name later what changed.

    Answers, components, evidence, findings, frameworks and verdicts are named ``answers/ID`` and
    so on.
    """
    result: dict[str, str] = {}
    for key, value in content.items():
        if isinstance(value, dict) and key in _NAMED:
            result |= {f"{key}/{inner}": digest(part)[:16] for inner, part in value.items()}
        else:
            result[key] = digest(value)[:16]
    return result


def changes(before: Mapping[str, str], now: Mapping[str, str]) -> tuple[str, ...]:
    """Return the names of parts that differ, came or went, in order."""
    names = {**before, **now}
    return tuple(sorted(n for n in names if before.get(n) != now.get(n)))


def signoff_digest(signoff: Signoff) -> str:
    """Return the digest of a sign-off, which the next one carries."""
    return digest(_plain(signoff))


def _evidence_used(reading: Reading, asked: set[str]) -> set[str]:
    used: set[str] = set()
    for key, answer in reading.assessment.answers.items():
        if key in asked:
            used.update(answer.evidence)
    for row in reading.table:
        used.update(row.entered.availability_evidence, row.entered.licence_evidence)
    return used


def _item(item: Evidence) -> dict[str, Any]:
    """Return the item as JSON values; a size beyond what canonical JSON counts becomes text."""
    return _plain(item) if item.size < 2**53 else {**_plain(item), "size": str(item.size)}


def _plain(value: Frozen) -> dict[str, Any]:
    return value.model_dump(mode="json", exclude_defaults=True)
