"""Loads the steps from earlier versions of the catalogue: one TOML file each."""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from procure_app.core.catalogue.catalogue import Catalogue
from procure_app.core.catalogue.step import Step
from procure_app.core.catalogue.step_lint import faults
from procure_app.store.shipped.catalogue_source import SourceError, read, sources
from procure_app.store.shipped.toml_place import Place, line_of


def load_steps(folder: Path, catalogue: Catalogue) -> tuple[Step, ...]:
    """Return the steps in this folder that lead to the catalogue, in the order of their files.

    Raises ``SourceError`` that names the file and the line of the first fault: in the words of
    a file, in the order of the steps, or in an id that leads nowhere.
    """
    files = sources(folder)
    steps = tuple(_step(file) for file in files)
    for fault in faults(steps, catalogue):
        raise _error(files[fault.step], fault.place, fault.text)
    return steps


def _step(file: Path) -> Step:
    try:
        return Step.model_validate(read(file))
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        raise _error(file, fault["loc"], fault["msg"]) from error


def _error(file: Path, place: Place, said: str) -> SourceError:
    words = ".".join(str(part) for part in place)
    return SourceError(f"{file.name}:{line_of(file.read_text('utf-8'), place)}: {words}: {said}")
