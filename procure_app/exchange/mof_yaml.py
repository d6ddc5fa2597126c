"""YAML from others, read within bounds, as text only, with the line of everything.

Nothing is resolved: dates, numbers and ``no`` stay as they were typed. Anchors, aliases and tags
are refused, so that no small file can grow large.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import yaml

from procure_app.core.phrase import Phrase, phrase
from procure_app.session.error import Unreadable, shown

MOST_BYTES = 1 << 20
MOST_NODES = 20_000
MOST_LEVELS = 64

# The parser in C is many times as fast; wheels without it are rare, and read the same.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_CORE = "tag:yaml.org,2002:"
_TAGS = {None, *(_CORE + word for word in ("str", "int", "float", "bool", "null"))}
_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
NOT_TEXT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]"
)


@dataclass(slots=True)
class Text:
    """A scalar as typed."""

    line: int
    text: str
    is_null: bool = False
    """Whether it stands for nothing: left empty, ``~`` or ``null``, without quotes."""


@dataclass(slots=True)
class Items:
    """A list."""

    line: int
    items: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class Entries:
    """A mapping. Of a key that stands twice the last one counts."""

    line: int
    entries: dict[str, Node] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    """The line of each key."""
    twice: list[tuple[str, int]] = field(default_factory=list)
    """Keys that stood there before, each with the line where it comes again."""


Node = Text | Items | Entries


def tree(content: bytes, name: str) -> Entries:
    """Return the mapping that the file of this name is.

    Raises ``Unreadable`` in one sentence with the name, and the line where there is one.
    """
    text = _decoded(content, name)
    try:
        root = _Reading(name).node(yaml.parse(text, Loader=LOADER))
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or phrase("something is out of place")
        raise refused(
            name,
            mark.line + 1 if mark is not None else 1,
            phrase("this is not valid YAML: {problem}", problem=problem),
        ) from error
    if root is None:
        raise Unreadable(
            phrase("“{name}” holds nothing but remarks. Choose another file.", name=printable(name))
        )
    if not isinstance(root, Entries):
        raise refused(name, root.line, phrase("here should be keys, each with its value"))
    return root


def refused(name: str, line: int, problem: Phrase) -> Unreadable:
    """Return the refusal of the file of this name for what stands in this line."""
    return Unreadable(
        phrase(
            "“{name}”, line {line}: {problem}.", name=printable(name), line=line, problem=problem
        )
    )


def printable(text: str) -> str:
    """Return the text on one line, at most 80 characters, with a mark for what has no shape."""
    line = shown(text[:81])
    return line if len(line) <= 80 else line[:79] + "…"


def _decoded(content: bytes, name: str) -> str:
    if len(content) > MOST_BYTES:
        raise Unreadable(
            phrase("“{name}” is larger than 1 MiB. Choose another file.", name=printable(name))
        )
    if not content.strip():
        raise Unreadable(phrase("“{name}” is empty. Choose another file.", name=printable(name)))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise refused(
            name, line, phrase("this is not UTF-8 text; save the file as UTF-8")
        ) from error
    if found := NOT_TEXT.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise refused(name, line, phrase("this is not text"))
    return text


class _Reading:
    """Builds the tree out of the parser's events."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.open: list[Items | Entries] = []
        self.keys: list[str | None] = []
        """The key whose value comes next, for every open node; None in lists and before keys."""
        self.root: Node | None = None
        self.nodes = 0

    def node(self, events: Iterable[Any]) -> Node | None:
        """Return the only document, None where there is none."""
        for event in events:
            if isinstance(event, yaml.ScalarEvent):
                self._scalar(event)
            elif isinstance(event, yaml.SequenceStartEvent):
                self._collection(event, Items(event.start_mark.line + 1))
            elif isinstance(event, yaml.MappingStartEvent):
                self._collection(event, Entries(event.start_mark.line + 1))
            elif isinstance(event, yaml.CollectionEndEvent):
                self.open.pop()
                self.keys.pop()
            elif isinstance(event, yaml.AliasEvent):
                raise self._refused(
                    event, phrase("a value is not repeated with *; write it out here")
                )
            elif isinstance(event, yaml.DocumentStartEvent) and self.root is not None:
                raise self._refused(event, phrase("a second document begins; keep one in a file"))
        return self.root

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        line = event.start_mark.line + 1
        self._check(event, event.tag in _TAGS)
        if event.style and NOT_TEXT.search(event.value):  # only quotes can hold such a character
            raise self._refused(event, phrase("this is not text"))
        plain = not event.style and event.tag in (None, _CORE + "null")
        value = Text(line, event.value, plain and event.value in _NOTHING)
        if self.open and isinstance(self.open[-1], Entries) and self.keys[-1] is None:
            self._key(self.open[-1], value)
        else:
            self._place(value)

    def _key(self, here: Entries, key: Text) -> None:
        if key.text in here.entries:
            here.twice.append((key.text, key.line))
        here.lines[key.text] = key.line
        self.keys[-1] = key.text

    def _collection(self, event: Any, value: Items | Entries) -> None:  # noqa: ANN401  # of yaml
        self._check(event, event.tag is None)
        if len(self.open) >= MOST_LEVELS:
            raise self._refused(
                event, phrase("this is nested more than {most} levels deep", most=MOST_LEVELS)
            )
        self._place(value)
        self.open.append(value)
        self.keys.append(None)

    def _place(self, value: Node) -> None:
        here = self.open[-1] if self.open else None
        match here:
            case None:
                self.root = value
            case Items():
                here.items.append(value)
            case Entries():
                key = self.keys[-1]
                if key is None:
                    raise refused(self.name, value.line, phrase("a key must be a word, not a list"))
                here.entries[key] = value
                self.keys[-1] = None

    def _check(self, event: Any, plain: bool) -> None:  # noqa: ANN401
        self.nodes += 1
        if self.nodes > MOST_NODES:
            raise self._refused(
                event, phrase("the file holds more than {most} values", most=MOST_NODES)
            )
        if event.anchor is not None:
            raise self._refused(event, phrase("a value is not named with &; take the name off"))
        if not plain:
            raise self._refused(
                event, phrase("the tag {tag} is not read; take it off", tag=printable(event.tag))
            )

    def _refused(self, event: Any, problem: Phrase) -> Unreadable:  # noqa: ANN401
        return refused(self.name, event.start_mark.line + 1, problem)
