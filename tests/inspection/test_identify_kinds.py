"""A file is what its content says; a suffix decides between texts only."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import pickle
import tarfile
import zipfile
from pathlib import Path

import pytest
from crafted import TENSOR, gguf, kind_of, packed, safetensors, torch_zip

from procure_app.inspection import kind

SHARED = Path(__file__).parents[2].parent / "shared/cases"
POINTER = b"version https://git-lfs.github.com/spec/v1\noid sha256:" + b"a" * 64 + b"\nsize 9\n"


def tar(content=b"x" * 2_000_000):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        info = tarfile.TarInfo("m/weights.txt")
        info.size = len(content)
        archive.addfile(info, io.BytesIO(content))
    return out.getvalue()


CASES = {
    "weights without suffix": ("model", safetensors(), kind.SAFETENSORS),
    "a bad length, well named": ("a.safetensors", safetensors(length=1 << 63), "safetensors"),
    "big-endian": ("model.bin", gguf(order=">"), kind.GGUF),
    "a torch zip as .bin": ("pytorch_model.bin", torch_zip(), kind.PYTORCH),
    "a pickle as .safetensors": ("model.safetensors", pickle.dumps({"a": 1}, 4), kind.PICKLE),
    "a pickle as .txt": ("notes.txt", b"cos\nsystem\n(S'ls'\ntR.", kind.PICKLE),
    "a tensor": ("x", TENSOR, kind.PICKLE),
    "arrays in a zip": ("model.eqx", packed({"a.npy": b"x"}), kind.NUMPY),
    "a zip": ("a.zip", packed({"README.md": b"x"}), kind.ZIP),
    "an office document": ("a.docx", packed({"[Content_Types].xml": b"<a/>"}), kind.OFFICE),
    "an empty zip": ("a.zip", packed({}), kind.ZIP),
    "a tar": ("a.bin", tar(), kind.TAR),
    "a tar in gzip": ("a.bin", gzip.compress(tar()), kind.PACKED_TAR),
    "a tar in bzip2": ("a.bin", bz2.compress(tar()), kind.PACKED_TAR),
    "a tar in xz": ("a.bin", lzma.compress(tar()), kind.PACKED_TAR),
    "a text in gzip": ("a.tar.gz", gzip.compress(b"words"), "gzip"),
    "a pointer": ("model.safetensors", POINTER, kind.POINTER),
    "a document": ("LICENSE", b"%PDF-1.7\n", kind.PDF),
    "JSON without suffix": ("index", b'\n {"a": 1}', kind.JSON),
    "notes in brackets": ("notes", b"[see below]", kind.PLAIN),
    "text in UTF-16": ("README.md", "\ufeffHello".encode("utf-16-le"), kind.MARKDOWN),
    "text in an old code page": ("LICENCE", "Größe und Maß ".encode("cp1252") * 9, kind.PLAIN),
    "nothing": ("model.safetensors", b"", ""),
    "noise": ("model.safetensors", bytes(range(256)) * 9, ""),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_content_decides(case):
    name, content, expected = CASES[case]
    assert kind_of(content, name) == expected


def test_every_kind_that_is_found_has_a_word():
    assert {expected for _, _, expected in CASES.values()} <= {*kind.KINDS, ""}


def test_an_archive_that_lies_is_still_an_archive():
    whole = packed({"a": b"x"})
    assert kind_of(whole[:-10], "a.zip") == kind.ZIP


def test_a_zip_of_very_many_entries_is_told_soon():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(500):
            archive.writestr(f"{number}", b"")
    content = out.getvalue().replace(b"\xf4\x01\xf4\x01", b"\xff\xff\xff\xff")
    assert kind_of(content, "a.zip") == kind.ZIP


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared cases are not here")
def test_every_text_of_the_real_releases_is_told_as_text():
    texts = [path for path in (SHARED / "releases").rglob("*") if path.is_file()]
    assert len(texts) > 50
    for path in texts:
        assert kind_of(path.read_bytes(), path.name) in kind.TEXT, path
