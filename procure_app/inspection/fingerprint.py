"""The fingerprints of licence texts: hashes of words in a row, from which no text can be read.

``packaging/licence_fingerprint.py`` writes ``resources/licences/fingerprints.json`` with the
functions below, out of texts that are not shipped. Two things are kept of a text: a hash of each
of its pieces, which tells whether another is the same word for word; and a short hash of every
four words in a row, which tells how near another comes and where it departs.
"""

from __future__ import annotations

import base64
import functools
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from procure_app import resources

FILE = "fingerprints.json"
LENGTH = 4
"""Words in a row that are hashed together."""
_WIDTH = 3
"""Bytes of such a hash; a false hit moves a border of what differs, and never a verdict."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text that is there as a whole or not at all."""

    words: int
    exact: str
    """Hash of all words."""
    bare_words: int
    bare: str
    """Hash of the words without the numbers of clauses."""
    optional: bool = False
    """Whether copies often leave it out, such as advice on how to apply the licence."""
    after_name: int = 0
    """Words of the name before it that differs in every copy; 0 where there is none."""


@dataclass(frozen=True, slots=True)
class Text:
    """One known text."""

    id: str
    """The licence it is; for a use policy, the licence or terms it belongs to."""
    pieces: tuple[Piece, ...]
    titles: frozenset[str]
    """Lines that may stand before it, as ``heading`` writes them."""
    dated: frozenset[str] = frozenset()
    """Its own first lines, by which its version is named."""
    policy: str = ""
    """Its name, where it is a use policy and no licence."""
    notice: bool = False
    """Whether it is the standard notice that only names the licence."""
    grams: tuple[int, ...] = ()
    """Hashes of every four bare words in a row; empty where only the whole is known."""
    members: frozenset[int] = field(default=frozenset(), compare=False)
    """The same as a set."""


def heading(words: Sequence[str]) -> str:
    """Return the words of a line as titles are compared: without spaces."""
    return "".join(words)


def digest(words: Sequence[str]) -> str:
    """Return the hash of words in a row, long enough that no other text has the same."""
    return hashlib.sha256(" ".join(words).encode("utf-8")).hexdigest()[:24]


def grams(words: Sequence[str]) -> tuple[int, ...]:
    """Return the short hash of every four words in a row; empty for fewer than four."""
    return tuple(
        _short(" ".join(words[place : place + LENGTH])) for place in range(len(words) - LENGTH + 1)
    )


def _short(text: str) -> int:
    # Surrogates cannot stand in text that was decoded, but may in tests of hostile input.
    content = text.encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(content, digest_size=_WIDTH).digest())


def packed(hashes: Sequence[int]) -> str:
    """Return the hashes as text for JSON; ``unpacked`` is the reverse."""
    return base64.b64encode(b"".join(one.to_bytes(_WIDTH) for one in hashes)).decode("ascii")


def unpacked(text: str) -> tuple[int, ...]:
    """Return the hashes that ``packed`` made into text."""
    raw = base64.b64decode(text)
    return tuple(
        int.from_bytes(raw[place : place + _WIDTH]) for place in range(0, len(raw), _WIDTH)
    )


@functools.cache
def known() -> tuple[Text, ...]:
    """Return the shipped fingerprints; read once in a process."""
    content = json.loads((resources.folder("licences") / FILE).read_bytes())
    return tuple(_text(row) for row in content["texts"])


@functools.cache
def titled() -> Mapping[str, str]:
    """Return the ids of licences whose text nobody compared, by the headings that name them."""
    content = json.loads((resources.folder("licences") / FILE).read_bytes())
    return {str(name): str(identity) for name, identity in content["titles"].items()}


@functools.cache
def by_id() -> Mapping[str, tuple[Text, ...]]:
    """Return the shipped texts by the licence they are."""
    found: dict[str, tuple[Text, ...]] = {}
    for text in known():
        found[text.id] = (*found.get(text.id, ()), text)
    return found


def _text(row: Mapping[str, Any]) -> Text:
    hashes = unpacked(row.get("grams", ""))
    return Text(
        id=row["id"],
        pieces=tuple(Piece(**piece) for piece in row["pieces"]),
        titles=frozenset(row["titles"]),
        dated=frozenset(row.get("dated", ())),
        policy=row.get("policy", ""),
        notice=row.get("notice", False),
        grams=hashes,
        members=frozenset(hashes),
    )
