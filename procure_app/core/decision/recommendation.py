"""What the app may propose, with reasons. A person decides.

The gate is that of section b.11 of our accountability notes, with the bar: gates first, no
average, no overall score, and no points that buy off a blocker.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from operator import itemgetter
from typing import NamedTuple

from procure_app.core.assessment.approval import Outcome
from procure_app.core.assessment.document import Assessment
from procure_app.core.assessment.path import Path
from procure_app.core.assessment.portion import NOTHING, Carried
from procure_app.core.assessment.shown import answer_grade, is_shown
from procure_app.core.catalogue.question import Question
from procure_app.core.catalogue.word import AnswerValue, Kind, Severity, Statement
from procure_app.core.decision.finding import WEIGHT, Finding, Shortfall, severity
from procure_app.core.phrase import Phrase, Wording, phrase

SHARE_UNKNOWN = 0.25
"""More than this share of the questions asked unknown or open: too little to decide on."""

_FIRM = (Shortfall.NO, Shortfall.PARTLY)


@dataclass(frozen=True, slots=True)
class Recommendation:
    """A proposal with the rule that led to it."""

    outcome: Outcome
    because: Phrase
    reasons: tuple[Wording, ...]
    """Up to three reasons for the release, the weightiest first."""
    against: Wording | None
    """The strongest reason against it."""


def recommendation(
    assessment: Assessment,
    path: Path,
    findings: tuple[Finding, ...],
    carried: Carried = NOTHING,
) -> Recommendation:
    """Return what the answers so far amount to."""
    outcome, because = _gate(assessment, path, findings)
    return Recommendation(outcome, because, _reasons(assessment, path, carried), _against(findings))


def _gate(
    assessment: Assessment, path: Path, findings: tuple[Finding, ...]
) -> tuple[Outcome, Phrase]:
    open_ = [f for f in findings if not (f.acceptances and f.accepted(assessment.as_of))]
    bars = [f for f in open_ if f.severity is Severity.BAR]
    blockers = [f for f in open_ if f.severity is Severity.BLOCKER]
    if any(f.shortfall in _FIRM for f in bars):
        return Outcome.REJECT, phrase("A bar stands: nobody here may accept it.")
    if any(f.shortfall in _FIRM for f in blockers):
        return Outcome.REJECT, phrase(
            "A blocker is unmet, and nobody with the authority has accepted the risk."
        )
    if bars or blockers:
        return Outcome.RETURN, phrase("A bar or blocker is not known, not answered or not shown.")
    asked = [q for q in path.questions() if q.kind is not Kind.COMPONENTS]  # rows are no answers
    known = sum(path.facts.answer(q.id) not in (None, AnswerValue.UNKNOWN) for q in asked)
    if asked and known < len(asked) * (1 - SHARE_UNKNOWN):
        return Outcome.RETURN, phrase("More than a quarter of the questions are open or unknown.")
    if any(f.severity is not Severity.MINOR for f in findings):
        return Outcome.CONDITIONS, phrase(
            "No blocker is open, but each major finding needs a condition or an acceptance."
        )
    return Outcome.APPROVE, phrase("Nothing but minor findings is open.")


def _reasons(assessment: Assessment, path: Path, carried: Carried) -> tuple[Wording, ...]:
    met = carried.over("met", path.sections, lambda asked: _met(assessment, path, asked))
    pairs = [(section, each) for (section, _), each in zip(path.sections, met, strict=True)]
    weighed = carried.over("reasons", pairs, lambda each: _weighed(path, each), weighed=True)
    heaviest_first = sorted(chain.from_iterable(weighed), key=itemgetter(0))
    first = [met for _, met in heaviest_first[:3]]
    return tuple(
        phrase(
            "{subject}: {answer} ({reference}evidence grade {grade})",
            subject=met.question.short,
            answer=", ".join(o.text for v in met.said if (o := met.question.option(v)))
            or met.said[0],
            reference=f"{met.question.reference}, " if met.question.reference else "",
            grade=met.grade,
        )
        for met in first
    )


class _Met(NamedTuple):
    """A question that is met and shown."""

    grade: int
    question: Question
    said: tuple[str, ...]


def _met(assessment: Assessment, path: Path, questions: tuple[Question, ...]) -> tuple[_Met, ...]:
    met = []
    for question in questions:
        given = assessment.answers.get(question.id)
        value = path.facts.answer(question.id)
        if not question.severity or given is None or question.statement is Statement.OWN:
            continue
        best = answer_grade(assessment, given)
        if value is AnswerValue.YES and is_shown(question, value, best):
            follows = path.derived.get(question.id)
            met.append(_Met(best, question, (follows,) if follows else given.value))
    return tuple(met)


def _weighed(path: Path, met: tuple[_Met, ...]) -> tuple[tuple[int, _Met], ...]:
    """Return what counts, each with how much it would weigh if it fell short."""
    each = ((severity(one.question, path.facts), one) for one in met)
    return tuple((WEIGHT[weight], one) for weight, one in each if weight is not None)


def _against(findings: tuple[Finding, ...]) -> Wording | None:
    if not findings:
        return None
    first = findings[0]
    return phrase(
        "{finding} ({reference}, {shortfall})",
        finding=first.text,
        reference=first.question.reference or first.id,
        shortfall=first.shortfall.words,
    )
