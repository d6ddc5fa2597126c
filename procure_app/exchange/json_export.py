"""The assessment as JSON for other programs: the three layers, the sign-offs and the statement."""

from __future__ import annotations

import json
from typing import Any

from procure_app.core.assessment.progress import Progress
from procure_app.core.catalogue.word import Walk
from procure_app.core.decision.digest import decision_layer, digest, file_layer, record_layer
from procure_app.core.decision.doubt import doubts
from procure_app.core.decision.finding import Finding
from procure_app.core.decision.reading import Reading
from procure_app.core.decision.signoff import Standing, missing, standings
from procure_app.core.outline.statement import press_line, statement
from procure_app.core.phrase import Phrase
from procure_app.i18n import Language, say


def summary(
    reading: Reading, language: Language, doubted: tuple[Phrase, ...] | None = None
) -> dict[str, Any]:
    """Return statement, progress, findings, duties and state, as JSON values.

    Nothing is recommended for a description. ``doubted`` is what does not fit in the file, by
    default what can be told without the file itself.
    """
    decision = reading.assessment.decision
    described = reading.assessment.walk is Walk.DESCRIBE
    return {
        "title": reading.assessment.title,
        "walk": reading.assessment.walk.value,
        "depth": reading.assessment.depth.value,
        "as_of": reading.assessment.as_of.isoformat(),
        "catalogue": f"{reading.catalogue.id} {reading.catalogue.version}",
        "statement": say(statement(reading), language),
        "press_line": press_line(reading, lambda words: say(words, language)),
        "progress": [_progress(section) for section in reading.progress],
        "findings": [_finding(found, language) for found in reading.findings],
        "duties": {
            "asked": len(reading.duties),
            "bound_by_nobody": sum(d.bound_by_nobody for d in reading.duties),
            "carried_by_nobody": sum(d.carried_by_nobody for d in reading.duties),
        },
        "recommendation": None if described else reading.recommendation.outcome.value,
        "decision": decision.outcome.value if decision.outcome else None,
        "signoffs": [_signoff(standing, language) for standing in standings(reading)],
        "doubts": [
            say(each, language) for each in (doubts(reading) if doubted is None else doubted)
        ],
        "signoffs_missing": [role.id for role in missing(reading)],
    }


def _progress(section: Progress) -> dict[str, Any]:
    return {
        "section": section.section.id,
        "title": section.section.title,
        "answered": section.answered,
        "asked": section.asked,
        "state": section.state.value,
    }


def _finding(found: Finding, language: Language) -> dict[str, Any]:
    return {
        "id": found.id,
        "question": found.question.id,
        "reference": found.question.reference,
        "severity": found.severity.value,
        "shortfall": found.shortfall.value,
        "text": say(found.text, language),
        "treated": found.treated,
    }


def _signoff(standing: Standing, language: Language) -> dict[str, Any]:
    return {
        "role": standing.signoff.role,
        "layer": standing.signoff.layer,
        "stands": standing.stands,
        "changed": list(standing.changed),
        "chained": standing.chained,
        "flaws": [say(flaw, language) for flaw in standing.flaws],
    }


def export(reading: Reading, language: Language) -> str:
    """Return the whole assessment as indented JSON text that ends with a newline."""
    layers = {
        "file": file_layer(reading),
        "decision": decision_layer(reading),
        "record": record_layer(reading),
    }
    content = {
        "digests": {name: digest(value) for name, value in layers.items()},
        **layers,
        "signoffs": [
            s.model_dump(mode="json", exclude_defaults=True) for s in reading.assessment.signoffs
        ],
        "summary": summary(reading, language),
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"
