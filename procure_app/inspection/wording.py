"""The words of a licence text, so that two copies with other line breaks are the same.

Case, punctuation, quotes and line breaks are forgiven; words, digits, signs that stand for words,
and their order are not.
Lines that only say whose copyright it is are kept apart, because they differ in every copy.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from procure_app.inspection.clause_number import out_of_turn
from procure_app.inspection.copyright_line import SIGN, is_copyright_line

MOST_BYTES = 1 << 20
"""Most of a licence file that is read; the longest licence known has 35 thousand bytes."""
MOST_WORDS = 60_000
"""Most words that are looked at; the longest licence known has 7 thousand."""

_WORD = re.compile(rf"[^\W_]+|{SIGN}+")
_MARKER = re.compile(
    r"\s*(?:[-*•·o]\s+)?\(?(?P<number>\d{1,2}(?:\.\d{1,2})*|[a-zA-Z]|[ivxIVX]{1,5})[.)](?=\s)"
)
_HIDES = re.compile(r"<!--|~~(?=[^\s~])|</?(?:del|s|strike)>", re.IGNORECASE)
"""What hides or strikes out words where Markdown is shown as a page."""
_TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")
"""Characters that make text read in another order than it stands."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word as compared, and as it stands in the text."""

    text: str
    """In small letters."""
    shown: str
    start: int
    """Where it begins in the text that was cleaned."""
    is_marker: bool = False
    """Whether it only numbers a clause: ``1.``, ``a)`` or ``iv.`` where a line begins."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A text taken apart."""

    words: tuple[Word, ...]
    notices: tuple[str, ...]
    """The lines that say whose copyright it is, and that all rights are reserved."""
    lines: tuple[str, ...]
    """The first lines with words in them, at most ten: a title stands there."""
    cut: bool = False
    """Whether there are more words than were looked at."""
    disguised: bool = False
    """Whether marks in it strike out or hide words, or turn the direction of reading."""
    out_of_turn: str = ""
    """The beginning of the first line whose number does not follow on those before it."""

    @property
    def plain(self) -> tuple[str, ...]:
        """Every word."""
        return tuple(word.text for word in self.words)

    @property
    def bare(self) -> tuple[Word, ...]:
        """The words without the numbers of clauses."""
        return tuple(word for word in self.words if not word.is_marker)


def decoded(content: bytes) -> tuple[str, bool]:
    """Return the text, and whether its encoding had to be guessed.

    UTF-8 and UTF-16 with its mark are sure; anything else is read as Windows-1252, in which
    every byte is some character, so that no text is lost.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace"), False
    try:
        return content.decode("utf-8-sig"), False
    except UnicodeDecodeError as error:
        if error.start >= len(content) - 3 and error.reason == "unexpected end of data":
            return content[: error.start].decode("utf-8-sig"), False  # cut in a character
        return content.decode("cp1252", "replace"), True


def cleaned(text: str) -> str:
    """Return the text with one form for each character, and without those that have none."""
    whole = unicodedata.normalize("NFKC", text.replace("\r\n", "\n").replace("\r", "\n"))
    if whole.isascii():
        return whole
    return "".join(one for one in whole if unicodedata.category(one) != "Cf")


def wording(text: str) -> Wording:
    """Take the text apart."""
    whole = cleaned(text)
    words: list[Word] = []
    notices: list[str] = []
    first: list[str] = []
    clauses: list[tuple[str, str]] = []
    start = 0
    for line in whole.splitlines(keepends=True):
        if len(words) > MOST_WORDS:
            break
        if is_copyright_line(line):
            notices.append(" ".join(line.split())[:200])
        else:
            here = tuple(islice(_words(line, start), MOST_WORDS + 1))
            words += here
            if marker := _MARKER.match(line):
                clauses.append((marker["number"], " ".join(line.split())[:60]))
            if here and len(first) < 10:
                first.append(" ".join(line.split())[:200])
        start += len(line)
    disguised = bool(_HIDES.search(text)) or not (text.isascii() or _TURNS.isdisjoint(text))
    cut = start < len(whole) or len(words) > MOST_WORDS
    return Wording(
        tuple(words[:MOST_WORDS]),
        tuple(notices),
        tuple(first),
        cut,
        disguised,
        out_of_turn(clauses),
    )


def _words(line: str, start: int) -> Iterator[Word]:
    marker = _MARKER.match(line)
    marked = marker.end() if marker else 0
    for found in _WORD.finditer(line):
        text = found[0].casefold()
        # An address is the same with and without encryption.
        text = "http" if text == "https" else text
        yield Word(text, found[0], start + found.start(), found.end() <= marked)
