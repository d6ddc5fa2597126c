"""Kept versions and preferences: their adapters, and the dialogs built when they are wanted."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from procure_app.core.phrase import Phrase
    from procure_app.session.version import Version
    from procure_app.store.kept.backup import Backups
    from procure_app.ui.window import Window


class Versions:
    """What keeps versions, imported when the first file is saved or somebody asks for them."""

    @cached_property
    def backups(self) -> Backups:
        """The adapter, by the preferences as they are each time."""
        from procure_app.store.kept.backup import Backups
        from procure_app.store.preferences import Preferences

        return Backups(Preferences().keeping)

    def versions(self, document: str) -> tuple[Version, ...]:
        """Return what is kept of a document; see ``session.ports.Backups``."""
        return self.backups.versions(document)

    def trouble(self) -> Phrase | None:
        """Return why the last save kept nothing; see ``session.ports.Backups``."""
        return self.backups.trouble() if "backups" in self.__dict__ else None


def show_revisions(window: Window) -> None:
    """List the kept versions of the open document."""
    from procure_app.ui.revisions import RevisionsDialog

    RevisionsDialog(window).open()


def show_preferences(window: Window) -> None:
    """Ask what is kept and where, and remember it."""
    from procure_app.store.preferences import MOST_VERSIONS, Preferences, usual_place
    from procure_app.ui.preferences import Kept, PreferencesDialog

    preferences = Preferences()
    asked = preferences.keeping()
    present = Kept(asked.number, None if asked.usual else asked.place)
    dialog = PreferencesDialog(window.desk, window, present, usual_place(), MOST_VERSIONS)
    dialog.chosen.connect(lambda kept: preferences.keep(kept.number, kept.place))
    dialog.open()


def tell_unkept(window: Window) -> None:
    """Say in the window, after a save, why it kept nothing of the version before."""

    def tell() -> None:
        trouble = window.desk.session.backups.trouble()
        if trouble is not None:
            window.body.notice.tell(window.desk.say(trouble))

    window.desk.changed.connect(tell)
