"""Findings: what falls short, how much it weighs, and how it is treated. Nothing is averaged."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain, zip_longest
from operator import itemgetter
from typing import Any, NamedTuple

from procure_app.core.assessment.answer import Answer, Evidence
from procure_app.core.assessment.approval import Acceptance, Condition
from procure_app.core.assessment.document import Assessment
from procure_app.core.assessment.facts import Facts
from procure_app.core.assessment.path import Path
from procure_app.core.assessment.portion import NOTHING, Carried
from procure_app.core.assessment.shown import grade, is_shown
from procure_app.core.catalogue.condition import holds
from procure_app.core.catalogue.question import Question
from procure_app.core.catalogue.word import AnswerValue, Severity, Walk
from procure_app.core.phrase import Phrase, Wording, phrase

WEIGHT = {severity: place for place, severity in enumerate(Severity)}
"""The place of each severity, the heaviest first."""
_NO_ANSWER = Answer.model_construct()


class Shortfall(StrEnum):
    """In which way a question falls short."""

    NO = "no"
    PARTLY = "partly"
    UNKNOWN = "unknown"
    CLAIMED = "claimed, not shown"
    OPEN = "not answered"
    CONTRADICTED = "the evidence says otherwise"

    @property
    def words(self) -> Phrase:
        """How people are told."""
        return phrase("not known") if self is Shortfall.UNKNOWN else phrase(self.value)


@dataclass(frozen=True, slots=True)
class Finding:
    """One question that falls short."""

    id: str
    """``F-01`` and so on, in the order of the questions."""
    question: Question
    severity: Severity
    shortfall: Shortfall
    grade: int
    """Best grade of the answer's evidence, 0 to 5."""
    note: str
    conditions: tuple[Condition, ...] = ()
    acceptances: tuple[Acceptance, ...] = ()
    said: Wording = ""
    """The sentence, where it is not the question's own."""

    @property
    def text(self) -> Wording:
        """What falls short, in one sentence."""
        return self.said or self.question.finding

    @property
    def treated(self) -> bool:
        """Whether a condition or an acceptance answers it."""
        return bool(self.conditions or self.acceptances)

    def accepted(self, day: datetime.date) -> bool:
        """Say whether somebody with a name accepted it on that day; a bar needs a waiver."""
        return self.acceptance(day) is not None

    def acceptance(self, day: datetime.date) -> Acceptance | None:
        """Return the first acceptance that holds on that day; for a bar, the first waiver."""
        for given in self.acceptances:
            may = given.waiver or self.severity is not Severity.BAR
            ended = given.expires is not None and given.expires < day
            if given.authority.strip() and may and not ended:
                return given
        return None


def severity(question: Question, facts: Facts) -> Severity | None:
    """Return how much it weighs if this question falls short; None when it does not."""
    for rule in question.severity:
        if rule.when is None or holds(rule.when, facts):
            return None if rule.is_ == "none" else Severity(rule.is_)
    return None


def shortfall(
    question: Question, value: AnswerValue | None, evidence_grade: int
) -> Shortfall | None:
    """Return in which way this answer falls short; None when it does not.

    Not applicable is neutral. A *yes* below the grade its question names is claimed, not shown.
    """
    match value:
        case None:
            return Shortfall.OPEN
        case AnswerValue.NOT_APPLICABLE:
            return None
        case AnswerValue.UNKNOWN:
            return Shortfall.UNKNOWN
        case AnswerValue.NO:
            return Shortfall.NO
        case AnswerValue.PARTLY:
            return Shortfall.PARTLY
        case AnswerValue.YES:
            shown = bool(question.derived) or is_shown(question, value, evidence_grade)
            return None if shown else Shortfall.CLAIMED


def findings(
    assessment: Assessment,
    path: Path,
    more: tuple[Finding, ...] = (),
    carried: Carried = NOTHING,
) -> tuple[Finding, ...]:
    """Return every finding, the heaviest first, then in the order of the questions.

    ``more`` are findings that rest on verdicts; they come first among those of their weight.

    A bar or blocker that nobody answered is a finding: unknown never helps. A lighter question
    not answered yet is not. Describing a release has no findings.
    """
    if assessment.walk is Walk.DESCRIBE:
        return ()
    items = assessment.evidence_by_id()

    def short(questions: tuple[Question, ...]) -> tuple[_Short, ...]:
        return tuple(_shorts(questions, assessment, path, items))

    def weigh(shorts: tuple[_Short, ...]) -> tuple[tuple[int, Finding], ...]:
        return tuple(_weighed(shorts, path))

    shorts = carried.over("shortfalls", path.sections, short)
    pairs = [(section, each) for (section, _), each in zip(path.sections, shorts, strict=True)]
    first = [(WEIGHT[finding.severity], finding) for finding in more]
    found = chain(first, *carried.over("findings", pairs, weigh, weighed=True))
    heaviest = [finding for _, finding in sorted(found, key=itemgetter(0))]
    return _numbered(assessment, heaviest, carried.made if carried is not NOTHING else {})


def _numbered(
    assessment: Assessment, heaviest: list[Finding], made: dict[str, tuple[Any, ...]]
) -> tuple[Finding, ...]:
    """Return the findings with their numbers and treatments; as last made where they were so."""
    conditions, acceptances = _treatments(assessment)
    before, last, treated = made.get("findings", ((), (), None))
    if treated != (conditions, acceptances):
        before, last = (), ()
    pairs = zip_longest(heaviest, before[: len(heaviest)], last[: len(heaviest)])
    numbered = tuple(
        old
        if finding is same
        else Finding(f"F-{n:02}", finding.question, finding.severity, finding.shortfall,
                     finding.grade, finding.note, conditions.get(finding.question.id, ()),
                     acceptances.get(finding.question.id, ()), finding.said)
        for n, (finding, same, old) in enumerate(pairs, 1)
    )  # fmt: skip
    made["findings"] = (heaviest, numbered, (conditions, acceptances))
    return numbered


class _Short(NamedTuple):
    """A question that falls short, not weighed yet."""

    question: Question
    shortfall: Shortfall
    grade: int
    note: str


def _shorts(
    questions: tuple[Question, ...],
    assessment: Assessment,
    path: Path,
    items: Mapping[str, Evidence],
) -> Iterator[_Short]:
    for question in questions:
        if not question.severity:
            continue
        given = assessment.answers.get(question.id, _NO_ANSWER)
        best = grade(assessment, given.evidence, items) if given.evidence else 0
        short = shortfall(question, path.facts.answer(question.id), best)
        if short is not None:
            yield _Short(question, short, best, given.note)


def _weighed(shorts: tuple[_Short, ...], path: Path) -> Iterator[tuple[int, Finding]]:
    for question, short, best, note in shorts:
        weight = severity(question, path.facts)
        if weight is None:
            continue
        if short is Shortfall.OPEN and weight in (Severity.MAJOR, Severity.MINOR):
            continue
        yield WEIGHT[weight], Finding("", question, weight, short, best, note)


def _treatments(
    assessment: Assessment,
) -> tuple[dict[str, tuple[Condition, ...]], dict[str, tuple[Acceptance, ...]]]:
    """Return the conditions and the acceptances by the question whose finding they answer."""
    conditions: dict[str, tuple[Condition, ...]] = {}
    for condition in assessment.decision.conditions:
        conditions[condition.finding] = (*conditions.get(condition.finding, ()), condition)
    acceptances: dict[str, tuple[Acceptance, ...]] = {}
    for acceptance in assessment.decision.acceptances:
        acceptances[acceptance.finding] = (*acceptances.get(acceptance.finding, ()), acceptance)
    return conditions, acceptances
