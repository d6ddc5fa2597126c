"""Whether a limit hits a buyer, on what is known of the buyer."""

from __future__ import annotations

from collections.abc import Iterator

from procure_app.core.licences.buyer import Buyer
from procure_app.core.licences.licence import When
from procure_app.core.licences.vocabulary import ANY_SECTOR, ELSEWHERE, Vocabulary
from procure_app.core.truth import Truth, all_of, any_of

MONTHS = 12


def reach(when: When, buyer: Buyer, vocabulary: Vocabulary) -> Truth:
    """Return met where it hits this buyer, not met where it does not, unknown otherwise.

    A limit without conditions hits everybody. Of any recipient at all, only that is known.
    """
    conditions = list(_conditions(when, buyer, vocabulary))
    if not conditions:
        return Truth.MET
    return Truth.UNKNOWN if buyer.anyone else all_of(conditions)


def _conditions(when: When, buyer: Buyer, vocabulary: Vocabulary) -> Iterator[Truth]:
    for wanted, known in (
        (when.public_body, buyer.public_body),
        (when.commercial, buyer.commercial),
        (when.end_user, buyer.end_user),
        (when.multimodal, buyer.multimodal),
    ):
        if wanted is not None:
            yield Truth.UNKNOWN if known is None else _truth(known is wanted)
    if when.territory:
        yield _placed(when, buyer, vocabulary)
    if when.users_over is not None:
        yield _used_by_many(when, when.users_over, buyer)
    if when.revenue_over is not None:
        yield _earning(when, when.revenue_over, buyer, vocabulary)
    if when.use:
        yield any_of(_used(use, buyer, vocabulary) for use in when.use)
    if when.use_not:
        yield _not(any_of(_used(use, buyer, vocabulary) for use in when.use_not))


def _placed(when: When, buyer: Buyer, vocabulary: Vocabulary) -> Truth:
    if buyer.territories is None:
        return Truth.UNKNOWN
    if not buyer.territories.isdisjoint(when.territory):
        return Truth.MET
    unnamed = any(not vocabulary.territories[place].asked for place in when.territory)
    return Truth.UNKNOWN if unnamed and ELSEWHERE in buyer.territories else Truth.NOT_MET


def _used_by_many(when: When, bound: float, buyer: Buyer) -> Truth:
    if when.counted == "at release" and buyer.users_at_release is not None:
        return _truth(buyer.users_at_release > bound)
    if buyer.users is None:
        return Truth.UNKNOWN
    if buyer.users <= bound:
        return Truth.NOT_MET
    # Many now need not have been as many then, nor as many on each single day.
    sure = when.counted == "now" and when.users_per == "month"
    return Truth.MET if sure else Truth.UNKNOWN


def _earning(when: When, bound: float, buyer: Buyer, vocabulary: Vocabulary) -> Truth:
    """Compare a range with the bound; a month is taken as a twelfth of a year."""
    currency = vocabulary.currencies[when.currency]
    months = {"year": (1, 1), "month": (MONTHS, MONTHS), "": (1, MONTHS)}[when.per]
    low, high = bound * currency.low * months[0], bound * currency.high * months[1]
    earned = buyer.revenue_low
    if earned is not None and (earned > high or (when.reached and earned >= high)):
        return Truth.MET
    most = buyer.revenue_high
    if most is not None and (most < low or (not when.reached and most <= low)):
        return Truth.NOT_MET
    return Truth.UNKNOWN


def _used(use: str, buyer: Buyer, vocabulary: Vocabulary) -> Truth:
    known = vocabulary.uses[use]
    if buyer.uses is not None and use in buyer.uses:
        return Truth.MET
    if buyer.sectors is not None and not buyer.sectors.isdisjoint(known.sure):
        return Truth.MET
    if buyer.uses is not None:
        return Truth.NOT_MET
    if buyer.sectors is None or ANY_SECTOR in known.possible:
        return Truth.UNKNOWN
    return Truth.NOT_MET if buyer.sectors.isdisjoint(known.possible) else Truth.UNKNOWN


def _truth(value: bool) -> Truth:
    return Truth.MET if value else Truth.NOT_MET


def _not(truth: Truth) -> Truth:
    return {Truth.MET: Truth.NOT_MET, Truth.NOT_MET: Truth.MET}.get(truth, truth)
