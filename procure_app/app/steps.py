"""The steps from earlier versions of the catalogue, loaded when an older file asks for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from procure_app.core.catalogue.catalogue import Catalogue
    from procure_app.core.catalogue.step import Step


def load_shipped_steps(catalogue: Catalogue) -> tuple[Step, ...]:
    """Return the shipped steps to this catalogue. Raises ``Unreadable``."""
    from procure_app.core.phrase import phrase
    from procure_app.resources import folder
    from procure_app.session.error import Unreadable
    from procure_app.store.catalogue_source import SourceError
    from procure_app.store.migration_file import load_steps

    try:
        return load_steps(folder("migrations"), catalogue)
    except SourceError as error:
        raise Unreadable(
            phrase("The shipped steps to this catalogue cannot be used: {why}.", why=str(error))
        ) from error
