"""Loads the frameworks: the compiled JSON where it is fresh, their TOML sources otherwise."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from procure_app.core.catalogue.catalogue import Catalogue
from procure_app.core.frameworks.framework import Framework
from procure_app.core.frameworks.lint import problems
from procure_app.store.shipped.catalogue_source import SourceError, fingerprint, read, sources
from procure_app.store.shipped.framework_source import COMPILED
from procure_app.store.shipped.toml_place import line_of

_TAGS = ("all", "any", "at_least", "question", "component")
"""Names of forms, which the validator puts into the place of a fault behind an index."""


def load_frameworks(
    folder: Path, catalogue: Catalogue, kinds: Collection[str]
) -> tuple[Framework, ...]:
    """Return the frameworks in this folder, in the order of the report.

    Raises ``SourceError`` that names the file and the line of the first fault: in the words of
    the file, or in what its criteria read and rest on. What was compiled was checked before.
    """
    files = sources(folder)
    try:
        compiled = json.loads((folder / COMPILED).read_text("utf-8"))
        if compiled["fingerprint"] == fingerprint(files) or not files:
            return _ordered(Framework.model_validate(each) for each in compiled["frameworks"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        pass  # absent or stale or damaged: the sources are the truth
    found = {file: load_framework(file, catalogue, kinds) for file in files}
    seen: dict[str, Path] = {}
    for file, framework in found.items():
        if framework.id in seen:
            raise SourceError(f"{file.name}:1: {framework.id}: stands in {seen[framework.id].name}")
        seen[framework.id] = file
    return _ordered(found.values())


def load_framework(file: Path, catalogue: Catalogue, kinds: Collection[str]) -> Framework:
    """Return the framework of one file. Raises ``SourceError`` with file and line."""
    content = read(file)
    try:
        framework = Framework.model_validate(content)
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        place = _place(fault["loc"])
        line = line_of(file.read_text("utf-8"), place)
        words = ".".join(str(part) for part in place)
        said = fault["msg"].removeprefix("Value error, ")
        raise SourceError(f"{file.name}:{line}: {words}: {said}") from error
    except RecursionError as error:
        raise SourceError(f"{file.name}: is nested too deeply") from error
    for problem in problems(framework, catalogue, kinds):
        line = line_of(file.read_text("utf-8"), _named(content, problem.partition(":")[0]))
        raise SourceError(f"{file.name}:{line}: {problem}")
    return framework


def _place(loc: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """Return the place in the file: a form's name behind an index is not in it."""
    return tuple(
        part
        for n, part in enumerate(loc)
        if not (part in _TAGS and n and isinstance(loc[n - 1], int) and loc[n - 2] == "criteria")
    )


def _named(content: dict[str, Any], name: str) -> tuple[str | int, ...]:
    """Return the place of the criterion, verdict or term of this id."""
    for key in ("criteria", "verdicts"):
        for n, entry in enumerate(content.get(key, ())):
            if entry["id"] == name:
                return (key, n)
            if any(term["id"] == name for term in entry.get("terms", ())):
                return (key, n, "terms")
    return ()


def _ordered(found: Iterable[Framework]) -> tuple[Framework, ...]:
    return tuple(sorted(found, key=lambda framework: (framework.place, framework.id)))
