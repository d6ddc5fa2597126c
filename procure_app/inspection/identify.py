"""Says what a file is by its first bytes and its structure; the name decides between texts only."""

from __future__ import annotations

import bz2
import lzma
import re
import struct
import zlib
from collections.abc import Callable
from typing import BinaryIO

from procure_app.inspection import kind
from procure_app.inspection.archive.zip_directory import entries_of
from procure_app.inspection.observation import Refused
from procure_app.inspection.weights.ctranslate2 import is_ctranslate2
from procure_app.inspection.weights.onnx import is_onnx
from procure_app.inspection.weights.pickle_head import is_pickle

HEAD = 4096
"""Bytes that are looked at first."""
_BLOCK = 1 << 20
"""Packed bytes after which every packer has given its first ones."""

_MAGIC = (
    (0, b"GGUF", kind.GGUF),
    (0, b"\x93NUMPY", kind.NUMPY),
    (0, b"\x89HDF\r\n\x1a\n", kind.HDF5),
    (512, b"\x89HDF\r\n\x1a\n", kind.HDF5),
    (257, b"ustar", kind.TAR),
    (0, b"PK\x03\x04", kind.ZIP),
    (0, b"PK\x05\x06", kind.ZIP),
    (0, b"\x1f\x8b", "gzip"),
    (0, b"BZh", "bzip2"),
    (0, b"\xfd7zXZ\0", "xz"),
    (0, b"\x28\xb5\x2f\xfd", "zstandard"),
    (0, b"7z\xbc\xaf\x27\x1c", "7z"),
    (0, b"Rar!\x1a\x07", "rar"),
    (0, b"%PDF-", kind.PDF),
    (0, b"PAR1", kind.PARQUET),
    (0, b"ARROW1\0\0", kind.ARROW),
    (0, b"SQLite format 3\0", kind.SQLITE),
    (0, b"\x89PNG\r\n\x1a\n", kind.IMAGE),
    (0, b"\xff\xd8\xff", kind.IMAGE),
    (0, b"GIF8", kind.IMAGE),
    (0, b"II*\0", kind.IMAGE),
    (0, b"MM\0*", kind.IMAGE),
    (8, b"WEBP", kind.IMAGE),
    (8, b"WAVE", kind.SOUND),
    (0, b"fLaC", kind.SOUND),
    (0, b"OggS", kind.SOUND),
    (0, b"ID3", kind.SOUND),
    (4, b"ftyp", kind.SOUND),
    (0, b"\x7fELF", kind.PROGRAM),
    (0, b"MZ\x90\0", kind.PROGRAM),
    (0, b"\xcf\xfa\xed\xfe", kind.PROGRAM),
    (0, b"\xca\xfe\xba\xbe", kind.PROGRAM),
)
_SUFFIX = {
    ".py": kind.PYTHON,
    ".pyi": kind.PYTHON,
    ".md": kind.MARKDOWN,
    ".markdown": kind.MARKDOWN,
    ".json": kind.JSON,
    ".jsonld": kind.JSON,
    ".ipynb": kind.JSON,
    ".jsonl": kind.JSON_LINES,
    ".ndjson": kind.JSON_LINES,
    ".yaml": kind.YAML,
    ".yml": kind.YAML,
    ".cff": kind.YAML,
    ".toml": kind.TOML,
    ".xml": kind.XML,
    ".svg": kind.XML,
    ".jinja": kind.PLAIN,
    ".jinja2": kind.PLAIN,
    ".j2": kind.PLAIN,
    ".html": kind.HTML,
    ".htm": kind.HTML,
}
_PROMISES = {
    **_SUFFIX,
    ".pdf": kind.PDF,
    ".npz": kind.NUMPY,
    **dict.fromkeys((".png", ".jpg", ".jpeg", ".gif", ".webp"), kind.IMAGE),
}
_NEVER_A_PAGE = (kind.JSON, kind.JSON_LINES, kind.YAML, kind.TOML)
_POINTER = re.compile(rb"version https://(git-lfs\.github\.com|hawser\.github\.com)/spec/v\d")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def identify(handle: BinaryIO, name: str, size: int) -> str:
    """Return a word of ``kind.py``, empty where nobody knows; the handle stands anywhere after.

    ``name`` is the last part of the path. Reads a few kilobytes, and the directory of a ZIP.
    """
    handle.seek(0)
    head = handle.read(HEAD)
    if len(head) < 1024 and _POINTER.match(head):
        return kind.POINTER
    if _is_safetensors(head, name, size):
        return kind.SAFETENSORS
    for place, magic, found in _MAGIC:
        if head[place : place + len(magic)] == magic:
            return _closer(found, handle, head, size)
    return (_by_structure(handle, head, size) or _text(head, name)) if head else ""


