"""Small releases in memory, and the shipped rules, for tests of what follows from observations."""

from __future__ import annotations

import io
import tomllib
from pathlib import Path

from procure_app import i18n, resources
from procure_app.core.licences.book import LicenceBook
from procure_app.inspection.conclusion import concluded
from procure_app.inspection.document_reader import DOCUMENT_READERS
from procure_app.inspection.expectation import Expectations, expectations_of
from procure_app.inspection.identify import identify
from procure_app.inspection.observation import File, Inspection, Observation
from procure_app.store.shipped.licence_file import load_licences

ENGLISH = i18n.language("en", Path("nowhere"))
_RULES = resources.folder("inspection")


def book() -> LicenceBook:
    """The shipped licences."""
    return load_licences(resources.folder("licences"))


def table(name: str) -> dict:
    """A shipped file of rules."""
    return tomllib.loads((_RULES / name).read_text("utf-8"))


def expectations() -> Expectations:
    """The shipped expectations."""
    return expectations_of(table("expectations.toml"))


def release(texts: dict[str, str], *further: Observation, root: str = "release") -> Inspection:
    """An inspection of these texts, with observations that others made."""
    files, seen = [], list(further)
    for path, text in sorted(texts.items()):
        raw = text.encode("utf-8")
        kind = identify(io.BytesIO(raw), path.rpartition("/")[2], len(raw))
        file = File(path, path.encode(), len(raw), f"{len(files):064x}", kind)
        files.append(file)
        for read in DOCUMENT_READERS.get(kind, ()):
            seen += read(io.BytesIO(raw), file)
    for one in further:
        paths = (path for path in one.files if path not in texts)
        files += [File(path, path.encode(), 9, f"{len(path):064x}") for path in paths]
    return Inspection(root, tuple(files), tuple(seen))


def component(name: str, *files: str, **facts) -> Observation:
    """A component that was found."""
    return Observation("component", name, files or (f"{name}.file",), "high", facts=facts)


def said(inspection: Inspection, catalogue) -> tuple[list[str], list[str]]:
    """The problems and the contradictions in English."""
    names = {one.id: one.name for one in catalogue.components}
    whole = concluded(inspection, book(), expectations(), names)
    return (
        [i18n.say(one, ENGLISH) for one in whole.problems],
        [i18n.say(one.sentence, ENGLISH) for one in whole.contradictions],
    )
