"""Whether a text is a known one word for word, with only names filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from procure_app.inspection.copyright_line import is_speaking
from procure_app.inspection.fingerprint import Piece, Text, digest, heading
from procure_app.inspection.wording import Word, Wording

MOST_NAME = 12
"""Most words of a name that is filled in."""
MOST_TITLES = 4


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_PLACEHOLDERS = _set(
    "the copyright holder holders owner owners author authors contributor contributors and or its "
    "of by inc corporation company university regents board project organization name names "
    "foundation"
)
_GENERAL = frozenset({"license", "licence", "thelicense", "licenseagreement"})
_IDENTIFIER = "spdxlicenseidentifier"


@dataclass(frozen=True, slots=True)
class Match:
    """A text that is the known one."""

    text: Text
    verbatim: bool
    """Whether the numbers of its clauses are the same as well."""


def match(wording: Wording, texts: Sequence[Text]) -> Match | None:
    """Return the known text that this is, or None where anything else stands in it.

    None also where two different licences would fit.
    """
    if wording.disguised or wording.cut:
        return None
    named = _named(wording.notices)
    found: dict[str, Match] = {}
    for text in texts:
        for words, exact in ((wording.words, True), (wording.bare, False)):
            if wording.out_of_turn and not exact:
                continue
            starts = _starts(wording, text, words)
            if any(_fits(words[start:], text.pieces, exact, named) for start in starts):
                found.setdefault(text.id + text.policy, Match(text, exact))
                break
    return next(iter(found.values())) if len(found) == 1 else None


def _starts(wording: Wording, text: Text, words: Sequence[Word]) -> Iterator[int]:
    """Yield where the text may begin: at its start, and after each title before it."""
    yield 0
    start = 0
    for line in wording.lines[:MOST_TITLES]:
        title = re.findall(r"[^\W_]+", line.casefold())
        key = heading(title)
        if key not in text.titles | _GENERAL and key != _IDENTIFIER + heading(
            re.findall(r"[^\W_]+", text.id.casefold())
        ):
            return
        if [word.text for word in words[start : start + len(title)]] != title:
            return
        start += len(title)
        yield start


def _fits(
    words: Sequence[Word], pieces: Sequence[Piece], exact: bool, named: frozenset[str]
) -> bool:
    """Say whether the pieces, one after the other, are all the words."""
    if not pieces:
        return not words
    piece, rest = pieces[0], pieces[1:]
    size, wanted = (piece.words, piece.exact) if exact else (piece.bare_words, piece.bare)
    for skipped in range(min(MOST_NAME, len(words)) + 1 if piece.after_name else 1):
        if skipped and not _is_name(words[skipped - 1], named):
            break
        here = words[skipped : skipped + size]
        if len(here) == size and digest([word.text for word in here]) == wanted:
            if _fits(words[skipped + size :], rest, exact, named):
                return True
            break
    return piece.optional and _fits(words, rest, exact, named)


def _is_name(word: Word, named: frozenset[str]) -> bool:
    """Say whether the word may be part of a holder's name.

    Among small letters a capital is enough; in capitals only the names of the notices count.
    """
    if word.text in named or word.text in _PLACEHOLDERS:
        return True
    capital = word.shown[0].isupper() and not word.shown.isupper()
    return capital and not is_speaking(word.text)


def _named(notices: Sequence[str]) -> frozenset[str]:
    """Return the words of the notices: only they may be filled in for a name."""
    return frozenset(word for line in notices for word in re.findall(r"[^\W_]+", line.casefold()))
