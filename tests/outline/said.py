"""The text of an outline, said in English, without regard to layout."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

from procure_app.core.decision.reading import read
from procure_app.core.decision.signoff import standings
from procure_app.core.outline.block import Outline
from procure_app.core.outline.report import report
from procure_app.core.phrase import Joined, Phrase
from procure_app.i18n import language, say

ENGLISH = language("en", Path("/nowhere"))


def outline_of(catalogue, assessment) -> Outline:
    """Return the report on the assessment."""
    reading = read(catalogue, assessment)
    return report(reading, standings(reading))


def said(value: object) -> str:
    """Return every wording in the value, each on its own line."""
    return "\n".join(_wordings(value))


def squeezed(text: str) -> str:
    """Return the text without white space, which layout may change."""
    return "".join(text.split())


def _wordings(value: object) -> Iterator[str]:
    if isinstance(value, str | Phrase | Joined):
        yield say(value, ENGLISH)
    elif isinstance(value, tuple):
        for part in value:
            yield from _wordings(part)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from _wordings(getattr(value, field.name))
