"""What a chat template does beyond putting words together; it is a program, and is never run."""

from __future__ import annotations

import re

from procure_app.inspection.name import quoted
from procure_app.inspection.observation import Fact

MOST_TEMPLATE = 256 << 10

_REACHING = re.compile(
    r"__\w+__|\battr\s*\(|\|\s*attr\b|\b(?:import|include|extends)\s+[\"']|"
    r"\b(?:cycler|joiner|lipsum|self|config|request)\s*(?:\.|\[)|\b(?:os|subprocess|builtins)\s*\."
)
"""Names by which a template reaches out of what it was given."""


def template_facts(template: str) -> dict[str, Fact]:
    """Return its length, whether it reaches outside, and the line where it does."""
    text = template[:MOST_TEMPLATE]
    facts: dict[str, Fact] = {"chat_template": len(template)}
    if found := _REACHING.search(text):
        begin = text.rfind("\n", 0, found.start()) + 1
        facts["chat_template_reaches_outside"] = True
        facts["chat_template_line"] = quoted(text[max(begin, found.start() - 80) :])
    return facts
