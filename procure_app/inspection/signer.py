"""Whether a signature is by a key: the one inside it, or one that a person supplies.

DSSE, version 1: what is signed is the type and the payload, each with its length before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa

from procure_app.inspection.name import quoted
from procure_app.inspection.observation import Fact

MOST_CHAIN = 8
_BROKEN = (ValueError, TypeError, UnsupportedAlgorithm)
Key = ec.EllipticCurvePublicKey | rsa.RSAPublicKey | ed25519.Ed25519PublicKey


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a check against what a person supplied."""

    matches: bool
    by: str = ""
    """``key``, ``certificate`` or ``root``: what was supplied; empty where nothing matches."""


def is_key(content: bytes) -> bool:
    """Say whether a person supplied a public key or a certificate, in PEM or DER."""
    return _key(content) is not None


def inside(kind: str, payload: bytes, signatures: Sequence[bytes], keys: Sequence[bytes]) -> str:
    """Say whether a signature is by the certificate or key that came with it."""
    if not keys:
        return "not checked: the key is not in it"
    found = [key for one in keys if (key := _key(one)) is not None]
    if not found:
        return "not checked: its key cannot be read"
    signed = _signed(kind, payload)
    if any(_is_by(key, one, signed) for key in found for one in signatures):
        return "matches the key inside it"
    return "does not match the key inside it"


def check(
    kind: str,
    payload: bytes,
    signatures: Sequence[bytes],
    certificates: Sequence[bytes],
    supplied: bytes,
) -> Answer:
    """Check a signature against a key, a certificate or a root in PEM or DER.

    A root counts where the certificates of the signature lead to it, each signed by the next.
    Whether they were revoked or had ended on the day is not checked.
    """
    signed = _signed(kind, payload)
    key = _key(supplied)
    if key is None:
        return Answer(matches=False)
    certificate = _certificate(supplied)
    if any(_is_by(key, one, signed) for one in signatures):
        return Answer(matches=True, by="certificate" if certificate else "key")
    own = _key(certificates[0]) if certificates else None
    if certificate is None or own is None:
        return Answer(matches=False)
    by_own = any(_is_by(own, one, signed) for one in signatures)
    if by_own and _leads_to(certificates, certificate):
        return Answer(matches=True, by="root")
    return Answer(matches=False)


def described(certificates: Sequence[bytes]) -> dict[str, Fact]:
    """Return what the signer's certificate says of itself: claims, until a root is supplied."""
    certificate = _certificate(certificates[0]) if certificates else None
    if certificate is None:
        return {}
    facts: dict[str, Fact] = {
        "certificate_for": quoted(certificate.subject.rfc4514_string()),
        "certificate_by": quoted(certificate.issuer.rfc4514_string()),
        "certificate_ends": certificate.not_valid_after_utc.date().isoformat(),
    }
    try:
        names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName)
        several = (quoted(str(one.value)) for one in names.value)
        facts["certificate_names"] = tuple(several)[:10]
    except (x509.ExtensionNotFound, x509.DuplicateExtension, *_BROKEN):
        pass  # it names nobody further
    return facts


def _signed(kind: str, payload: bytes) -> bytes:
    name = kind.encode("utf-8")
    return b"DSSEv1 %d %b %d %b" % (len(name), name, len(payload), payload)


def _certificate(content: bytes) -> x509.Certificate | None:
    try:
        if b"-----BEGIN" in content:
            return x509.load_pem_x509_certificate(content)
        return x509.load_der_x509_certificate(content)
    except _BROKEN:
        return None


def _key(content: bytes) -> Key | None:
    """Return the public key of a key or a certificate; None for kinds that are not checked."""
    certificate = _certificate(content)
    try:
        if certificate is not None:
            key = certificate.public_key()
        elif b"-----BEGIN" in content:
            key = serialization.load_pem_public_key(content)  # type: ignore[assignment]
        else:
            key = serialization.load_der_public_key(content)  # type: ignore[assignment]
    except _BROKEN:
        return None
    if isinstance(key, ec.EllipticCurvePublicKey | rsa.RSAPublicKey | ed25519.Ed25519PublicKey):
        return key
    return None


def _is_by(key: Key, signature: bytes, signed: bytes) -> bool:
    try:
        if isinstance(key, ec.EllipticCurvePublicKey):
            size = key.curve.key_size
            by_size = hashes.SHA256() if size <= 256 else hashes.SHA384()
            key.verify(signature, signed, ec.ECDSA(hashes.SHA512() if size > 384 else by_size))
        elif isinstance(key, rsa.RSAPublicKey):
            key.verify(signature, signed, padding.PKCS1v15(), hashes.SHA256())
        else:
            key.verify(signature, signed)
    except (InvalidSignature, *_BROKEN):
        return False
    return True


def _leads_to(certificates: Sequence[bytes], root: x509.Certificate) -> bool:
    """Say whether the first certificate is signed by the next, and so on up to the root."""
    chain = [one for content in certificates[:MOST_CHAIN] if (one := _certificate(content))]
    for lower, upper in zip(chain, [*chain[1:], root], strict=True):
        if _is_issued_by(lower, root):
            return True
        if not _is_issued_by(lower, upper):
            return False
    return False


def _is_issued_by(lower: x509.Certificate, upper: x509.Certificate) -> bool:
    try:
        lower.verify_directly_issued_by(upper)
        basic = upper.extensions.get_extension_for_class(x509.BasicConstraints)
    except (InvalidSignature, x509.ExtensionNotFound, x509.DuplicateExtension, *_BROKEN):
        return False
    return bool(basic.value.ca)
