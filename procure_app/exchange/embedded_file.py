"""Takes files out of a PDF that anybody may have made."""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from pikepdf import Array, Dictionary, NameTree, PasswordError, Pdf, PdfError
from pikepdf.settings import set_qpdf_limits

from procure_app.exchange import embedded_refusal as refusal

_FILE = 256 << 20
"""Most bytes of a PDF; a report of a thousand pages has a fiftieth."""
_CONTENT = 32 << 20
"""Most bytes of a file inside."""
_LISTED = 1000
"""Most files inside that are looked at."""

# For the whole process, and once, as pikepdf asks: what a small file may grow to in the memory.
set_qpdf_limits(
    flate_max_memory=64 << 20,
    run_length_max_memory=64 << 20,
    png_max_memory=64 << 20,
    tiff_max_memory=64 << 20,
    dct_max_memory=64 << 20,
    parser_max_nesting=100,
    parser_max_container_size=2_000_000,
    max_stream_filters=2,
)


def attached(path: Path, names: Collection[str]) -> dict[str, bytes]:
    """Return the files inside a PDF that have one of these names.

    Raises ``Unreadable``, also where two files have one name: nobody could tell which is meant.
    """
    _require(path)
    try:
        with Pdf.open(path, attempt_recovery=False) as document:
            if document.is_encrypted:
                raise refusal.locked(path)
            return {name: _content(stream, path) for name, stream in _named(document, names, path)}
    except PasswordError as error:
        raise refusal.locked(path) from error
    except OSError as error:
        raise refusal.unopened(path, error) from error
    except (
        PdfError,
        zlib.error,
        ValueError,
        TypeError,
        KeyError,
        AttributeError,
        RecursionError,
    ) as error:
        raise refusal.damaged(path) from error


def _require(path: Path) -> None:
    """Refuse what is no file of a possible size, without opening it."""
    try:
        found = path.stat()
    except (OSError, ValueError) as error:
        raise refusal.unopened(path, error) from error
    if not path.is_file():
        raise refusal.special(path)
    if found.st_size > _FILE:
        raise refusal.oversized(path)


def _named(document: Pdf, names: Collection[str], path: Path) -> Iterator[tuple[str, Any]]:
    """Yield each name with its stream; what two places of the PDF list is one file."""
    found: dict[str, set[tuple[int, int]]] = {}
    for number, described in enumerate(_described(document)):
        if number >= _LISTED:
            raise refusal.oversized(path)
        titles = {str(described[key]) for key in ("/F", "/UF") if key in described}
        for name in titles.intersection(names):
            streams = [described.EF[key] for key in ("/F", "/UF") if key in described.EF]
            if len({stream.objgen for stream in streams}) != 1 or len(titles) != 1:
                raise refusal.ambiguous(path)
            place = streams[0].objgen
            if found.setdefault(name, {place}) != {place}:
                raise refusal.ambiguous(path)
    for name, places in found.items():
        yield name, document.get_object(*places.copy().pop())


def _described(document: Pdf) -> Iterator[Any]:
    """Yield what describes a file: of the list of all, and of those the document is bound to."""
    root = document.Root
    if "/Names" in root and "/EmbeddedFiles" in root.Names:
        for _, value in NameTree(root.Names.EmbeddedFiles).items():
            if isinstance(value, Dictionary):
                yield value
    for value in root.get("/AF", ()):
        if isinstance(value, Dictionary):
            yield value


def _content(stream: Any, path: Path) -> bytes:  # noqa: ANN401  # pikepdf's objects are dynamic
    """Return the bytes of a stream that is compressed as we do it, or not at all."""
    filters = stream.get("/Filter", ())
    named = [str(each) for each in filters] if isinstance(filters, Array) else [str(filters)]
    raw: bytes = stream.read_raw_bytes()
    if "/Filter" not in stream:
        content = raw
    elif named == ["/FlateDecode"] and "/DecodeParms" not in stream:
        unpacking = zlib.decompressobj()
        content = unpacking.decompress(raw, _CONTENT + 1)
        if len(content) <= _CONTENT and not unpacking.eof:
            raise refusal.damaged(path)
    else:
        raise refusal.damaged(path)
    if len(content) > _CONTENT:
        raise refusal.oversized(path)
    return content
