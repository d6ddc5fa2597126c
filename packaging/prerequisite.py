"""What the machine must bring before anything is installed: a Python, venv, Qt's libraries."""

from __future__ import annotations

import ctypes
import importlib
import importlib.util
import os
import platform
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    Run = Callable[[Sequence[str]], int]

OLDEST_PYTHON = (3, 11)


@dataclass(frozen=True)
class Prerequisite:
    """One thing that a bare Debian or Ubuntu lacks."""

    name: str
    """The soname of a shared library, or the module of Python."""
    package: str
    """The package of Debian and Ubuntu that brings it."""


VENV = Prerequisite("ensurepip", "python3-venv")

QT = (
    Prerequisite("libglib-2.0.so.0", "libglib2.0-0"),
    Prerequisite("libGL.so.1", "libgl1"),
    Prerequisite("libEGL.so.1", "libegl1"),
    Prerequisite("libxkbcommon.so.0", "libxkbcommon0"),
    Prerequisite("libdbus-1.so.3", "libdbus-1-3"),
    Prerequisite("libfontconfig.so.1", "libfontconfig1"),
)
"""Needed even where Qt draws offscreen."""

SCREEN = (
    Prerequisite("libxcb-cursor.so.0", "libxcb-cursor0"),
    Prerequisite("libxcb-icccm.so.4", "libxcb-icccm4"),
    Prerequisite("libxcb-keysyms.so.1", "libxcb-keysyms1"),
    Prerequisite("libxcb-image.so.0", "libxcb-image0"),
    Prerequisite("libxcb-render-util.so.0", "libxcb-render-util0"),
    Prerequisite("libxcb-shape.so.0", "libxcb-shape0"),
    Prerequisite("libxcb-xkb.so.1", "libxcb-xkb1"),
    Prerequisite("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
)
"""Needed besides where there is a display."""


def too_old(version: Sequence[int]) -> str:
    """Return the sentence that refuses this version of Python, or nothing where it will do."""
    if tuple(version[:2]) >= OLDEST_PYTHON:
        return ""
    wanted, found = (".".join(str(part) for part in v[:3]) for v in (OLDEST_PYTHON, version))
    return f"This needs Python {wanted} or newer, but was started with Python {found}."


def display() -> bool:
    """Return whether a window can be shown: everywhere but on a Linux without a display."""
    if platform.system() != "Linux":
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def present(prerequisite: Prerequisite) -> bool:
    """Return whether this machine has it."""
    if prerequisite == VENV:
        importlib.invalidate_caches()
        return importlib.util.find_spec(prerequisite.name) is not None
    try:
        ctypes.CDLL(prerequisite.name)
    except OSError:
        return False
    return True


def needed(*, screen: bool, venv: bool) -> tuple[Prerequisite, ...]:
    """Return what this kind of machine needs, for a screen or offscreen, to make a venv or not."""
    libraries = QT + (SCREEN if screen else ()) if platform.system() == "Linux" else ()
    return ((VENV,) if venv else ()) + libraries


def missing(
    wanted: Sequence[Prerequisite], has: Callable[[Prerequisite], bool] = present
) -> tuple[Prerequisite, ...]:
    """Return what of these the machine lacks, in their order."""
    return tuple(prerequisite for prerequisite in wanted if not has(prerequisite))


def sentence(lacks: Sequence[Prerequisite]) -> str:
    """Return the sentence that names what is missing, ending in the line to type."""
    names = ", ".join(lack.package if lack == VENV else lack.name for lack in lacks)
    packages = " ".join(lack.package for lack in lacks)
    return f"This machine lacks {names}; on Debian or Ubuntu type: sudo apt install {packages}"


def installable() -> bool:
    """Return whether packages may be installed unasked: as root of a Debian that runs CI."""
    root = getattr(os, "geteuid", lambda: -1)() == 0  # Windows has no geteuid
    return root and bool(os.environ.get("CI")) and shutil.which("apt-get") is not None


def install(lacks: Sequence[Prerequisite], run: Run) -> bool:
    """Install the packages of the distribution, and return whether that went well."""
    packages = [lack.package for lack in lacks]
    print(f"Installing what this CI machine lacks: {' '.join(packages)}", flush=True)
    update = ["apt-get", "update", "-q"]
    add = ["apt-get", "install", "-q", "-y", "--no-install-recommends", *packages]
    return run(update) == 0 and run(add) == 0
