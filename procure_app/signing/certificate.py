"""What a certificate says: whose it is, and what for."""

from __future__ import annotations

import datetime

from asn1crypto import x509
from pyhanko.keys import load_certs_from_pemder_data

from procure_app.session.error import shown
from procure_app.signing import fault

_PURPOSES = frozenset(
    {
        "any_extended_key_usage",
        "email_protection",
        "microsoft_document_signing",
        "adobe_authentic_documents_trust",
        "1.3.6.1.5.5.7.3.36",  # document signing, RFC 9336
    }
)


_BITS = {"rsa": 2048, "rsassa_pss": 2048, "dsa": 2048, "ec": 224}


def certificates(content: bytes, name: str) -> tuple[x509.Certificate, ...]:
    """Return the certificates of a PEM or DER file. Raises ``Unreadable`` where it holds none."""
    try:
        found = tuple(load_certs_from_pemder_data(content))
        for certificate in found:
            _ = (
                certificate.subject.native,
                certificate.public_key.native,
                certificate.not_valid_after,
            )
    except Exception as error:  # whatever other content makes of the parser
        raise fault.not_a_root(name) from error
    if not found:
        raise fault.not_a_root(name)
    return found


def common_name(subject: x509.Name) -> str:
    """Return the name by which people know its owner: the common name where there is one."""
    parts = subject.native
    for key in ("common_name", "organization_name"):
        value = parts.get(key)
        if value:
            return shown(value if isinstance(value, str) else ", ".join(value))
    return shown(subject.human_friendly)


def may_sign(certificate: x509.Certificate) -> bool:
    """Say whether it is meant for signing documents, by RFC 5280, 4.2.1.3 and 4.2.1.12.

    Content commitment says so by itself: many identity cards add only a purpose for logging in.
    Otherwise digital signature will do, or no restriction at all, unless a purpose is named that
    has nothing to do with documents, such as a web server's.
    """
    usage, purposes = certificate.key_usage_value, certificate.extended_key_usage_value
    allowed = None if usage is None else set(usage.native)
    if allowed is not None and "non_repudiation" in allowed:
        return True
    if allowed is not None and "digital_signature" not in allowed:
        return False
    return purposes is None or bool(_PURPOSES & set(purposes.native))


def strong(certificate: x509.Certificate) -> bool:
    """Say whether its key is long enough: 112 bits of strength, NIST SP 800-57 part 1, table 2."""
    key = certificate.public_key
    return key.algorithm not in _BITS or bool(key.bit_size >= _BITS[key.algorithm])


def period(certificate: x509.Certificate) -> tuple[datetime.datetime, datetime.datetime]:
    """Return from when until when it is valid."""
    return certificate.not_valid_before, certificate.not_valid_after
