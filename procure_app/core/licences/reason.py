"""The facts that speak for and against a right, and which of them decides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from procure_app.core.licences.buyer import Buyer
from procure_app.core.licences.fact import FactName, fact, inferred
from procure_app.core.licences.licence import Freedom, Licence, Limit
from procure_app.core.licences.reach import reach
from procure_app.core.licences.vocabulary import Vocabulary
from procure_app.core.phrase import Phrase, Wording, phrase
from procure_app.core.truth import Truth

Answer = Literal["no", "unknown", "conditions", "yes"]
_WORST_FIRST: tuple[Answer, ...] = ("no", "unknown", "conditions", "yes")

_OPEN_QUESTIONS: tuple[tuple[FactName, Phrase], ...] = (
    ("fields_limited", phrase("Whether it limits the purposes of use is not known.")),
    ("threshold_limited", phrase("Whether it limits users or revenue is not known.")),
    ("territory_limited", phrase("Whether it leaves out any country is not known.")),
)


@dataclass(frozen=True, slots=True)
class Right:
    """Whether somebody may do something, and the one fact that decides."""

    answer: Answer
    reason: Wording
    licence: str
    """The id of the licence that decides; the words as written where none was recognised."""


def worst(rights: Iterable[Right]) -> Right:
    """Return the right that decides where all hold together; the first of equals."""
    return min(rights, key=lambda right: _WORST_FIRST.index(right.answer))


def best(rights: Iterable[Right]) -> Right:
    """Return the right that decides where one may choose; the first of equals."""
    return max(rights, key=lambda right: _WORST_FIRST.index(right.answer))


def candidates(
    licence: Licence, freedom: Freedom, buyer: Buyer, vocabulary: Vocabulary
) -> Iterator[Right]:
    """Yield what the licence says of the freedom, what tells most about it first.

    Whatever may be used may be looked at, unless the licence bars reverse engineering.
    """
    general = [limit for limit in licence.limits if not limit.when.only_use]
    for limit in general:
        yield from _limit(licence, limit, freedom, buyer, vocabulary)
    match freedom:
        case Freedom.USE:
            yield from _purpose(licence, buyer)
            yield from _scope(licence, buyer)
        case Freedom.STUDY:
            use = worst(candidates(licence, Freedom.USE, buyer, vocabulary))
            study = _study(licence)
            yield from (study, use) if study.answer == "yes" else (use, study)
        case Freedom.MODIFY:
            yield from _purpose(licence, buyer)
            yield _grant(licence, "modify", licence.modify_text)
        case Freedom.REDISTRIBUTE:
            yield from _purpose(licence, buyer)
            yield from _passing_on(licence)
        case Freedom.OUTPUTS:
            yield _outputs(licence)
    for limit in licence.limits:
        if limit.when.only_use:
            yield from _limit(licence, limit, freedom, buyer, vocabulary)


def _limit(
    licence: Licence, limit: Limit, freedom: Freedom, buyer: Buyer, vocabulary: Vocabulary
) -> Iterator[Right]:
    if freedom not in (*limit.denies, *limit.binds, *limit.unsettles):
        return
    hit = reach(limit.when, buyer, vocabulary)
    if hit is Truth.NOT_MET:
        return
    said = f"{limit.text.removesuffix('.')} ({limit.clause})." if limit.clause else limit.text
    if freedom in limit.binds or (buyer.anyone and hit is Truth.UNKNOWN):
        yield Right("conditions", said, licence.id)
    elif hit is Truth.UNKNOWN:
        told = phrase("{limit} Whether this applies here is not known.", limit=said)
        yield Right("unknown", told, licence.id)
    elif freedom in limit.unsettles:
        told = phrase("{limit} Which of them holds is not settled.", limit=said)
        yield Right("unknown", told, licence.id)
    else:
        yield Right("no", said, licence.id)


def _purpose(licence: Licence, buyer: Buyer) -> Iterator[Right]:
    """Whether it may be used to earn money, and whether that is what the buyer does."""
    word = fact(licence, "commercial")
    if word == "no":
        reason: Wording = licence.commercial_text or phrase("For non-commercial purposes only.")
        if buyer.commercial:
            yield Right("no", reason, licence.id)
        elif buyer.commercial is None and not buyer.anyone:
            told = phrase("{limit} Whether our purpose is commercial is not known.", limit=reason)
            yield Right("unknown", told, licence.id)
        else:
            yield Right("conditions", reason, licence.id)


def _scope(licence: Licence, buyer: Buyer) -> Iterator[Right]:
    """Whether it may be used for anything, by anybody, anywhere, as far as the text says."""
    word = fact(licence, "commercial")
    if word is None:
        reason = phrase("Whether it may be used commercially is not known.")
        yield Right("unknown", reason, licence.id)
    elif word == "conditions":
        either = licence.commercial_text or phrase("Commercial use is under conditions.")
        yield Right("conditions", either, licence.id)
    for name, unknown in _OPEN_QUESTIONS:
        if fact(licence, name) is None:
            yield Right("unknown", unknown, licence.id)
    if not licence.limits and "yes" in (
        fact(licence, "threshold_limited"),
        fact(licence, "territory_limited"),
    ):
        reason = phrase("It shuts out some by size or by place; whom exactly is not known.")
        yield Right("conditions" if buyer.anyone else "unknown", reason, licence.id)
    if licence.fields_limited:
        either = licence.fields or phrase("Not for every purpose.")
        yield Right("conditions", either, licence.id)
    if word == "yes":
        either = licence.commercial_text or phrase("Anyone may use it, for money too.")
        yield Right(
            "yes", _listed(licence) if inferred(licence, "commercial") else either, licence.id
        )


def _study(licence: Licence) -> Right:
    match fact(licence, "study"):
        case "no":
            reason = licence.study_text or phrase("Reverse engineering is barred.")
            return Right("no", reason, licence.id)
        case None:
            reason = phrase("Whether it bars reverse engineering is not known.")
            return Right("unknown", reason, licence.id)
        case _:
            reason = phrase("Nothing in it bars looking into what may be used.")
            return Right("yes", reason, licence.id)


def _grant(licence: Licence, name: FactName, text: str) -> Right:
    word = fact(licence, name)
    if inferred(licence, name):
        return Right("yes", text or _listed(licence), licence.id)
    match word:
        case "yes":
            return Right("yes", text or phrase("The licence allows it."), licence.id)
        case "conditions":
            return Right("conditions", text or phrase("Under conditions."), licence.id)
        case "no":
            return Right("no", text or phrase("The licence does not allow it."), licence.id)
        case _:
            return Right("unknown", phrase("Whether it allows this is not known."), licence.id)


def _passing_on(licence: Licence) -> Iterator[Right]:
    """Whether it may be passed on: a copy of the licence and notices are no condition here,
    but what binds the next recipient, or names the product, is."""
    yield _grant(licence, "redistribute", licence.redistribute_text or licence.attribution)
    for duty in (licence.share_alike, licence.naming):
        if duty:
            yield Right("conditions", duty, licence.id)


def _outputs(licence: Licence) -> Right:
    match licence.outputs:
        case "free":
            reason = licence.outputs_text or phrase(
                "The licence sets no limit on what it gives out."
            )
            return Right("yes", reason, licence.id)
        case "conditions":
            reason = licence.outputs_text or phrase("Under conditions.")
            return Right("conditions", reason, licence.id)
        case "no":
            reason = licence.outputs_text or phrase("The licence does not allow it.")
            return Right("no", reason, licence.id)
        case _:
            reason = phrase("What holds for what it gives out is not known.")
            return Right("unknown", reason, licence.id)


def _listed(licence: Licence) -> Wording:
    """Name the list from which a right follows that the entry itself does not state."""
    if licence.osi_approved:
        return phrase("It is OSI-approved: the Open Source Definition asks for this right.")
    if licence.fsf_free:
        return phrase("The FSF lists it as free: the four freedoms include this right.")
    return phrase("It conforms to the Open Definition, which asks for this right.")
