"""The ways into an assessment file: the archive, its manifest and its texts."""

from __future__ import annotations

import json
import random
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from fuzz import document
from fuzz.contract import Target
from fuzz.mutation import changed_json, with_checksums

_NAME = "x.procure"


def _open(folder: Path) -> str:
    return document.opened(folder / _NAME)


def _open_only(folder: Path) -> str:
    return document.opened(folder / _NAME, read_on=False)


def _archives() -> Iterator[bytes]:
    yield document.archive(b'{"id":"a","as_of":"2026-11-22","catalogue":"","catalogue_version":""}')
    yield document.archive(catalogue_=b"")
    yield document.archive(document.shortened(), b"")


def _packed(data: bytes) -> dict[str, bytes]:
    """Put a text into an archive: in place of the catalogue where it looks like one.

    A document of the shipped catalogue comes without one, as old files do.
    """
    if b'"sections"' in data:
        return {_NAME: document.archive(catalogue_=data)}
    asked = f'"catalogue":"{document.session().catalogue.id}"'.encode()
    return {_NAME: document.archive(data, b"" if asked in data else None)}


def _texts() -> Iterator[bytes]:
    yield document.small()
    yield document.shortened()
    yield document.shortened(random.Random(2))
    yield document.catalogue()


def _manifests() -> Iterator[bytes]:
    with zipfile.ZipFile(BytesIO(document.archive())) as packed:
        manifest = packed.read("manifest.json")
    yield manifest
    value = json.loads(manifest)
    yield json.dumps(value | {"format": 2, "more": [1.5]}).encode()
    del value["members"]["catalogue.json"]
    yield json.dumps(value).encode()


CONTAINER = Target("container", lambda data: {_NAME: data}, _open_only, _archives, with_checksums)
ASSESSMENT = Target("assessment", _packed, _open, _texts, changed_json)
MANIFEST = Target(
    "manifest",
    lambda data: {_NAME: document.archive(manifest=data)},
    _open_only,
    _manifests,
    changed_json,
)
