"""The head of a model card: YAML between two lines of dashes, before the text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from procure_app.core.phrase import Phrase
from procure_app.inspection.observation import Refused
from procure_app.inspection.yaml_text import Node, is_mapping, parsed

_HEAD = re.compile(
    r"\A\s*(?:<!--(?:(?!-->).){0,4000}-->\s*)*---[ \t]*\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*$\n?",
    re.DOTALL | re.MULTILINE,
)


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


def card(text: str) -> Card:
    """Return the document taken apart. Line ends and a comment before the head are forgiven."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    head = _HEAD.match(plain) if plain.lstrip()[:4] in ("---\n", "---", "--- ", "<!--") else None
    if head is None:
        return Card(plain)
    body = plain[head.end() :]
    try:
        document = parsed(head["yaml"])
    except Refused as refused:
        return Card(body, has_head=True, problem=refused.reason)
    values = document.root if is_mapping(document.root) else {}
    return Card(body, values, bool(values), tuple(document.twice))
