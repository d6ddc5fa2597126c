"""Text of a file or a vendor on its way to a screen: what would steer it is made visible.

Control characters move the cursor, clear a terminal or make links in it; those that turn the
direction of writing (Unicode TR 9, explicit formatting) show a name as another. Joiners and marks
of direction, which scripts and emoji need, stay.
"""

from __future__ import annotations

import re

_STEERING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_BREAKS = re.compile("[\t\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")


def escaped(text: str) -> str:
    r"""Return the text with ``\u001b`` for what steers; JSON so written holds the same value."""
    return _STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def one_line(text: str) -> str:
    """Return the text on one line, with U+FFFD for what steers."""
    return _STEERING.sub("\ufffd", _BREAKS.sub(" ", text))
