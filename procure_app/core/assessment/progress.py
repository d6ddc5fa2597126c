"""How far each section is, in numbers that the window puts into words."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from procure_app.core.assessment.check import Problem
from procure_app.core.assessment.path import Path
from procure_app.core.assessment.portion import NOTHING, Carried
from procure_app.core.assessment.table import Row
from procure_app.core.catalogue.catalogue import Section
from procure_app.core.catalogue.question import Question
from procure_app.core.catalogue.word import Kind


class State(StrEnum):
    """The state of a section, as its words say it."""

    NOT_STARTED = "not started"
    STARTED = "started"
    COMPLETE = "complete"
    ATTENTION = "needs attention"


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of the questions and rows of a section are answered."""

    section: Section
    answered: int
    asked: int
    problems: int

    @property
    def state(self) -> State:
        """Attention outweighs completeness; a section without answers is not started."""
        if self.problems:
            return State.ATTENTION
        if self.answered == 0:
            return State.NOT_STARTED
        return State.COMPLETE if self.answered == self.asked else State.STARTED


def progress(
    path: Path,
    table: tuple[Row, ...],
    problems: tuple[Problem, ...],
    carried: Carried = NOTHING,
) -> tuple[Progress, ...]:
    """Return the progress of every section asked; listed component rows count as questions."""
    wrong = Counter(problem.question for problem in problems if not problem.open)

    def counts(questions: tuple[Question, ...]) -> tuple[int, int]:
        single = [q for q in questions if q.kind is not Kind.COMPONENTS]
        return sum(is_answered(q, path) for q in single), len(single)

    counted = carried.over("progress", path.sections, counts)
    result = []
    for (section, questions), single in zip(path.sections, counted, strict=True):
        answered, asked = single
        if asked < len(questions):
            listed = [row for row in table if row.listed]
            asked += len(listed)
            answered += sum(row.availability is not None for row in listed)
        result.append(
            Progress(section, answered, asked, sum(wrong[q.id] for q in questions) if wrong else 0)
        )
    return tuple(result)


def is_answered(question: Question, path: Path) -> bool:
    """Say whether the question has an answer that can be read; unknown is an answer."""
    return question.id in path.facts.values


def unanswered(path: Path) -> tuple[Question, ...]:
    """Return the questions asked that a person still has to answer; rows are no questions."""
    return tuple(
        question
        for question in path.questions()
        if question.kind is not Kind.COMPONENTS
        and not question.derived
        and not is_answered(question, path)
    )


def open_rows(path: Path, table: tuple[Row, ...]) -> tuple[Row, ...]:
    """Return the listed rows without an availability; none where no table is asked for."""
    if not any(question.kind is Kind.COMPONENTS for question in path.questions()):
        return ()
    return tuple(row for row in table if row.listed and row.availability is None)
