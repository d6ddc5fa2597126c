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


class Recorder:
    """Writes what is not saved into the journal, at most ``DELAY`` after it changed."""

    def __init__(
        self, session: Session, journal: Journal, failed: Callable[[Phrase], None]
    ) -> None:
        """Begin. ``failed`` is called once, off the window's thread, when writing fails first."""
        self._session = session
        self._journal = journal
        self._failed = failed
        self._told = False
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
        kept = session.snapshot() if session.modified or session.drafts else None
        with self._state:
            self._due, self._waiting = kept, True
            self._state.notify_all()

    def flush(self, patience: float = 5.0) -> bool:
        """Write now, and say whether all is written within so many seconds."""
        with self._state:
            self._hurry = True
            self._state.notify_all()
            done = self._state.wait_for(lambda: not (self._waiting or self._writing), patience)
            self._hurry = False
            return done

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
                self._state.wait_for(lambda: self._waiting or self._closed)
                self._state.wait_for(lambda: self._hurry or self._closed, DELAY)
                if self._closed:
                    return
                due, self._waiting, self._writing = self._due, False, True
            self._write(due)
            with self._state:
                self._writing = False
                self._state.notify_all()

    def _write(self, due: Snapshot | None) -> None:
        try:
            if due is None:
                self._journal.clear()
            else:
                self._journal.write(due)
        except Fault as fault:
            self._tell(fault.sentence)
        except Exception:  # a thread that ended would keep nothing, and tell nobody
            self._tell(phrase("something unexpected happened."))
        else:
            self._told = False

    def _tell(self, why: Phrase) -> None:
        if not self._told:
            self._told = True
            words = "What you type cannot be kept for the case of a crash: {why} Save often."
            self._failed(phrase(words, why=why))
