"""Where a line ends inside a word that was too long for it, so that no space belongs there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab.platypus.paragraph import _HSFrag, _InjectedFrag, _SplitWord, _SplitWordEnd


def broken(lines: Sequence[Any], words: Sequence[Any], kind: int) -> list[bool]:
    """Return for each line of a paragraph whether it breaks inside a word.

    ``lines`` and ``kind`` are ReportLab's, ``words`` those of a paragraph in several fonts.
    """
    if kind == 0:
        return [_is_part(line[1][-1]) for line in lines if line[1]]
    if not all(hasattr(line, "sFW") for line in lines):
        return []
    starts = [line.sFW for line in lines[1:]]
    return [_is_inside(words, start) for start in starts] + [False]


def _is_part(word: object) -> bool:
    return isinstance(word, _SplitWord) and not isinstance(word, _SplitWordEnd)


def _is_inside(words: Sequence[Any], start: int) -> bool:
    """Say whether the line that starts with this word goes on with the word before it."""
    if isinstance(words[start], _InjectedFrag):  # a break that no one wrote
        return start > 0 and not isinstance(words[start - 1], _HSFrag)
    if start == 0 or hasattr(words[start][1][0], "lineBreak"):
        return False
    return not isinstance(words[start - 1], _HSFrag)
