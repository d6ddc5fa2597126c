"""Reads from a PDF the assessment that it holds, and the digests that it states of it.

What is in the metadata may be changed after signing without breaking a signature; what is
embedded may not. Only where both agree do the digests count.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

from pyhanko.pdf_utils.generic import DictionaryObject, IndirectObject, StreamObject
from pyhanko.pdf_utils.reader import PdfFileReader

from procure_app.core.decision.digest import digest
from procure_app.signing.verdict import Digests, Gap, Held

ATTACHMENT = "assessment.json"
FORMAT = 1
"""The newest form of the embedded assessment that is known."""
NAMESPACE = "urn:x-procure:report:1#"
"""The vocabulary in which a report states its digests; ``report`` writes it."""
_STATED = ("fileDigest", "decisionDigest")
_MOST_BYTES = 64 << 20
_MOST_MARKS = 1_000_000
"""Most marks of the embedded text; a full assessment has a twentieth of it."""
_MOST_XMP = 1 << 20
_MOST_NODES = 1_000
_DIGEST = re.compile(r"[0-9a-f]{64}")


def held(reader: PdfFileReader) -> Held:
    """Return what the PDF holds and states; whatever cannot be read reads as a gap."""
    try:
        found = list(_embedded(reader.root))
    except Exception:  # a tree that is none
        return Held(None, Gap.UNREADABLE)
    if len(found) != 1:
        return Held(None, Gap.SEVERAL if found else Gap.ABSENT)
    try:
        digests = _computed(found[0].data)
    except _Newer:
        return Held(None, Gap.NEWER)
    except Exception:  # no JSON, too much of it, not of our form, or a damaged stream
        return Held(None, Gap.UNREADABLE)
    stated = _stated(reader)
    if stated is None:
        return Held(digests, Gap.UNSTATED)
    return Held(digests, None if stated == digests else Gap.DIFFERENT)


class _Newer(Exception):
    """The embedded assessment is of a form that this version does not know."""


def _computed(content: bytes) -> Digests:
    """Return the digests of the layers embedded. Raises ``_Newer``, or whatever else is wrong."""
    if len(content) > _MOST_BYTES or sum(map(content.count, (b",", b"[", b"{"))) > _MOST_MARKS:
        raise ValueError("too much")
    value = json.loads(content.decode("utf-8"), object_pairs_hook=_once)
    if value["format"] != FORMAT:
        raise _Newer
    digests = Digests(digest(value["file"]), digest(value["decision"]))
    if value["decision"]["file"] != digests.file:
        raise ValueError("the decision belongs to another file")
    return digests


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) != len(pairs):
        raise ValueError("a key stands twice")
    return value


def _stated(reader: PdfFileReader) -> Digests | None:
    """Return the digests that the metadata states; nothing where it states them not, or oddly."""
    try:
        packet = reader.root["/Metadata"].data
        if len(packet) > _MOST_XMP:
            return None
        tree = ElementTree.fromstring(packet)
    except Exception:  # no stream, or no XML
        return None
    values: list[str] = []
    for name in _STATED:
        qualified = f"{{{NAMESPACE}}}{name}"
        texts = {(e.text or "").strip() for e in tree.iter(qualified)}
        texts |= {e.attrib[qualified].strip() for e in tree.iter() if qualified in e.attrib}
        if len(texts) != 1:
            return None
        values += texts
    return Digests(*values) if all(_DIGEST.fullmatch(v) for v in values) else None


def _embedded(root: DictionaryObject) -> Iterator[StreamObject]:
    """Yield each different stream that is embedded under the name of the assessment."""
    seen: set[object] = set()
    for key, specification in (*_named(root), *_associated(root)):
        names = {key, *(str(_at(specification, name)) for name in ("/F", "/UF"))}
        files = _at(specification, "/EF")
        if ATTACHMENT not in names or not files:
            continue
        for name in ("/F", "/UF"):
            if name in files:
                raw = files.raw_get(name)
                mark: object = raw.reference if isinstance(raw, IndirectObject) else id(raw)
                if mark not in seen:
                    seen.add(mark)
                    yield files[name]


def _named(root: DictionaryObject) -> Iterator[tuple[str, DictionaryObject]]:
    """Yield the entries of the tree of embedded files. Raises ``ValueError`` for a huge one."""
    top = _at(_at(root, "/Names"), "/EmbeddedFiles")
    nodes = [top] if top else []
    for number, node in enumerate(nodes):
        if number > _MOST_NODES:
            raise ValueError("too many embedded files")
        nodes += [kid.get_object() for kid in _at(node, "/Kids")]
        entries = [entry.get_object() for entry in _at(node, "/Names")]
        yield from zip(map(str, entries[::2]), entries[1::2], strict=True)


def _associated(root: DictionaryObject) -> Iterator[tuple[str, DictionaryObject]]:
    """Yield the files that the document names as belonging to it."""
    for entry in _at(root, "/AF"):
        yield "", entry.get_object()


def _at(node: Any, key: str) -> Any:  # noqa: ANN401  # any value of a PDF
    """Return what stands there, with references followed; nothing where nothing does."""
    return node[key] if key in node else ()  # noqa: SIM401  # get() follows no reference
