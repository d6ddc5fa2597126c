"""What a verification says to people, in plain sentences."""

from __future__ import annotations

from procure_app.core.outline.stamp import moment
from procure_app.core.phrase import Phrase, phrase
from procure_app.signing.verdict import (
    Clock,
    Doubt,
    Gap,
    Later,
    Outcome,
    Problem,
    RoleSignature,
    State,
)

_OUTCOMES = {
    Outcome.VALID: phrase(
        "Valid: every required role has signed, the pages and the data are as they were signed, "
        "and trusted roots vouch for those who signed."
    ),
    Outcome.NOT_TRUSTED: phrase(
        "Not trusted: the pages and the data are as they were signed, but no trusted root vouches "
        "for everybody who had to sign."
    ),
    Outcome.INCOMPLETE: phrase(
        "Incomplete: nothing is wrong with what is there, but something required is missing."
    ),
    Outcome.NOT_VALID: phrase("Not valid: do not rely on this document."),
}
_PROBLEMS = {
    Problem.CHANGED: phrase("The document was changed after it was signed."),
    Problem.BROKEN: phrase("A signature does not belong to this content, or cannot be read."),
    Problem.DATA: phrase("The assessment inside the document cannot be relied on."),
    Problem.REASON: phrase("A signature names the digest of another assessment."),
    Problem.MISSING: phrase("A required signature is missing."),
    Problem.NOT_CERTIFIED: phrase(
        "The preparer has not certified the document, so the signatures alone do not say which "
        "changes are allowed."
    ),
    Problem.NOT_TRUSTED: phrase("No trusted root vouches for a signature that is required."),
}
_GAPS = {
    Gap.ABSENT: phrase("The PDF holds no assessment. Make it with this app, then sign it."),
    Gap.SEVERAL: phrase("The PDF holds more than one assessment. Ask for the one that was signed."),
    Gap.UNREADABLE: phrase("The assessment inside the PDF cannot be read. Make the PDF anew."),
    Gap.NEWER: phrase(
        "The assessment inside the PDF was made by a newer version of this app. Install that "
        "version."
    ),
    Gap.UNSTATED: phrase("The PDF states no digest of its assessment. Make the PDF anew."),
    Gap.DIFFERENT: phrase("The assessment inside the PDF is not the one whose digest it states."),
}
_DOUBTS = {
    Doubt.UNKNOWN: phrase("No root that you trust vouches for the signer."),
    Doubt.EXPIRED: phrase(
        "The certificate has expired, and no trusted time stamp shows that it was signed before."
    ),
    Doubt.EARLY: phrase("The certificate was not valid yet."),
    Doubt.USAGE: phrase("The certificate is not meant for signing documents."),
    Doubt.REVOKED: phrase("The certificate was revoked."),
    Doubt.WEAK: phrase("It rests on an algorithm or a key that is no longer safe."),
    Doubt.OTHER: phrase("The certificate could not be checked."),
}
_LATER = {
    Later.NOTHING: phrase("Nothing was added after it."),
    Later.SIGNATURES: phrase("Only signatures were added after it."),
    Later.PROPERTIES: phrase(
        "Signatures or properties of the file, such as its title, were changed after it; its "
        "pages and data were not."
    ),
    Later.CHANGES: phrase("The document was changed after it in a way it does not allow."),
}


def outcome(found: Outcome) -> Phrase:
    """Return the verdict in one sentence."""
    return _OUTCOMES[found]


def problem(found: Problem) -> Phrase:
    """Return what is wrong in one sentence."""
    return _PROBLEMS[found]


def gap(found: Gap) -> Phrase:
    """Return why the assessment in a PDF cannot be relied on."""
    return _GAPS[found]


def reason(role: str, layer: str, digest: str) -> Phrase:
    """Return the reason that a signature names: its role and the digest of the layer it signs."""
    if layer == "file":
        return phrase("{role}: the file with SHA-256 {digest}", role=role, digest=digest)
    return phrase("{role}: the decision with SHA-256 {digest}", role=role, digest=digest)


def lines(signature: RoleSignature) -> tuple[Phrase, ...]:
    """Return what there is to say of one signature, the most important first."""
    match signature.state:
        case State.MISSING:
            if signature.required:
                return (phrase("Missing."),)
            return (phrase("Not signed in the PDF, and not required here."),)
        case State.BROKEN:
            return (_broken(signature),)
        case State.INTACT:
            return (_by(signature), _when(signature), _trust(signature), *_extent(signature))


def _broken(signature: RoleSignature) -> Phrase:
    if not signature.signer:
        return phrase("Not valid: the signature cannot be read.")
    return phrase(
        "Not valid: the signature of {signer} does not belong to this content.",
        signer=signature.signer,
    )


def _by(signature: RoleSignature) -> Phrase:
    return phrase(
        "Signed by {signer}, by a certificate of {issuer}.",
        signer=signature.signer,
        issuer=signature.issuer,
    )


def _when(signature: RoleSignature) -> Phrase:
    if signature.when is None:
        return phrase("It does not say when it was signed.")
    when = moment(signature.when)
    if signature.clock is Clock.STAMP:
        return phrase("Time-stamped {when} by {service}.", when=when, service=signature.stamped_by)
    if signature.stamped_by:
        return phrase(
            "Signed {when} by the signer's own clock; no root that you trust vouches for its time "
            "stamp by {service}.",
            when=when,
            service=signature.stamped_by,
        )
    return phrase("Signed {when} by the signer's own clock.", when=when)


def _trust(signature: RoleSignature) -> Phrase:
    if signature.doubt is not None:
        return _DOUBTS[signature.doubt]
    return phrase(
        "Trusted by the root {root}. Whether the certificate was revoked was not asked.",
        root=signature.root,
    )


def _extent(signature: RoleSignature) -> tuple[Phrase, ...]:
    covered = phrase("It covers the whole document as it was then.")
    if not signature.covers:
        covered = phrase("It does not cover the whole document.")
    told = [covered, _LATER[signature.later]]
    if signature.certifies:
        told.append(phrase("It certifies the document: only signatures may follow."))
    if signature.locks:
        told.append(phrase("It locks the document: no signature may follow."))
    if signature.layer and not signature.digest:
        told.append(phrase("Its reason names no digest, so it was made outside this app."))
    return tuple(told)
