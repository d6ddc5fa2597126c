"""What a document is by its name and folder; what it says decides elsewhere."""

from __future__ import annotations

import re


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_ASIDE = _set(
    "test tests testing fixture fixtures test_fixtures .github .git vendor vendored third_party "
    "third-party thirdparty dependencies skills node_modules external site-packages"
)
_NAMES = (
    ("model card", re.compile(r"model[\s_.-]*cards?(?:[\s_.-]|$)|^modelcards?\b", re.I)),
    ("system card", re.compile(r"system[\s_.-]*card", re.I)),
    (
        "data card",
        re.compile(
            r"data(?:set)?[\s_.-]*cards?(?:[\s_.-]|$)|datasheet|data[\s_.-]statement"
            r"|training[\s_.-](?:content|data)[\s_.-]summary|summary[\s_.-]of[\s_.-]training",
            re.I,
        ),
    ),
    (
        "use policy",
        re.compile(
            r"(?:acceptable|prohibited|responsible)?[\s_.-]*us(?:e|age)[\s_.-]*(?:polic(?:y|ies)|"
            r"restrictions?|guidelines?)|^aup(?:[._-]|$)",
            re.I,
        ),
    ),
    ("security policy", re.compile(r"^security(?:\.\w+|[_-]policy.*)?$", re.I)),
    ("code of conduct", re.compile(r"^code[\s_-]of[\s_-]conduct", re.I)),
    (
        "report",
        re.compile(
            r"tech(?:nical)?[\s_.-]*report|(?:^|[\s_.-])report\.pdf$|whitepaper|^paper\.pdf$", re.I
        ),
    ),
    ("readme", re.compile(r"^readme(?:[._-][a-z]{2}(?:[_-]\w{2,4})?)?\.?(?:md|txt|rst)?$", re.I)),
)
_READABLE = re.compile(r"(?:^[^.]*|\.(?:md|markdown|txt|rst|html?|pdf|rtf))$", re.IGNORECASE)
_CARD_FOLDERS = re.compile(r"^model[\s_-]?cards?$", re.IGNORECASE)


def is_aside(path: str) -> bool:
    """Say whether the path lies in a folder of tests, or of somebody else's things."""
    return any(part.casefold() in _ASIDE for part in path.split("/")[:-1])


def document(path: str) -> str:
    """Return the word for what the file is by its name; empty where it says nothing."""
    folder, _, name = path.rpartition("/")
    if not _READABLE.search(name):
        return ""
    for word, pattern in _NAMES:
        if pattern.search(name):
            return word
    is_card = bool(_CARD_FOLDERS.match(folder.rpartition("/")[2])) and name.endswith(".md")
    return "model card" if is_card else ""
