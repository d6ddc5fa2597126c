"""What keeps a decision from being signed, each with the way to mend it."""

from __future__ import annotations

from procure_app.core.assessment.answer import Standing
from procure_app.core.assessment.approval import Outcome
from procure_app.core.assessment.progress import open_rows, unanswered
from procure_app.core.catalogue.word import Severity
from procure_app.core.decision.reading import Reading
from procure_app.core.decision.validity import latest_validity, too_long
from procure_app.core.phrase import Phrase, counted, phrase


def obstacles(reading: Reading) -> tuple[Phrase, ...]:
    """Return what keeps the decision from being signed, each with the way to mend it."""
    decision = reading.assessment.decision
    if decision.outcome is None:
        return (phrase("No decision is recorded. Choose one on the Decision page."),)
    approving = decision.outcome in (Outcome.APPROVE, Outcome.CONDITIONS)
    found = _unanswered(reading) if approving else []
    if decision.decided is None:
        found.append(phrase("Give the date of the decision."))
    if approving:
        found += _untreated(reading)
    found += _validity(reading, approving)
    for acceptance in decision.acceptances:
        if not (acceptance.authority and acceptance.limit and acceptance.reason):
            found.append(
                phrase("{id} needs an authority, its limit and a reason.", id=acceptance.id)
            )
        if too_long(acceptance, reading.assessment):
            found.append(phrase("{id} must expire within twelve months.", id=acceptance.id))
    for condition in decision.conditions:
        if not (condition.text and condition.owner and condition.due and condition.proof):
            found.append(
                phrase("{id} needs a text, an owner, a due date and a proof.", id=condition.id)
            )
    return tuple(found)


def _unanswered(reading: Reading) -> list[Phrase]:
    """Unknown never helps: nothing is approved while something asked is left out."""
    left = unanswered(reading.path)
    empty = open_rows(reading.path, reading.table)
    found: list[Phrase] = []
    if left:
        found.append(
            counted(
                "{count} question is not answered yet. Answer it; “I do not know” is an answer.",
                "{count} questions are not answered yet. "
                "Answer each; “I do not know” is an answer.",
                len(left),
            )
        )
    if empty:
        found.append(
            counted(
                "{count} component has no availability yet. Choose one; “not known” is an answer.",
                "{count} components have no availability yet. "
                "Choose one for each; “not known” is an answer.",
                len(empty),
            )
        )
    answers = reading.assessment.answers
    for question in reading.path.questions():
        given = answers.get(question.id)
        if given and given.standing is Standing.NOT_APPLICABLE and not given.reason.strip():
            found.append(phrase("Say why “{question}” does not apply.", question=question.short))
    return found


def _validity(reading: Reading, approving: bool) -> list[Phrase]:
    decision = reading.assessment.decision
    latest = latest_validity(reading.assessment, reading.path)
    if approving and decision.decided and latest < decision.decided:
        return [
            phrase(
                "A risk acceptance, or evidence of a bar or blocker, ended on {day}, before the "
                "decision. Renew it.",
                day=latest,
            )
        ]
    if approving and (decision.valid_until is None or decision.valid_until > latest):
        return [phrase("Set “valid until” to {day} at the latest.", day=latest)]
    if decision.valid_until and decision.decided and decision.valid_until < decision.decided:
        return [phrase("“Valid until” lies before the date of the decision. Set a later day.")]
    return []


def _untreated(reading: Reading) -> list[Phrase]:
    result = []
    for finding in reading.findings:
        match finding.severity:
            case Severity.BAR:
                if not any(a.waiver for a in finding.acceptances):
                    result.append(
                        phrase("{id} is a bar: cure it, record a waiver, or reject.", id=finding.id)
                    )
            case Severity.BLOCKER:
                if not finding.acceptances:
                    result.append(
                        phrase("{id} is a blocker: it needs a risk acceptance.", id=finding.id)
                    )
            case Severity.MAJOR:
                if not finding.treated:
                    result.append(
                        phrase("{id} needs a condition or a risk acceptance.", id=finding.id)
                    )
            case Severity.MINOR:
                pass
    return result
