"""A sentence not yet said: its English wording as the code, and the values that fill it.

The core never makes text for people. It returns phrases; ``procure_app.i18n`` says them in a
language. The English wording is the key, as in gettext, so that the code reads like the page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Phrase:
    """One translatable sentence or word."""

    text: str
    """The English wording with ``{name}`` fields; the key of its translations."""
    values: Mapping[str, Value] = field(default_factory=lambda: MappingProxyType({}))
    """What fills the fields. A phrase inside a phrase is said in the same language."""
    plural: str = ""
    """The English wording for any count but one; empty where nothing is counted."""
    count: int = 0
    """The number that decides between the two wordings."""


@dataclass(frozen=True, slots=True)
class Joined:
    """Several wordings in a row, to be joined as the language joins them."""

    parts: tuple[Value, ...]
    between: str = ", "


Value = str | int | date | Phrase | Joined
Wording = str | Phrase | Joined
"""Text of the catalogue or of the user (said as it is), or a phrase."""


def phrase(text: str, /, **values: Value) -> Phrase:
    """Return the phrase of this English wording; translators find it by this call."""
    return Phrase(text, values)


def counted(singular: str, plural: str, count: int, /, **values: Value) -> Phrase:
    """Return a phrase that depends on a number; ``{count}`` is filled with it."""
    return Phrase(singular, {"count": count, **values}, plural, count)
