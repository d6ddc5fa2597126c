"""Opens regular files only, so that a pipe, a device or a folder neither blocks nor harms."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from procure_app.store.disk import refusal

BLOCK = 1 << 20
"""Bytes that are held in memory at a time."""
_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_CLOEXEC", 0)
)


class Short(Exception):
    """A file ended before the bytes that were expected, or could not be read on."""


def regular(path: Path) -> BinaryIO:
    """Open the file for reading.

    Raises ``Unreadable`` where it is missing, forbidden, a folder, a pipe or a device. What
    it is, is asked before it is opened, because opening a device can do something, and once
    more afterwards, because it may have been exchanged between.
    """
    try:
        _require(path, path.stat().st_mode)
        descriptor = os.open(path, _FLAGS)
        try:
            _require(path, os.fstat(descriptor).st_mode)
            return os.fdopen(descriptor, "rb")
        except BaseException:
            os.close(descriptor)
            raise
    except (OSError, ValueError) as error:  # ValueError: a path with a zero byte
        raise refusal.unopened(path, error) from error


def beginning(path: Path, most: int) -> bytes:
    """Return at most so many bytes from the start of the file. Raises ``Unreadable``."""
    with regular(path) as handle:
        try:
            return handle.read(most)
        except OSError as error:
            raise refusal.unopened(path, error) from error


def blocks(handle: BinaryIO, start: int, size: int) -> Iterator[bytes]:
    """Yield ``size`` bytes from ``start``, a block at a time. Raises ``Short``."""
    done = 0
    while done < size:
        try:
            handle.seek(start + done)
            block = handle.read(min(BLOCK, size - done))
        except OSError as error:
            raise Short from error
        if not block:
            raise Short
        done += len(block)
        yield block


def _require(path: Path, mode: int) -> None:
    if stat.S_ISDIR(mode):
        raise refusal.folder(path)
    if not stat.S_ISREG(mode):
        raise refusal.special(path)
