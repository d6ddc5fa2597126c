"""Writes a file whole or not at all: beside it, to the disk, then in its place."""

from __future__ import annotations

import os
import secrets
import stat
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, TypeVar

from procure_app.store import obstacle

T = TypeVar("T")


def real(path: Path) -> Path:
    """Return the absolute place behind the path's symbolic links, so that these stay.

    Raises ``NotWritten`` where no file can have such a path.
    """
    try:
        return Path(os.path.realpath(path))
    except (OSError, ValueError) as error:
        raise obstacle.unwritten(path, error) from error


def require_writable(target: Path) -> None:
    """Raise ``NotWritten`` where the target is no file, is protected, or has no folder."""
    try:
        mode = target.stat().st_mode
    except FileNotFoundError as error:
        if not target.parent.is_dir():
            raise obstacle.unwritten(target, error) from error
        return
    except (OSError, ValueError) as error:
        raise obstacle.unwritten(target, error) from error
    if not stat.S_ISREG(mode):
        raise obstacle.unfit(target)
    if not os.access(target, os.W_OK):
        raise obstacle.protected(target)


def write_whole(
    target: Path, fill: Callable[[BinaryIO], T], check: Callable[[], None] = lambda: None
) -> T:
    """Put what ``fill`` writes in the place of the target, and return what it returns.

    ``check`` runs when all bytes are on the disk, right before the old file gives way. Raises
    ``NotWritten``; then, and whenever ``fill`` or ``check`` raises, the old file is as it was
    and nothing lies beside it.
    """
    require_writable(target)
    temporary = target.parent / f".procure-{secrets.token_hex(8)}.tmp"
    try:
        with temporary.open("x+b") as handle:
            result = fill(handle)
            handle.flush()
            _keep_mode(target, temporary)
            os.fsync(handle.fileno())
        check()
        os.replace(temporary, target)  # noqa: PTH105  # the pair of os.fsync
    except OSError as error:
        raise obstacle.unwritten(target, error) from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
    _sync_folder(target.parent)
    return result


def _keep_mode(target: Path, temporary: Path) -> None:
    """Give the new file the group and mode of the old; a new one has what the umask leaves."""
    with suppress(FileNotFoundError):
        old = target.stat()
        if hasattr(os, "chown"):
            with suppress(OSError):  # not ours to give: the group stays our own
                os.chown(temporary, -1, old.st_gid)
        temporary.chmod(stat.S_IMODE(old.st_mode))


def _sync_folder(folder: Path) -> None:
    """Make the new name last through a power cut, where the platform can."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    with suppress(OSError):  # the file is in its place; some network drives refuse this
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
