"""What stands on every page: the status while it is a draft, the digests and the versions."""

from __future__ import annotations

from procure_app.core.decision.reading import Reading
from procure_app.core.decision.signoff import APPROVER, Standing
from procure_app.core.outline.seal import Seal
from procure_app.core.outline.stamp import in_fours
from procure_app.core.phrase import Wording, phrase


def status(reading: Reading, standings: tuple[Standing, ...]) -> Wording:
    """Return what is missing until the decision is signed; empty once it is."""
    if reading.assessment.decision.outcome is None:
        return phrase("DRAFT: not decided")
    signed = [standing for standing in standings if standing.signoff.role == APPROVER]
    if any(standing.stands for standing in signed):
        return ""
    if any(standing.flaws or not standing.chained for standing in signed):
        return phrase("DRAFT: the approver's sign-off does not count")
    if signed:
        return phrase("DRAFT: changed since the approver signed")
    return phrase("DRAFT: decided, not yet signed by the approver")


def footer(reading: Reading, seal: Seal) -> tuple[Wording, Wording]:
    """Return the digests, and the versions the report rests on."""
    digests = phrase("file {digest}", digest=in_fours(seal.file, 16))
    if seal.decision:
        digests = phrase(
            "file {file} · decision {decision}",
            file=in_fours(seal.file, 16),
            decision=in_fours(seal.decision, 16),
        )
    versions = phrase(
        "catalogue {version} · rules as of {day}",
        version=reading.catalogue.version,
        day=reading.assessment.as_of,
    )
    return digests, versions
