"""Signs a report in a role: a new file beside the old one, or nothing."""

from __future__ import annotations

import datetime
import hashlib
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pyhanko.pdf_utils.reader import PdfFileReader

from procure_app.core.catalogue.catalogue import Role
from procure_app.core.decision.signoff import PREPARER
from procure_app.core.outline.stamp import moment
from procure_app.core.phrase import phrase
from procure_app.i18n import Language, say
from procure_app.session.error import shown
from procure_app.signing import document, fault, pen
from procure_app.signing.credential import Credential
from procure_app.signing.depth import deeply
from procure_app.signing.held import held
from procure_app.signing.offer import hindrance
from procure_app.signing.stamping import stamper
from procure_app.signing.verdict import Digests, Problem
from procure_app.signing.verification import present
from procure_app.signing.words import reason


@dataclass(frozen=True, slots=True)
class Ports:
    """What signing asks of the world."""

    read: Callable[[Path], bytes]
    """Read a file; it may stop after ``document.MOST_BYTES`` and one. Raises ``Unreadable``."""
    write: Callable[[Path, bytes], None]
    """Write a file whole or not at all. Raises ``NotWritten``."""
    draw: Callable[[tuple[str, ...], float, float], bytes]
    """Make a PDF of one page with these lines, so wide and so high in points."""
    language: Language


@dataclass(frozen=True, slots=True)
class Act:
    """Who signs what, when, and for which assessment."""

    role: Role
    credential: Credential
    when: datetime.datetime
    """By the signer's clock; with a time-stamp service its time counts."""
    expected: Digests | None = None
    """Those of the open assessment; absent where none is open."""
    service: str = ""
    """The address of the time-stamp service; nothing goes on the network without one."""


def sign(source: Path, target: Path, act: Act, ports: Ports) -> str:
    """Write the signed report beside the old one, and return its SHA-256 in hexadecimal.

    The preparer certifies, whoever signs the decision locks. Raises ``NotWritten`` where the
    target is there already or cannot be written, or where no time stamp came; ``Unreadable``
    where the source is no PDF that can be read; ``NotAllowed`` where it has no room for this
    signature, was changed, or holds another assessment than the one expected.
    """
    if os.path.lexists(target):
        raise fault.exists(target.name)
    content = ports.read(source)
    signed = deeply(lambda: _signed(content, source.name, act, ports))
    ports.write(target, signed)
    return hashlib.sha256(signed).hexdigest()


def beside(source: Path, role: str) -> Path:
    """Return a name for the signed report that is not taken: ``report-approver.pdf``."""
    number = 1
    while True:
        suffix = f"-{number}" if number > 1 else ""
        path = source.with_name(f"{source.stem}-{role}{suffix}.pdf")
        if not os.path.lexists(path):
            return path
        number += 1


def _signed(content: bytes, name: str, act: Act, ports: Ports) -> bytes:
    role = act.role
    service = stamper(act.service)
    with document.reading(name):
        reader = document.opened(content, name)
        digests = _signable(reader, name, act)
        width, height = pen.room(reader, role.id)
    text = say(reason(role.title, role.signs, digests.of(role.signs)), ports.language)
    page = ports.draw(_lines(act, text, ports.language), width, height) if width * height else b""
    stroke = pen.Stroke(
        role.id,
        text,
        act.when,
        page,
        certifies=role.id == PREPARER,
        locks=role.signs == "decision",
    )
    with document.reading(name):
        return pen.signed(reader, stroke, act.credential, service)


def _lines(act: Act, text: str, language: Language) -> tuple[str, ...]:
    """Return what the visible appearance says: the name, the reason with the role, the time."""
    signed = phrase("Signed {when}, by the signer's clock", when=moment(act.when))
    return act.credential.name, text, say(signed, language)


def _signable(reader: PdfFileReader, name: str, act: Act) -> Digests:
    """Return the digests of the report. Raises ``NotAllowed`` where it may not be signed."""
    role = act.role
    fields = {field.name: field for field in document.fields(reader)}
    if role.id not in fields:
        raise fault.refused(
            phrase(
                "“{name}” has no room for the signature of this role: {role}.",
                name=shown(name),
                role=role.title,
            )
        )
    if fields[role.id].filled:
        raise fault.refused(
            phrase(
                "“{name}” is signed already in this role: {role}.",
                name=shown(name),
                role=role.title,
            )
        )
    if any(field.filled for field in fields.values()):
        _require_unbroken(reader, name, act)
    elif role.id != PREPARER:
        raise fault.refused(phrase("The preparer has to sign “{name}” first.", name=shown(name)))
    own = held(reader)
    obstacle = hindrance(own, act.expected)
    if obstacle is not None or own.digests is None:
        raise fault.refused(obstacle or phrase("The PDF holds no assessment."))
    return own.digests


def _require_unbroken(reader: PdfFileReader, name: str, act: Act) -> None:
    """Raise ``NotAllowed`` where the signatures made so far do not let another follow."""
    made = present(reader, act.when)
    if any(signature.locks for signature in made.others):
        raise fault.refused(
            phrase("“{name}” is locked: nobody can sign it any more.", name=shown(name))
        )
    if {Problem.CHANGED, Problem.BROKEN} & set(made.problems):
        raise fault.refused(
            phrase(
                "“{name}” was changed after it was signed. Ask for it as it was signed.",
                name=shown(name),
            )
        )
    if not any(signature.certifies for signature in made.others):
        raise fault.refused(
            phrase(
                "“{name}” was signed before the preparer certified it. Make the PDF anew.",
                name=shown(name),
            )
        )
