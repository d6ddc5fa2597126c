"""Loads the licences: the compiled JSON where it is fresh, its TOML sources otherwise."""

from __future__ import annotations

import json
import re
from pathlib import Path

from pydantic import ValidationError

from procure_app.core.licences.book import LicenceBook, LicenceData
from procure_app.store.shipped.catalogue_source import SourceError, fingerprint, read, sources
from procure_app.store.shipped.licence_source import COMPILED, place_of, together
from procure_app.store.shipped.toml_place import Place, line_of


def load_licences(folder: Path) -> LicenceBook:
    """Return the licences in this folder.

    Raises ``SourceError`` that names the file and the line of the first fault.
    """
    files = sources(folder)
    try:
        compiled = json.loads((folder / COMPILED).read_bytes())
        if compiled["fingerprint"] == fingerprint(files) or not files:
            return LicenceBook(LicenceData.model_validate(compiled["licences"]))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        pass  # absent or stale or damaged: the sources are the truth
    try:
        return LicenceBook(LicenceData.model_validate(together(files)))
    except ValidationError as error:
        raise SourceError(_explain(error, files)) from error


def _explain(error: ValidationError, files: tuple[Path, ...]) -> str:
    fault = error.errors(include_url=False)[0]
    place = fault["loc"]
    said = fault["msg"].removeprefix("Value error, ")
    if not place:
        quoted = re.search("“(.+?)”", said)
        return f"{place_of(quoted[1] if quoted else '', files)}: {said}"
    return f"{_where(place, files)}: {'.'.join(str(part) for part in place)}: {said}"


def _where(place: Place, files: tuple[Path, ...]) -> str:
    """Return the file and the line where what is at fault stands."""
    head, *rest = place
    number = rest[0] if rest and isinstance(rest[0], int) else None
    for file in files:
        held = read(file).get(str(head))
        if held is None:
            continue
        if number is None or not isinstance(held, list):
            return f"{file.name}:{line_of(file.read_text('utf-8'), place)}"
        if number < len(held):
            here = (head, number, *rest[1:])
            return f"{file.name}:{line_of(file.read_text('utf-8'), here)}"
        number -= len(held)
    return "licences"
