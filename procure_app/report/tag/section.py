"""The shape of the tree: sections from headings, and levels that skip none (ISO 14289-1, 7.4.2)."""

from __future__ import annotations

from collections.abc import Sequence

from procure_app.report.tag.element import BELOW, Attached, Element, Mark

_SECTIONS = 2
"""Headings down to this level open a section."""
_DEEPEST = 6


def sectioned(kids: Sequence[Element | Mark | Attached]) -> list[Element | Mark | Attached]:
    """Return the kids of the document with each part and section as an element of its own."""
    top: list[Element | Mark | Attached] = []
    opened = [(0, top)]
    for kid in kids:
        if isinstance(kid, Element) and kid.kind == "H" and BELOW < kid.level <= _SECTIONS:
            while opened[-1][0] >= kid.level:
                opened.pop()
            section = Element("Sect")
            opened[-1][1].append(section)
            opened.append((kid.level, section.kids))
        opened[-1][1].append(kid)
    return top


def name_headings(root: Element) -> None:
    """Give every heading its level; it goes at most one deeper than the section it is in."""
    section = 0
    waiting = [root]
    while waiting:
        element = waiting.pop()
        waiting += (kid for kid in reversed(element.kids) if isinstance(kid, Element))
        if element.kind == "H":
            level = section + 1 if element.level == BELOW else min(element.level, section + 1)
            section = section if element.level == BELOW else level
            element.kind = f"H{min(level, _DEEPEST)}"


def prune(element: Element) -> bool:
    """Take out elements in which nothing was drawn, but for cells; say whether any is left.

    A table keeps its empty cells, for every row is as wide as the table (ISO 14289-1, 7.2).
    """
    element.kids = [kid for kid in element.kids if not isinstance(kid, Element) or prune(kid)]
    return bool(element.kids) or element.kind in ("TD", "TH")
