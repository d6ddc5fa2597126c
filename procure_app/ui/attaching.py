"""The file of an item of evidence: which it is, or how far it is read, with a way to stop."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import Any

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from procure_app.core.assessment.answer import Evidence
from procure_app.session.error import Fault
from procure_app.session.visible import one_line
from procure_app.ui.desk import Desk
from procure_app.ui.editor.field import label
from procure_app.ui.notice import announce
from procure_app.ui.paint import Link
from procure_app.ui.theme import GAP
from procure_app.ui.wrapping import breakable

_OFTEN = 0.2
"""Seconds between two words on how far it is."""


class _Stopped(Exception):
    """Nobody waits for this file any more."""


class Attaching(QWidget):
    """Reads one file at a time, off the window's thread; the last one chosen counts."""

    attached = Signal(object)
    """An ``Evidence`` of the file that was read."""
    failed = Signal(str)
    """Why it could not be read; empty for what was said before no longer holds."""
    _came_to = Signal(object, object)
    """Bytes read, and the path; emitted off the window's thread."""

    def __init__(self, desk: Desk, item: Evidence) -> None:
        super().__init__()
        self._desk, self._held = desk, self._words_of(desk, item)
        self._stop: Event | None = None
        """Set once the file that is being read is not wanted; None while none is read."""
        self.choose = Link(desk.text("Attach a file…"))
        self.choose.clicked.connect(lambda _: self._choose())
        self._words = label(self._held, muted=True)
        self._give_up = Link(desk.text("Stop reading"))
        self._give_up.clicked.connect(lambda _: self._end(self._held))
        self._give_up.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self._words)
        column.addWidget(self._give_up)
        self._came_to.connect(self._tell)

    @property
    def busy(self) -> bool:
        """Whether a file is being read now."""
        return self._stop is not None

    def start(self, path: Path) -> None:
        """Read this file, and no other any more; it may take minutes."""
        self.stop()
        self.failed.emit("")
        stop = self._stop = Event()
        session = self._desk.session
        self._give_up.show()
        self._words.setText(self._reading(path, 0))
        announce(self, self._words.text())

        def wanted(take: Callable[[Any], None]) -> Callable[[Any], None]:
            return lambda given: None if stop.is_set() else take(given)

        self._desk.jobs.run(
            lambda: session.measure(path, self._teller(path, stop)),
            wanted(lambda measured: self._take(session.attached(path, *measured))),
            wanted(self._fail),
        )

    def stop(self) -> None:
        """Read on no more; what has been read is dropped."""
        if self._stop is not None:
            self._stop.set()
            self._stop = None

    def _choose(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, self._desk.text("Attach a file"))
        if chosen:
            self.start(Path(chosen))

    def _teller(self, path: Path, stop: Event) -> Callable[[int], None]:
        """Return what is told how far it is, off the window's thread, and ends it."""
        said = time.monotonic()

        def tell(done: int) -> None:
            nonlocal said
            if stop.is_set():
                raise _Stopped
            if time.monotonic() - said > _OFTEN:
                said = time.monotonic()
                self._came_to.emit(done, path)

        return tell

    def _tell(self, done: int, path: Path) -> None:
        if self.busy:
            self._words.setText(self._reading(path, done))

    def _take(self, item: Evidence) -> None:
        self._held = self._words_of(self._desk, item)
        self._end(self._held)
        self.attached.emit(item)

    def _fail(self, error: BaseException) -> None:
        self._end(self._held)
        if not isinstance(error, Fault):
            raise error
        self.failed.emit(self._desk.say(error.sentence))

    def _end(self, words: str) -> None:
        """Show the file that is attached; the focus goes where another one is chosen."""
        self.stop()
        self.failed.emit("")
        if self._give_up.hasFocus():
            self.choose.setFocus()
        self._give_up.hide()
        self._words.setText(words)
        announce(self, words)

    def _reading(self, path: Path, done: int) -> str:
        try:
            size = path.stat().st_size
        except OSError:
            size = 0
        shown, name = QLocale().formattedDataSize, breakable(one_line(path.name))
        if not done or done > size:
            return self._desk.text("Reading “{name}”…", name=name)
        words = "Reading “{name}”: {done} of {size}. You can fill in the rest meanwhile."
        return self._desk.text(words, name=name, done=shown(done), size=shown(size))

    @staticmethod
    def _words_of(desk: Desk, item: Evidence) -> str:
        if not item.digest:
            return ""
        words = "{size} bytes, SHA-256 {digest}"
        said = desk.text(words, size=f"{item.size:,}", digest=item.digest[:16])
        if not item.linked:
            return said
        path = breakable(one_line(item.linked))
        return f"{said}\n{desk.text('Not in this assessment. It lies at {path}', path=path)}"
