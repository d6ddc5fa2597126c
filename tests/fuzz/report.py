"""The way in through a report: the PDF, and the assessment inside one."""

from __future__ import annotations

import functools
import io
import json
import random
from collections.abc import Iterator
from pathlib import Path

import rfc8785
from outline.small import SMALL
from pikepdf import AttachedFileSpec, Pdf

from fuzz import document
from fuzz.contract import Target
from fuzz.mutation import changed_json
from procure_app.core.assessment.document import Assessment
from procure_app.core.decision.digest import digest
from procure_app.core.decision.reading import read
from procure_app.exchange.embedded import ASSESSMENT, SIGNOFFS, parts
from procure_app.i18n import language

_NAME = "x.pdf"


@functools.cache
def _whole() -> dict[str, bytes]:
    """The texts of a report on the small document."""
    reading = read(SMALL, Assessment.model_validate_json(document.small()))
    spoken = language("en", Path("nowhere"))
    return {part.name: part.content for part in parts(reading, spoken)}


def carrying(texts: dict[str, bytes]) -> bytes:
    """Return a PDF of one empty page with these files inside, the same for the same texts."""
    pdf = Pdf.new()
    pdf.add_blank_page()
    for name, content in texts.items():
        pdf.attachments[name] = AttachedFileSpec(pdf, content, filename=name)
    written = io.BytesIO()
    pdf.save(written, static_id=True)
    return written.getvalue()


def _laid(data: bytes) -> dict[str, bytes]:
    """Take a PDF as it is, and put any other text into one: sign-offs, or else the assessment."""
    if data.lstrip().startswith(b"%PDF-"):
        return {_NAME: data}
    place = SIGNOFFS if b'"signoffs"' in data else ASSESSMENT
    return {_NAME: carrying({**_whole(), place: data})}


def _open(folder: Path) -> str:
    return document.opened(folder / _NAME)


def _seeds() -> Iterator[bytes]:
    yield from _whole().values()
    yield carrying(_whole())
    yield carrying({})


def _changed(data: bytes, chance: random.Random) -> bytes:
    """Change the text inside and bind its parts together again, so that it reads as ours."""
    if data.lstrip().startswith(b"%PDF-"):
        return data
    other = changed_json(data, chance)
    try:
        value = json.loads(other)
        if isinstance(value, dict) and isinstance(value.get("decision"), dict):
            value["decision"]["file"] = digest(value.get("file"))
        return rfc8785.dumps(value)
    except (ValueError, RecursionError):  # no JSON, or what canonical JSON cannot hold
        return other


PDF = Target("pdf", _laid, _open, _seeds, _changed)
