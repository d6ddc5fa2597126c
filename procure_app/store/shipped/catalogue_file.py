"""Loads the catalogue: the compiled JSON where it is fresh, its TOML sources otherwise."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from procure_app.core.catalogue.catalogue import Catalogue
from procure_app.store.shipped.catalogue_source import (
    COMPILED,
    SourceError,
    fingerprint,
    is_section,
    read,
    sources,
    together,
)
from procure_app.store.shipped.toml_place import Place, line_of

_TAGS = ("is", "all", "any", "not")
"""Names of operators, which the validator puts into the place of a fault."""


def load_catalogue(folder: Path) -> Catalogue:
    """Return the catalogue in this folder.

    Raises ``SourceError`` that names the file and the line of the first fault.
    """
    files = sources(folder)
    try:
        compiled = json.loads((folder / COMPILED).read_text("utf-8"))
        if compiled["fingerprint"] == fingerprint(files) or not files:
            return Catalogue.model_validate(compiled["catalogue"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        pass  # absent or stale or damaged: the sources are the truth
    whole = together(files)
    try:
        return Catalogue.model_validate(whole)
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        place = fault["loc"] or _twice(whole)
        words = ".".join(str(part) for part in place if part not in _TAGS)
        said = fault["msg"].removeprefix("Value error, ")
        raise SourceError(f"{_where(place, files)}: {words}: {said}") from error


def _where(place: Place, files: tuple[Path, ...]) -> str:
    """Return file and line of this place of the catalogue; a key that is nowhere has none."""
    if len(place) > 1 and place[0] == "sections" and isinstance(place[1], int):
        file = [file for file in files if is_section(file)][place[1]]
        return f"{file.name}:{line_of(file.read_text('utf-8'), place[2:])}"
    for file in files:
        if not is_section(file) and place[0] in read(file):
            return f"{file.name}:{line_of(file.read_text('utf-8'), place)}"
    return "catalogue"


def _twice(whole: dict[str, Any]) -> Place:
    """Return the place of the first id that stands a second time."""
    sections = list(enumerate(whole["sections"]))
    questions: list[tuple[Place, str]] = [
        (("sections", n, "questions", m, "id"), question["id"])
        for n, section in sections
        for m, question in enumerate(section["questions"])
    ]
    others: list[tuple[Place, str]] = [
        (("sections", n, "id"), section["id"]) for n, section in sections
    ]
    components: list[tuple[Place, str]] = [
        (("components", n, "id"), component["id"])
        for n, component in enumerate(whole["components"])
    ]
    for ids in (questions, others, components):
        seen: set[str] = set()
        for place, id_ in ids:
            if id_ in seen:
                return place
            seen.add(id_)
    return ("catalogue",)
