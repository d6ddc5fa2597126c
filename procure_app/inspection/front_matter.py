"""The head of a model card: YAML between two lines of dashes, before the text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from procure_app.core.phrase import Phrase, phrase
from procure_app.inspection.observation import Refused
from procure_app.inspection.yaml_text import Node, is_mapping, parsed

_HEAD = re.compile(
    r"\A\s*(?:<!--(?:(?!-->).){0,4000}-->\s*)*---[ \t]*\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*$\n?",
    re.DOTALL | re.MULTILINE,
)
_OPEN = re.compile(r"\s*(?:<!--(?:(?!-->).){0,4000}-->\s*)*---[ \t]*\n", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Card:
    """A document and what stands at its head."""

    body: str
    values: Mapping[str, Node] = field(default_factory=dict)
    has_head: bool = False
    twice: tuple[str, ...] = ()
    """Keys that stand twice; the last one counted."""
    problem: Phrase | None = None
    """Why the head could not be read."""


def card(text: str, *, whole: bool = True) -> Card:
    """Return the document taken apart. Line ends and a comment before the head are forgiven.

    ``whole`` is false where only the beginning of the document is at hand: then dashes at its
    start are a head whose end was not reached.
    """
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    head = _HEAD.match(plain) if plain.lstrip()[:4] in ("---\n", "---", "--- ", "<!--") else None
    if head is None and not whole and _OPEN.match(plain):
        return Card("", has_head=True, problem=phrase("its head is too long to be read"))
    if head is None:
        return Card(plain)
    body = plain[head.end() :]
    try:
        document = parsed(head["yaml"])
    except Refused as refused:
        return Card(body, has_head=True, problem=refused.reason)
    values = document.root if is_mapping(document.root) else {}
    return Card(body, values, bool(values), tuple(document.twice))
