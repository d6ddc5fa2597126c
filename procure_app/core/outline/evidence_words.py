"""Evidence as it is cited: its id with its grade in words."""

from __future__ import annotations

from collections.abc import Iterable

from procure_app.core.assessment.answer import Evidence
from procure_app.core.assessment.document import Assessment
from procure_app.core.outline.listed import listed
from procure_app.core.phrase import Phrase, Wording, phrase

GRADES: tuple[Phrase, ...] = (
    phrase("none"),
    phrase("the vendor says so"),
    phrase("a published document naming this version"),
    phrase("a binding term"),
    phrase("an independent third party"),
    phrase("checked by us"),
)
"""The grades of evidence in words, from 0 to 5."""

KINDS: dict[str, Phrase] = {
    "file": phrase("file"),
    "address": phrase("address"),
    "clause": phrase("clause"),
    "check": phrase("check of our own"),
}


def cited(assessment: Assessment, ids: Iterable[str]) -> Wording:
    """Return the items with their grades: ``E-1 (grade 2: a published document …)``."""
    items = assessment.evidence_by_id()
    return listed(_cited(assessment, item_id, items.get(item_id)) for item_id in ids)


def cited_briefly(assessment: Assessment, ids: Iterable[str]) -> Wording:
    """Return the items with the number of their grade: ``E-1 (2)``."""
    items = assessment.evidence_by_id()
    return listed(
        (
            phrase("{id} ({grade})", id=item_id, grade=items[item_id].grade)
            if item_id in items
            else phrase("{id} (not in the register)", id=item_id)
            for item_id in ids
        ),
        ", ",
    )


def is_expired(assessment: Assessment, item: Evidence) -> bool:
    """Say whether the item had expired at the date of the assessment."""
    return item.expires is not None and item.expires < assessment.as_of


def _cited(assessment: Assessment, item_id: str, item: Evidence | None) -> Wording:
    if item is None:
        return phrase("{id} (not in the register)", id=item_id)
    if item.expires and is_expired(assessment, item):
        return phrase(
            "{id} (grade {grade}: {words}; expired on {day})",
            id=item_id,
            grade=item.grade,
            words=GRADES[item.grade],
            day=item.expires,
        )
    return phrase(
        "{id} (grade {grade}: {words})", id=item_id, grade=item.grade, words=GRADES[item.grade]
    )
