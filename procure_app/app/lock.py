"""Who has a file open: told to others, and asked for before a command writes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from procure_app.core.phrase import Phrase
    from procure_app.session.session import Session
    from procure_app.store.lock import FileLocks


def build_locks() -> FileLocks:
    """Return the locks of this process, which are released when it ends as it should."""
    import atexit
    import datetime

    from procure_app.store.lock import FileLocks

    locks = FileLocks(lambda: datetime.datetime.now(datetime.UTC).replace(microsecond=0))
    atexit.register(locks.release_all)
    return locks


def require_free(path: Path) -> None:
    """Raise ``InUse`` where somebody has this file open, unless that program has ended."""
    import datetime

    from procure_app.session.claim import told
    from procure_app.session.error import InUse
    from procure_app.session.holder import Standing
    from procure_app.store.lock import FileLocks

    holder = FileLocks(lambda: datetime.datetime.now(datetime.UTC)).holder(path)
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
