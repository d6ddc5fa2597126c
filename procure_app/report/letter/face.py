"""A font that says which text each of its glyphs stands for.

ReportLab writes every unused code as U+0000 and code points above U+FFFF as five digits;
ISO 19005-3, 6.2.11.7.2, and ISO 14289-1, 7.21.7, want neither. Arabic forms stand for their plain
letters.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from reportlab.pdfbase.ttfonts import TTFont

from procure_app.report.letter.bracket import SEEN_FROM_RIGHT, mirrored
from procure_app.report.letter.joining import plain

_MOST = 100
"""How many characters one block of a character map may list (Adobe Technical Note 5411)."""


class Face(TTFont):  # type: ignore[misc]  # ReportLab has no types
    """A TrueType font whose subsets carry a right character map, and with brackets turned."""

    def __init__(self, name: str, file: str) -> None:
        super().__init__(name, file)
        glyphs, widths = self.face.charToGlyph, self.face.charWidths
        for point in tuple(glyphs):
            other = ord(mirrored(chr(point)))
            if other != point and other in glyphs:
                glyphs[SEEN_FROM_RIGHT + point] = glyphs[other]
                widths[SEEN_FROM_RIGHT + point] = widths[other]

    def addObjects(self, doc: Any) -> None:  # noqa: ANN401, N802  # as ReportLab calls it
        """Add the subsets that the document uses, each with our character map."""
        subsets = list(self.state[doc].subsets)
        names = [self.getSubsetInternalName(n, doc)[1:] for n in range(len(subsets))]
        super().addObjects(doc)
        for name, subset in zip(names, subsets, strict=True):
            described = doc.idToObject[name]
            doc.idToObject[described.ToUnicode.name].content = to_unicode(subset)


def to_unicode(subset: Sequence[int]) -> str:
    """Return the character map of a subset: code points by the code they have in it."""
    lines = [
        f"<{code:02X}> <{_meant(point).encode('utf-16-be').hex().upper()}>"
        for code, point in enumerate(subset)
        if point
    ]
    return "\n".join((_HEAD, *_blocks(lines), _FOOT))


def _meant(point: int) -> str:
    return chr(point - SEEN_FROM_RIGHT) if point >= SEEN_FROM_RIGHT else plain(chr(point))


def _blocks(lines: Sequence[str]) -> Iterator[str]:
    for start in range(0, len(lines), _MOST):
        block = lines[start : start + _MOST]
        yield "\n".join((f"{len(block)} beginbfchar", *block, "endbfchar"))


_HEAD = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<00> <FF>
endcodespacerange"""
_FOOT = """endcmap
CMapName currentdict /CMap defineresource pop
end
end"""
