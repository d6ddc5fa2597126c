"""Runs work that recurses deeply, as pyHanko does along the bookmarks of a long document."""

from __future__ import annotations

import gc
import sys
import threading
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

_STACK = 128 << 20
"""Bytes: enough for the depth below on every platform."""
_CALLS = 20_000
_ALONE = threading.Lock()
"""The limits belong to the whole process: one at a time sets them and puts them back."""


def deeply(work: Callable[[], T]) -> T:
    """Return what the work returns, or raise what it raises, from a thread with a large stack.

    Meanwhile the garbage collector rests: it would go over millions of values that are all in
    use, for half of the time.
    """
    done: list[T] = []
    failed: list[BaseException] = []

    def run() -> None:
        try:
            done.append(work())
        except BaseException as error:  # raised again in the caller's thread
            failed.append(error)

    with _ALONE:
        calls, stack = sys.getrecursionlimit(), threading.stack_size(_STACK)
        collecting = gc.isenabled()
        gc.disable()
        try:
            sys.setrecursionlimit(max(calls, _CALLS))
            thread = threading.Thread(target=run, name="signatures", daemon=True)
            thread.start()
            thread.join()
        finally:
            threading.stack_size(stack)
            sys.setrecursionlimit(calls)
            if collecting:
                gc.enable()
    if failed:
        raise failed[0]
    return done[0]
