"""The buyer as licences see it, read from the answers about ourselves."""

from __future__ import annotations

from procure_app.core.assessment.path import Path
from procure_app.core.catalogue.catalogue import Catalogue
from procure_app.core.catalogue.condition import holds
from procure_app.core.catalogue.recipient import Fact, Recipient
from procure_app.core.catalogue.word import AnswerValue, Walk
from procure_app.core.licences.buyer import ANYONE, Buyer


def recipient(catalogue: Catalogue, walk: Walk, path: Path) -> Buyer:
    """Return the buyer; any recipient at all where a release is only described.

    What was not answered, or answered with not known, is ``None``.
    """
    asked = catalogue.uses.recipient
    if asked is None or walk is Walk.DESCRIBE:
        return ANYONE
    facts = path.facts
    low, high = _revenue(asked, path)
    kinds = _chosen(path, asked.modality)
    return Buyer(
        public_body=_fact(asked.public_body, path),
        commercial=_fact(asked.commercial, path),
        end_user=_fact(asked.end_user, path),
        multimodal=len(kinds) > 1 if kinds is not None else None,
        territories=_places(asked, path),
        users=facts.number(asked.users),
        revenue_low=low,
        revenue_high=high,
        sectors=_chosen(path, asked.sector),
    )


def _fact(fact: Fact, path: Path) -> bool | None:
    if fact.yes is not None and holds(fact.yes, path.facts):
        return True
    if fact.no is not None and holds(fact.no, path.facts):
        return False
    return None


def _chosen(path: Path, question: str) -> frozenset[str] | None:
    if path.facts.answer(question) in (None, AnswerValue.UNKNOWN):
        return None
    return path.facts.options(question) or None


def _places(asked: Recipient, path: Path) -> frozenset[str] | None:
    chosen = _chosen(path, asked.territory)
    if chosen is None:
        return None
    return frozenset(place for option in chosen for place in asked.places.get(option, (option,)))


def _revenue(asked: Recipient, path: Path) -> tuple[float | None, float | None]:
    chosen = _chosen(path, asked.revenue)
    ranges = [asked.revenues[option] for option in chosen or () if option in asked.revenues]
    return (ranges[0].low, ranges[0].high) if ranges else (None, None)
