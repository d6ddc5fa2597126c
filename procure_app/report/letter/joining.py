"""Arabic letters joined to their neighbours, in the forms that Unicode encodes for each place.

ReportLab draws one glyph a character and knows no rule of a font. Which letters join, and on
which side, follows from the presentation forms that Unicode has of them. ``face`` writes the
plain letters into the file, so that a search and a screen reader find what was typed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Mapping
from functools import cache

FORMS = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]")
"""Characters that stand for a letter, or some, in one place of a word."""
_ARABIC = re.compile("[\u0620-\u06ff]")
_LIGATURE = re.compile("\u0644[\u0622\u0623\u0625\u0627]")
_EXTENDER = "\u0640"
"""It joins on both sides and has no forms."""
_ISOLATED, _INITIAL, _MEDIAL, _FINAL = "<isolated>", "<initial>", "<medial>", "<final>"


def joined(text: str, shown: Container[int]) -> str:
    """Return the text with each letter in the form of its place, where a font has that form.

    ``shown`` are the code points that the font can show.
    """
    if not _ARABIC.search(text):
        return text
    letters = _letters(text)
    places = [n for n, letter in enumerate(letters) if unicodedata.category(letter[0]) != "Mn"]
    visible = ["", *(letters[n] for n in places), ""]
    for place, before, letter, after in zip(
        places, visible, visible[1:], visible[2:], strict=False
    ):
        form = _form(before, letter, after)
        if form and ord(form) in shown:
            letters[place] = form
    return "".join(letters)


def plain(char: str) -> str:
    """Return the letters that a presentation form stands for; any other character as it is."""
    return unicodedata.normalize("NFKC", char) if FORMS.match(char) else char


def _letters(text: str) -> list[str]:
    """Return the characters; lam with alef, which must be one shape, is one."""
    found, place = [], 0
    for match in _LIGATURE.finditer(text):
        found += [*text[place : match.start()], match[0]]
        place = match.end()
    return found + list(text[place:])


def _form(before: str, letter: str, after: str) -> str:
    """Return the form between these two; empty where the letter stays as it is."""
    forms = _forms().get(letter, {})
    led = _FINAL in forms and (before == _EXTENDER or _INITIAL in _forms().get(before, {}))
    leads = _INITIAL in forms and (after == _EXTENDER or _FINAL in _forms().get(after, {}))
    if led:
        return forms.get(_MEDIAL, "") if leads else forms[_FINAL]
    if leads:
        return forms[_INITIAL]
    return forms.get(_ISOLATED, "") if len(letter) > 1 else ""


@cache
def _forms() -> Mapping[str, Mapping[str, str]]:
    """Return the forms of every letter, and of lam with alef, by their place in a word."""
    found: dict[str, dict[str, str]] = {}
    for code in (*range(0xFB50, 0xFE00), *range(0xFE70, 0xFEFD)):
        place, *codes = unicodedata.decomposition(chr(code)).split() or [""]
        letter = "".join(chr(int(hexadecimal, 16)) for hexadecimal in codes)
        if len(letter) == 1 or _LIGATURE.fullmatch(letter):
            found.setdefault(letter, {})[place] = chr(code)
    return found
