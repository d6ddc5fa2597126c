"""Keeps the journal up with the open document, in a thread of its own."""

from __future__ import annotations

import threading
from collections.abc import Callable

from procure_app.core.phrase import Phrase, phrase
from procure_app.session.error import Fault
from procure_app.session.ports import Journal
from procure_app.session.session import Session
from procure_app.session.snapshot import Snapshot

DELAY = 0.25
"""Seconds between a change and the writing of it, so that a word is one writing and not six."""
AGAIN = 5.0
"""Seconds after which what could not be written is tried again: room may have been made."""


class Recorder:
    """Writes what is not saved into the journal, at most ``DELAY`` after it changed."""

    def __init__(
        self, session: Session, journal: Journal, failed: Callable[[Phrase], None]
    ) -> None:
        """Begin. ``failed`` is called, off the window's thread, when writing fails that went well
        before."""
        self._session = session
        self._journal = journal
        self._failed = failed
        self._owed = False
        """Whether the last writing failed."""
        self._due: Snapshot | None = None
        self._waiting = False
        self._writing = False
        self._hurry = False
        self._closed = False
        self._state = threading.Condition()
        self._thread = threading.Thread(target=self._serve, name="journal", daemon=True)
        self._thread.start()
        session.subscribe(self.note)

    def note(self) -> None:
        """Take the document as it is now, to be written soon."""
        session = self._session
        kept = session.snapshot() if session.modified or session.drafts.kept() else None
        with self._state:
            self._due, self._waiting = kept, True
            self._state.notify_all()

    def flush(self, patience: float = 5.0) -> bool:
        """Write now, and say whether all is on the disk within so many seconds."""
        with self._state:
            self._hurry = True
            self._state.notify_all()
            done = self._state.wait_for(lambda: not (self._waiting or self._writing), patience)
            self._hurry = False
            return done and not self._owed

    def close(self) -> None:
        """Forget the journal: the person saved, or chose not to."""
        with self._state:
            self._closed = True
            self._state.notify_all()
        self._thread.join()
        self._journal.close()

    def _serve(self) -> None:
        while True:
            with self._state:
                pause = AGAIN if self._owed else None
                self._state.wait_for(lambda: self._waiting or self._closed, pause)
                self._state.wait_for(lambda: self._hurry or self._closed, DELAY)
                if self._closed:
                    return
                due, self._waiting, self._writing = self._due, False, True
            why = self._write(due)
            if why is not None and not self._owed:
                words = "What you type cannot be kept for the case of a crash: {why} Save often."
                self._failed(phrase(words, why=why))
            with self._state:
                self._writing, self._owed = False, why is not None
                self._state.notify_all()

    def _write(self, due: Snapshot | None) -> Phrase | None:
        """Write, and return why it failed; None where it went well."""
        try:
            if due is None:
                self._journal.clear()
            else:
                self._journal.write(due)
        except Fault as fault:
            return fault.sentence
        except Exception:  # a thread that ended would keep nothing, and tell nobody
            return phrase("something unexpected happened.")
        return None
