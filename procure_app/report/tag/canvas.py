"""The canvas that tags: each text it draws becomes content of the element that is open."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import pairwise
from typing import Any

from procure_app.report.sheet import Gap, Sheet
from procure_app.report.tag.annotation import signature_field, to_address, to_place
from procure_app.report.tag.element import Area, Attached, Element, Mark
from procure_app.report.tag.tree import write_tree

Closing = Callable[[Any, Mapping[str, Any]], None]
"""What is done with the document and its form fields, by name, before the file is written."""


class TaggedSheet(Sheet):
    """A sheet with a structure tree (ISO 32000-1, 14.7)."""

    def __init__(
        self,
        *arguments: Any,  # noqa: ANN401  # as ReportLab calls it
        closing: Closing | None = None,
        **options: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(*arguments, **options)
        self.open: list[Element] = [Element("Document", placed=True)]
        """The elements that are open, from the outside."""
        self.label: Sequence[Element] = ()
        """The elements, from the outside, that the next text alone is drawn in; often none."""
        self._marks: list[list[Element]] = []
        self._annotations: list[tuple[Any, Element]] = []
        self._fields: dict[str, Any] = {}
        self._silent = False
        self._closing = closing

    def drawText(self, aTextObject: Any) -> None:  # noqa: ANN401, N802, N803  # ReportLab's names
        """Draw a text as content of the element that is open."""
        if self._silent:  # the most frequent case pays nothing
            super().drawText(aTextObject)
            return
        with self.marked():
            super().drawText(aTextObject)

    def later(self, gap: Gap) -> None:
        """Leave a gap whose text will be content of the element that is open."""
        with self.marked():
            super().later(gap)

    @contextmanager
    def marked(self, begin: str = "") -> Iterator[None]:
        """Enclose what is drawn meanwhile in one mark; nothing is marked inside of it.

        ``begin`` is the operator of an artifact; without it, this is content of the element
        that is open.
        """
        if self._silent:
            yield
            return
        self._code.append(begin or self._mark())
        self._silent = True
        yield
        self._silent = False
        self._code.append("EMC")

    def place(self, path: Sequence[Element] = ()) -> Element:
        """Put the elements that are open into the tree, even if nothing is drawn in them.

        Return the innermost. ``path`` are other elements, from the outside.
        """
        for outer, inner in pairwise(path or self.open):
            outer.place(inner)
        return (path or self.open)[-1]

    def linkURL(  # noqa: N802  # ReportLab calls it by this name
        self, url: str, rect: Sequence[float], relative: int = 0, **_: object
    ) -> None:
        """Let an area lead to an address."""
        made = to_address(self._absRect(rect, relative), url)
        if made is not None:
            self._attach(made)

    def linkRect(  # noqa: N802  # ReportLab calls it by this name
        self,
        contents: str,
        destinationname: str,
        Rect: Sequence[float],  # noqa: N803
        relative: int = 1,
        **_: object,
    ) -> None:
        """Let an area lead to a place of the document; ``contents`` says where."""
        destination = self._bookmarkReference(destinationname)
        self._attach(to_place(self._absRect(Rect, relative), destination, contents))

    def field(self, name: str, said: str, area: Sequence[float]) -> None:
        """Leave room for a signature, in the coordinates of now; every name only once."""
        if name in self._fields:
            raise ValueError(f"there is a field {name} already")
        absolute = self._absRect(area, 1)
        made = self._fields[name] = signature_field(self._doc, absolute, name, said)
        form = Element("Form")  # it holds this one object: ISO 14289-1, 7.18.4
        self.place().place(form)
        self._bind(made, form)

    def cover(self, element: Element, area: Sequence[float]) -> None:
        """Note that a picture covers this area, in the coordinates of now."""
        left, low, right, high = (round(side, 2) for side in self._absRect(area, 1))
        element.areas.append(Area(self._pageNumber - 1, (left, low, right, high)))

    def complete(self) -> None:
        """Write the tree, and what else the file needs."""
        super().complete()
        write_tree(self._doc, self.open[0], self._marks, self._annotations)
        if self._closing is not None:
            self._closing(self._doc, self._fields)

    def _mark(self) -> str:
        """Return the operator that begins content of the element that is open, and note it."""
        element, self.label = self.place(self.label), ()
        page = self._pageNumber - 1
        self._marks += ([] for _ in range(page + 1 - len(self._marks)))
        number = len(self._marks[page])
        self._marks[page].append(element)
        element.kids.append(Mark(page, number))
        return f"/{element.kind} <</MCID {number}>> BDC"

    def _attach(self, annotation: object) -> None:
        """Bind a link to the element that is open (ISO 14289-1, 7.18.5)."""
        element = self.place()
        link = element if element.kind == "Link" else Element("Link")
        element.place(link)
        self._bind(annotation, link)

    def _bind(self, annotation: object, element: Element) -> None:
        element.kids.append(Attached(self._pageNumber - 1, annotation))
        self._annotations.append((annotation, element))
        self._addAnnotation(annotation)
