"""Duties: who is bound, and who carries them in fact. Two headline numbers."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain

from procure_app.core.assessment.answer import Answer
from procure_app.core.assessment.document import Assessment
from procure_app.core.assessment.path import Path
from procure_app.core.assessment.portion import NOTHING, Carried
from procure_app.core.catalogue.question import Question
from procure_app.core.catalogue.word import AnswerValue, Instrument, Party

_NO_ANSWER = Answer.model_construct()


@dataclass(frozen=True, slots=True)
class Duty:
    """One duty that was asked about."""

    question: Question
    bound: Party | None
    instrument: Instrument | None
    clause: str
    carried: Party | None

    @property
    def bound_by_nobody(self) -> bool:
        """Whether it was said that nobody is bound; a promise alone binds, nothing does not."""
        return self.bound is Party.NOBODY or self.instrument is Instrument.NOTHING

    @property
    def carried_by_nobody(self) -> bool:
        """Whether nobody is bound and nobody is known to carry it: unknown never helps."""
        return self.bound_by_nobody and self.carried in (None, Party.NOBODY, Party.NOT_KNOWN)

    @property
    def not_known(self) -> bool:
        """Whether it is open who is bound."""
        return not self.bound_by_nobody and self.bound in (None, Party.NOT_KNOWN)


def duties(assessment: Assessment, path: Path, carried: Carried = NOTHING) -> tuple[Duty, ...]:
    """Return the duties asked about, in order; one that does not apply is left out."""
    each = carried.over("duties", path.sections, lambda asked: _duties(assessment, path, asked))
    return tuple(chain.from_iterable(each))


def _duties(
    assessment: Assessment, path: Path, questions: tuple[Question, ...]
) -> tuple[Duty, ...]:
    result = []
    for question in questions:
        if question.duty and path.facts.answer(question.id) is not AnswerValue.NOT_APPLICABLE:
            given = assessment.answers.get(question.id, _NO_ANSWER)
            result.append(
                Duty(question, given.bound, given.instrument, given.clause, given.carried)
            )
    return tuple(result)
