"""Sign-offs: who still has to sign, which signatures are stale, and who may not sign."""

from __future__ import annotations

from dataclasses import dataclass

from procure_app.core.assessment.approval import Outcome, Signoff
from procure_app.core.catalogue.catalogue import Role
from procure_app.core.catalogue.condition import holds
from procure_app.core.catalogue.word import Severity, Walk
from procure_app.core.decision.digest import changes, digest, layer, parts, signoff_digest
from procure_app.core.decision.reading import Reading
from procure_app.core.decision.validity import latest_validity, too_long
from procure_app.core.phrase import Phrase, phrase

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


def obstacles(reading: Reading) -> tuple[Phrase, ...]:
    """Return what keeps the decision from being signed, each with the way to mend it."""
    decision = reading.assessment.decision
    found: list[Phrase] = []
    if decision.outcome is None:
        return (phrase("No decision is recorded. Choose one on the Decision page."),)
    if decision.decided is None:
        found.append(phrase("Give the date of the decision."))
    if decision.outcome in (Outcome.APPROVE, Outcome.CONDITIONS):
        found += _untreated(reading)
        latest = latest_validity(reading.assessment, reading.path)
        if decision.valid_until is None or decision.valid_until > latest:
            found.append(phrase("Set “valid until” to {day} at the latest.", day=latest))
    for acceptance in decision.acceptances:
        if not (acceptance.authority and acceptance.limit and acceptance.reason):
            found.append(
                phrase("{id} needs an authority, its limit and a reason.", id=acceptance.id)
            )
        if too_long(acceptance, reading.assessment):
            found.append(phrase("{id} must expire within twelve months.", id=acceptance.id))
    for condition in decision.conditions:
        if not (condition.text and condition.owner and condition.due and condition.proof):
            found.append(
                phrase("{id} needs a text, an owner, a due date and a proof.", id=condition.id)
            )
    return tuple(found)


def _untreated(reading: Reading) -> list[Phrase]:
    result = []
    for finding in reading.findings:
        match finding.severity:
            case Severity.BAR:
                if not any(a.waiver for a in finding.acceptances):
                    result.append(
                        phrase("{id} is a bar: cure it, record a waiver, or reject.", id=finding.id)
                    )
            case Severity.BLOCKER:
                if not finding.acceptances:
                    result.append(
                        phrase("{id} is a blocker: it needs a risk acceptance.", id=finding.id)
                    )
            case Severity.MAJOR:
                if not finding.treated:
                    result.append(
                        phrase("{id} needs a condition or a risk acceptance.", id=finding.id)
                    )
            case Severity.MINOR:
                pass
    return result
