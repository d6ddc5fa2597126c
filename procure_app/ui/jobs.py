"""Work off the window's thread: one executor, and one signal that brings results back."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from PySide6.QtCore import QObject, Signal


class Jobs(QObject):
    """Runs one piece of work after the other and calls back in the window's thread."""

    _finished = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="procure")
        self._finished.connect(lambda call: call())

    def run(
        self,
        work: Callable[[], Any],
        then: Callable[[Any], None],
        failed: Callable[[BaseException], None],
    ) -> None:
        """Run ``work``; then call ``then`` with its result, or ``failed`` with its exception."""

        def relay(future: Future[Any]) -> None:
            if future.cancelled():  # the window closed before the work began
                return
            error = future.exception()
            self._finished.emit((lambda: failed(error)) if error else lambda: then(future.result()))

        self._executor.submit(work).add_done_callback(relay)

    def close(self) -> None:
        """Wait for the work that runs, and take no more."""
        self._executor.shutdown(wait=True, cancel_futures=True)
