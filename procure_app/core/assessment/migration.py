"""An assessment brought to a later version of its catalogue, and what changes by it.

Nothing entered is lost: what has no place any more is kept as text in ``Assessment.retired``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from procure_app.core.assessment import edit
from procure_app.core.assessment.answer import Answer, ComponentRow
from procure_app.core.assessment.carrying import carried
from procure_app.core.assessment.document import Assessment
from procure_app.core.assessment.path import path, value_of
from procure_app.core.assessment.retired import Retired, worded
from procure_app.core.assessment.treatment_move import findings_moved, triggers_moved
from procure_app.core.catalogue.catalogue import Catalogue
from procure_app.core.catalogue.question import Question
from procure_app.core.catalogue.step import Step, components_after, questions_after, why_removed


class What(StrEnum):
    """What happens to something that was entered, or that is asked."""

    REMOVED = "removed"
    UNFIT = "asked anew"
    SPLIT = "split"
    RENAMED = "renamed"
    REWORDED = "reworded"
    OFF = "not asked"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that a person should know of."""

    what: What
    before: str = ""
    """The question or component as it was asked; empty where it is new."""
    said: tuple[str, ...] = ()
    """The answer in the words of then."""
    after: tuple[str, ...] = ()
    """What is asked now."""
    now: tuple[str, ...] = ()
    """The answer in the words of now."""
    why: str = ""
    """Why it was removed."""


@dataclass(frozen=True, slots=True)
class Migration:
    """The document under the later catalogue, with what changed."""

    assessment: Assessment
    changes: tuple[Change, ...]


def migrate(
    assessment: Assessment, old: Catalogue, new: Catalogue, steps: tuple[Step, ...]
) -> Migration:
    """Bring a document from the catalogue it was asked by to a later one, by these steps.

    The steps lead from the version of ``old`` to that of ``new``. Sign-offs are not touched:
    whoever calls sees to it that there are none.
    """
    moved = _Moved(assessment, old, new, steps)
    moved.take_answers()
    moved.take_rows()
    decision = findings_moved(assessment.decision, steps)
    decision, gone = triggers_moved(decision, old, new, steps)
    migrated = edit.changed(
        assessment,
        answers=moved.answers,
        components=moved.rows,
        decision=decision,
        retired=(*assessment.retired, *moved.retired, *gone),
        catalogue_version=new.version,
    )
    paths = _paths(assessment, migrated, old, new, steps)
    order = {what: place for place, what in enumerate(What)}
    triggers = (
        Change(What.REMOVED, kept.text, why=why_removed(steps, "trigger", kept.key))
        for kept in gone
    )
    changes = sorted((*moved.changes, *triggers, *paths), key=lambda each: order[each.what])
    return Migration(migrated, tuple(changes))


@dataclass(slots=True)
class _Moved:
    """What was entered, as it is gone through."""

    assessment: Assessment
    old: Catalogue
    new: Catalogue
    steps: tuple[Step, ...]
    answers: dict[str, Answer] = field(default_factory=dict)
    rows: dict[str, ComponentRow] = field(default_factory=dict)
    retired: list[Retired] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)

    def take_answers(self) -> None:
        """Take every answer, in the order in which it was asked."""
        given = self.assessment.answers
        for question in self.old.questions():
            if question.id in given:
                self._answer(question, given[question.id])
        for key in sorted(given.keys() - self.old.by_id.keys()):
            if key in self.new.by_id or key in self.answers:  # it would count all of a sudden
                self._retire(key, None, given[key])
            else:
                self.answers[key] = given[key]

    def _answer(self, question: Question, given: Answer) -> None:
        went = carried(question, given, self.steps, self.new)
        if not went or any(key in self.answers for key, _ in went):
            self._retire(question.id, question, given)
            return
        self.answers |= dict(went)
        split = len(went) > 1 or any(step.is_split(question.id) for step in self.steps)
        self._tell(question, given, [(self.new.by_id[key], now) for key, now in went], split=split)
        if split:
            self.retired.append(self._kept(question.id, question, given))

    def _retire(self, key: str, question: Question | None, given: Answer) -> None:
        kept = self._kept(key, question, given)
        self.retired.append(kept)
        ends = questions_after(self.steps, key)
        after = tuple(self.new.by_id[end].text for end in ends if end in self.new.by_id)
        what = What.UNFIT if after else What.REMOVED
        why = why_removed(self.steps, "question", key)
        self.changes.append(Change(what, kept.text or key, kept.value, after, why=why))

    def _kept(self, key: str, question: Question | None, given: Answer) -> Retired:
        return Retired(
            key=key,
            text=question.text if question else "",
            value=worded(question, given.value),
            answer=given,
            catalogue_version=self.old.version,
        )

    def _tell(
        self,
        question: Question,
        given: Answer,
        went: list[tuple[Question, Answer]],
        *,
        split: bool,
    ) -> None:
        """Note what a person would miss who knew the question as it was."""
        said = worded(question, given.value)
        after = tuple(new.text for new, _ in went)
        now = tuple(part for new, answer in went for part in worded(new, answer.value))
        renamed = any(new.id != question.id for new, _ in went)
        same = all(value_of(question, given) is value_of(new, answer) for new, answer in went)
        if split:
            what = What.SPLIT
        elif renamed:
            what = What.RENAMED
        elif after != (question.text,) or now != said or not same:
            what = What.REWORDED
        else:
            return
        self.changes.append(Change(what, question.text, said, after, now))

    def take_rows(self) -> None:
        """Take every row of the component table."""
        for key, row in self.assessment.components.items():
            layer, slash, component = key.partition("/")
            before = self.old.component_by_id.get(component)
            ends = components_after(self.steps, component)
            listed = bool(ends) and ends[0] in self.new.component_by_id
            # What neither knows stays as it is; what only the new one knows would begin to count.
            known = (before is not None) == listed
            name = before.name if before else ""
            to = f"{layer}{slash}{ends[0]}" if ends and known else ""
            if not to or to in self.rows:
                self.retired.append(
                    Retired(key=key, text=name, row=row, catalogue_version=self.old.version)
                )
                why = why_removed(self.steps, "component", component)
                self.changes.append(Change(What.REMOVED, name or key, why=why))
                continue
            self.rows[to] = row
            after = self.new.component_by_id.get(ends[0])
            if after and (ends[0] != component or after.name != name):
                what = What.REWORDED if ends[0] == component else What.RENAMED
                self.changes.append(Change(what, name or key, after=(after.name,)))


def _paths(
    before: Assessment, after: Assessment, old: Catalogue, new: Catalogue, steps: tuple[Step, ...]
) -> Iterator[Change]:
    """Yield the questions that are newly asked, and answers that are asked for no more."""
    was = {q.id for q in path(old, before).questions()}
    known = {end for q in old.questions() for end in questions_after(steps, q.id)}
    followed = {end for key in was for end in questions_after(steps, key)}
    asked = {q.id for q in path(new, after).questions()}
    for question in new.questions():
        if question.id in asked and question.id not in known:
            yield Change(What.NEW, after=(question.text,))
        answer = after.answers.get(question.id)
        if answer and question.id in followed and question.id not in asked:
            yield Change(What.OFF, question.text, worded(question, answer.value))
