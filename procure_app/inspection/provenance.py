"""Where a clone came from, by the few texts of its ``.git`` folder; git itself is never run."""

from __future__ import annotations

import re
from collections.abc import Iterator

from procure_app.inspection.name import escaped
from procure_app.inspection.observation import Fact, Observation, Refused
from procure_app.inspection.opening import Place

MOST_BYTES = 1 << 20
_COMMIT = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_REFERENCE = re.compile(r"ref: (refs/[\w./-]{1,200})\s*")
_ADDRESS = re.compile(r"^\s*url\s*=\s*(\S{1,400})\s*$", re.MULTILINE)
_SECRET = re.compile(r"(?<=://)[^/@\s]*@")


def provenance(place: Place, folder: bytes) -> Iterator[Observation]:
    """Yield the commit and the addresses of the clone in this folder, as far as they are there.

    A user name or password in an address is left out.
    """
    git = folder + b"/.git/" if folder else b".git/"
    head = _text(place, git + b"HEAD")
    facts: dict[str, Fact] = {}
    commit = head.strip()
    if found := _REFERENCE.fullmatch(head):
        name = found[1]
        facts["branch"] = name.removeprefix("refs/heads/")
        commit = "" if ".." in name else _text(place, git + name.encode()).strip()
        commit = commit or _packed(_text(place, git + b"packed-refs"), name)
    if _COMMIT.fullmatch(commit):
        facts["commit"] = commit
    addresses = [
        escaped(without_secret(address))
        for address in _ADDRESS.findall(_text(place, git + b"config"))
    ]
    if addresses:
        facts["addresses"] = tuple(dict.fromkeys(addresses))[:10]
    if facts:
        yield Observation("provenance", "git", facts=facts)


def without_secret(address: str) -> str:
    """Return an address without the user name or password that may stand in it."""
    return _SECRET.sub("", address)


def _text(place: Place, raw: bytes) -> str:
    try:
        with place.open(raw) as handle:
            return handle.read(MOST_BYTES).decode("utf-8", "replace")
    except (Refused, OSError):
        return ""


def _packed(text: str, name: str) -> str:
    for line in text.splitlines():
        commit, _, reference = line.partition(" ")
        if reference == name:
            return commit
    return ""
