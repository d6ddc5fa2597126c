"""Signs and verifies as the app does, in memory."""

from __future__ import annotations

import datetime
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from asn1crypto import x509
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.sign import signers
from pyhanko.sign.fields import SigFieldSpec
from signing import authority, paper
from signing.authority import NOW, SECRET
from signing.tampering import Silent

from procure_app import resources
from procure_app.core.catalogue.catalogue import Role
from procure_app.i18n import language, say
from procure_app.session.error import Fault
from procure_app.signing.certificate import certificates
from procure_app.signing.credential import Credential, credential
from procure_app.signing.signature import Act, Ports, sign
from procure_app.signing.verdict import RoleSignature, Verified
from procure_app.signing.verification import verify
from procure_app.store.shipped.catalogue_file import load_catalogue

ENGLISH = language("en", Path("nowhere"))
SIGNING = ("preparer", "legal_reviewer", "approver")


@cache
def roles() -> dict[str, Role]:
    """The roles of the shipped catalogue."""
    return {role.id: role for role in load_catalogue(resources.folder("catalogue")).roles}


def act(role: str, p12: bytes | None = None, when: datetime.datetime = NOW, **fields) -> Act:
    """Return what the person in this role does."""
    opened = credential(p12 or authority.p12(role), SECRET, f"{role}.p12", when)
    return Act(roles()[role], opened, when, **fields)


class Desk:
    """Files in memory; ``written`` are those that signing wrote."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.written: dict[Path, bytes] = {}
        self.drawn: list[tuple[str, ...]] = []

    def write(self, path: Path, content: bytes) -> None:
        self.written[path] = content

    def draw(self, lines: tuple[str, ...], width: float, height: float) -> bytes:
        self.drawn.append(lines)
        return paper.appearance(lines, width, height)

    @property
    def ports(self) -> Ports:
        return Ports(lambda _: self.content, self.write, self.draw, ENGLISH)


def signed(content: bytes, role: str, **fields) -> bytes:
    """Return the PDF with the signature of this role."""
    desk = Desk(content)
    target = Path("nowhere/signed.pdf")
    sign(Path("nowhere/report.pdf"), target, act(role, **fields), desk.ports)
    return desk.written[target]


def signed_outside(
    content: bytes, role: str, *, certify=False, quiet=True, method="sha256", **fields
):
    """Sign with the library as another program would; fields make a field of its own."""
    owner = signers.SimpleSigner.load_pkcs12_data(
        authority.p12("requester"), (), authority.SECRET.encode()
    )
    kind = Silent if quiet else Silent.__base__
    meta = signers.PdfSignatureMetadata(field_name=role, certify=certify, md_algorithm=method)
    spec = SigFieldSpec(role, **fields) if fields else None
    out = BytesIO()
    signers.PdfSigner(meta, owner, new_field_spec=spec).sign_pdf(
        kind(BytesIO(content)), output=out, existing_fields_only=not fields
    )
    return out.getvalue()


def signed_by(owner: authority.Owner, above: authority.Authority | None = None, when=NOW) -> bytes:
    """Return the report signed by this person as preparer; no rule of ours stops anybody."""
    p12 = (above or authority.ours()).p12(owner)
    signer = signers.SimpleSigner.load_pkcs12_data(p12, (), SECRET.encode())
    certificate = x509.Certificate.load(owner.certificate.public_bytes(Encoding.DER))
    desk = Desk(paper.plain())
    act_ = Act(roles()["preparer"], Credential("Somebody", certificate, signer), when)
    sign(Path("a/report.pdf"), Path("a/signed.pdf"), act_, desk.ports)
    return desk.written[Path("a/signed.pdf")]


@cache
def signed_by_three() -> tuple[bytes, ...]:
    """Return the PDF unsigned, and after each of the three signatures."""
    made = [paper.plain()]
    for day, role in enumerate(SIGNING):
        made.append(signed(made[-1], role, when=NOW + day * authority.DAY))
    return tuple(made)


def checked(
    content: bytes, *, asked=SIGNING, roots=None, when=NOW + 9 * authority.DAY, in_app=()
) -> Verified:
    """Return what the signatures are worth to somebody who trusts our authority."""
    trusted = (authority.ours().root.pem,) if roots is None else roots
    known = tuple(each for pem in trusted for each in certificates(pem, "root.pem"))
    wanted = tuple(roles()[role] for role in asked)
    return verify(content, "report.pdf", known, wanted, when, in_app=in_app)


def of(verified: Verified, role: str) -> RoleSignature:
    """Return the signature of this role."""
    (found,) = (each for each in (*verified.roles, *verified.others) if each.role == role)
    return found


def sentence(fault: pytest.ExceptionInfo[Fault]) -> str:
    """Return what a person is told."""
    text = say(fault.value.sentence, ENGLISH)
    assert text.endswith(".")
    return text
