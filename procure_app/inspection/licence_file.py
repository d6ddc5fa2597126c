"""Reads files that by their name hold a licence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from procure_app.inspection.licence import Identification, identify
from procure_app.inspection.licence_difference import LONGEST_SHOWN
from procure_app.inspection.name import quoted
from procure_app.inspection.observation import Confidence, Fact, File, Observation, State
from procure_app.inspection.wording import MOST_BYTES, decoded

_NAME = re.compile(
    r"^(?:.*[\s._-])?(?:un)?licen[cs]es?(?:[\s._-].*)?$|^copying(?:[._-].*)?$|^eula(?:[._-].*)?$"
    r"|^(?:.*[\s._-])?(?:lizenz(?:en|vertrag)?|licen[cz]ia|licenza|licen[çc]a)(?:[\s._-].*)?$"
    r"|^.*(?:许可|許可|授权|授權|使用协议|ライセンス|라이선스).*$"
    r"|^(?:.*[\s_-])?terms[\s_-]of[\s_-]use(?:[._-].*)?$|^notice(?:\.\w+)?$",
    re.IGNORECASE,
)
_LISTED = re.compile(r"(?:^|/)LICENSES/(?!README|readme)[\w.+-]+\.(?:txt|md)$", re.ASCII)
"""Where REUSE keeps the texts, each under its id: ``LICENSES/MIT.txt``."""
_OTHER = re.compile(
    r"\.(?:py|pyi|js|ts|c|cc|cpp|h|go|rs|java|json|jsonl|csv|tsv|ya?ml|toml|sh|ipynb|png|svg)$"
    r"|(?:^|[\s._-])(?:header|template|check|checker|test)(?:[\s._-]|$)",
    re.IGNORECASE,
)
_FOR = (
    ("code", re.compile(r"(?:^|[\s._-])(?:code|software|src|source)(?:[\s._-]|$)", re.I)),
    ("weights", re.compile(r"(?:^|[\s._-])(?:models?|weights?|parameters?)(?:[\s._-]|$)", re.I)),
    ("data", re.compile(r"(?:^|[\s._-])(?:data|datasets?)(?:[\s._-]|$)", re.I)),
)
_FOLDERS = re.compile(r"^(?:model|weight)[\s_-]?licen[cs]es$", re.IGNORECASE)
_NOTICE = re.compile(r"^notice(?:\.\w+)?$", re.IGNORECASE)


def is_licence_name(path: str) -> bool:
    """Say whether a file of this path is to be read as a licence."""
    name = path.rpartition("/")[2]
    return bool(_NAME.match(name) or _LISTED.search(path)) and not _OTHER.search(name)


def covers(path: str) -> str:
    """Return what the licence is for, as its name says: code, weights, data; else empty."""
    folder, _, name = path.rpartition("/")
    for word, pattern in _FOR:
        if pattern.search(name):
            return word
    return "weights" if _FOLDERS.match(folder.rpartition("/")[2]) else ""


def read(handle: BinaryIO, file: File) -> Iterator[Observation]:
    """Yield what licence the file holds; nothing for a file of another name."""
    if not is_licence_name(file.path):
        return
    handle.seek(0)
    content = handle.read(MOST_BYTES + 1)
    text, guessed = decoded(content[:MOST_BYTES])
    found = identify(text)
    whole = len(content) <= MOST_BYTES
    if not whole and found.identified:
        # What was not read may say anything.
        found = Identification(closest=found.identified, notices=found.notices)
    yield Observation(
        what=_what(file.path),
        subject=found.identified or found.closest,
        files=(file.path,),
        confidence=_confidence(found),
        quote=quoted(text),
        facts=dict(_facts(found, file, whole=whole, guessed=guessed)),
        state=_state(found),
    )


def unread_licence(path: str, state: State = "could not be inspected") -> Observation:
    """Return what is known of a file that is named as a licence, and of which no word was read."""
    facts: dict[str, Fact] = {"identified": "", "closest": "", "for": covers(path)}
    return Observation(_what(path), "", (path,), "low", facts=facts, state=state)


def _what(path: str) -> str:
    return "notice" if _NOTICE.match(path.rpartition("/")[2]) else "licence"


def _confidence(found: Identification) -> Confidence:
    return "high" if found.identified else "medium" if found.closest else "low"


def _state(found: Identification) -> State:
    return "declared, not included" if found.address else "found"


def _facts(
    found: Identification, file: File, *, whole: bool, guessed: bool
) -> Iterator[tuple[str, Fact]]:
    yield "identified", found.identified
    yield "closest", found.closest
    yield "for", covers(file.path)
    if found.identified:
        yield "verbatim", found.verbatim
        yield "notice_only", found.notice
    if found.closest:
        yield "version_named", found.titled
        yield "compared", found.compared
    if found.departs:
        yield "differs", tuple(quoted(one, LONGEST_SHOWN) for one in found.departs.added)
        yield "added_words", found.departs.added_words
        yield "missing_words", found.departs.missing_words
        yield "missing_after", tuple(quoted(one) for one in found.departs.gaps)
        yield "likeness", round(found.departs.likeness, 3)
    if found.holds:
        yield "holds", found.holds
    if found.address:
        yield "address", quoted(found.address)
    if found.notices:
        yield "copyright", tuple(quoted(one) for one in found.notices[:20])
    if found.empty:
        yield "empty", True
    if found.disguised:
        yield "disguised", True
    if not whole:
        yield "read_to", MOST_BYTES
    if guessed:
        yield "encoding_guessed", True
