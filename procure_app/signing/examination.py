"""Examines one signature: whether it fits the document, what came after, who made it, when."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, replace
from typing import Any

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.ades.report import AdESIndeterminate
from pyhanko.sign.diff_analysis import (
    DEFAULT_DIFF_POLICY,
    CatalogModificationRule,
    DiffPolicy,
    DiffResult,
    DSSCompareRule,
    FormUpdatingRule,
    ModificationLevel,
    ObjectStreamRule,
    SigFieldCreationRule,
    SigFieldModificationRule,
    StandardDiffPolicy,
    XrefStreamRule,
)
from pyhanko.sign.fields import FieldMDPAction, MDPPerm
from pyhanko.sign.validation import EmbeddedPdfSignature, async_validate_pdf_signature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from procure_app.session.error import shown
from procure_app.signing.certificate import common_name
from procure_app.signing.document import Field
from procure_app.signing.trust import Roots, Trust, context, trust
from procure_app.signing.verdict import Clock, Doubt, Later, RoleSignature, State

_DIGEST = re.compile(r"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])")
_ANY_USAGE = KeyUsageConstraints(key_usage=set())
"""Usage is judged with trust, by the rules of ``certificate.may_sign``."""
_WEAK = (
    AdESIndeterminate.CRYPTO_CONSTRAINTS_FAILURE,
    AdESIndeterminate.CRYPTO_CONSTRAINTS_FAILURE_NO_POE,
)
_ONLY_SIGNATURES = StandardDiffPolicy(
    global_rules=[
        CatalogModificationRule(),
        XrefStreamRule().as_qualified(ModificationLevel.LTA_UPDATES),
        ObjectStreamRule().as_qualified(ModificationLevel.LTA_UPDATES),
        DSSCompareRule().as_qualified(ModificationLevel.LTA_UPDATES),
    ],
    form_rule=FormUpdatingRule(field_rules=[SigFieldCreationRule(), SigFieldModificationRule()]),
)
"""Signatures, time stamps and what proves them; no metadata, and no field of another kind."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A document under examination, at a moment, by somebody who trusts these roots."""

    reader: PdfFileReader
    roots: Roots
    when: datetime.datetime
    fields: frozenset[str]
    """The names of its signature fields."""


async def examined(subject: Subject, field: Field, asked: RoleSignature) -> RoleSignature:
    """Return what was asked for with what there is; whatever cannot be read is broken."""
    if not field.filled:
        return asked
    broken = replace(asked, state=State.BROKEN)
    rules = context(subject.roots, subject.when)
    try:
        signature = EmbeddedPdfSignature(subject.reader, field.body, field.name)
        broken = replace(broken, signer=common_name(signature.signer_cert.subject))
        return await _read(subject, rules, signature, broken)
    except BaseException:  # all a hostile file can raise, a panic of the library below included
        return broken


async def _read(
    subject: Subject,
    rules: ValidationContext,
    signature: EmbeddedPdfSignature,
    broken: RoleSignature,
) -> RoleSignature:
    status = await _status(rules, signature, _ONLY_SIGNATURES)
    later, locks = _later(subject, status), _locks(signature)
    if later is Later.CHANGES and not locks:  # other programs date the file when they sign it
        status = await _status(rules, signature, DEFAULT_DIFF_POLICY)
        if _later(subject, status) is not Later.CHANGES:
            later = Later.PROPERTIES
    if not (status.intact and status.valid) or not _filled_with_zeros(signature):
        return broken
    when, clock, stamped_by = _moment(status)
    judged = when if when is not None and clock is Clock.STAMP else subject.when
    vouched = await _vouched(subject, signature, judged)
    if status.trust_problem_indic in _WEAK:  # how it was signed, whatever the certificate is worth
        vouched = Trust(doubt=Doubt.WEAK)
    reason = shown(str(signature.sig_object.get("/Reason", "")))
    named = _DIGEST.findall(reason)
    return replace(
        broken,
        state=State.INTACT,
        issuer=common_name(signature.signer_cert.issuer),
        when=when,
        clock=clock,
        stamped_by=stamped_by,
        root=vouched.root,
        doubt=vouched.doubt,
        covers=status.coverage >= SignatureCoverageLevel.ENTIRE_REVISION,
        later=later,
        certifies=_certifies(subject.reader, signature),
        locks=locks,
        reason=reason,
        digest=named[0] if len(named) == 1 else "",
    )


async def _status(
    rules: ValidationContext, signature: EmbeddedPdfSignature, policy: DiffPolicy
) -> PdfSignatureStatus:
    return await async_validate_pdf_signature(
        signature, rules, rules, diff_policy=policy, key_usage_settings=_ANY_USAGE
    )


def _later(subject: Subject, status: PdfSignatureStatus) -> Later:
    """Return what was added to the file after the signature."""
    if status.coverage is SignatureCoverageLevel.ENTIRE_FILE:
        return Later.NOTHING
    found, level = status.diff_result, status.modification_level
    if not status.docmdp_ok or not isinstance(found, DiffResult) or level is None:
        return Later.CHANGES
    if level is ModificationLevel.NONE:  # bytes that belong to no revision
        return Later.CHANGES
    if level > ModificationLevel.FORM_FILLING or not found.changed_form_fields <= subject.fields:
        return Later.CHANGES
    return Later.SIGNATURES


def _filled_with_zeros(signature: EmbeddedPdfSignature) -> bool:
    """Say whether the room that the signature left is empty: nothing else covers it."""
    content: bytes = signature.pkcs7_content
    return not content[_length(content) :].strip(b"\0")


def _length(content: bytes) -> int:
    """Return the bytes of the outermost DER value."""
    first = content[1]
    if first < 0x80:
        return 2 + first
    count = first & 0x7F
    return 2 + count + int.from_bytes(content[2 : 2 + count], "big")


def _moment(status: PdfSignatureStatus) -> tuple[datetime.datetime | None, Clock, str]:
    """Return when it was signed, by whose clock, and which service stamped it."""
    stamp: Any = status.timestamp_validity
    service = "" if stamp is None else common_name(stamp.signing_cert.subject)
    if stamp is not None and stamp.intact and stamp.valid and stamp.trusted:
        return stamp.timestamp, Clock.STAMP, service
    reported = status.signer_reported_dt
    if reported is None:
        return None, Clock.NOBODY, service
    if reported.tzinfo is None:
        reported = reported.replace(tzinfo=datetime.UTC)
    return reported, Clock.SIGNER, service


async def _vouched(
    subject: Subject, signature: EmbeddedPdfSignature, when: datetime.datetime
) -> Trust:
    return await trust(signature.signer_cert, signature.other_embedded_certs, subject.roots, when)


def _certifies(reader: PdfFileReader, signature: EmbeddedPdfSignature) -> bool:
    """Say whether the document names it as the one that certifies, with signatures allowed only."""
    try:
        named = reader.root["/Perms"].raw_get("/DocMDP").reference
        own = signature.sig_field.raw_get("/V").reference
    except (KeyError, AttributeError):
        return False
    level = signature.docmdp_level
    return named == own and level is not None and level <= MDPPerm.FILL_FORMS


def _locks(signature: EmbeddedPdfSignature) -> bool:
    """Say whether no signature, and no other change either, may follow it."""
    fields = signature.fieldmdp
    return fields is not None and fields.action is FieldMDPAction.ALL
