"""Reads chat templates, for what they do beyond putting words together; they are never run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from procure_app.core.phrase import phrase
from procure_app.inspection.bounded import exactly
from procure_app.inspection.name import quoted
from procure_app.inspection.observation import Fact, File, Observation, Refused

MOST_TEMPLATE = 4 << 20
_SUFFIXES = (".jinja", ".jinja2", ".j2")

_REACHING = re.compile(
    r"(?<!_)__(?!_)|\\x5f|\\u005f|\battr\s*\(|\|\s*attr\b|\b(?:import|include|extends)\s+[\"']|"
    r"\b(?:cycler|joiner|lipsum|self|config|request)\s*(?:\.|\[)|\b(?:os|subprocess|builtins)\s*\."
)
"""Names by which a template reaches out of what it was given."""


def read(handle: BinaryIO, file: File) -> Iterator[Observation]:
    """Yield what a template in a file of its own does; nothing for other texts.

    Raises ``Refused`` for one that is too large.
    """
    if not file.path.lower().endswith(_SUFFIXES):
        return
    if file.bytes > MOST_TEMPLATE:
        raise Refused(phrase("it is larger than {most} bytes", most=MOST_TEMPLATE))
    handle.seek(0)
    text = exactly(handle, file.bytes).decode("utf-8", "replace")
    yield Observation("configuration", "template", (file.path,), facts=template_facts(text))


def template_facts(template: str) -> dict[str, Fact]:
    """Return its length, whether it reaches outside, and the line where it does."""
    facts: dict[str, Fact] = {"chat_template": len(template)}
    if found := _REACHING.search(template):
        begin = template.rfind("\n", 0, found.start()) + 1
        facts["chat_template_reaches_outside"] = True
        facts["chat_template_line"] = quoted(template[max(begin, found.start() - 80) :])
    return facts
