"""By which version of the catalogue the document is asked, and which one is shipped."""

from __future__ import annotations

from procure_app.core.phrase import Phrase, phrase
from procure_app.session.session import Session


def of_another_version(session: Session) -> bool:
    """Say whether the document is asked by another version of the catalogue than is shipped."""
    mine, shipped = session.catalogue, session.shipped
    return mine.id == shipped.id and mine.version != shipped.version


def versions(session: Session) -> Phrase:
    """Return in a sentence which version the document is asked by, and which one is shipped."""
    return phrase(
        "This assessment uses catalogue {mine}. This app has {shipped}.",
        mine=session.catalogue.version,
        shipped=session.shipped.version,
    )