def _by_structure(handle: BinaryIO, head: bytes, size: int) -> str:
    """Return the format of weights that has no magic, empty where it is none."""
    if is_pickle(head, size):
        return kind.PICKLE
    if is_onnx(handle, head, size):
        return kind.ONNX
    return kind.CTRANSLATE2 if is_ctranslate2(head, size) else ""


def named_kind(name: str) -> str:
    """Return what the name alone promises, where the content cannot be had; ``text`` for most."""
    dot = name.rfind(".")
    return _PROMISES.get(name[dot:].lower(), kind.PLAIN) if dot > name.rfind("/") else kind.PLAIN


def _is_safetensors(head: bytes, name: str, size: int) -> bool:
    """A length and an opening brace; a length that cannot be counts only with the right name."""
    if len(head) < 9 or head[8:9] != b"{":
        return False
    length: int = struct.unpack_from("<Q", head)[0]
    return 8 + length <= size or name.endswith(".safetensors")


def _closer(found: str, handle: BinaryIO, head: bytes, size: int) -> str:
    if found == kind.ZIP:
        return _zip(handle, size)
    if found in _UNPACKERS:
        handle.seek(0)
        return kind.PACKED_TAR if _begins_tar(found, handle.read(_BLOCK)) else found
    return found


def _zip(handle: BinaryIO, size: int) -> str:
    """Tell PyTorch's and NumPy's own ZIP files from archives."""
    try:
        names = [entry.name for entry in entries_of(handle, size)]
    except Refused:
        return kind.ZIP  # what is wrong with it is said where it is read
    if any(name == b"data.pkl" or name.endswith(b"/data.pkl") for name in names):
        return kind.PYTORCH
    if names and all(name.endswith(b".npy") for name in names):
        return kind.NUMPY
    if b"[Content_Types].xml" in names or b"mimetype" in names[:1]:
        return kind.OFFICE
    return kind.ZIP


_UNPACKERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": lambda head: zlib.decompressobj(31).decompress(head, 512),
    "bzip2": lambda head: bz2.BZ2Decompressor().decompress(head, 512),
    "xz": lambda head: lzma.LZMADecompressor(memlimit=64 << 20).decompress(head, 512),
}


def _begins_tar(found: str, head: bytes) -> bool:
    try:
        return _UNPACKERS[found](head)[257:262] == b"ustar"
    except (zlib.error, OSError, lzma.LZMAError, EOFError, MemoryError):
        return False


def _text(head: bytes, name: str) -> str:
    """Return the kind of text, empty where it is none."""
    if not head.startswith(_UTF16):
        if _CONTROLS.search(head):
            return ""
        if not _is_mostly_utf8(head) and len(_high(head)) * 3 > len(head):
            return ""
    dot = name.rfind(".")
    named = _SUFFIX.get(name[dot:].lower()) if dot >= 0 else None
    if named in _NEVER_A_PAGE and _by_start(head) == kind.HTML:
        return kind.HTML  # what a download leaves that did not succeed
    return named or _by_start(head)


def _by_start(head: bytes) -> str:
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:64].lower()
    if start.startswith(b"<?xml"):
        return kind.XML
    if start.startswith((b"<!doctype html", b"<html")):
        return kind.HTML
    return kind.JSON if re.match(rb'[{\[]\s*["{\[]', start) else kind.PLAIN


def _is_mostly_utf8(head: bytes) -> bool:
    try:
        head[: max(len(head) - 4, 1)].decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start > len(head) - 8  # cut inside a character
    return True


def _high(head: bytes) -> bytes:
    """Return the bytes beyond ASCII: an old code page has few of them, a binary file many."""
    return bytes(byte for byte in head if byte > 0x7F)
