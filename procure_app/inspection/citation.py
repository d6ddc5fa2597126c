"""Reads CITATION.cff: who asks to be cited for what, and which licence they name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from procure_app.inspection.document_name import is_aside
from procure_app.inspection.name import quoted
from procure_app.inspection.observation import Fact, File, Observation
from procure_app.inspection.wording import decoded
from procure_app.inspection.yaml_text import (
    MOST_BYTES,
    Node,
    is_mapping,
    parsed,
    text_of,
    texts_of,
)

MOST_AUTHORS = 20
_NAME = re.compile(r"(?:^|/)citation\.cff$", re.IGNORECASE)
_TEXTS = (
    ("version", "version"),
    ("date-released", "published"),
    ("doi", "doi"),
    ("repository-code", "address"),
    ("url", "page"),
    ("type", "type"),
)


def read(handle: BinaryIO, file: File) -> Iterator[Observation]:
    """Yield the citation, and the licence it names as a claim. Raises ``Refused``."""
    if not _NAME.search(file.path) or is_aside(file.path):
        return
    handle.seek(0)
    document = parsed(decoded(handle.read(MOST_BYTES + 1))[0])
    values = document.root if is_mapping(document.root) else {}
    facts: dict[str, Fact] = {
        name: quoted(value) for key, name in _TEXTS if (value := text_of(values, key))
    }
    if authors := _authors(values.get("authors", "")):
        facts["authors"] = authors
    if document.twice:
        facts["keys_twice"] = tuple(quoted(one, 60) for one in document.twice[:20])
    title = quoted(text_of(values, "title"))
    yield Observation("citation", title, (file.path,), "high", title, facts)
    if names := texts_of(values, "license"):
        yield Observation(
            what="claim",
            subject="licence",
            files=(file.path,),
            confidence="medium",
            quote=quoted("license: " + ", ".join(names)),
            facts={"licences": tuple(quoted(one, 120) for one in names[:8]), "for": ()},
        )


def _authors(node: Node) -> tuple[str, ...]:
    people = [one for one in node if is_mapping(one)] if isinstance(node, list) else []
    names = (
        text_of(one, "name")
        or " ".join(part for key in ("given-names", "family-names") if (part := text_of(one, key)))
        for one in people
    )
    return tuple(quoted(name, 100) for name in names if name)[:MOST_AUTHORS]
