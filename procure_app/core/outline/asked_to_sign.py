"""Page one, first: what one is asked to sign, by which authority, until when, and who reviewed."""

from __future__ import annotations

from procure_app.core.assessment.approval import Outcome
from procure_app.core.decision.obstacle import obstacles
from procure_app.core.decision.reading import Reading
from procure_app.core.decision.signoff import APPROVER, PREPARER, Standing, required
from procure_app.core.outline.block import Note
from procure_app.core.outline.decision import outcome_words
from procure_app.core.outline.listed import listed, sentences
from procure_app.core.outline.mark import outcome_tone
from procure_app.core.outline.signoff import OPINIONS, state_mark
from procure_app.core.outline.stamp import day_or
from procure_app.core.outline.subject import Subject
from procure_app.core.phrase import Wording, counted, phrase

SHORT = 160
"""The longest comment, in characters, that page one repeats; the others stand with the sign-off."""


def asked_to_sign(reading: Reading, standings: tuple[Standing, ...], about: Subject) -> Note:
    """Return the framed answer to: what do I sign here?"""
    decision = reading.assessment.decision
    title: Wording = phrase("Not decided yet")
    aside: Wording = ""
    if decision.outcome is not None:
        title = outcome_words(reading, decision.outcome)
        none = phrase("no end date given")
        if decision.valid_until or decision.outcome in (Outcome.APPROVE, Outcome.CONDITIONS):
            aside = phrase("until {day}", day=day_or(decision.valid_until, none))
    use = about.use or phrase("a use that is not described yet")
    text = (
        phrase("For this use only: {use}", use=use),
        _authority(reading, standings),
        _opinions(reading, standings),
        _proposal(reading),
    )
    return Note(title, text, outcome_tone(decision.outcome), aside)


def _authority(reading: Reading, standings: tuple[Standing, ...]) -> Wording:
    """Return by which authority the decision is signed, or who is to sign it."""
    level = reading.assessment.decision.approver_level
    rule: Wording = (
        phrase("Who may approve: {level}.", level=level.rstrip("."))
        if level
        else phrase("Who may approve is not recorded.")
    )
    signed = [standing for standing in standings if standing.signoff.role == APPROVER]
    if not signed:
        return sentences(phrase("To be signed by the approver."), rule)
    signoff = signed[-1].signoff
    unsaid = phrase("not said")
    by = phrase(
        "Signed by {name} under {delegation}, limit: {limit} ({state}).",
        name=signoff.name,
        delegation=signoff.delegation or phrase("a delegation not named"),
        limit=signoff.limit or unsaid,
        state=state_mark(reading, signed[-1]).text,
    )
    return sentences(by, rule)


def _opinions(reading: Reading, standings: tuple[Standing, ...]) -> Wording:
    """Return the opinion of every reviewer who signed, and who has not signed yet."""
    needed = {role.id for role in required(reading)}
    parts: list[Wording] = []
    for role in reading.catalogue.roles:
        if role.id in (PREPARER, APPROVER) or role.signs != "file":
            continue
        made = [standing for standing in standings if standing.signoff.role == role.id]
        for standing in made:
            words = _opinion(reading, standing)
            parts.append(phrase("{role}: {opinion}", role=role.title, opinion=words))
        if not made and role.id in needed:
            parts.append(phrase("{role}: not signed yet", role=role.title))
    return listed(parts, " · ")


def _opinion(reading: Reading, standing: Standing) -> Wording:
    signoff = standing.signoff
    words: Wording = OPINIONS[signoff.opinion] if signoff.opinion else phrase("signed")
    if signoff.comment:
        brief = len(signoff.comment) <= SHORT
        said = phrase("“{comment}”", comment=signoff.comment) if brief else ""
        words = listed((words, said or phrase("see the comment under its signature")), ", ")
    if not standing.stands:
        words = phrase(
            "{opinion} ({state})", opinion=words, state=state_mark(reading, standing).text
        )
    return words


def _proposal(reading: Reading) -> Wording:
    """Return what the rules propose beside what a person decides, and what is still in the way."""
    proposed = reading.recommendation
    words = phrase(
        "The rules propose: {outcome}. {because}",
        outcome=outcome_words(reading, proposed.outcome),
        because=proposed.because,
    )
    if reading.assessment.decision.outcome is None:
        return words
    missing = len(obstacles(reading))
    if not missing:
        return words
    still = counted(
        "{count} point still keeps this from being signed: see “Decision”.",
        "{count} points still keep this from being signed: see “Decision”.",
        missing,
    )
    return sentences(words, still)
