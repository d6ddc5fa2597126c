"""Notes documents that are known by their name only, such as a technical report in PDF."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from procure_app.inspection.document_name import document, is_aside
from procure_app.inspection.observation import File, Observation

_BY_NAME = ("report", "model card", "system card", "data card")


def read(_handle: BinaryIO, file: File) -> Iterator[Observation]:
    """Yield what a PDF is by its name; nobody opened it."""
    word = document(file.path)
    if word in _BY_NAME and not is_aside(file.path):
        yield Observation("document", word, (file.path,), "medium", facts={"read": False})
