"""The fonts, and the promise that no character of anybody's text vanishes.

ReportLab drops what a font lacks without a word. Here each character is set in the first font of
a chain that has it; what none can show, and whatever would act instead of showing (controls,
bidirectional overrides), becomes a mark such as ``[U+202E]``.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache, partial
from pathlib import Path

from reportlab.pdfbase import pdfmetrics

from procure_app.report.letter.face import Face
from procure_app.report.letter.joining import joined

BODY, BOLD, ITALIC = "Procure", "Procure-Bold", "Procure-Italic"
SYMBOLS, OTHERS = "Procure-Symbols", "Procure-Others"

_FILES = {
    BODY: "NotoSans-Regular.ttf",
    BOLD: "NotoSans-Bold.ttf",
    ITALIC: "NotoSans-Italic.ttf",
    SYMBOLS: "NotoSansSymbols2-Regular.ttf",
    OTHERS: "DejaVuSans.ttf",
}
_ACTING = ("Cc", "Cf", "Cn", "Co", "Cs")
"""Categories of characters that act or mean nothing in print."""
_HIGHEST = 0xFFFF
"""ReportLab writes wrong text codes above it, so that a search would not find the character."""


class Typeface:
    """The registered fonts with the splitter that knows what each can show."""

    def __init__(self, folder: Path) -> None:
        faces = {name: Face(name, str(folder / file)) for name, file in _FILES.items()}
        for face in faces.values():
            pdfmetrics.registerFont(face)
        pdfmetrics.registerFontFamily(BODY, normal=BODY, bold=BOLD, italic=ITALIC, boldItalic=BOLD)
        glyphs = {name: frozenset(face.face.charToGlyph) for name, face in faces.items()}
        self._others = glyphs[OTHERS]
        self._set = _Setting(glyphs, marked=True)
        self._said = _Setting(glyphs, marked=False)

    def markup(self, text: str) -> str:
        """Return the text as paragraph markup in which nothing the user wrote is markup."""
        if text.isascii() and text.isprintable() and not _SPECIAL & set(text):
            return text
        marked = joined(_lines(text), self._others).translate(self._set)
        for font, neighbours in _NEIGHBOURS.items():
            marked = neighbours.sub(partial(_joined, font), marked)
        return marked

    def plain(self, text: str) -> str:
        """Return the text on one line for bookmarks and metadata, marks included."""
        return " ".join(_lines(text).translate(self._said).split())


_NEIGHBOURS = {
    font: re.compile(rf'<font name="{font}">[^<]*</font>(?: ?<font name="{font}">[^<]*</font>)+')
    for font in (SYMBOLS, OTHERS)
}
"""Runs in one font that follow one another, with spaces between them."""


def _joined(font: str, runs: re.Match[str]) -> str:
    """Return the runs as one; nothing the user wrote can be a tag in them."""
    opening = f'<font name="{font}">'
    return opening + runs[0].replace(opening, "").replace("</font>", "") + "</font>"


_SPECIAL = frozenset("<>&")
_SPACES = {"\n": "<br/>", "\t": " "}
_ESCAPED = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}


class _Setting(dict[int, str]):
    """What each character becomes, worked out when it is first met."""

    def __init__(self, glyphs: dict[str, frozenset[int]], *, marked: bool) -> None:
        super().__init__()
        self._glyphs = glyphs
        self._marked = marked

    def __missing__(self, code: int) -> str:
        self[code] = shown = self._shown(code)
        return shown

    def _shown(self, code: int) -> str:
        char = chr(code)
        if char in _SPACES:
            return _SPACES[char] if self._marked else " "
        if unicodedata.category(char) in _ACTING:
            return _mark(code)
        if code in self._glyphs[BODY]:
            return _ESCAPED.get(char, char) if self._marked else char
        for font in (SYMBOLS, OTHERS):
            if code <= _HIGHEST and code in self._glyphs[font]:
                return f'<font name="{font}">{char}</font>' if self._marked else char
        return " " if char.isspace() else _mark(code)


_APART = re.compile("[^\\W\\d_][\u0300-\u036f]+")


def _mark(code: int) -> str:
    return f"[U+{code:04X}]"


def _lines(text: str) -> str:
    """Return the text with every kind of line end as one, and letters whole with their marks.

    Fonts are used without their rules for marks, so an accent typed apart would stand beside.
    """
    for end in ("\r\n", "\r", "\x85", "\u2028", "\u2029"):
        text = text.replace(end, "\n")
    return _APART.sub(lambda found: unicodedata.normalize("NFC", found[0]), text)


@lru_cache(maxsize=4)
def typeface(folder: Path) -> Typeface:
    """Return the typeface of this folder; it is read once in the life of the process."""
    return Typeface(folder)
