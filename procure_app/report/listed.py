"""Items one under the other, each with what stands before it, as one list of the structure tree."""

from __future__ import annotations

from collections.abc import Iterable

from procure_app.report.tag.element import item, listing
from procure_app.report.text import Text


def listed(texts: Iterable[Text], numbering: str = "None") -> list[Text]:
    """Return the texts as the items of one list; what stands before each is its label."""
    made, whole = list(texts), listing(numbering)
    for text in made:
        element, label, body = item()
        text.label, text.path = (whole, element, label), (whole, element, body)
    return made
