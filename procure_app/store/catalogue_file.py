"""Loads the catalogue: the compiled JSON where it is fresh, its TOML sources otherwise."""

from __future__ import annotations

import json
from pathlib import Path

from pydantic import ValidationError

from procure_app.core.catalogue.catalogue import Catalogue
from procure_app.store.catalogue_source import (
    COMPILED,
    SourceError,
    fingerprint,
    sources,
    together,
)


def load_catalogue(folder: Path) -> Catalogue:
    """Return the catalogue in this folder.

    Raises ``SourceError`` that names the file and the line of the first fault.
    """
    files = sources(folder)
    try:
        compiled = json.loads((folder / COMPILED).read_text("utf-8"))
        if compiled["fingerprint"] == fingerprint(files) or not files:
            return Catalogue.model_validate(compiled["catalogue"])
    except (OSError, ValueError, KeyError, TypeError):
        pass  # absent or stale or damaged: the sources are the truth
    try:
        return Catalogue.model_validate(together(files))
    except ValidationError as error:
        raise SourceError(_explain(error, files)) from error


def _explain(error: ValidationError, files: tuple[Path, ...]) -> str:
    fault = error.errors(include_url=False)[0]
    place = [part for part in fault["loc"] if part not in ("is", "all", "any", "not")]
    numbered = [file for file in files if file.name[0].isdigit()]
    where = "catalogue"
    if len(place) > 1 and place[0] == "sections" and isinstance(place[1], int):
        file = numbered[place[1]]
        where = f"{file.name}:{_line(file, place[2:])}"
    return f"{where}: {'.'.join(str(part) for part in place)}: {fault['msg']}"


def _line(file: Path, place: list[int | str]) -> int:
    """Return the line of the n-th question, or of the key inside it where it can be found."""
    lines = file.read_text("utf-8").splitlines()
    start = 0
    if len(place) > 1 and place[0] == "questions" and isinstance(place[1], int):
        heads = [n for n, line in enumerate(lines) if line.strip() == "[[questions]]"]
        start = heads[place[1]]
        place = place[2:]
    for key in (part for part in reversed(place) if isinstance(part, str)):
        for number, line in enumerate(lines[start:], start):
            if number > start and line.strip() == "[[questions]]":
                break
            if line.split("=")[0].strip() == key:
                return number + 1
    return start + 1
