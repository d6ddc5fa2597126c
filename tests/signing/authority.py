"""A throw-away certificate authority: a root, an issuer under it, people and a stamping service."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    pkcs12,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

NOW = datetime.datetime(2026, 11, 22, 12, tzinfo=datetime.UTC)
DAY = datetime.timedelta(days=1)
SECRET = "correct horse 🐎 staple"
PEOPLE = {
    "requester": "Rita Requester",
    "preparer": "Petra Preparer",
    "technical_reviewer": "Tom Technical",
    "legal_reviewer": "Lea Legal",
    "independent_reviewer": "Ines Independent",
    "approver": "Anna Approver",
}
_USAGES = (
    "digital_signature", "content_commitment", "key_encipherment", "data_encipherment",
    "key_agreement", "key_cert_sign", "crl_sign", "encipher_only", "decipher_only",
)  # fmt: skip


@dataclass(frozen=True)
class Owner:
    """A certificate with its key."""

    certificate: x509.Certificate
    key: object

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(Encoding.PEM)


@dataclass(frozen=True)
class Authority:
    """A root and the issuer under it."""

    root: Owner
    issuer: Owner

    def person(self, name: str, **fields) -> Owner:
        """Issue a certificate for signing to somebody; fields change what it says."""
        return issued(name, self.issuer, **fields)

    def p12(self, owner: Owner, passphrase: str = SECRET) -> bytes:
        """Return the PKCS#12 file of the owner, with the certificates above."""
        return pkcs12.serialize_key_and_certificates(
            b"key",
            owner.key,
            owner.certificate,
            [self.issuer.certificate, self.root.certificate],
            BestAvailableEncryption(passphrase.encode()),
        )


def issued(
    name: str,
    issuer: Owner | None,
    *,
    usage=("digital_signature", "content_commitment"),
    purposes=(),
    since=NOW - 300 * DAY,
    until=NOW + 3000 * DAY,
    authority=False,
    key=None,
) -> Owner:
    """Issue a certificate; without an issuer one that its owner signed."""
    key = key or ec.generate_private_key(ec.SECP256R1())
    subject = _name(name)
    above = issuer.certificate.subject if issuer else subject
    above_key = issuer.key if issuer else key
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(above)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(since)
        .not_valid_after(until)
        .add_extension(x509.BasicConstraints(authority, None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(above_key.public_key()),
            critical=False,
        )
    )
    if usage is not None:
        bits = {each: each in usage for each in _USAGES}
        builder = builder.add_extension(x509.KeyUsage(**bits), critical=True)
    if purposes:
        builder = builder.add_extension(x509.ExtendedKeyUsage(purposes), critical=True)
    return Owner(builder.sign(above_key, hashes.SHA256()), key)


def authority(name: str = "Example") -> Authority:
    """Make a root and an issuer of this name."""
    rights = {"usage": ("key_cert_sign", "crl_sign"), "authority": True, "until": NOW + 9000 * DAY}
    root = issued(f"{name} Root", None, since=NOW - 4000 * DAY, **rights)
    issuer = issued(f"{name} Issuer", root, since=NOW - 4000 * DAY, **rights)
    return Authority(root, issuer)


@cache
def ours() -> Authority:
    """The authority that the tests trust."""
    return authority()


@cache
def person(role: str) -> Owner:
    """The person in this role, known to our authority."""
    return ours().person(PEOPLE[role])


@cache
def p12(role: str) -> bytes:
    """The PKCS#12 file of the person in this role."""
    return ours().p12(person(role))


def stamping(above: Authority, **fields) -> Owner:
    """Issue a certificate for time stamps; the library's stamping service needs RSA."""
    key = rsa.generate_private_key(65537, 2048)
    purposes = [ExtendedKeyUsageOID.TIME_STAMPING]
    return above.person(
        "Example Stamps", usage=("digital_signature",), purposes=purposes, key=key, **fields
    )


def _name(name: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "DE"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Example Office"),
            x509.NameAttribute(NameOID.COMMON_NAME, name),
        ]
    )
