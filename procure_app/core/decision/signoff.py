"""Sign-offs: who still has to sign, which signatures are stale, and who may not sign."""

from __future__ import annotations

from dataclasses import dataclass

from procure_app.core.assessment.approval import Signoff
from procure_app.core.catalogue.catalogue import Role
from procure_app.core.catalogue.condition import holds
from procure_app.core.catalogue.word import Walk
from procure_app.core.decision.digest import changes, digest, layer, parts, signoff_digest
from procure_app.core.decision.flaw import APPROVER, PREPARER, flaws, same_person
from procure_app.core.decision.reading import Reading
from procure_app.core.phrase import Phrase

__all__ = (
    "APPROVER", "PREPARER", "Standing", "missing", "required", "same_person", "standings",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Standing:
    """One sign-off against the document as it is now."""

    signoff: Signoff
    role: Role | None
    changed: tuple[str, ...]
    """Names of the parts that changed since; empty while it stands."""
    chained: bool
    """Whether it follows the sign-off before it, none taken out or altered."""
    flaws: tuple[Phrase, ...] = ()
    """Why it does not count although its digest may fit: see ``flaw.flaws``."""

    @property
    def stands(self) -> bool:
        """Whether what was signed is what is there now, and was signed as the app has it."""
        return not self.changed and self.chained and not self.flaws


def standings(reading: Reading) -> tuple[Standing, ...]:
    """Return every sign-off with its standing. Staleness is found by comparison only."""
    if not reading.assessment.signoffs:
        return ()  # the layers are long to work out
    roles = {role.id: role for role in reading.catalogue.roles}
    signed = {signoff.layer for signoff in reading.assessment.signoffs}
    layers = {name: layer(reading, name) for name in signed}
    digests = {name: digest(content) for name, content in layers.items()}
    now: dict[str, dict[str, str]] = {}  # made once and not for each, for a file may hold many
    result, previous = [], ""
    for signoff in reading.assessment.signoffs:
        changed: tuple[str, ...] = ()
        if digests[signoff.layer] != signoff.digest:
            if signoff.layer not in now:
                now[signoff.layer] = parts(layers[signoff.layer])
            changed = changes(signoff.parts, now[signoff.layer]) or (signoff.layer,)
        chained = signoff.previous == previous
        role = roles.get(signoff.role)
        found = flaws(reading, signoff, role)
        result.append(Standing(signoff, role, changed, chained, found))
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
