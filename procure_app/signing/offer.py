"""Whether a signature may be offered: only for the very assessment that is open."""

from __future__ import annotations

from procure_app.core.phrase import Phrase, phrase
from procure_app.signing.verdict import Digests, Gap, Held
from procure_app.signing.words import gap


def hindrance(held: Held, open_: Digests | None) -> Phrase | None:
    """Return why the PDF must not be signed; nothing where it may.

    ``open_`` are the digests of the open assessment; without one, what the PDF holds must at
    least agree with itself.
    """
    if held.gap is not None or held.digests is None:
        return gap(held.gap or Gap.ABSENT)
    if open_ is not None and held.digests != open_:
        return phrase(
            "The PDF was made from another state of the assessment. Make it anew, then sign."
        )
    return None


def offered(held: Held, open_: Digests | None) -> bool:
    """Say whether a signature is offered on this PDF."""
    return hindrance(held, open_) is None
