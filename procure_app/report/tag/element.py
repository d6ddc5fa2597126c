"""An element of the structure tree, made with a flowable and filled while that is drawn.

The kinds are the standard structure types of ISO 32000-1, 14.8.4, so that no role map is needed
(ISO 14289-1, 7.1).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

BELOW = 0
"""The level of a heading that stands one below the section it is in."""


class Mark(NamedTuple):
    """A sequence of marked content on a page."""

    page: int
    """From 0."""
    number: int
    """From 0 on each page."""


class Attached(NamedTuple):
    """An annotation that belongs to an element."""

    page: int
    """From 0."""
    annotation: Any


class Area(NamedTuple):
    """A part of a page."""

    page: int
    """From 0."""
    sides: tuple[float, float, float, float]
    """Left, low, right, high, in points."""


@dataclass(slots=True, eq=False)
class Element:
    """One element; it is shared by the parts of a flowable that breaks between pages."""

    kind: str
    attributes: str = ""
    """The entries of its attribute dictionary, as in the file."""
    level: int = BELOW
    """Of a heading, kind ``H``: 1 to 3, or ``BELOW``."""
    alternative: str = ""
    """What is read instead of a picture (ISO 14289-1, 7.3)."""
    areas: list[Area] = field(default_factory=list)
    """What a picture covers; more than one where it breaks between pages, or inside."""
    kids: list[Element | Mark | Attached] = field(default_factory=list)
    placed: bool = False
    """Whether it stands in the tree."""

    def place(self, kid: Element) -> None:
        """Take an element that stands nowhere yet as the last kid."""
        if not kid.placed:
            kid.placed = True
            self.kids.append(kid)


def paragraph() -> Element:
    """Return a new paragraph."""
    return Element("P")


def heading(level: int = BELOW) -> Element:
    """Return a new heading; its final level follows from the headings before it."""
    return Element("H", level=level)


def listing(numbering: str = "None") -> Element:
    """Return a new list (ISO 14289-1, 7.6): ``Decimal``, ``Disc``, or labels of any kind."""
    return Element("L", f"/O /List /ListNumbering /{numbering}")


def column_head() -> Element:
    """Return the head of a column; its scope says so (ISO 14289-1, 7.5)."""
    return Element("TH", "/O /Table /Scope /Column")


def row_head() -> Element:
    """Return the head of a row; its scope says so (ISO 14289-1, 7.5)."""
    return Element("TH", "/O /Table /Scope /Row")


def cell(columns: int = 1) -> Element:
    """Return a cell over so many columns, for every row is as wide as the table."""
    return Element("TD", f"/O /Table /ColSpan {columns}" if columns > 1 else "")


def item() -> tuple[Element, Element, Element]:
    """Return an item of a list, with the elements of its label and of its text."""
    return Element("LI"), Element("Lbl"), Element("LBody")
