"""The lock as data: every pin with its hashes, and which of them the app needs to run."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

_APP = "procure-app"
_PIN = re.compile(r"^([A-Za-z0-9_.-]+)==([^\s;\\]+)(?:\s*;\s*([^\\\n]+?))?\s*\\?$")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


@dataclass(frozen=True)
class Pin:
    """One package of the lock."""

    name: str
    version: str
    marker: str
    """Where it is needed, as the lock says; empty for everywhere."""
    hashes: tuple[str, ...]
    """SHA-256 of every file of this version that may be installed."""
    via: frozenset[str]
    """The packages that need it; the app itself is called ``procure-app``."""


def pins(lock: Path) -> Mapping[str, Pin]:
    """Return the pins by name. Raises ``ValueError`` for a line that is none of uv's."""
    found: dict[str, Pin] = {}
    entries = re.split(r"\n(?=[A-Za-z0-9])", re.sub(r"(?m)^#.*\n", "", lock.read_text("utf-8")))
    for entry in filter(str.strip, entries):
        lines = entry.strip().splitlines()
        head = _PIN.match(lines[0].strip())
        if head is None:
            raise ValueError(f"{lock.name}: “{lines[0]}” pins nothing")
        said = " ".join(line.split("#", 1)[1] for line in lines[1:] if "#" in line)
        via = frozenset(re.sub(r"\([^)]*\)", " ", said).replace("via", " ", 1).split())
        name = normal(head[1])
        hashes = tuple(sorted(_HASH.findall(entry)))
        found[name] = Pin(name, head[2], head[3] or "", hashes, via)
    return found


def needed(project: Path, locked: Mapping[str, Pin]) -> Mapping[str, Pin]:
    """Return the pins that the app needs to run, those of developers left out, in order.

    Raises ``ValueError`` where the lock lacks one that the project declares.
    """
    chosen = declared(project)
    if lacking := sorted(chosen - locked.keys()):
        raise ValueError(f"The lock lacks {', '.join(lacking)}: run packaging/dev.py lock")
    while more := {name for name, pin in locked.items() if pin.via & chosen} - chosen:
        chosen |= more
    return {name: locked[name] for name in sorted(chosen)}


def declared(project: Path) -> set[str]:
    """Return the names of what ``pyproject.toml`` declares to run the app."""
    said = tomllib.loads(project.read_text("utf-8"))["project"]["dependencies"]
    return {normal(re.split(r"[^A-Za-z0-9_.-]", one, maxsplit=1)[0]) for one in said}


def normal(name: str) -> str:
    """Return the name as the index writes it."""
    return re.sub(r"[-_.]+", "-", name).lower()
