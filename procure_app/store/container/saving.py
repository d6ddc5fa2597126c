"""From an assessment to the members of its file."""

from __future__ import annotations

from typing import BinaryIO

from procure_app.core.assessment.answer import Evidence
from procure_app.core.assessment.document import Assessment
from procure_app.core.catalogue.catalogue import Catalogue
from procure_app.core.frozen import Frozen
from procure_app.session.error import Unreadable, shown
from procure_app.store.container.archive import FIRST, MEMBERS, MIMETYPE
from procure_app.store.container.evidence import Exchanged, Source, Sources
from procure_app.store.container.manifest import (
    ASSESSMENT,
    CATALOGUE,
    EVIDENCE,
    NAME,
    TEXT,
    write_manifest,
)
from procure_app.store.container.packing import Packing
from procure_app.store.disk import obstacle, strict_json
from procure_app.store.disk.regular import Short

_EVIDENCE = 4_000_000_000
"""Most bytes of evidence together: what a ZIP without extensions holds, and then some room."""


def texts(assessment: Assessment, catalogue: Catalogue) -> dict[str, bytes]:
    """Return the members that are text, by name. Raises ``NotWritten``.

    What a role attests stands in the order of the catalogue, after reopening as before.
    """
    return {ASSESSMENT: text(assessment), CATALOGUE: text(catalogue, as_ordered=True)}


def embedded(assessment: Assessment) -> dict[str, Evidence]:
    """Return the items whose files belong into the assessment's file, by digest, in order."""
    found = {item.digest: item for item in assessment.evidence if item.digest and not item.linked}
    return dict(sorted(found.items()))


def fill(
    handle: BinaryIO, written: dict[str, bytes], items: dict[str, Evidence], sources: Sources
) -> None:
    """Write the whole archive. Raises ``NotWritten`` where an attached file is not what it was."""
    found = {digest: _found(item, sources) for digest, item in items.items()}
    sizes = {digest: source.size for digest, source in found.items()}
    if len(sizes) + 4 > MEMBERS or sum(sizes.values()) > _EVIDENCE:
        raise obstacle.too_much()
    packing = Packing(handle)
    packing.add(FIRST, MIMETYPE.encode("ascii"), deflated=False)
    packing.add(NAME, write_manifest(written, sizes))
    for name, content in written.items():
        packing.add(name, content)
    for digest, source in found.items():
        _carry(packing, source, items[digest])
    packing.finish()


def _carry(packing: Packing, source: Source, item: Evidence) -> None:
    content = source.unverified() if source.archive else source.verified()
    try:
        packing.carry(EVIDENCE + source.digest, content, source.crc)
    except Exchanged as error:
        raise obstacle.exchanged(_title(item)) from error
    except (Short, Unreadable) as error:
        raise obstacle.lost(_title(item)) from error


def _found(item: Evidence, sources: Sources) -> Source:
    try:
        return sources.find(item.digest)
    except Unreadable as error:
        raise obstacle.lost(_title(item)) from error


def _title(item: Evidence) -> str:
    return shown(item.title or item.where or item.id)


def text(value: Frozen, *, as_ordered: bool = False) -> bytes:
    """Return the value as the text of a member. Raises ``NotWritten``."""
    try:
        content = strict_json.dump(value, as_ordered=as_ordered)
    except UnicodeEncodeError as error:
        around = error.object[max(0, error.start - 20) : error.start + 20]
        raise obstacle.unstorable(shown(around)) from error
    full = strict_json.is_overfull(content) or strict_json.is_overlong(content)
    if len(content) > TEXT or full:
        raise obstacle.too_long()
    return content
