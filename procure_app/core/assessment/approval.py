"""What follows the answers in the document: decision, record and sign-offs."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from enum import StrEnum
from typing import Literal

from pydantic import Field

from procure_app.core.frozen import Frozen


class Outcome(StrEnum):
    """What a person decides."""

    APPROVE = "approve"
    CONDITIONS = "approve with conditions"
    REJECT = "reject"
    RETURN = "return for information"


class Condition(Frozen):
    """What must be done, in words that can be tested."""

    id: str
    finding: str
    """The id of the question whose finding it answers."""
    text: str = ""
    type: Literal["before award", "before deployment", "ongoing"] = "before deployment"
    owner: str = ""
    owner_role: str = ""
    due: datetime.date | None = None
    proof: str = ""
    """What must be shown to close it."""
    consequence: Literal["lapse", "suspend", "escalate"] = "lapse"


class Acceptance(Frozen):
    """A risk accepted by somebody who may; for a bar, a waiver granted by law."""

    id: str
    finding: str
    waiver: bool = False
    authority: str = ""
    """Who accepts; for a waiver, the authority that granted it."""
    limit: str = ""
    """The limit of that authority; for a waiver, its legal basis."""
    reason: str = ""
    control: str = ""
    """The compensating control."""
    expires: datetime.date | None = None
    """Within twelve months of the decision."""


TREATMENTS = 300
"""Most conditions, and most acceptances: the window has a form for each."""


class Decision(Frozen):
    """What was decided, by whom it will be signed, and until when it holds."""

    outcome: Outcome | None = None
    reasons: tuple[str, ...] = ()
    """Up to three reasons for it."""
    against: str = ""
    """The strongest reason against it."""
    conditions: tuple[Condition, ...] = Field(default=(), max_length=TREATMENTS)
    acceptances: tuple[Acceptance, ...] = Field(default=(), max_length=TREATMENTS)
    decided: datetime.date | None = None
    valid_until: datetime.date | None = None
    triggers: tuple[str, ...] = ()
    """Ids of the catalogue's re-assessment triggers that apply."""
    approver_level: str = ""
    """The law or policy that fixes who may approve."""
    same_person_reason: str = ""
    """Why preparer and approver could not be two people."""


class Entry(Frozen):
    """One line of the record, which is only ever appended to."""

    kind: Literal[
        "condition closed",
        "incident",
        "extension",
        "suspension",
        "revocation",
        "supersession",
        "report signed",
    ]
    day: datetime.date
    by: str
    text: str
    condition: str = ""


class Signoff(Frozen):
    """A person's or a body's attestation in one role, bound to the digest of a layer."""

    role: str
    name: str
    organisation: str = ""
    email: str = ""
    body: bool = False
    members: tuple[str, ...] = ()
    quorum: str = ""
    minute: str = ""
    delegation: str = ""
    """Acting under which delegation."""
    limit: str = ""
    """The limit of that authority, as typed by the person."""
    interests: Literal["none", "declared and managed", "recused"] = "none"
    interests_note: str = ""
    opinion: Literal["", "concur", "concur with comment", "do not concur"] = ""
    comment: str = ""
    attestations: Mapping[str, str] = {}
    """The sentences ticked, by their id, in the wording that was shown."""
    when: datetime.datetime
    layer: Literal["file", "decision"]
    digest: str
    """SHA-256 of that layer when it was signed."""
    previous: str = ""
    """SHA-256 of the sign-off before this one, so that none can be taken out unseen."""
    texts: str = ""
    """SHA-256 of the catalogue in the wording that was shown; empty in files from before."""
    parts: Mapping[str, str] = {}
    """Short digests of the layer's parts, to name what changed; the digest decides."""


class Revision(Frozen):
    """One saved state that differs from the one before."""

    number: int
    when: datetime.datetime
    digest: str
    changed: tuple[str, ...] = ()
    """What changed since the revision before: ids of parts of the file."""
