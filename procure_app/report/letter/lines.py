"""Lines of text as they go into the file: words stay apart, and what runs from the right does.

Two things that ReportLab leaves out. A line that breaks between words ends without a space, so
that a reader who follows the tags hears "documentationaudit" (ISO 32000-1, 14.8.2.5). And text
from right to left is drawn from left to right. Here its glyphs stand where the eye expects them,
and in the file in the order of the language (ISO 32000-1, 14.8.2.3).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from reportlab.lib.rl_accel import fp_str
from reportlab.pdfbase.pdfmetrics import getFont, stringWidth
from reportlab.pdfgen.textobject import PDFTextObject

from procure_app.report.letter.bracket import SEEN_FROM_RIGHT, mirrored
from procure_app.report.letter.direction import TURNED, levels, runs_from_right
from procure_app.report.letter.placing import Run, ordered, places, runs


class _Piece(NamedTuple):
    """A run of text in one font as it was put out."""

    place: int
    """Where its code stands in the code of the text."""
    text: str
    font: str
    size: float
    ends: bool
    """Whether a line ends with it."""


class Lines(PDFTextObject):  # type: ignore[misc]  # ReportLab has no types
    """A text object of one or more lines."""

    def __init__(self, *arguments: Any, **options: Any) -> None:  # noqa: ANN401
        super().__init__(*arguments, **options)
        self.broken: Sequence[bool] = ()
        """For each line whether it breaks inside a word; those beyond do not."""
        self._pieces: list[_Piece] = []
        self._turned = False
        self._ended = 0

    def _textOut(self, text: str, TStar: int = 0) -> None:  # noqa: N802, N803  # ReportLab's names
        if TStar:
            inside = self._ended < len(self.broken) and self.broken[self._ended]
            self._ended += 1
            text = text if inside or text.endswith(" ") else text + " "
        self._note(text, ends=bool(TStar))
        super()._textOut(text, TStar)

    def textOut(self, text: str) -> None:  # noqa: N802  # ReportLab calls it by this name
        """Put out the text at the present point, which moves along."""
        self._note(text, ends=False)
        super().textOut(text)

    def getCode(self) -> str:  # noqa: N802  # ReportLab calls it by this name
        """Return the operators, each line ended by a space and in its order."""
        if self._pieces and not self._pieces[-1].ends:
            self._note(" ", ends=False)
            self._code.append(self._formatText(" "))
        if self._turned:
            self._turn()
        return str(super().getCode())

    def _note(self, text: str, *, ends: bool) -> None:
        self._turned = self._turned or (not text.isascii() and bool(TURNED.search(text)))
        self._pieces.append(_Piece(len(self._code), text, self._fontname, self._fontsize, ends))

    def _turn(self) -> None:
        """Write the code of all lines anew, with every run at its place."""
        whole = "".join(piece.text for piece in self._pieces)
        found, base = levels(whole), int(runs_from_right(whole))
        for line in self._lines():
            text = "".join(piece.text for piece in line)
            self._write(line, text, ordered(text, found[: len(text)], base))
            del found[: len(text)]

    def _lines(self) -> Iterator[list[_Piece]]:
        line: list[_Piece] = []
        for piece in self._pieces:
            line.append(piece)
            if piece.ends:
                yield line
                line = []
        if line:
            yield line

    def _write(self, line: Sequence[_Piece], text: str, found: list[int]) -> None:
        widths = [
            float(stringWidth(char, piece.font, piece.size))
            for piece in line
            for char in piece.text
        ]
        left, start, at = places(text, found, widths), 0, 0.0
        for piece in line:
            end = start + len(piece.text)
            self._fontname, self._fontsize, self._curSubset = piece.font, piece.size, -1
            code = []
            for run in runs(piece.text, found[start:end], left[start:end]):
                code += [f"{fp_str(run.x - at)} 0 Td", self._shown(run)]
                at = run.x
            if piece.ends:
                code.append(f"{fp_str(-at)} 0 Td T*")
            self._code[piece.place] = " ".join(code)
            start = end

    def _shown(self, run: Run) -> str:
        """Return the code of a run; a bracket that is turned has a glyph of its own."""
        text = run.text
        if run.turned and mirrored(text) != text:
            alias = ord(text) + SEEN_FROM_RIGHT
            glyphs = getattr(getFont(self._fontname).face, "charToGlyph", {})
            text = chr(alias) if alias in glyphs else mirrored(text)
        return str(self._formatText(text))
