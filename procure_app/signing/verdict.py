"""What is known of the signatures in a PDF, as values that the window and the commands show."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum

from procure_app.core.decision.signoff import PREPARER


@dataclass(frozen=True, slots=True)
class Digests:
    """The SHA-256 of the two layers that a report holds, in hexadecimal."""

    file: str
    decision: str

    def of(self, layer: str) -> str:
        """Return the digest of the layer with this name."""
        return {"file": self.file, "decision": self.decision}[layer]


class Gap(StrEnum):
    """Why the assessment in a PDF cannot be relied on."""

    ABSENT = "no assessment"
    SEVERAL = "several assessments"
    UNREADABLE = "unreadable"
    NEWER = "newer format"
    UNSTATED = "no digest stated"
    DIFFERENT = "not the digest stated"


@dataclass(frozen=True, slots=True)
class Held:
    """What a PDF says of the assessment it was made from."""

    digests: Digests | None
    """Computed from the embedded assessment; absent where there is none that can be read."""
    gap: Gap | None
    """What speaks against it; absent where embedded and stated digests agree."""


class State(StrEnum):
    """Whether a signature is there, and whether what it covers is what was signed."""

    MISSING = "missing"
    INTACT = "intact"
    BROKEN = "not valid"


class Clock(StrEnum):
    """Who says when it was signed."""

    STAMP = "time stamp"
    SIGNER = "signer's clock"
    NOBODY = "not known"


class Later(StrEnum):
    """What was added to the file after a signature."""

    NOTHING = "nothing"
    SIGNATURES = "signatures"
    PROPERTIES = "properties"
    CHANGES = "changes"


class Doubt(StrEnum):
    """Why no trusted root vouches for a certificate."""

    UNKNOWN = "unknown root"
    EXPIRED = "expired"
    EARLY = "not yet valid"
    USAGE = "wrong usage"
    REVOKED = "revoked"
    WEAK = "weak algorithm"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class RoleSignature:
    """The signature in one field of the report."""

    role: str
    """The name of the field, which is the id of the role."""
    title: str
    layer: str = ""
    """The layer that the role signs; empty for a field of no role."""
    required: bool = False
    state: State = State.MISSING
    signer: str = ""
    issuer: str = ""
    """Who issued the certificate, by its own words."""
    when: datetime.datetime | None = None
    clock: Clock = Clock.NOBODY
    stamped_by: str = ""
    """The time-stamp service, also where no trusted root vouches for it."""
    root: str = ""
    """The trusted root that vouches for the signer; empty where none does."""
    doubt: Doubt | None = None
    covers: bool = False
    """Whether it covers the whole document as it was when it was signed."""
    later: Later = Later.NOTHING
    certifies: bool = False
    """Whether it allows nothing but further signatures after it."""
    locks: bool = False
    """Whether it allows no further signature."""
    reason: str = ""
    digest: str = ""
    """The digest that its reason names; empty where it names none."""

    @property
    def stands(self) -> bool:
        """Whether it is there, covers everything, and nothing came after it but what it allows."""
        return self.state is State.INTACT and self.covers and self.later is not Later.CHANGES


class Outcome(StrEnum):
    """The verdict on the whole document, the worst that holds."""

    NOT_VALID = "not valid"
    INCOMPLETE = "incomplete"
    NOT_TRUSTED = "not trusted"
    VALID = "valid"


class Problem(StrEnum):
    """What stands between a document and the verdict *valid*."""

    CHANGED = "changed after signing"
    BROKEN = "a signature is not valid"
    DATA = "the assessment inside cannot be relied on"
    REASON = "a signature names another digest"
    MISSING = "a required signature is missing"
    NOT_CERTIFIED = "not certified by the preparer"
    NOT_TRUSTED = "a required signature is not trusted"


_FATAL = frozenset({Problem.CHANGED, Problem.BROKEN, Problem.DATA, Problem.REASON})
_LACKING = frozenset({Problem.MISSING, Problem.NOT_CERTIFIED})


@dataclass(frozen=True, slots=True)
class Verified:
    """The signatures of a document, role by role, and what they come to."""

    roles: tuple[RoleSignature, ...]
    """One a role that was asked for, in that order."""
    others: tuple[RoleSignature, ...]
    """Signatures in fields of no role that was asked for."""
    held: Held

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What stands between the document and *valid*, in the order of ``Problem``."""
        needed = [s for s in self.roles if s.required]
        intact = [s for s in self.signed if s.state is State.INTACT]
        holds = {
            Problem.CHANGED: any(s.later is Later.CHANGES or not s.covers for s in intact),
            Problem.BROKEN: len(intact) < len(self.signed),
            Problem.DATA: self.held.gap is not None or self.held.digests is None,
            Problem.REASON: any(self._misnamed(s) for s in self.roles),
            Problem.MISSING: not needed or any(s.state is State.MISSING for s in needed),
            Problem.NOT_CERTIFIED: not self.certified,
            Problem.NOT_TRUSTED: any(not s.root for s in needed if s.state is State.INTACT),
        }
        return tuple(problem for problem in Problem if holds[problem])

    @property
    def outcome(self) -> Outcome:
        """The worst that holds; unknown never helps."""
        found = frozenset(self.problems)
        if found & _FATAL:
            return Outcome.NOT_VALID
        if found & _LACKING:
            return Outcome.INCOMPLETE
        return Outcome.NOT_TRUSTED if found else Outcome.VALID

    @property
    def signed(self) -> tuple[RoleSignature, ...]:
        """Every signature that is there, whatever it is worth."""
        return tuple(s for s in (*self.roles, *self.others) if s.state is not State.MISSING)

    @property
    def certified(self) -> bool:
        """Whether the preparer certified it, so that a change after it shows."""
        return any(s.certifies and s.stands for s in self.roles if s.role == PREPARER)

    def _misnamed(self, signature: RoleSignature) -> bool:
        if not signature.digest or self.held.digests is None:
            return False
        return signature.digest != self.held.digests.of(signature.layer)
