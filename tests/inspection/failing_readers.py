"""Readers that fail in every way a reader can; the worker imports them by name."""

from __future__ import annotations

import ctypes
import os
import sys
import time
from pathlib import Path

from procure_app.inspection.observation import Observation


def crash(handle, file):
    """Crash on what says so, in the way it says; tell of all else that it was read."""
    handle.seek(0)
    what = handle.read(200)
    if what.startswith(b"abort"):
        os.abort()
    if what.startswith(b"segfault"):
        ctypes.string_at(0)
    if what.startswith(b"memory"):
        bytearray(4 << 30)
    if what.startswith(b"spin"):
        while True:
            pass
    if what.startswith(b"sleep"):
        time.sleep(600)
    if what.startswith(b"raise"):
        raise ZeroDivisionError
    if what.startswith(b"exit"):
        os._exit(0)
    if what.startswith(b"print"):
        print("{}", flush=True)
        os.write(1, b'{"id": 0, "done": true}\n')
    if what.startswith(b"touch"):
        os.utime(f"/proc/self/fd/{handle.fileno()}", (1, 1))
    if what.startswith(b"write"):
        Path("/tmp/procure-written-by-a-reader").write_bytes(b"x")
    yield Observation("read", "", (file.path,))


def modules(handle, file):
    """Tell which modules the worker has, what it may write, and where it is."""
    found = tuple(sorted(sys.modules))
    yield Observation(
        "modules", "", (file.path,), facts={"names": found, "folder": str(Path.cwd())}
    )
