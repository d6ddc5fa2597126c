"""Opens a PKCS#12 file: the certificate of the signer with its key."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from asn1crypto import x509
from asn1crypto.pkcs12 import Pfx
from cryptography.exceptions import UnsupportedAlgorithm
from pyhanko.sign.signers import SimpleSigner

from procure_app.core.phrase import phrase
from procure_app.signing import fault
from procure_app.signing.certificate import common_name, may_sign, period, strong

MOST_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class Credential:
    """A certificate with its key, held in memory only as long as it is needed."""

    name: str
    """Whose certificate it is."""
    certificate: x509.Certificate = field(repr=False)
    signer: SimpleSigner = field(repr=False, compare=False)


def credential(content: bytes, passphrase: str, name: str, when: datetime.datetime) -> Credential:
    """Return the credential in a PKCS#12 file of this name.

    The passphrase is used here and kept nowhere. Raises ``Unreadable`` where the file is no
    PKCS#12 file or the passphrase does not open it, ``NotAllowed`` where the certificate is not
    valid at this moment or not meant for signing documents.
    """
    _require_container(content, name)
    signer = _opened(content, passphrase, name)
    certificate = signer.signing_cert
    if certificate is None:
        raise fault.not_a_key(name)
    _require_usable(certificate, when)
    try:
        signer.get_signature_mechanism_for_digest("sha512")
    except Exception as error:  # a kind of key that CMS has no signature for
        raise fault.unfit_key(name) from error
    if not strong(certificate):
        raise fault.unfit_key(name)
    return Credential(common_name(certificate.subject), certificate, signer)


def _require_container(content: bytes, name: str) -> None:
    try:
        if len(content) > MOST_BYTES:
            raise ValueError("too large")
        Pfx.load(content, strict=True).authenticated_safe.native  # noqa: B018  # parses it
    except Exception as error:  # whatever other content makes of the parser
        raise fault.not_a_key(name) from error


def _opened(content: bytes, passphrase: str, name: str) -> SimpleSigner:
    """Return the signer. What is raised carries no cause that could show the passphrase."""
    encoded = passphrase.encode("utf-8", "replace")
    if encoded.decode() != passphrase:  # half a character, as a terminal hands on what it cannot
        raise fault.not_opened(name)  # read; an exception of the codec would quote all of it
    if b"\0" in encoded:  # the library under the library panics
        raise fault.not_opened(name)
    for attempt in (encoded,) if encoded else (None, b""):  # some programs protect with neither
        try:
            signer: SimpleSigner = SimpleSigner.load_pkcs12_data(content, (), attempt)
        except ValueError as error:
            if isinstance(error.__cause__, UnsupportedAlgorithm):
                raise fault.outdated(name) from None
        except Exception:  # a container without a key, or without its certificate
            raise fault.not_a_key(name) from None
        else:
            return signer
    raise fault.not_opened(name)


def _require_usable(certificate: x509.Certificate, when: datetime.datetime) -> None:
    since, until = period(certificate)
    name = common_name(certificate.subject)
    if when < since:
        raise fault.refused(
            phrase(
                "The certificate of {name} is not valid before {day}.", name=name, day=since.date()
            )
        )
    if when > until:
        raise fault.refused(
            phrase(
                "The certificate of {name} expired on {day}. Sign with a newer one.",
                name=name,
                day=until.date(),
            )
        )
    if not may_sign(certificate):
        raise fault.refused(
            phrase(
                "The certificate of {name} is not meant for signing documents. Choose another.",
                name=name,
            )
        )
