"""Writes a file whole or not at all: beside it, to the disk, then in its place."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, TypeVar

from procure_app.store.disk import leftover, obstacle

T = TypeVar("T")
_FLAGS = (
    os.O_RDWR
    | os.O_CREAT
    | os.O_EXCL
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_CLOEXEC", getattr(os, "O_NOINHERIT", 0))
)
_UNKNOWN = (errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS)
"""What a drive says that does not know a call; its files are as safe as it can make them."""
_SIGNALS = 8
"""How often a call is made again that a signal interrupted."""


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
    and nothing lies beside it. Where a drive refuses the exchange, the old file is never
    written to in its place instead: a fault on the way would leave neither.
    """
    require_writable(target)
    temporary = target.parent / leftover.fresh_name()
    try:
        with _made(temporary, target) as handle:
            leftover.sweep(target.parent, os.fstat(handle.fileno()))
            result = fill(handle)
            handle.flush()
            _keep_mode(target, temporary)
            _sync(handle.fileno())
        check()
        _exchange(temporary, target)
    except OSError as error:
        raise obstacle.unwritten(target, error) from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
    sync_folder(target.parent)
    return result


def _made(temporary: Path, target: Path) -> BinaryIO:
    """Make the new file with the mode of the old, so that nobody reads what is not for them."""
    mode = 0o666  # the umask takes its part
    with suppress(FileNotFoundError):
        mode = stat.S_IMODE(target.stat().st_mode) & 0o777
    return os.fdopen(os.open(temporary, _FLAGS, mode), "w+b")


def _keep_mode(target: Path, temporary: Path) -> None:
    """Give the new file the group and mode of the old; a new one has what the umask leaves.

    Some network drives refuse it; then the file has no more rights than the old one.
    """
    with suppress(FileNotFoundError):
        old = target.stat()
        if hasattr(os, "chown"):
            with suppress(OSError):  # not ours to give: the group stays our own
                os.chown(temporary, -1, old.st_gid)
        with suppress(OSError):
            temporary.chmod(stat.S_IMODE(old.st_mode))


def _sync(descriptor: int) -> None:
    """Bring the bytes to the disk, where the drive knows how; a drive that fails is a fault."""
    try:
        _again(lambda: os.fsync(descriptor))
    except OSError as error:
        if error.errno not in _UNKNOWN:
            raise


def _exchange(temporary: Path, target: Path) -> None:
    try:
        _again(lambda: os.replace(temporary, target))  # noqa: PTH105  # the pair of os.fsync
    except OSError as error:
        raise obstacle.unreplaced(target, error) from error


def _again(call: Callable[[], None]) -> None:
    """Call, and call again where only a signal came between, which some network drives tell."""
    for _ in range(_SIGNALS):
        with suppress(InterruptedError):
            return call()
    return call()


def sync_folder(folder: Path) -> None:
    """Make the new name last through a power cut, where the platform can."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    with suppress(OSError):  # the file is in its place; some network drives refuse this
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
