"""YAML of the vendor's, as text only: ``no`` stays ``no`` and ``3.0`` stays ``3.0``.

Only the parser's events are used. Anchors, aliases and tags are not followed, so that a small
file cannot grow; keys that stand twice are reported and the last one counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeGuard

import yaml

from procure_app.core.phrase import phrase
from procure_app.inspection.observation import Refused

_NOTHING = ("~", "null", "Null", "NULL")
MOST_BYTES = 256 << 10
MOST_EVENTS = 20_000
MOST_DEPTH = 40

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Node = str | list["Node"] | dict[str, "Node"]


@dataclass(slots=True)
class Document:
    """The first document of a stream."""

    root: Node = ""
    twice: list[str] = field(default_factory=list)
    """Keys that stand twice in one mapping."""


def parsed(text: str) -> Document:
    """Return the document. Raises ``Refused`` for what is no YAML or beyond a bound."""
    if len(text.encode("utf-8", "surrogatepass")) > MOST_BYTES:
        raise Refused(phrase("its YAML is larger than {most} bytes", most=MOST_BYTES))
    building = _Building()
    try:
        building.take(yaml.parse(text, Loader=LOADER))
    except (yaml.YAMLError, ValueError, OverflowError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        raise Refused(
            phrase("its YAML is not valid at line {line}", line=mark.line + 1 if mark else 1)
        ) from error
    return building.document


def is_mapping(node: object) -> TypeGuard[dict[str, Node]]:
    """Say whether the node is a mapping."""
    return isinstance(node, dict)


def text_of(values: Mapping[str, Node], key: str) -> str:
    """Return the text under this key; empty where it is missing or no text."""
    value = values.get(key, "")
    return _said(value) if isinstance(value, str) else ""


def texts_of(values: Mapping[str, Node], key: str) -> tuple[str, ...]:
    """Return the texts under this key, which may be one or a list of them."""
    value = values.get(key, "")
    items = value if isinstance(value, list) else [value]
    return tuple(_said(one) for one in items if isinstance(one, str) and _said(one))


def _said(value: str) -> str:
    """Return the text; empty where it is YAML's word for nothing."""
    text = value.strip()
    return "" if text in _NOTHING else text


class _Building:
    def __init__(self) -> None:
        self.document = Document()
        self.open: list[list[Node] | dict[str, Node]] = []
        self.keys: list[str | None] = []
        self.events = 0

    def take(self, events: Iterable[Any]) -> None:
        for event in events:
            self.events += 1
            if self.events > MOST_EVENTS:
                raise Refused(phrase("its YAML holds more than {most} parts", most=MOST_EVENTS))
            if isinstance(event, yaml.ScalarEvent):
                self.place(event.value)
            elif isinstance(event, yaml.AliasEvent):
                raise Refused(phrase("its YAML repeats a value with *, which is not followed"))
            elif isinstance(event, yaml.SequenceStartEvent):
                self.begin([])
            elif isinstance(event, yaml.MappingStartEvent):
                self.begin({})
            elif isinstance(event, yaml.CollectionEndEvent):
                self.open.pop()
                self.keys.pop()
            elif isinstance(event, yaml.DocumentEndEvent):
                return

    def begin(self, node: list[Node] | dict[str, Node]) -> None:
        if len(self.open) >= MOST_DEPTH:
            raise Refused(phrase("its YAML is more than {most} levels deep", most=MOST_DEPTH))
        self.place(node)
        self.open.append(node)
        self.keys.append(None)

    def place(self, value: Node) -> None:
        if not self.open:
            self.document.root = value
            return
        here, key = self.open[-1], self.keys[-1]
        if isinstance(here, list):
            here.append(value)
        elif key is None:
            if not isinstance(value, str):
                raise Refused(phrase("a key of its YAML is a list"))
            if value in here:
                self.document.twice.append(value)
            self.keys[-1] = value
        else:
            here[key] = value
            self.keys[-1] = None
