"""The catalogue as people edit it: one TOML file a section, put together into one mapping.

Standard library only, because the build also runs it to write the one JSON that the app loads.
"""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from pathlib import Path
from typing import Any

from procure_app.store.shipped.toml_place import line_of

COMPILED = "catalogue.json"
_MOST = 256 << 10
"""Most bytes of a file; the largest that is shipped has an eighth."""
_PART = r"""(?:[\w-]++|"(?:[^"\\\n]|\\.)*+"|'[^'\n]*+')"""
_LONG_KEY = re.compile(rf"(?<![\w-])(?:{_PART}[ \t]*+\.[ \t]*+){{32}}")
"""A key of more parts than any has. The reader keeps each part with all before it, so that a key
of 32,000 would take four gigabytes."""


class SourceError(Exception):
    """A file of the catalogue cannot be used; the message names the file and the line."""


def sources(folder: Path) -> tuple[Path, ...]:
    """Return the TOML files of the catalogue in their order."""
    return tuple(sorted(folder.glob("*.toml")))


def fingerprint(files: tuple[Path, ...]) -> str:
    """Return a SHA-256 over the names and bytes of the sources, in hexadecimal."""
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()


def is_section(file: Path) -> bool:
    """Say whether the file is a section: then its name starts with a number."""
    return file.name[0].isdigit()


def together(files: tuple[Path, ...]) -> dict[str, Any]:
    """Return the mapping of the whole catalogue.

    A file whose name starts with a number is a section; the others add their own keys.
    Raises ``SourceError`` with file and line where a file is not TOML, or where a key stands
    in two files.
    """
    whole: dict[str, Any] = {"sections": []}
    owners = {"sections": "each numbered file"}
    for file in files:
        content = read(file)
        if is_section(file):
            whole["sections"].append(content)
            continue
        for key in content:
            if key in owners:
                line = line_of(file.read_text("utf-8"), (key,))
                raise SourceError(f"{file.name}:{line}: {key}: stands in {owners[key]} too")
            owners[key] = file.name
        whole |= content
    return whole


def read(file: Path) -> dict[str, Any]:
    """Return what a file says. Raises ``SourceError`` with the line where it is not TOML."""
    try:
        with file.open("rb") as handle:
            content = handle.read(_MOST + 1)
    except OSError as error:
        raise SourceError(f"{file.name}: cannot be read: {error.strerror}") from error
    if len(content) > _MOST:
        raise SourceError(f"{file.name}: is larger than {_MOST} bytes")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise SourceError(f"{file.name}:{line}: is not text in UTF-8") from error
    if found := _LONG_KEY.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise SourceError(f"{file.name}:{line}: a key has too many parts")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SourceError(_not_toml(file, text, str(error))) from error
    except ValueError as error:
        raise SourceError(f"{file.name}: a number has too many digits") from error
    except RecursionError as error:
        raise SourceError(f"{file.name}: is nested too deeply") from error


def _not_toml(file: Path, text: str, said: str) -> str:
    """Return the sentence for text that is not TOML; the reader says the line in words."""
    found = re.search(r" \(at line (\d+), column \d+\)$", said)
    line = int(found.group(1)) if found else max(len(text.splitlines()), 1)
    what = said[: found.start()] if found else said.removesuffix(" (at end of document)")
    return f"{file.name}:{line}: is not TOML: {what}"


def compile_to_json(folder: Path) -> Path:
    """Write the one JSON that the app loads beside the sources, and return its path."""
    return write_compiled(folder, COMPILED, "catalogue", together(sources(folder)))


def write_compiled(folder: Path, name: str, key: str, content: object) -> Path:
    """Write content with the fingerprint of its sources into a file of this name beside them."""
    target = folder / name
    document = {"fingerprint": fingerprint(sources(folder)), key: content}
    target.write_text(json.dumps(document, ensure_ascii=False, default=str), "utf-8")
    return target
