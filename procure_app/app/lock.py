"""Who has a file open: told to others, and asked for before a command writes."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from procure_app.core.phrase import Phrase
    from procure_app.session.holder import Holder
    from procure_app.session.session import Session
    from procure_app.store.holding.lock import FileLocks


class Locks:
    """The locks of this process, imported when the first file is opened or saved.

    They are released when the process ends as it should. Fulfils ``session.ports.Locks``.
    """

    @cached_property
    def _locks(self) -> FileLocks:
        import atexit

        locks = _file_locks()
        atexit.register(locks.release_all)
        return locks

    def holder(self, path: Path) -> Holder | None:
        """Return who else has the file open."""
        return self._locks.holder(path)

    def take(self, path: Path, *, over: bool = False) -> bool:
        """Say that the file is open here."""
        return self._locks.take(path, over=over)

    def release(self, path: Path) -> None:
        """Say it no longer."""
        self._locks.release(path)


def _file_locks() -> FileLocks:
    import datetime

    from procure_app.store.holding.lock import FileLocks

    return FileLocks(lambda: datetime.datetime.now(datetime.UTC).replace(microsecond=0))


def require_free(path: Path) -> None:
    """Raise ``InUse`` where somebody has this file open, unless that program has ended."""
    from procure_app.session.claim import told
    from procure_app.session.error import InUse
    from procure_app.session.holder import Standing

    holder = _file_locks().holder(path)
    if holder is not None and holder.standing is not Standing.GONE:
        raise InUse(told(path, holder), holder)


def open_at_start(session: Session, path: Path) -> bool:
    """Open the file before there is a window; False where a person has to be asked first.

    Raises ``Unreadable``.
    """
    from procure_app.app import open_file
    from procure_app.session.error import InUse
    from procure_app.session.holder import Access

    try:
        open_file(session, path)
    except InUse as fault:
        if not fault.holder.own:
            return False
        open_file(session, path, Access.OVER)
    return True


def open_to_write(session: Session, path: Path) -> Phrase | None:
    """Open the file for a command that writes to it without asking.

    A lock whose program has ended is left for a person to judge, and returned in words. Raises
    ``Unreadable``, and ``InUse`` where somebody has the file open, or may have.
    """
    from procure_app.app import open_file
    from procure_app.session.error import InUse
    from procure_app.session.holder import Access, Standing

    try:
        open_file(session, path)
    except InUse as fault:
        if fault.holder.standing is not Standing.GONE:
            raise
        open_file(session, path, Access.BESIDE)
        return fault.sentence
    return None
