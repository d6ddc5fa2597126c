"""Writes the structure tree and the way back from the pages into it (ISO 32000-1, 14.7)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFObject, PDFPage

from procure_app.report.tag.element import Attached, Element, Mark
from procure_app.report.tag.section import name_headings, prune, sectioned


class Written(PDFObject):  # type: ignore[misc]  # ReportLab has no types
    """An object of the file as its bytes, which is far quicker than a dictionary of objects."""

    __RefOnly__ = 1

    def __init__(self, content: str = "") -> None:
        self.content = content

    def format(self, document: object) -> bytes:
        """Return the bytes."""
        return self.content.encode("ascii")


def write_tree(
    document: Any,  # noqa: ANN401  # ReportLab has no types
    root: Element,
    marks: Sequence[Sequence[Element]],
    annotations: Sequence[tuple[Any, Element]],
) -> None:
    """Add the tree below the root to a document whose pages are all there.

    ``marks`` are, for each page, the elements of its marked content by number.
    """
    root.kids = sectioned(root.kids)
    prune(root)
    name_headings(root)
    _Tree(document).write(root, marks, annotations)
    for place, page in enumerate(document.Pages.pages):
        page.__NoDefault__ = [*PDFPage.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents = place
        page.Tabs = "/S"  # the order of the tree, ISO 14289-1, 7.18.3
    document.Catalog.MarkInfo = PDFDictionary({"Marked": "true"})  # ISO 14289-1, 6.2


class _Tree:
    """The numbers of the objects that the tree is made of."""

    def __init__(self, document: Any) -> None:  # noqa: ANN401
        self._document = document
        self._numbers: dict[Element, int] = {}
        self._shared: dict[str, int] = {}

    def write(
        self,
        root: Element,
        marks: Sequence[Sequence[Element]],
        annotations: Sequence[tuple[Any, Element]],
    ) -> None:
        """Write every element, then the tree of parents: the pages, and then the annotations."""
        top = Written()
        number = self._number(top)
        self._write(root, number)
        parents = [f"[{self._references(elements)}]" for elements in marks]
        parents += [""] * (len(self._document.Pages.pages) - len(marks))
        listed = [f"{n} {self._number(Written(p or '[]'))} 0 R" for n, p in enumerate(parents)]
        for key, (annotation, element) in enumerate(annotations, len(parents)):
            annotation["StructParent"] = key
            listed.append(f"{key} {self._numbers[element]} 0 R")
        tree = self._number(Written(f"<</Nums [{' '.join(listed)}]>>"))
        top.content = (
            f"<</Type /StructTreeRoot /K {self._numbers[root]} 0 R /ParentTree {tree} 0 R "
            f"/ParentTreeNextKey {len(listed)}>>"
        )
        self._document.Catalog.StructTreeRoot = top

    def _write(self, element: Element, parent: int) -> int:
        made = Written()
        self._numbers[element] = number = self._number(made)
        page = next((kid.page for kid in element.kids if isinstance(kid, Mark)), None)
        kids = " ".join(self._kids(element, page, number))
        entries = [f"/S /{element.kind} /P {parent} 0 R"]
        if kids:
            entries.append(f"/K [{kids}]" if len(element.kids) > 1 else f"/K {kids}")
        if page is not None:
            entries.append(f"/Pg {self._page(page)}")
        if attributes := element.attributes or _covered(element):
            entries.append(f"/A {self._attributes(attributes)} 0 R")
        if element.alternative:
            entries.append(f"/Alt {_string(element.alternative)}")
        made.content = f"<<{' '.join(entries)}>>"
        return number

    def _kids(self, element: Element, page: int | None, number: int) -> Iterator[str]:
        for kid in element.kids:
            match kid:
                case Element():
                    yield f"{self._write(kid, number)} 0 R"
                case Mark() if kid.page == page:
                    yield str(kid.number)
                case Mark():
                    yield f"<</Type /MCR /Pg {self._page(kid.page)} /MCID {kid.number}>>"
                case Attached():
                    found = self._number(kid.annotation)
                    yield f"<</Type /OBJR /Pg {self._page(kid.page)} /Obj {found} 0 R>>"

    def _attributes(self, entries: str) -> int:
        """Return the number of these attributes, which all elements that have them share."""
        if entries not in self._shared:
            self._shared[entries] = self._number(Written(f"<<{entries}>>"))
        return self._shared[entries]

    def _references(self, elements: Sequence[Element]) -> str:
        return " ".join(f"{self._numbers[element]} 0 R" for element in elements)

    def _page(self, page: int) -> str:
        return f"{self._number(self._document.Pages.pages[page])} 0 R"

    def _number(self, thing: object) -> int:
        reference = self._document.Reference(thing)
        return int(self._document.idToObjectNumberAndVersion[reference.name][0])


def _covered(element: Element) -> str:
    """Return the layout attributes of a picture that stands on one page."""
    if len({area.page for area in element.areas}) != 1:
        return ""
    left, low, right, high = zip(*(area.sides for area in element.areas), strict=True)
    sides = f"{min(left)} {min(low)} {max(right)} {max(high)}"
    return f"/O /Layout /Placement /Block /BBox [{sides}]"


def _string(text: str) -> str:
    """Return the text as a string of the file, of at most 32,767 bytes (ISO 19005-3, 6.1.13)."""
    return f"<feff{text[:8000].encode('utf-16-be').hex()}>"
