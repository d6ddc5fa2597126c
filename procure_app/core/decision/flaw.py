"""What in a sign-off the app would never have let through: it was made or altered elsewhere."""

from __future__ import annotations

from procure_app.core.assessment.approval import Signoff
from procure_app.core.catalogue.catalogue import Role
from procure_app.core.decision.reading import Reading
from procure_app.core.phrase import Phrase, phrase

PREPARER, APPROVER = "preparer", "approver"
"""The two roles that must be different people."""


def flaws(reading: Reading, signoff: Signoff, role: Role | None) -> tuple[Phrase, ...]:
    """Return why the sign-off does not count, whatever its digest says; empty where it does."""
    if role is None:
        return (phrase("The catalogue knows no such role."),)
    return tuple(sentence for found, sentence in _judged(reading, signoff, role) if found)


def _judged(reading: Reading, signoff: Signoff, role: Role) -> tuple[tuple[bool, Phrase], ...]:
    missing = set(role.attestations) - set(signoff.attestations)
    reworded = any(role.attestations.get(key, "") != t for key, t in signoff.attestations.items())
    unlike = bool(signoff.texts) and signoff.texts != reading.catalogue.fingerprint
    return (
        (signoff.layer != role.signs, phrase("It signs another layer than its role does.")),
        (not signoff.name.strip(), phrase("It names nobody.")),
        (signoff.interests == "recused", phrase("Who signed was recused.")),
        (bool(missing), phrase("Not every attestation was made.")),
        (reworded, phrase("An attestation has other words than the catalogue.")),
        (unlike, phrase("The wording of the catalogue is not the one that was signed.")),
        (
            _alone(reading, signoff),
            phrase("Preparer and approver are one person, and no reason is recorded."),
        ),
    )


def _alone(reading: Reading, signoff: Signoff) -> bool:
    excused = reading.assessment.decision.same_person_reason.strip()
    return same_person(reading, signoff) and not excused


def same_person(reading: Reading, signoff: Signoff) -> bool:
    """Say whether preparer and approver would be one person, by name or e-mail as typed."""
    other = {PREPARER: APPROVER, APPROVER: PREPARER}.get(signoff.role)

    def key(text: str) -> str:
        return " ".join(text.casefold().split())

    return any(
        key(old.name) == key(signoff.name) or (old.email and key(old.email) == key(signoff.email))
        for old in reading.assessment.signoffs
        if old.role == other
    )
