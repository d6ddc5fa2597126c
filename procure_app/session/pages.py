"""The pages of a PDF as somebody looks at them; what draws them is an adapter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

Box = tuple[float, float, float, float]
"""Left, top, width and height, in points from the upper left corner of the page."""


@dataclass(frozen=True, slots=True)
class Raster:
    """A page as pixels of four bytes: blue, green, red, and one that says nothing."""

    width: int
    height: int
    stride: int
    """Bytes from one row to the next."""
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A line of the table of contents beside the pages."""

    title: str
    page: int
    """From 0."""
    level: int
    """From 0, the outermost."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where words were found."""

    page: int
    """From 0."""
    boxes: tuple[Box, ...]
    """One for each line that the words run over."""


class Pages(Protocol):
    """An open PDF. Every method but ``sizes`` is slow, and may be called from any thread."""

    @property
    def sizes(self) -> Sequence[tuple[float, float]]:
        """Width and height of each page, in points."""

    def bookmarks(self) -> Sequence[Bookmark]:
        """Return the table of contents, in its order."""

    def render(self, page: int, scale: float) -> Raster:
        """Draw a page at this many pixels a point, or at fewer where that is more than a screen
        or printer needs."""

    def search(self, words: str) -> Sequence[Place]:
        """Return where the words stand, in any case of letters, in the order of the pages."""

    def close(self) -> None:
        """Give everything up; nothing else may be called afterwards."""
