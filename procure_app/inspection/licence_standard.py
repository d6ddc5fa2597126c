"""Standard licences found inside a text by licenseclassifier, with our own account of the rest.

The library forgives single letters, skips HTML tags and absorbs what stands near the word
copyright. So it only says where to look: what a passage is, ``licence_match`` decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from licenseclassifier import identify_license

MOST_CHARACTERS = 1 << 18
"""Most characters that are searched; more takes the library over half a second."""
MOST_SPANS = 64
_PLAIN_IDS = {
    f"{family}-{version}": f"{family}-{version}-only"
    for family, versions in {
        "GPL": ("1.0", "2.0", "3.0"),
        "LGPL": ("2.0", "2.1", "3.0"),
        "AGPL": ("1.0", "3.0"),
        "GFDL": ("1.1", "1.2", "1.3"),
    }.items()
    for version in versions
}
"""Ids that SPDX gave up. The text of a licence alone allows no later version."""


@dataclass(frozen=True, slots=True)
class Span:
    """A passage that resembles a standard licence."""

    id: str
    start: int
    end: int


def spans(whole: str) -> tuple[Span, ...]:
    """Return the passages of a cleaned text that resemble standard licences, in their order."""
    found = identify_license(whole[:MOST_CHARACTERS], coverage_threshold=0)
    return tuple(
        Span(_PLAIN_IDS.get(one.id, one.id), one.start, one.end) for one in found[:MOST_SPANS]
    )


def rest(whole: str, found: Sequence[Span]) -> str:
    """Return the text without these passages, each replaced by an empty line."""
    parts = []
    end = 0
    for span in found:
        parts.append(whole[end : max(end, span.start)])
        end = max(end, span.end)
    return "\n\n".join((*parts, whole[end:]))
