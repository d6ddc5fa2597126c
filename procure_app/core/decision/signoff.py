"""Sign-offs: who still has to sign, which signatures are stale, and who may not sign."""

from __future__ import annotations

from dataclasses import dataclass

from procure_app.core.assessment.approval import Signoff
from procure_app.core.catalogue.catalogue import Role
from procure_app.core.catalogue.condition import holds
from procure_app.core.catalogue.word import Walk
from procure_app.core.decision.digest import changes, digest, layer, parts, signoff_digest
from procure_app.core.decision.reading import Reading

PREPARER, APPROVER = "preparer", "approver"
"""The two roles that must be different people."""


@dataclass(frozen=True, slots=True)
class Standing:
    """One sign-off against the document as it is now."""

    signoff: Signoff
    role: Role | None
    changed: tuple[str, ...]
    """Names of the parts that changed since; empty while it stands."""
    chained: bool
    """Whether it follows the sign-off before it, none taken out or altered."""

    @property
    def stands(self) -> bool:
        """Whether what was signed is what is there now."""
        return not self.changed and self.chained


def standings(reading: Reading) -> tuple[Standing, ...]:
    """Return every sign-off with its standing. Staleness is found by comparison only."""
    roles = {role.id: role for role in reading.catalogue.roles}
    layers = {name: layer(reading, name) for name in ("file", "decision")}
    result, previous = [], ""
    for signoff in reading.assessment.signoffs:
        content = layers[signoff.layer]
        changed: tuple[str, ...] = ()
        if digest(content) != signoff.digest:
            changed = changes(signoff.parts, parts(content)) or (signoff.layer,)
        chained = signoff.previous == previous
        result.append(Standing(signoff, roles.get(signoff.role), changed, chained))
        previous = signoff_digest(signoff)
    return tuple(result)


def required(reading: Reading) -> tuple[Role, ...]:
    """Return the roles that must sign this assessment; nobody signs a description."""
    if reading.assessment.walk is Walk.DESCRIBE:
        return ()
    facts = reading.path.facts
    return tuple(
        role
        for role in reading.catalogue.roles
        if (role.required if isinstance(role.required, bool) else holds(role.required, facts))
    )


def missing(reading: Reading) -> tuple[Role, ...]:
    """Return the required roles without a sign-off that stands."""
    signed = {s.signoff.role for s in standings(reading) if s.stands}
    return tuple(role for role in required(reading) if role.id not in signed)


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
