"""Reads the structure tree back with the text in it, by ourselves and by poppler."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from pikepdf import Array, Dictionary, Object, Pdf

from report.marked import texts

POPPLER = pytest.mark.skipif(shutil.which("pdfinfo") is None, reason="skipped: no poppler")
_KIND = re.compile(r"^( *)([A-Za-z0-9]+)(?: \((?:block|inline)\))?:?$")


def spoken(pdf: bytes) -> list[str]:
    """Return the tree in lines: each element with its depth, and each text in it."""
    with Pdf.open(BytesIO(pdf)) as opened:
        said = texts(opened)
        return [line for line in _spoken(opened.Root.StructTreeRoot.K, 0, said) if line.strip()]


def _spoken(element: Object, depth: int, said: dict[tuple[int, int], str]) -> Iterator[str]:
    yield "  " * depth + str(element.S)[1:]
    for kid in kids(element):
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield from _spoken(kid, depth + 1, said)
        elif not isinstance(kid, Dictionary) or "/MCID" in kid:
            inside = isinstance(kid, Dictionary)
            page = (kid if inside else element).Pg.objgen[0]
            text = said.get((page, int(kid.MCID if inside else kid)), "")
            yield "  " * (depth + 1) + f'"{text}"'


def heard(pdf: bytes, folder: Path) -> list[str]:
    """Return the same as poppler reads it, which takes a minute for fifty pages."""
    file = folder / "heard.pdf"
    file.write_bytes(pdf)
    command = ["pdfinfo", "-struct-text", str(file)]
    done = subprocess.run(command, capture_output=True, check=True, encoding="utf-8")
    return [line.rstrip() for line in _lines(done.stdout)]


def _lines(text: str) -> Iterator[str]:
    for line in text.splitlines():
        if found := _KIND.match(line):
            yield found[1] + found[2]
        elif line.lstrip().startswith('"'):
            yield line


def words(lines: list[str]) -> str:
    """Return all texts of a tree without white space."""
    texts = (line.strip()[1:-1] for line in lines if line.lstrip().startswith('"'))
    return "".join("".join(texts).split())


def elements(pdf: Pdf) -> Iterator[tuple[Object, int]]:
    """Yield every element in the order of reading, with its depth."""
    waiting = [(pdf.Root.StructTreeRoot.K, 0)]
    while waiting:
        element, depth = waiting.pop()
        yield element, depth
        below = [kid for kid in kids(element) if isinstance(kid, Dictionary) and "/S" in kid]
        waiting += [(kid, depth + 1) for kid in reversed(below)]


def kids(element: Object) -> list[Object | int]:
    """Return the kids: elements, annotations, content by its number or with its page."""
    if "/K" not in element:
        return []
    return list(element.K) if isinstance(element.K, Array) else [element.K]


def kinds(pdf: bytes) -> list[str]:
    """Return the kinds of all elements in the order of reading."""
    with Pdf.open(BytesIO(pdf)) as opened:
        return [str(element.S)[1:] for element, _ in elements(opened)]


def alternatives(pdf: bytes) -> list[str]:
    """Return what is read instead of each picture, in the order of reading."""
    with Pdf.open(BytesIO(pdf)) as opened:
        return [str(element.Alt) for element, _ in elements(opened) if "/Alt" in element]
