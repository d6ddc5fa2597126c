"""The sentences of a document in Markdown, without code, tags and pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator

MOST_CHARACTERS = 1 << 19
MOST_SENTENCES = 5_000
LONGEST = 600
"""A longer sentence is a table or a list that lost its marks, and is cut."""

_CODE = re.compile(r"^(?P<fence>```|~~~).*?^(?P=fence)[^\n]*$", re.DOTALL | re.MULTILINE)
# None of these can match the same text in two ways, so that no text takes them long.
_COMMENT = re.compile(r"<!--(?:(?!<!--|-->).)*-->", re.DOTALL)
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,600}>")
_PICTURE = re.compile(r"!\[[^\]]{0,200}\]\([^)\s]{0,500}\)")
_LINK = re.compile(r"\[(?P<text>[^\[\]]{1,200})\]\((?P<to>[^()\s]{0,500})\)")
_EMPHASIS = re.compile(r"^[#>*+|\s-]+|(?<!\w)[*_`]{1,3}(?=\w)|(?<=[\w.:,;!?)])[*_`]{1,3}(?!\w)")
_BLOCK = re.compile(r"\n\s*\n|\n(?=\s*(?:[-*+•]|\d{1,2}[.)]|#{1,6}|\||>)\s)|\n(?=\|)")
_HEADING = re.compile(r"^#{1,6} .*$", re.MULTILINE)
_END = re.compile(r"(?<=[.!?])[\"”')*_]{0,3}\s+(?=[\"“(*_\[]{0,3}[A-Z0-9])")


def sentences(text: str) -> Iterator[str]:
    """Yield the sentences, each on one line; headings, items and table rows stand alone."""
    whole = _PICTURE.sub(" ", _COMMENT.sub(" ", _CODE.sub("\n\n", text[:MOST_CHARACTERS])))
    count = 0
    for block in _BLOCK.split(_HEADING.sub("\\g<0>\n", _TAG.sub(" ", whole))):
        line = " ".join(block.split())
        for sentence in _END.split(line):
            if sentence and any(one.isalpha() for one in sentence):
                yield sentence[:LONGEST]
                count += 1
                if count == MOST_SENTENCES:
                    return


def links(sentence: str) -> tuple[tuple[str, str], ...]:
    """Return the links of a sentence, each as its words and where it leads."""
    return tuple((found["text"], found["to"]) for found in _LINK.finditer(sentence))


def plain(sentence: str) -> str:
    """Return the sentence with the words of its links only, and without marks of emphasis."""
    words = _LINK.sub(lambda found: found["text"], sentence)
    return _EMPHASIS.sub("", words).strip()
