"""The catalogue as people edit it: one TOML file a section, put together into one mapping.

Standard library only, because the build also runs it to write the one JSON that the app loads.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from pathlib import Path
from typing import Any

COMPILED = "catalogue.json"


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


def together(files: tuple[Path, ...]) -> dict[str, Any]:
    """Return the mapping of the whole catalogue.

    A file whose name starts with a number is a section; the others add their own keys.
    Raises ``SourceError`` with file and line where a file is not TOML.
    """
    whole: dict[str, Any] = {"sections": []}
    for file in files:
        try:
            content = tomllib.loads(file.read_text("utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise SourceError(f"{file.name}: {error}") from error
        if file.name[0].isdigit():
            whole["sections"].append(content)
        else:
            whole |= content
    return whole


def compile_to_json(folder: Path) -> Path:
    """Write the one JSON that the app loads beside the sources, and return its path."""
    files = sources(folder)
    target = folder / COMPILED
    document = {"fingerprint": fingerprint(files), "catalogue": together(files)}
    target.write_text(json.dumps(document, ensure_ascii=False, default=str), "utf-8")
    return target
