"""Reads OpenSSF model signatures: which files somebody signed, and which they left out.

The signature is checked against the certificate or key that the file itself brings. That proves
no identity: whoever changes a file can sign it anew. ``signer`` checks against a key or a root
that a person supplies.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, BinaryIO

from procure_app.core.phrase import phrase
from procure_app.inspection import signer
from procure_app.inspection.bill import objects, text
from procure_app.inspection.bounded import parsed_json
from procure_app.inspection.name import quoted, shown
from procure_app.inspection.observation import Fact, File, Observation, Refused

MOST_BYTES = 16 << 20
MOST_FILES = 20_000
MOST_IGNORED = 200
MOST_NAME = 1_000
"""Characters of a name on the list."""
_HEAD = 64 << 10
_MARKS = (b'"dsseEnvelope"', b"dev.sigstore.bundle")
_DIGEST = re.compile(r"[0-9a-f]{32,128}")
_PREDICATE = "https://model_signing/signature/v1.0"


@dataclass(frozen=True, slots=True)
class Envelope:
    """A signed statement, and what came with it to check it."""

    kind: str
    payload: bytes
    signatures: tuple[bytes, ...]
    certificates: tuple[bytes, ...]
    """In DER, the signer's own first."""
    key: bytes
    """A public key in PEM that the file brings; empty where there is none."""
    hint: str
    """SHA-256 of the key that is needed, as the file names it."""


def read(handle: BinaryIO, file: File) -> Iterator[Observation]:
    """Yield what the signature covers; nothing for other files. Raises ``Refused``."""
    handle.seek(0)
    head = handle.read(_HEAD)
    if not any(mark in head for mark in _MARKS):
        return
    if file.bytes > MOST_BYTES:
        raise Refused(phrase("it is larger than {most} bytes", most=MOST_BYTES))
    found = envelope(head + handle.read(MOST_BYTES))
    statement = _statement(found)
    facts: dict[str, Fact] = {
        "signature": signer.inside(found.kind, found.payload, found.signatures, _own_keys(found)),
        "identity": "not established",
        "key_needed": quoted(found.hint, 80),
        **signer.described(found.certificates),
        **_covered(statement),
    }
    yield Observation("signature", "model signature", (file.path,), "high", facts=facts)


def read_against(supplied: bytes, handle: BinaryIO, file: File) -> Iterator[Observation]:
    """Read like ``read``, and check against a key, certificate or root that a person supplied."""
    for seen in read(handle, file):
        handle.seek(0)
        yield checked(seen, handle.read(MOST_BYTES), supplied)


def checked(seen: Observation, content: bytes, supplied: bytes) -> Observation:
    """Return the observation with what came of a key, certificate or root that a person supplied.

    ``content`` is that of the signature's file. Raises ``Refused`` where it cannot be read.
    """
    found = envelope(content)
    answer = signer.check(found.kind, found.payload, found.signatures, found.certificates, supplied)
    said = f"by the {answer.by} supplied" if answer.matches else "not by what was supplied"
    return replace(seen, facts={**seen.facts, "identity": said})


def envelope(content: bytes) -> Envelope:
    """Return the signed statement of a bundle. Raises ``Refused`` for anything else."""
    bundle = parsed_json(content)
    sealed = bundle.get("dsseEnvelope") if isinstance(bundle, dict) else None
    if not isinstance(sealed, dict):
        raise Refused(phrase("it is a signature of a form that is not known"))
    material = bundle.get("verificationMaterial")
    material = material if isinstance(material, dict) else {}
    public = material.get("publicKey")
    public = public if isinstance(public, dict) else {}
    return Envelope(
        kind=str(sealed.get("payloadType", ""))[:200],
        payload=_bytes(sealed.get("payload")),
        signatures=tuple(_bytes(one.get("sig")) for one in objects(sealed.get("signatures")))[:8],
        certificates=tuple(_certificates(material))[:8],
        key=_bytes(public.get("rawBytes", "")),
        hint=text(public.get("hint"), 80),
    )


def _certificates(material: Mapping[str, Any]) -> Iterator[bytes]:
    single = material.get("certificate")
    chain = material.get("x509CertificateChain")
    listed = chain.get("certificates") if isinstance(chain, dict) else None
    for one in [*([single] if isinstance(single, dict) else []), *objects(listed)]:
        yield _bytes(one.get("rawBytes"))


def _bytes(value: object) -> bytes:
    try:
        return base64.b64decode(value, validate=True) if isinstance(value, str) else b""
    except (binascii.Error, ValueError) as error:
        raise Refused(phrase("a part of it is no proper base64")) from error


def _own_keys(found: Envelope) -> tuple[bytes, ...]:
    return tuple(one for one in (*found.certificates[:1], found.key) if one)


def _statement(found: Envelope) -> Mapping[str, Any]:
    value = parsed_json(found.payload)
    predicate = value.get("predicate") if isinstance(value, dict) else None
    if not isinstance(predicate, dict) or value.get("predicateType") != _PREDICATE:
        raise Refused(phrase("it signs something else than the files of a model"))
    return predicate


def _covered(predicate: Mapping[str, Any]) -> dict[str, Fact]:
    """Return the files that are signed, with their digests, and the paths that are left out."""
    listed = list(objects(predicate.get("resources")))
    if len(listed) > MOST_FILES:
        raise Refused(phrase("it signs more than {most} files", most=MOST_FILES))
    signed = tuple(f"{_digest(one.get('digest'))} {_name(one.get('name'))}" for one in listed)
    methods = {text(one.get("algorithm"), 20) for one in listed}
    how = predicate.get("serialization")
    how = how if isinstance(how, dict) else {}
    ignored = how.get("ignore_paths")
    names = tuple(map(_name, ignored[:MOST_IGNORED])) if isinstance(ignored, list) else ()
    return {
        "signed": signed,
        "signed_files": len(signed),
        "algorithm": ", ".join(sorted(methods)),
        "method": text(how.get("method"), 40),
        "ignored": tuple(sorted(one for one in names if one)),
    }


def _digest(value: object) -> str:
    """Return the digest; empty for what is none, so that nothing is compared with it."""
    return value if isinstance(value, str) and _DIGEST.fullmatch(value) else ""


def _name(value: object) -> str:
    """Return a name as the walk shows it, so that both are the same. Raises ``Refused``."""
    if not isinstance(value, str):
        raise Refused(phrase("a file on its list has no name"))
    try:
        raw = value.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        raw = value.encode("utf-8", "surrogatepass")
    name = shown(raw)
    if len(name) > MOST_NAME:
        raise Refused(phrase("a name on its list is longer than {most} characters", most=MOST_NAME))
    return name
