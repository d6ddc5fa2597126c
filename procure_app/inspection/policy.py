"""Reads policies: what the model may not be used for, and how flaws are reported."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from procure_app.inspection import kind
from procure_app.inspection.document_name import document, is_aside
from procure_app.inspection.fingerprint import grams, known
from procure_app.inspection.licence import NEAR
from procure_app.inspection.licence_difference import difference, likeness
from procure_app.inspection.licence_match import match
from procure_app.inspection.name import quoted
from procure_app.inspection.observation import Fact, File, Observation
from procure_app.inspection.wording import MOST_BYTES, cleaned, decoded, wording

_POLICIES = ("use policy", "security policy")
_CONTACT = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}|https?://[^\s<>\"')\]]+"
)
MOST_CONTACTS = 5


def read(handle: BinaryIO, file: File) -> Iterator[Observation]:
    """Yield which policy the file is, by its name and, where it is known, by its text."""
    word = document(file.path)
    if word not in _POLICIES or is_aside(file.path):
        return
    if file.kind == kind.PDF:
        yield Observation("policy", word, (file.path,), "medium", facts={"read": False})
        return
    handle.seek(0)
    text, _ = decoded(handle.read(MOST_BYTES))
    facts: dict[str, Fact] = {"read": True}
    contacts = dict.fromkeys(quoted(found[0]) for found in _CONTACT.finditer(text))
    if contacts:
        facts["contacts"] = tuple(contacts)[:MOST_CONTACTS]
    if word == "use policy":
        facts |= _compared(text)
    yield Observation("policy", word, (file.path,), "high", quoted(text), facts)


def _compared(text: str) -> dict[str, Fact]:
    """Return which known use policy it is, or which it comes nearest to and how it differs."""
    parts = wording(text)
    policies = tuple(one for one in known() if one.policy)
    if found := match(parts, policies):
        return {"identified": found.text.policy, "of_licence": found.text.id}
    members = frozenset(grams([word.text for word in parts.bare]))
    best = max(policies, key=lambda one: likeness(members, one))
    if likeness(members, best) < NEAR:
        return {}
    apart = difference(cleaned(text), parts.bare, best)
    return {
        "closest": best.policy,
        "differs": tuple(quoted(one, 240) for one in apart.added),
        "missing_words": apart.missing_words,
    }
