"""Whether one of the trusted roots vouches for a certificate at a moment."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from asn1crypto import x509
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import (
    DisallowedAlgorithmError,
    ExpiredError,
    InvalidCertificateError,
    NotYetValidError,
    PathBuildingError,
    RevokedError,
)

from procure_app.signing.certificate import common_name, may_sign, period, strong
from procure_app.signing.verdict import Doubt

_DOUBTS: Mapping[type[Exception], Doubt] = {
    PathBuildingError: Doubt.UNKNOWN,
    InvalidCertificateError: Doubt.UNKNOWN,  # its owner signed it, and it is no root
    ExpiredError: Doubt.EXPIRED,
    NotYetValidError: Doubt.EARLY,
    RevokedError: Doubt.REVOKED,
    DisallowedAlgorithmError: Doubt.WEAK,
}
Roots = tuple[x509.Certificate, ...]
"""The certificates that the person trusts; those of the operating system are not asked."""


@dataclass(frozen=True, slots=True)
class Trust:
    """Who vouches for a certificate, or why nobody does."""

    root: str = ""
    doubt: Doubt | None = None


def context(roots: Roots, when: datetime.datetime) -> ValidationContext:
    """Return the rules by which certificates are checked: offline, at this moment."""
    return ValidationContext(
        trust_roots=list(roots),
        moment=when,
        allow_fetching=False,
        revocation_mode="soft-fail",
    )


async def trust(
    certificate: x509.Certificate,
    others: Iterable[x509.Certificate],
    roots: Roots,
    when: datetime.datetime,
) -> Trust:
    """Return who vouches for the certificate; ``others`` lie between it and its root.

    An unknown root is said before an expiry, because it says less for the certificate.
    """
    validator = CertificateValidator(certificate, tuple(others), context(roots, when))
    try:
        path = await validator.async_validate_path()
    except Exception as error:  # one of those below, or a certificate that is none
        doubts = (doubt for kind, doubt in _DOUBTS.items() if isinstance(error, kind))
        return Trust(doubt=next(doubts, Doubt.OTHER))
    since, until = period(certificate)
    if not since <= when <= until:  # a root may be trusted as such, whatever its own dates
        return Trust(doubt=Doubt.EARLY if when < since else Doubt.EXPIRED)
    if not strong(certificate):
        return Trust(doubt=Doubt.WEAK)
    if not may_sign(certificate):
        return Trust(doubt=Doubt.USAGE)
    return Trust(root=common_name(path.trust_anchor.authority.name))
