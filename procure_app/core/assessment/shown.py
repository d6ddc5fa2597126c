"""Whether the evidence shows what an answer claims."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from procure_app.core.assessment.answer import Answer, Evidence
from procure_app.core.assessment.document import Assessment
from procure_app.core.catalogue.question import Question
from procure_app.core.catalogue.word import AnswerValue, Availability


def grade(assessment: Assessment, ids: Iterable[str], items: Mapping[str, Evidence]) -> int:
    """Return the best grade, 0 to 5, among these items that have not expired."""
    return max((_valid(items[i], assessment) for i in ids if i in items), default=0)


def is_shown(question: Question, value: AnswerValue | None, evidence_grade: int) -> bool:
    """Say whether an answer is shown and not only claimed.

    A *yes* or *partly* needs the grade its question names; a *no* speaks against the
    speaker's interest and counts from grade 1. Unknown and not applicable show nothing.
    """
    match value:
        case AnswerValue.YES | AnswerValue.PARTLY:
            return evidence_grade >= question.statement.shown_from
        case AnswerValue.NO:
            return evidence_grade >= min(1, question.statement.shown_from)
        case _:
            return False


def answer_grade(assessment: Assessment, answer: Answer) -> int:
    """Return the best grade of the answer's evidence."""
    return grade(assessment, answer.evidence, assessment.evidence_by_id()) if answer.evidence else 0


def availability_is_shown(
    availability: Availability, items: Iterable[Evidence], found: str, version: str
) -> bool:
    """Say whether a component's availability is shown.

    *Released* is shown by the thing itself only: a file, a check, or an address together
    with a version or digest. What is against the speaker's interest counts from grade 1.
    """
    items = tuple(items)
    best = max((item.grade for item in items), default=0)
    match availability:
        case Availability.RELEASED | Availability.GATED:
            thing = any(item.kind in ("file", "check") or item.version for item in items)
            return thing or (bool(found) and bool(version))
        case Availability.WITHHELD | Availability.DESCRIBED_ONLY | Availability.SERVED:
            return best >= 1
        case Availability.UNDER_CONTRACT:
            return best >= 3
        case _:
            return False


def _valid(item: Evidence, assessment: Assessment) -> int:
    return 0 if item.expires and item.expires < assessment.as_of else item.grade
