"""Every change to a document, as a function from one document to the next."""

from __future__ import annotations

from typing import Any, TypeVar

from procure_app.core.assessment.answer import Answer, ComponentRow, Evidence
from procure_app.core.assessment.approval import Acceptance, Condition, Decision, Entry, Signoff
from procure_app.core.assessment.document import Assessment
from procure_app.core.frozen import Frozen

T = TypeVar("T", bound=Frozen)


def changed(old: T, /, **changes: Any) -> T:  # noqa: ANN401  # checked by the constructor
    """Return the value built anew with these fields; the one place where values are rebuilt.

    The constructor validates what is new; parts that are values already pass as they are.
    Raises ``pydantic.ValidationError`` where a change does not fit its field.
    """
    fields = {name: getattr(old, name) for name in type(old).model_fields}
    return type(old)(**(fields | changes))


def answer(assessment: Assessment, question: str, given: Answer) -> Assessment:
    """Put this answer to the question; an empty answer is the same as none."""
    answers = {key: old for key, old in assessment.answers.items() if key != question}
    if given != Answer():
        answers[question] = given
    return changed(assessment, answers=answers)


def fill_row(assessment: Assessment, key: str, row: ComponentRow) -> Assessment:
    """Put this row of the component table; an empty row is the same as none."""
    rows = {other: old for other, old in assessment.components.items() if other != key}
    if row != ComponentRow():
        rows[key] = row
    return changed(assessment, components=rows)


def next_id(prefix: str, used: tuple[str, ...]) -> str:
    """Return the first id after the highest in use: ``C-4`` after ``C-3``."""
    return f"{prefix}-{max(map(_number, used), default=0) + 1}"


def last_evidence(assessment: Assessment) -> int:
    """Return the highest number that an evidence item has or had: none is given twice."""
    numbers = (_number(item.id) for item in assessment.evidence)
    return max(assessment.last_evidence, *numbers, 0)


def put_evidence(assessment: Assessment, item: Evidence) -> Assessment:
    """Add the item, or replace the one with its id."""
    kept = [item if old.id == item.id else old for old in assessment.evidence]
    if item.id not in {old.id for old in assessment.evidence}:
        kept.append(item)
    return changed(assessment, evidence=tuple(kept))


def drop_evidence(assessment: Assessment, item_id: str) -> Assessment:
    """Remove the item and every reference to it; its number is not given again."""

    def without(ids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(i for i in ids if i != item_id)

    return changed(
        assessment,
        evidence=tuple(item for item in assessment.evidence if item.id != item_id),
        last_evidence=last_evidence(assessment),
        answers={
            key: changed(old, evidence=without(old.evidence))
            for key, old in assessment.answers.items()
        },
        components={
            key: changed(
                old,
                availability_evidence=without(old.availability_evidence),
                licence_evidence=without(old.licence_evidence),
            )
            for key, old in assessment.components.items()
        },
    )


def decide(assessment: Assessment, decision: Decision) -> Assessment:
    """Put this decision in place of the present one."""
    return changed(assessment, decision=decision)


def put_condition(assessment: Assessment, condition: Condition) -> Assessment:
    """Add the condition, or replace the one with its id."""
    decision = assessment.decision
    kept = tuple(old for old in decision.conditions if old.id != condition.id)
    ordered = tuple(sorted((*kept, condition), key=_place))
    return decide(assessment, changed(decision, conditions=ordered))


def put_acceptance(assessment: Assessment, acceptance: Acceptance) -> Assessment:
    """Add the acceptance, or replace the one with its id."""
    decision = assessment.decision
    kept = tuple(old for old in decision.acceptances if old.id != acceptance.id)
    ordered = tuple(sorted((*kept, acceptance), key=_place))
    return decide(assessment, changed(decision, acceptances=ordered))


def drop_treatment(assessment: Assessment, treatment_id: str) -> Assessment:
    """Remove the condition or acceptance of this id."""
    decision = assessment.decision
    return decide(
        assessment,
        changed(
            decision,
            conditions=tuple(c for c in decision.conditions if c.id != treatment_id),
            acceptances=tuple(a for a in decision.acceptances if a.id != treatment_id),
        ),
    )


def sign(assessment: Assessment, signoff: Signoff) -> Assessment:
    """Append the sign-off."""
    return changed(assessment, signoffs=(*assessment.signoffs, signoff))


def append_entry(assessment: Assessment, entry: Entry) -> Assessment:
    """Append a line to the record; there is no edit that takes one out."""
    return changed(assessment, record=(*assessment.record, entry))


def _place(item: Condition | Acceptance) -> tuple[int, str]:
    return (_number(item.id), item.id)


def _number(id_: str) -> int:
    """Return the number at the end of an id; 0 where it ends in none that we gave."""
    last = id_.rpartition("-")[2]
    return int(last) if last.isascii() and last.isdigit() and len(last) < 10 else 0
