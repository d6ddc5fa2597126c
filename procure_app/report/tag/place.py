"""How a flowable says where in the structure tree it is drawn; on a plain canvas it says nothing.

All content is either in the tree or an artifact, and neither inside the other (ISO 14289-1, 7.1;
ISO 19005-3, 6.7.2.2).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from procure_app.report.tag.canvas import TaggedSheet
from procure_app.report.tag.element import Element, paragraph


class Placed:
    """A flowable that is a paragraph of its own unless it is told where it belongs."""

    path: tuple[Element, ...] | None = None
    """The elements it is drawn in, from the outside; none for the one its surroundings opened."""

    def elements(self) -> tuple[Element, ...]:
        """Return the path; the parts of a broken flowable share it."""
        if self.path is None:
            self.path = (paragraph(),)
        return self.path


@contextmanager
def within(canvas: object, *elements: Element, kept: bool = False) -> Iterator[None]:
    """Open the elements, each inside the one before, for what is drawn meanwhile.

    With ``kept`` they stand in the tree even if that is nothing, as the cells of a table must.
    """
    if not isinstance(canvas, TaggedSheet) or not elements:
        yield
        return
    canvas.open += elements
    if kept:
        canvas.place()
    yield
    del canvas.open[-len(elements) :]


@contextmanager
def content(canvas: object, *elements: Element) -> Iterator[None]:
    """Make one content of all that is drawn meanwhile, inside these elements."""
    if not isinstance(canvas, TaggedSheet):
        yield
        return
    canvas.open += elements
    with canvas.marked():
        yield
    del canvas.open[len(canvas.open) - len(elements) :]


def label_next(canvas: object, path: Sequence[Element]) -> None:
    """Draw the next text alone inside these elements, each inside the one before."""
    if isinstance(canvas, TaggedSheet):
        canvas.label = (*canvas.open, *path)


@contextmanager
def artifact(canvas: object, kind: str = "") -> Iterator[None]:
    """Leave what is drawn meanwhile out of the tree: rules, frames, and what every page repeats.

    ``kind`` are the entries that describe it; none for a mere ornament.
    """
    if not isinstance(canvas, TaggedSheet):
        yield
        return
    with canvas.marked(f"/Artifact <<{kind}>> BDC" if kind else "/Artifact BMC"):
        yield


@contextmanager
def picture(canvas: object, element: Element, area: Sequence[float]) -> Iterator[None]:
    """Make one picture of all that is drawn meanwhile, text included (ISO 14289-1, 7.3).

    ``area`` is what it covers, in the coordinates of now.
    """
    if not isinstance(canvas, TaggedSheet):
        yield
        return
    canvas.cover(element, area)
    with content(canvas, element):
        yield
