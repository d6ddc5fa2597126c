"""What is believed of a release: everything said, or only what its evidence shows."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

from procure_app.core.assessment.answer import LICENCE_NOT_KNOWN, Evidence, Standing
from procure_app.core.assessment.document import Assessment
from procure_app.core.assessment.path import Path
from procure_app.core.assessment.portion import NOTHING, Carried
from procure_app.core.assessment.shown import answer_grade, availability_is_shown, is_shown
from procure_app.core.assessment.table import Row
from procure_app.core.catalogue.catalogue import Catalogue
from procure_app.core.catalogue.question import Question
from procure_app.core.catalogue.word import AnswerValue, Availability, Layer

_LICENCE_FROM = 2


class Side(Enum):
    """On which side a release is judged."""

    WORD = "on the vendor's word"
    EVIDENCE = "on the evidence"


@dataclass(frozen=True, slots=True)
class Held:
    """One component in one layer, as believed."""

    availability: Availability | None
    """None where not known."""
    licence: str
    """As entered; ``NOASSERTION`` where not known."""
    reasoned: bool = False
    """Whether *not applicable* comes with a reason."""
    key: str = ""
    """The row of the document it comes from."""


@dataclass(frozen=True, slots=True)
class Believed:
    """One answer, as believed."""

    value: AnswerValue
    options: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class View:
    """A release as one side sees it."""

    side: Side
    components: Mapping[str, tuple[Held, ...]]
    answers: Mapping[str, Believed]
    """By question; one that is missing is not known."""


def views(
    catalogue: Catalogue,
    assessment: Assessment,
    path: Path,
    table: tuple[Row, ...],
    carried: Carried = NOTHING,
) -> tuple[View, View]:
    """Return the release on the vendor's word and on the evidence.

    In the product's layer a row left blank says nothing where a lower layer speaks; every other
    blank row is not known.
    """
    items = _Current(assessment.evidence_by_id(), assessment.as_of)
    rest_grade = _grade_of(catalogue.uses.rest, assessment, items)
    word: dict[str, tuple[Held, ...]] = {}
    shown: dict[str, tuple[Held, ...]] = {}
    for row in table:
        component = row.component.id
        blank = row.availability is None and not row.entered.licence
        if blank and row.layer is Layer.PRODUCT and component in word:
            continue
        said, proven = _held(row, items, rest_grade)
        word[component] = (*word.get(component, ()), said)
        shown[component] = (*shown.get(component, ()), proven)
    answers: dict[str, Believed] = {}
    answers_shown: dict[str, Believed] = {}
    for some, some_shown in carried.over(
        "views", path.sections, lambda asked: _answers(assessment, path, asked)
    ):
        answers |= some
        answers_shown |= some_shown
    return View(Side.WORD, word, answers), View(Side.EVIDENCE, shown, answers_shown)


class _Current:
    """The evidence that has not expired, looked at item by item: there may be thousands."""

    def __init__(self, items: Mapping[str, Evidence], day: datetime.date) -> None:
        self._items, self._day = items, day

    def among(self, ids: Iterable[str]) -> list[Evidence]:
        """Return those of these ids."""
        found = (self._items[i] for i in ids if i in self._items)
        return [item for item in found if not (item.expires and item.expires < self._day)]

    def grade(self, ids: Iterable[str]) -> int:
        """Return the best grade among these ids, 0 for none."""
        return max((item.grade for item in self.among(ids)), default=0)


def _answers(
    assessment: Assessment, path: Path, questions: tuple[Question, ...]
) -> tuple[dict[str, Believed], dict[str, Believed]]:
    """Return what is believed of these answers on the vendor's word, and on the evidence."""
    answers: dict[str, Believed] = {}
    answers_shown: dict[str, Believed] = {}
    for question in questions:
        value = path.facts.values.get(question.id)
        if value is None or value is AnswerValue.UNKNOWN:
            continue
        believed = Believed(value, path.facts.options(question.id))
        answers[question.id] = believed
        given = assessment.answers.get(question.id)
        best = answer_grade(assessment, given) if given else 0
        absent = value is AnswerValue.NOT_APPLICABLE and (
            given is not None and (given.standing is Standing.NOT_APPLICABLE or best >= 1)
        )
        if question.derived or absent or is_shown(question, value, best):
            answers_shown[question.id] = believed
    return answers, answers_shown


def _grade_of(question: str, assessment: Assessment, items: _Current) -> int:
    given = assessment.answers.get(question)
    return items.grade(given.evidence) if given else 0


def _held(row: Row, items: _Current, rest_grade: int) -> tuple[Held, Held]:
    """Return a row as said and as shown.

    A licence is a fact and counts from grade 2. That a thing does not apply needs a reason only.
    """
    entered, available = row.entered, row.availability
    if available is Availability.UNKNOWN:
        available = None
    licence = entered.licence or LICENCE_NOT_KNOWN
    said = Held(available, licence, bool(entered.note.strip()), row.key)
    if available is None or available is Availability.NOT_APPLICABLE:
        return said, said
    backing = items.among(entered.availability_evidence)
    shown = availability_is_shown(available, backing, entered.found, entered.version) or (
        entered.availability is None and rest_grade >= 1
    )
    terms = items.grade(entered.licence_evidence)
    proven = Held(
        available if shown else None,
        licence if terms >= _LICENCE_FROM else LICENCE_NOT_KNOWN,
        said.reasoned,
        row.key,
    )
    return said, proven
