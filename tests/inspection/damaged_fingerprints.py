"""Reads licences with fingerprints that are damaged; the worker imports it by name."""

from __future__ import annotations

from types import SimpleNamespace

from procure_app.inspection import fingerprint, licence_file

CONTENTS = {
    "cut": b'{"texts": [',
    "list": b"[]",
    "empty": b"",
    "nested": b"[" * 200_000,
    "number": b'{"texts": 5, "titles": {}}',
    "digits": b'{"texts": [' + b"9" * 10_000 + b"]}",
    "row": b'{"texts": [{"id": 5}], "titles": {}}',
    "grams": b'{"texts": [{"id": "MIT", "pieces": [], "titles": [], "grams": 5}], "titles": {}}',
    "noise": bytes(range(256)),
    "none": b'{"texts": [], "titles": {}}',
}


class _Disk:
    """A folder in which every file holds the same; the worker may write none."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    def __truediv__(self, name: str) -> _Disk:
        return self

    def read_bytes(self) -> bytes:
        return self._content


def read(handle, file):
    """Read a licence with the fingerprints that the folder it lies in is named for."""
    disk = _Disk(CONTENTS[file.path.partition("/")[0]])
    fingerprint.known.cache_clear()
    fingerprint.titled.cache_clear()
    fingerprint.resources = SimpleNamespace(folder=lambda _: disk)
    yield from licence_file.read(handle, file)
