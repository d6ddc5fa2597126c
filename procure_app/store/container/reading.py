"""From the members of an assessment file to values that are sure to be valid."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from procure_app.core.assessment.document import Assessment
from procure_app.core.catalogue.catalogue import Catalogue
from procure_app.core.frozen import Frozen
from procure_app.session.error import Unreadable, shown
from procure_app.store.container import manifest
from procure_app.store.container.archive import Archive
from procure_app.store.container.manifest import ASSESSMENT, CATALOGUE, EVIDENCE, Manifest
from procure_app.store.container.record import STORED
from procure_app.store.disk import refusal, strict_json

T = TypeVar("T", bound=Frozen)


def assessment(archive: Archive, said: Manifest, path: Path) -> Assessment:
    """Return the document; of a newer format, without the fields that we do not know.

    Raises ``Unreadable``.
    """
    value = _parsed(archive, said, ASSESSMENT, path)
    if said.newer and isinstance(value, dict):
        value = {key: part for key, part in value.items() if key in Assessment.model_fields}
    return _valid(Assessment, value, said, path)


def catalogue(archive: Archive, said: Manifest, path: Path) -> Catalogue | None:
    """Return the texts as asked; None where the file never had any. Raises ``Unreadable``."""
    if CATALOGUE not in said.members and CATALOGUE not in archive.entries:
        return None
    return _valid(Catalogue, _parsed(archive, said, CATALOGUE, path), said, path)


def evidence(archive: Archive, said: Manifest, path: Path) -> tuple[str, ...]:
    """Return the digests that the file holds, without reading a byte of them.

    Raises ``Unreadable`` where one is missing or not of the size it was saved with.
    """
    digests = []
    for name, member in said.members.items():
        if not name.startswith(EVIDENCE):
            continue
        digest, entry = name.removeprefix(EVIDENCE), archive.entries.get(name)
        stored = entry is not None and (entry.method, entry.size) == (STORED, member.size)
        if not stored or digest != member.sha256:
            raise refusal.newer(path) if said.newer else refusal.altered(path)
        digests.append(digest)
    return tuple(digests)


def _parsed(archive: Archive, said: Manifest, name: str, path: Path) -> object:
    content = manifest.checked_text(archive, said, name, path)
    if strict_json.is_overfull(content) or strict_json.is_overlong(content):
        raise refusal.oversized(path)
    try:
        return strict_json.parse(content)
    except ValueError as error:
        raise refusal.altered(path) from error


def _valid(kind: type[T], value: object, said: Manifest, path: Path) -> T:
    try:
        return kind.model_validate(value)
    # A discriminator looks into values before their type is known: hence the other kinds.
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise _unlike(error, said, path) from error


def _unlike(error: Exception, said: Manifest, path: Path) -> Unreadable:
    if said.newer:
        return refusal.newer(path)
    place: tuple[int | str, ...] = ()
    if isinstance(error, ValidationError):
        place = error.errors(include_url=False, include_context=False, include_input=False)[0][
            "loc"
        ]
    words = "/".join(str(part) for part in place) or "/"
    return refusal.malformed(path, shown(words[:80]))
