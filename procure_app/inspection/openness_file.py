"""Reads files of the Model Openness Framework: what somebody says each component is under."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from procure_app.inspection.document_name import is_aside
from procure_app.inspection.name import quoted
from procure_app.inspection.observation import Fact, File, Observation
from procure_app.inspection.wording import decoded
from procure_app.inspection.yaml_text import MOST_BYTES, is_mapping, parsed, text_of

MOST_COMPONENTS = 40
_MARK = b"Model Openness Framework"
_HEAD = 4096
_TEXTS = (
    ("version", "version"),
    ("date", "date"),
    ("producer", "producer"),
    ("repository", "repository"),
    ("huggingface", "page"),
)


def read(handle: BinaryIO, file: File) -> Iterator[Observation]:
    """Yield the file's statements; nothing for other YAML. Raises ``Refused``."""
    handle.seek(0)
    head = handle.read(_HEAD)
    if _MARK not in head or is_aside(file.path):
        return
    document = parsed(decoded(head + handle.read(MOST_BYTES))[0])
    root = document.root if is_mapping(document.root) else {}
    release = root.get("release")
    if not is_mapping(release):
        return
    facts: dict[str, Fact] = {
        name: quoted(value) for key, name in _TEXTS if (value := text_of(release, key))
    }
    listed = release.get("components")
    rows = [one for one in listed if is_mapping(one)] if isinstance(listed, list) else []
    facts["components"] = tuple(
        quoted(f"{text_of(one, 'name')}: {text_of(one, 'license')}".removesuffix(": "), 160)
        for one in rows[:MOST_COMPONENTS]
    )
    facts["listed"] = len(rows)
    if document.twice:
        facts["keys_twice"] = tuple(quoted(one, 60) for one in document.twice[:20])
    name = quoted(text_of(release, "name"))
    yield Observation("openness file", name, (file.path,), "medium", name, facts)
