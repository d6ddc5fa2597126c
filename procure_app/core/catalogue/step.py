"""One step from a version of the catalogue to the next, as data: where each id goes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Literal

from pydantic import Field

from procure_app.core.frozen import Frozen

Kind = Literal["question", "component", "trigger"]


class Renamed(Frozen):
    """A question, component or trigger that stays what it was, under another id."""

    id: str
    to: str


class OptionRenamed(Frozen):
    """An option that stays what it was, under another id."""

    question: str
    """The question's id before the step."""
    id: str
    to: str


class OptionRemoved(Frozen):
    """An option that is offered no more: an answer that chose it is kept as text."""

    question: str
    """The question's id before the step."""
    id: str


class Removed(Frozen):
    """Something that is asked or listed no more: what was entered is kept as text."""

    id: str
    why: str = Field(min_length=1)
    """One sentence for those who answered it."""


class Part(Frozen):
    """One of the questions that a split leads to."""

    question: str
    options: Mapping[str, str] = Field(min_length=1)
    """The option it takes for each option of the question that was split."""


class Split(Frozen):
    """A choice that became several: its answer goes where its options lead."""

    id: str
    into: tuple[Part, ...] = Field(min_length=1)


class Step(Frozen):
    """What changed from one version of a catalogue to the next; what is not named stays."""

    catalogue: str
    from_: str = Field(alias="from")
    to: str
    question_renamed: tuple[Renamed, ...] = ()
    question_removed: tuple[Removed, ...] = ()
    question_split: tuple[Split, ...] = ()
    option_renamed: tuple[OptionRenamed, ...] = ()
    option_removed: tuple[OptionRemoved, ...] = ()
    component_renamed: tuple[Renamed, ...] = ()
    component_removed: tuple[Removed, ...] = ()
    trigger_renamed: tuple[Renamed, ...] = ()
    trigger_removed: tuple[Removed, ...] = ()

    def question(self, id_: str) -> tuple[str, ...]:
        """Return the ids under which the question goes on; none where it was removed."""
        for split in self.question_split:
            if split.id == id_:
                return tuple(part.question for part in split.into)
        return _moved(id_, self.question_renamed, self.question_removed)

    def option(self, question: str, id_: str) -> tuple[tuple[str, str], ...]:
        """Return where an option goes on, by question and id; nowhere where it was removed."""
        for split in self.question_split:
            if split.id == question:
                return tuple(
                    (part.question, part.options[id_]) for part in split.into if id_ in part.options
                )
        if any((gone.question, gone.id) == (question, id_) for gone in self.option_removed):
            return ()
        names = {(o.question, o.id): o.to for o in self.option_renamed}
        to = names.get((question, id_), id_)
        return tuple((new, to) for new in self.question(question))

    def is_split(self, question: str) -> bool:
        """Say whether the step splits this question."""
        return any(split.id == question for split in self.question_split)

    def component(self, id_: str) -> tuple[str, ...]:
        """Return the id under which the component goes on; none where it was removed."""
        return _moved(id_, self.component_renamed, self.component_removed)

    def trigger(self, id_: str) -> tuple[str, ...]:
        """Return the id under which the trigger goes on; none where it was removed."""
        return _moved(id_, self.trigger_renamed, self.trigger_removed)


def way(steps: Iterable[Step], start: str, end: str) -> tuple[Step, ...] | None:
    """Return the steps from one version to another in their order; None where none lead there."""
    by_start = {step.from_: step for step in steps}
    found: list[Step] = []
    while start != end:
        step = by_start.pop(start, None)
        if step is None:
            return None
        found.append(step)
        start = step.to
    return tuple(found)


def questions_after(steps: Iterable[Step], id_: str) -> tuple[str, ...]:
    """Return the ids under which a question goes on after all these steps."""
    return _after(steps, Step.question, id_)


def components_after(steps: Iterable[Step], id_: str) -> tuple[str, ...]:
    """Return the id under which a component goes on after all these steps, or none."""
    return _after(steps, Step.component, id_)


def triggers_after(steps: Iterable[Step], id_: str) -> tuple[str, ...]:
    """Return the id under which a trigger goes on after all these steps, or none."""
    return _after(steps, Step.trigger, id_)


def why_removed(steps: Iterable[Step], kind: Kind, id_: str) -> str:
    """Return the sentence with which one of these steps removed it; empty where none did."""
    now: tuple[str, ...] = (id_,)
    for step in steps:
        removed, move = {
            "question": (step.question_removed, step.question),
            "component": (step.component_removed, step.component),
            "trigger": (step.trigger_removed, step.trigger),
        }[kind]
        for gone in removed:
            if gone.id in now:
                return gone.why
        now = tuple(new for old in now for new in move(old))
    return ""


def options_after(steps: Iterable[Step], question: str, id_: str) -> tuple[tuple[str, str], ...]:
    """Return where an option goes on after all these steps, by question and id."""
    now: tuple[tuple[str, str], ...] = ((question, id_),)
    for step in steps:
        now = tuple(new for old in now for new in step.option(*old))
    return now


def _after(
    steps: Iterable[Step], move: Callable[[Step, str], tuple[str, ...]], id_: str
) -> tuple[str, ...]:
    now: tuple[str, ...] = (id_,)
    for step in steps:
        now = tuple(new for old in now for new in move(step, old))
    return now


def _moved(id_: str, renamed: Iterable[Renamed], removed: Iterable[Removed]) -> tuple[str, ...]:
    if any(gone.id == id_ for gone in removed):
        return ()
    return tuple(r.to for r in renamed if r.id == id_) or (id_,)
