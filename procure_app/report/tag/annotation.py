"""Annotations: links that say where they lead, and the empty fields in which people sign.

Each carries what a screen reader says of it (ISO 14289-1, 7.18.1 and 7.18.5) and is printed
(ISO 19005-3, 6.3.2).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFStream, PDFString

_PRINTED, _LOCKED = 4, 128
_LONGEST = 2000
"""The most characters of an address, or of what is said: no string may be longer than 32,767
bytes (ISO 19005-3, 6.1.13)."""
_KEPT = "!#$%&'()*+,-./:;=?@[]_~"
"""What an address keeps as it is."""


def to_place(area: Sequence[float], destination: object, said: str) -> PDFDictionary:
    """Return a link to a place in the document."""
    return _link(area, said, Dest=destination)


def to_address(area: Sequence[float], address: str) -> PDFDictionary | None:
    """Return a link to an address, in ASCII as ISO 32000-1, 12.6.4.7, asks; None if too long."""
    target = quote(address, safe=_KEPT)
    if len(target) > _LONGEST:
        return None
    action = PDFDictionary({"S": PDFName("URI"), "URI": PDFString(target)})
    return _link(area, address, A=action)


def signature_field(
    document: Any,  # noqa: ANN401  # ReportLab has no types
    area: Sequence[float],
    name: str,
    said: str,
) -> PDFDictionary:
    """Return an empty signature field of this name, with its widget and an empty appearance.

    ``said`` is its name for people (ISO 14289-1, 7.18.1).
    """
    left, low, right, high = area
    box = PDFArray([0, 0, round(right - left, 2), round(high - low, 2)])
    form = {"Type": PDFName("XObject"), "Subtype": PDFName("Form"), "BBox": box}
    look = PDFStream(PDFDictionary({**form, "Resources": PDFDictionary({})}), content="")
    return _annotation(
        "Widget",
        area,
        FT=PDFName("Sig"),
        T=PDFString(name),
        TU=PDFString(said[:_LONGEST]),
        F=_PRINTED | _LOCKED,
        P=document.thisPageRef(),
        AP=PDFDictionary({"N": document.Reference(look)}),
    )


def _link(area: Sequence[float], said: str, **entries: object) -> PDFDictionary:
    return _annotation(
        "Link",
        area,
        F=_PRINTED,
        Border="[0 0 0]",
        Contents=PDFString(said[:_LONGEST]),
        **entries,
    )


def _annotation(kind: str, area: Sequence[float], **entries: object) -> PDFDictionary:
    common = {
        "Type": PDFName("Annot"),
        "Subtype": PDFName(kind),
        "Rect": PDFArray([round(value, 2) for value in area]),
    }
    return PDFDictionary({**common, **entries})
