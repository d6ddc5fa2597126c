"""Saving from the window: in a thread of its own, while the document can be edited on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QTimer

from procure_app.core.outline.tone import Tone
from procure_app.session.saving import Saved
from procure_app.ui.jobs import Jobs

if TYPE_CHECKING:
    from procure_app.ui.window import Window

_LONG = 200
"""Milliseconds after which it is said that the document is being saved."""


class Scribe:
    """Writes one saving at a time, and lets the window live meanwhile."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self._jobs = Jobs()  # of its own: nobody's save waits for a report
        self._waiting: list[QEventLoop] = []
        self._busy = False

    @property
    def busy(self) -> bool:
        """Whether something is being written now."""
        return self._busy

    def save(self, path: Path, *, overwrite: bool = False) -> None:
        """Save as ``Session.save`` does and return when it is done; the window's events go on.

        Raises what ``Session.save`` raises. Nothing else may be being saved.
        """
        session = self._window.desk.session
        begun = session.saving(path, overwrite=overwrite)
        failed: list[BaseException] = []

        def done(saved: Saved) -> None:
            self._busy = False  # first: listeners of the session may ask
            try:
                session.take_saved(begun, saved)
            finally:
                self._release()

        def wrong(error: BaseException) -> None:
            self._busy = False
            failed.append(error)
            self._release()

        keeper = self._window.keeper
        noted = keeper.before_saving() if keeper else lambda: None

        def write() -> Saved:
            noted()
            return begun.write()

        self._busy = True
        self._jobs.run(write, done, wrong)
        slow = QTimer(self._window)
        slow.setSingleShot(True)
        slow.timeout.connect(self._tell)
        slow.start(_LONG)
        try:
            self.wait()
        finally:
            slow.stop()
            slow.deleteLater()
        if failed:
            raise failed[0]

    def wait(self) -> None:
        """Return when nothing is being written; the window's events go on."""
        while self._busy:
            loop = QEventLoop()
            self._waiting.append(loop)
            loop.exec()
            self._waiting.remove(loop)

    def refuses(self) -> bool:
        """Say in the window that a save is under way; False where there is none."""
        if self._busy:
            desk = self._window.desk
            words = "The assessment is being saved. Save again when that is done."
            self._window.body.notice.tell(desk.text(words), Tone.PLAIN)
        return self._busy

    def close(self) -> None:
        """Take no more work."""
        self._jobs.close()

    def _tell(self) -> None:
        self._window.body.notice.tell(self._words(), Tone.PLAIN)

    def _words(self) -> str:
        return self._window.desk.text("Saving… You can go on working.")

    def _release(self) -> None:
        """Let all go on who waited: only now, as the session knows what was saved."""
        notice = self._window.body.notice
        if notice.says() == self._words():
            notice.hide()
        for loop in self._waiting:
            loop.quit()
