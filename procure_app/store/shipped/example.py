"""The finished examples that are shipped: each an assessment as people can edit it, in TOML."""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from procure_app.core.assessment.document import Assessment
from procure_app.store.shipped.catalogue_source import SourceError, read


def examples(folder: Path) -> tuple[str, ...]:
    """Return the names of the examples in the folder, in order."""
    return tuple(sorted(file.stem for file in folder.glob("*.toml")))


def load_example(folder: Path, name: str) -> Assessment:
    """Return the example of this name.

    Evidence with a digest must say where it is linked, because a TOML file embeds nothing.
    Raises ``SourceError`` that names the file and the place of the first fault.
    """
    file = folder / f"{name}.toml"
    if name not in examples(folder):
        raise SourceError(f"{file.name}: there is no such example")
    content = read(file)
    try:
        example = Assessment.model_validate(content)
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        place = ".".join(str(part) for part in fault["loc"])
        raise SourceError(f"{file.name}: {place}: {fault['msg']}") from error
    for item in example.evidence:
        if item.digest and not item.linked:
            raise SourceError(f"{file.name}: evidence {item.id} has a digest and is not linked")
    return example
