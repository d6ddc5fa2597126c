"""What an opened file asks for: steps from an earlier catalogue, and what is told of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from procure_app.core.catalogue.catalogue import Catalogue
    from procure_app.core.catalogue.step import Step
    from procure_app.session.holder import Access
    from procure_app.ui.window import Window


def load_shipped_steps(catalogue: Catalogue) -> tuple[Step, ...]:
    """Return the shipped steps to this catalogue. Raises ``Unreadable``."""
    from procure_app.core.phrase import phrase
    from procure_app.resources import folder
    from procure_app.session.error import Unreadable
    from procure_app.store.shipped.catalogue_source import SourceError
    from procure_app.store.shipped.migration_file import load_steps

    try:
        return load_steps(folder("migrations"), catalogue)
    except SourceError as error:
        raise Unreadable(
            phrase("The shipped steps to this catalogue cannot be used: {why}.", why=str(error))
        ) from error


def tell_of_file(window: Window, path: Path, access: Access) -> None:
    """Say what is good to know of a file that was just opened; see ``ui.opened``."""
    from procure_app.ui.opened import tell_of_file as tell

    tell(window, path, access)


def show_update(window: Window) -> None:
    """Show what a later catalogue would change; see ``ui.update``."""
    from procure_app.ui.update import show_update as show

    show(window)
