"""Small frameworks and views, so that no test of the engine leans on a shipped file."""

from __future__ import annotations

from typing import Any

from procure_app.core.catalogue.word import AnswerValue, Availability, Layer
from procure_app.core.frameworks.framework import Framework
from procure_app.core.frameworks.view import Believed, Held, Side, View
from procure_app.core.truth import Truth

HEADER: dict[str, Any] = {
    "id": "small",
    "title": "A small framework",
    "short": "Small",
    "issuer": "Nobody",
    "version": "1",
    "date": "2026-01-02",
    "read": "2026-02-03",
    "source": "https://example.org/small",
}


def leaf(name: str, **fields: Any) -> dict[str, Any]:  # the word of the data
    """Return a leaf that reads the component of the same name."""
    return {"id": name, "text": f"{name} is so.", "component": name, **fields}


def sum_of(name: str, **fields: Any) -> dict[str, Any]:
    """Return a criterion that sums up others."""
    return {"id": name, "text": f"{name} is so.", **fields}


def framework(*criteria: dict[str, Any], **fields: Any) -> Framework:
    """Return a framework of these criteria."""
    return Framework.model_validate({**HEADER, "criteria": criteria, **fields})


def view(
    components: dict[str, tuple[Availability | None, str]] | None = None,
    answers: dict[str, tuple[AnswerValue, set[str]]] | None = None,
) -> View:
    """Return a view of components in the base layer and of answers."""
    return View(
        Side.WORD,
        {
            name: (Held(availability, licence, True, f"{Layer.BASE.value}/{name}"),)
            for name, (availability, licence) in (components or {}).items()
        },
        {
            name: Believed(value, frozenset(options))
            for name, (value, options) in (answers or {}).items()
        },
    )


def kinds(licence: str, kind: str) -> Truth:
    """Say that a licence is of the kind it is named for; ``NOASSERTION`` is not known."""
    if licence == "NOASSERTION":
        return Truth.UNKNOWN
    return Truth.MET if licence == kind else Truth.NOT_MET
