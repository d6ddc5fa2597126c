"""How far an inspection is, and how it is stopped."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

Stage = Literal["listing", "reading", "digesting"]
_PAUSE = 0.1


@dataclass(frozen=True, slots=True)
class Progress:
    """One moment of an inspection."""

    stage: Stage = "listing"
    files_done: int = 0
    files: int = 0
    """All files of this stage; 0 while they are still being listed."""
    bytes_done: int = 0
    bytes: int = 0
    """All bytes of this stage; 0 where files only count."""


class Cancelled(Exception):
    """The person stopped the inspection; nothing of it is kept."""


class Meter:
    """Tells progress at most ten times a second, and notices that the person wants to stop."""

    def __init__(
        self, tell: Callable[[Progress], None] | None, cancelled: Callable[[], bool] | None
    ) -> None:
        self._tell, self._cancelled = tell, cancelled
        self._told = 0.0
        self.now = Progress()

    def begin(self, stage: Stage, files: int, size: int = 0) -> None:
        """Begin a stage."""
        self.now = Progress(stage, 0, files, 0, size)
        self._say()

    def step(self, *, files: int = 0, size: int | None = None) -> None:
        """Note so many more files, and how many bytes are done in all."""
        done = self.now.bytes_done if size is None else size
        self.now = replace(self.now, files_done=self.now.files_done + files, bytes_done=done)
        self.pulse()

    def pulse(self) -> None:
        """Raise ``Cancelled`` where the person wants to stop; tell progress where it is time."""
        if self._cancelled and self._cancelled():
            raise Cancelled
        if time.monotonic() - self._told > _PAUSE:
            self._say()

    def _say(self) -> None:
        self._told = time.monotonic()
        if self._tell:
            self._tell(self.now)
