"""What a verification found, as text for people and as values for programs."""

from __future__ import annotations

from typing import Any

from procure_app.i18n import Language, say
from procure_app.session.visible import one_line
from procure_app.signing.verdict import RoleSignature, Verified
from procure_app.signing.words import gap, lines, outcome, problem


def for_people(file: str, verified: Verified, language: Language) -> str:
    """Return the verdict, what stands in its way, and every signature, on lines of their own."""
    told = [f"{file}: {say(outcome(verified.outcome), language)}"]
    told += [f"  {say(problem(each), language)}" for each in verified.problems]
    if verified.held.gap is not None:
        told.append(f"  {say(gap(verified.held.gap), language)}")
    for signature in (*verified.roles, *verified.others):
        told.append(f"  {signature.title}:")
        told += [f"    {say(line, language)}" for line in lines(signature)]
    return "\n".join(map(one_line, told))


def for_programs(file: str, verified: Verified, language: Language) -> dict[str, Any]:
    """Return the same as JSON values; ``verdict`` and ``problems`` are codes that stay."""
    digests = verified.held.digests
    return {
        "file": file,
        "verdict": verified.outcome.value,
        "problems": [each.value for each in verified.problems],
        "assessment": None if verified.held.gap is None else verified.held.gap.value,
        "digests": None
        if digests is None
        else {"file": digests.file, "decision": digests.decision},
        "signatures": [_signature(each, language) for each in (*verified.roles, *verified.others)],
    }


def _signature(signature: RoleSignature, language: Language) -> dict[str, Any]:
    return {
        "role": signature.role,
        "title": signature.title,
        "required": signature.required,
        "state": signature.state.value,
        "signer": signature.signer,
        "issuer": signature.issuer,
        "when": None if signature.when is None else signature.when.isoformat(),
        "clock": signature.clock.value,
        "time_stamp_by": signature.stamped_by,
        "root": signature.root,
        "doubt": None if signature.doubt is None else signature.doubt.value,
        "covers_document": signature.covers,
        "later": signature.later.value,
        "certifies": signature.certifies,
        "locks": signature.locks,
        "reason": signature.reason,
        "digest": signature.digest,
        "text": [say(line, language) for line in lines(signature)],
    }
