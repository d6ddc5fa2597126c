"""Addresses that a reader may follow; anything else stays the text it is."""

from __future__ import annotations

import re

from procure_app.core.outline.block import Link

_SITE = r"(?:(?![@\\/?#])[!-~])+"
"""No name before the site, which could pass for it, and no backslash, which browsers turn."""
_ADDRESS = re.compile(rf"https?://{_SITE}(?:[/?#](?:(?!\\)[!-~])*)?")


def address(text: str) -> str | Link:
    """Return a link where the whole text is a web address, else the text.

    Only http and https: what a person pasted must never run anything.
    """
    return Link(text, text) if _ADDRESS.fullmatch(text) else text
