"""Signing off: the checks, the digest that is bound, and the chain."""

from __future__ import annotations

from procure_app.core.assessment import edit
from procure_app.core.assessment.approval import Entry, Signoff
from procure_app.core.assessment.document import SIGNOFFS
from procure_app.core.catalogue.word import Walk
from procure_app.core.decision.digest import digest, layer, parts, signoff_digest
from procure_app.core.decision.obstacle import obstacles
from procure_app.core.decision.signoff import required, same_person, standings
from procure_app.core.phrase import phrase
from procure_app.session.error import NotAllowed
from procure_app.session.session import Session


def sign_off(session: Session, given: Signoff) -> Signoff:
    """Bind this attestation to the layer its role signs, and append it to the document.

    Raises ``NotAllowed`` where the name or an attestation is missing, where the decision cannot
    be signed yet, where preparer and approver would be one person without a reason, or where
    there is only a description.
    """
    reading = session.reading
    if reading.assessment.walk is Walk.DESCRIBE:
        raise NotAllowed(phrase("A description of a release is not signed off."))
    role = next((r for r in reading.catalogue.roles if r.id == given.role), None)
    if role is None or not given.name.strip():
        raise NotAllowed(phrase("Give the role and the name of the person or body that signs."))
    if dict(given.attestations) != dict(role.attestations):
        raise NotAllowed(phrase("Tick every attestation, one by one."))
    if given.interests == "recused":
        raise NotAllowed(phrase("A person who is recused cannot sign off. Name somebody else."))
    if same_person(reading, given) and not reading.assessment.decision.same_person_reason.strip():
        raise NotAllowed(
            phrase(
                "Preparer and approver must be different people. If they cannot be, record why "
                "on the Decision page."
            )
        )
    if role.signs == "decision":
        _decision_ready(session, given.role)
    content = layer(reading, role.signs)
    chain = session.assessment.signoffs
    if len(chain) >= SIGNOFFS:
        raise NotAllowed(
            phrase("This assessment holds {count} sign-offs. Go on in a copy.", count=SIGNOFFS)
        )
    signed = edit.changed(
        given,
        layer=role.signs,
        digest=digest(content),
        parts=parts(content),
        texts=reading.catalogue.fingerprint,
        previous=signoff_digest(chain[-1]) if chain else "",
        when=session.clock(),
    )
    session.change(edit.sign(session.assessment, signed), f"signoff/{given.role}")
    session.settle()
    return signed


def _decision_ready(session: Session, role: str) -> None:
    reading = session.reading
    for obstacle in obstacles(reading):
        raise NotAllowed(obstacle)
    stands = {s.signoff.role for s in standings(reading) if s.stands}
    for other in required(reading):
        if other.signs == "file" and other.id != role and other.id not in stands:
            raise NotAllowed(phrase("{role} has to sign off the file first.", role=other.title))


def record(session: Session, entry: Entry) -> None:
    """Append a line to the record. Raises ``NotAllowed`` before the decision is signed."""
    signed = any(s.signoff.layer == "decision" for s in standings(session.reading))
    if not signed:
        raise NotAllowed(phrase("The record begins after the approver has signed the decision."))
    session.change(edit.append_entry(session.assessment, entry), "record")
    session.settle()
