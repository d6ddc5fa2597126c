"""The sign-offs made and those still missing, each with room for ink."""

from __future__ import annotations

from dataclasses import replace

from procure_app.core.assessment.approval import Signoff
from procure_app.core.catalogue.catalogue import Role
from procure_app.core.decision.reading import Reading
from procure_app.core.decision.signoff import APPROVER, PREPARER, Standing, required, same_person
from procure_app.core.outline.block import (
    Block,
    Heading,
    Mark,
    Paragraph,
    SignatureBox,
)
from procure_app.core.outline.listed import listed, sentences
from procure_app.core.outline.part_words import part_name
from procure_app.core.outline.stamp import in_fours, moment
from procure_app.core.outline.tone import Tone
from procure_app.core.phrase import Phrase, Wording, phrase

NOT_SIGNED = Mark(phrase("not signed yet"), Tone.UNKNOWN)
OPINIONS: dict[str, Phrase] = {
    "": phrase("no opinion given"),
    "concur": phrase("concurs"),
    "concur with comment": phrase("concurs with comment"),
    "do not concur": phrase("does not concur"),
}
_DIGESTS: dict[str, Phrase] = {
    "file": phrase("SHA-256 of the file"),
    "decision": phrase("SHA-256 of the decision"),
}


def signoffs(reading: Reading, standings: tuple[Standing, ...]) -> tuple[Block, ...]:
    """Return a box for every sign-off made and for every required role still open."""
    blocks: list[Block] = [
        Heading(1, phrase("Attestations and signatures"), "signatures"),
        Paragraph(separation(reading)),
    ]
    if reading.catalogue.fixed.identity:
        blocks.append(Paragraph(reading.catalogue.fixed.identity, muted=True))
    needed = {role.id: role for role in required(reading)}
    for role in reading.catalogue.roles:
        made = [s for s in standings if s.signoff.role == role.id]
        boxes = [_made(reading, standing) for standing in made]
        if role.id in needed and not any(standing.stands for standing in made):
            boxes.append(_open(role))
        # one field a role, in its last box: the one that stands or is still open
        blocks += [*boxes[:-1], *(replace(box, field=role.id) for box in boxes[-1:])]
    known = {role.id for role in reading.catalogue.roles}
    blocks += [_made(reading, s) for s in standings if s.signoff.role not in known]
    return tuple(blocks)


def separation(reading: Reading) -> Wording:
    """Return whether preparer and approver are two people, and why not where they are not."""
    roles = {signoff.role for signoff in reading.assessment.signoffs}
    reason = reading.assessment.decision.same_person_reason
    if {PREPARER, APPROVER} <= roles:
        signed = [s for s in reading.assessment.signoffs if s.role == APPROVER]
        if not any(same_person(reading, signoff) for signoff in signed):
            return phrase("Preparer and approver are two people, by the names given.")
        if not reason:
            return phrase("Preparer and approver are one person. No reason is recorded.")
    if reason:
        return phrase("Preparer and approver are one person. The reason: {reason}", reason=reason)
    return phrase("Preparer and approver must be two people. Not both have signed yet.")


def state_mark(reading: Reading, standing: Standing) -> Mark:
    """Return whether the sign-off stands, or what changed since."""
    if standing.stands:
        return Mark(phrase("stands"), Tone.MET)
    if not standing.chained:
        return Mark(phrase("broken chain"), Tone.NO)
    if standing.flaws:
        return Mark(phrase("does not count"), Tone.NO)
    return Mark(phrase("changed since sign-off"), Tone.NO)


def _open(role: Role) -> SignatureBox:
    attestations = tuple((False, text) for text in role.attestations.values())
    return SignatureBox(role.title, (), attestations, NOT_SIGNED)


def _made(reading: Reading, standing: Standing) -> SignatureBox:
    signoff, role = standing.signoff, standing.role
    offered = role.attestations if role else {}
    ticked = [(True, text) for text in signoff.attestations.values()]
    left = [(False, text) for key, text in offered.items() if key not in signoff.attestations]
    return SignatureBox(
        role.title if role else signoff.role,
        tuple(line for line in _lines(reading, standing) if line[1] != ""),
        (*ticked, *left),
        state_mark(reading, standing),
    )


def _lines(reading: Reading, standing: Standing) -> tuple[tuple[Wording, Wording], ...]:
    signoff = standing.signoff
    changed = listed((part_name(reading.catalogue, name) for name in standing.changed), ", ")
    chain = phrase("A sign-off before this one was taken out or altered.")
    return (
        (phrase("Body") if signoff.body else phrase("Name"), signoff.name),
        (phrase("Members"), listed(signoff.members, ", ")),
        (phrase("Quorum"), signoff.quorum),
        (phrase("Minute"), signoff.minute),
        (phrase("Organisation"), signoff.organisation),
        (phrase("E-mail"), signoff.email),
        (phrase("Acting under"), signoff.delegation),
        (phrase("Limit of authority"), signoff.limit),
        (phrase("Interests"), _interests(signoff)),
        (phrase("Opinion"), OPINIONS[signoff.opinion] if signoff.opinion else ""),
        (phrase("Comment"), signoff.comment),
        (phrase("Signed in the app"), moment(signoff.when)),
        (_DIGESTS[signoff.layer], in_fours(signoff.digest)),
        (phrase("Changed since"), changed),
        (phrase("Chain"), "" if standing.chained else chain),
        (phrase("Why it does not count"), sentences(*standing.flaws)),
    )


def _interests(signoff: Signoff) -> Wording:
    words: Wording = phrase(signoff.interests)
    if signoff.interests_note:
        return phrase("{interests}: {note}", interests=words, note=signoff.interests_note)
    return words
