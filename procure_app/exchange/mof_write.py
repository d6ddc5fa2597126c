"""Writes YAML that every reader takes for the same texts: one value a line, quoted in doubt."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from procure_app.exchange.mof_yaml import NOT_TEXT

Tree = Mapping[str, "str | Tree | Sequence[Tree]"]

_PLAIN = re.compile(r"[A-Za-z](?:[A-Za-z0-9 ._+()/-]*[A-Za-z0-9._+()/-])?")
_WORDS = frozenset(["y", "n", "yes", "no", "on", "off", "true", "false", "null"])
"""What some readers take for something else than text."""
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def written(tree: Tree) -> str:
    """Return the tree as text that ends with a newline. What is no text comes out as U+FFFD."""
    return "".join(f"{line}\n" for line in _lines(tree, ""))


def _lines(tree: Tree, indent: str) -> Iterator[str]:
    for key, value in tree.items():
        if isinstance(value, str):
            yield f"{indent}{key}: {_scalar(value)}"
        elif not value:
            yield f"{indent}{key}: {'{}' if isinstance(value, Mapping) else '[]'}"
        elif isinstance(value, Mapping):
            yield f"{indent}{key}:"
            yield from _lines(value, indent + "  ")
        else:
            yield f"{indent}{key}:"
            for item in value:
                first, *others = _lines(item, indent + "    ")
                yield f"{indent}  - {first.lstrip(' ')}"
                yield from others


def _scalar(text: str) -> str:
    if _PLAIN.fullmatch(text) and text.lower() not in _WORDS:
        return text
    text = NOT_TEXT.sub("\ufffd", text)
    return (
        '"' + "".join(_ESCAPES.get(c) or (c if c.isprintable() else _code(c)) for c in text) + '"'
    )


def _code(character: str) -> str:
    number = ord(character)
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"
