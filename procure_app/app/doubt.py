"""What does not fit in a file, its evidence read through."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from procure_app.core.phrase import Phrase
    from procure_app.session.session import Session


def checked(session: Session) -> tuple[Phrase, ...]:
    """Return what does not fit in a document just opened, and the sign-offs out of date.

    Every byte of the evidence is read, which takes about a second for each gigabyte.
    """
    from procure_app.core.decision.doubt import stale
    from procure_app.core.phrase import phrase
    from procure_app.session.doubt import opening_doubts
    from procure_app.store.container.evidence import exchanged

    items = [item for item in session.assessment.evidence if item.digest and not item.linked]
    places = {item.digest: session.evidence_place(item.digest) for item in items}
    known = {digest: place for digest, place in places.items() if place}
    told = tuple(
        phrase("The file of evidence {id} is not the one that was attached.", id=item.id)
        for item in exchanged((item for item in items if item.digest in known), known)
    )
    return (*opening_doubts(session), *stale(session.reading), *told)
