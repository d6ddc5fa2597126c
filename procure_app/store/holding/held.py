"""A file that a living process holds: the system lets it go when the process ends, however."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    def _hold(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _hold(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


class Held:
    """A hold on a file, to tell the journals of the living from those of the dead."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def state(self) -> os.stat_result:
        """Return the state of the file that is held. Raises ``OSError``."""
        return os.fstat(self._descriptor)

    def release(self) -> None:
        """Let it go."""
        if self._descriptor >= 0:
            with suppress(OSError):
                os.close(self._descriptor)
            self._descriptor = -1


def hold(path: Path) -> Held | None:
    """Hold the file, made where it is not there; None where another process holds it.

    Where the file system knows no such holds, the file counts as held by nobody. Raises
    ``OSError`` where the file cannot be opened.
    """
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
    descriptor = os.open(path, flags | getattr(os, "O_NONBLOCK", 0), 0o600)
    try:
        _hold(descriptor)
    except (BlockingIOError, PermissionError):  # what POSIX and Windows say of a held file
        os.close(descriptor)
        return None
    except OSError:
        pass
    return Held(descriptor)
