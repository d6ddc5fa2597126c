"""Unsaved work, kept in the state folder of the person."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from procure_app.core.catalogue.catalogue import Catalogue
    from procure_app.session.ports import Journal
    from procure_app.ui.recovery import Keeper
    from procure_app.ui.window import Window


def build_journal(shipped: Catalogue) -> Journal:
    """Return the journal of this process."""
    import platformdirs

    from procure_app.store.kept.journal import Journal as Kept
    from procure_app.store.procure_file import ProcureFiles

    state = Path(platformdirs.user_state_dir("procure", appauthor=False))
    return Kept(state / "journal", ProcureFiles(lambda: shipped))


def build_keeper(window: Window, journal: Journal) -> Keeper:
    """Return what keeps the journal up with the window."""
    from procure_app.ui.recovery import Keeper

    return Keeper(window, journal)
