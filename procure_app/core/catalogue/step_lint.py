"""What is wrong with the steps to a catalogue although every value in them is well formed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from procure_app.core.catalogue.catalogue import Catalogue
from procure_app.core.catalogue.step import (
    Step,
    components_after,
    options_after,
    questions_after,
    triggers_after,
    way,
)

Place = tuple[str | int, ...]
"""Keys and indices from the top of a step."""
Found = tuple[Place, str]


class Fault(NamedTuple):
    """One fault, and where it stands."""

    step: int
    """The place of the step among those that were given."""
    place: Place
    text: str


def faults(steps: tuple[Step, ...], catalogue: Catalogue) -> tuple[Fault, ...]:
    """Return every fault: steps that do not lead to this catalogue first, then dangling ids.

    What an id was before the first step only the files know that were made with it, so ids are
    held against the catalogue that the steps lead to.
    """
    return tuple(_order(steps, catalogue)) or tuple(
        fault
        for number, step in enumerate(steps)
        for fault in _step(number, step, steps, catalogue)
    )


def _order(steps: tuple[Step, ...], catalogue: Catalogue) -> Iterator[Fault]:
    starts: dict[str, int] = {}
    for number, step in enumerate(steps):
        if step.catalogue != catalogue.id:
            yield Fault(number, ("catalogue",), f"is not about {catalogue.id}")
        if step.from_ in starts:
            yield Fault(number, ("from",), f"a second step starts at {step.from_}")
        if step.from_ == catalogue.version:
            yield Fault(number, ("from",), f"starts at {step.from_}, the version that is shipped")
        starts[step.from_] = number
    for number, step in enumerate(steps):
        if way(steps, step.to, catalogue.version) is None:
            end = _end(steps, step.to)
            what = f"no step leads on from {end}" if end else "the steps go round in a circle"
            yield Fault(number, ("to",), f"does not reach {catalogue.version}: {what}")


def _end(steps: tuple[Step, ...], start: str) -> str:
    """Return the version at which the steps from here end; empty where they never do."""
    by_start = {step.from_: step.to for step in steps}
    while start in by_start:
        start = by_start.pop(start)
    return "" if start in {step.from_ for step in steps} else start


def _step(
    number: int, step: Step, steps: tuple[Step, ...], catalogue: Catalogue
) -> Iterator[Fault]:
    later = way(steps, step.to, catalogue.version) or ()
    for place, text in (
        *_questions(step, later, catalogue),
        *_options(step, later, catalogue),
        *_names(
            step, "component", frozenset(catalogue.component_by_id),
            lambda id_: components_after(later, id_),
        ),
        *_names(
            step, "trigger", frozenset(catalogue.fixed.triggers),
            lambda id_: triggers_after(later, id_),
        ),
    ):  # fmt: skip
        yield Fault(number, place, text)


def _questions(step: Step, later: tuple[Step, ...], catalogue: Catalogue) -> Iterator[Found]:
    names = frozenset(catalogue.by_id)
    yield from _names(step, "question", names, lambda id_: questions_after(later, id_))
    named = {r.id for r in step.question_renamed} | {r.id for r in step.question_removed}
    aims = {entry.to for entry in step.question_renamed}
    for n, split in enumerate(step.question_split):
        place: Place = ("question_split", n, "id")
        if split.id in named:
            yield place, f"{split.id} is named twice"
        named.add(split.id)
        own = {part.question for part in split.into}
        if split.id in names and split.id not in own:
            yield place, f"{split.id} is in the catalogue still: no id is used again"
        if len(own) != len(split.into):
            yield place, f"{split.id} leads to one question twice"
        for m, part in enumerate(split.into):
            place = ("question_split", n, "into", m)
            if part.question in aims:
                yield place, f"two questions become {part.question}"
            aims.add(part.question)
            yield from (
                (place, f"there is no question {end}")
                for end in questions_after(later, part.question)
                if end not in names
            )
            for option in part.options.values():
                yield from _option(place, later, part.question, option, catalogue)


def _options(step: Step, later: tuple[Step, ...], catalogue: Catalogue) -> Iterator[Found]:
    named: set[tuple[str, str]] = set()
    gone = [("option_removed", n, o.question, o.id) for n, o in enumerate(step.option_removed)]
    moved = [("option_renamed", n, o.question, o.id) for n, o in enumerate(step.option_renamed)]
    for key, n, question, option in moved + gone:
        place = (key, n)
        if (question, option) in named:
            yield place, f"{question} = {option} is named twice"
        named.add((question, option))
        if step.is_split(question) or not step.question(question):
            yield place, f"{question} is split or removed: its options go with it"
            continue
        for now in step.question(question):
            yield from _offered(place, later, now, option, catalogue)
    for n, renamed in enumerate(step.option_renamed):
        for question in step.question(renamed.question):
            yield from _option(("option_renamed", n), later, question, renamed.to, catalogue)


def _offered(
    place: Place, later: tuple[Step, ...], question: str, option: str, catalogue: Catalogue
) -> Iterator[Found]:
    for end in questions_after(later, question):
        asked = catalogue.by_id.get(end)
        if asked is None:
            yield place, f"there is no question {end}"
        elif asked.option(option):
            yield place, f"{end} = {option} is offered still: no id is used again"


def _option(
    place: Place,
    later: tuple[Step, ...],
    question: str,
    option: str,
    catalogue: Catalogue,
) -> Iterator[Found]:
    for end, chosen in options_after(later, question, option):
        asked = catalogue.by_id.get(end)
        if asked is not None and asked.option(chosen) is None:
            yield place, f"{end} has no option {chosen}"


def _names(
    step: Step, kind: str, names: frozenset[str], after: Callable[[str], tuple[str, ...]]
) -> Iterator[Found]:
    """Yield the faults of what is renamed and removed of one kind."""
    named: set[str] = set()
    aims: set[str] = set()
    for key in (f"{kind}_renamed", f"{kind}_removed"):
        for n, entry in enumerate(getattr(step, key)):
            place = (key, n)
            if entry.id in named:
                yield place, f"{entry.id} is named twice"
            named.add(entry.id)
            if entry.id in names:
                yield place, f"{entry.id} is in the catalogue still: no id is used again"
            if key.endswith("removed"):
                continue
            if entry.to in aims:
                yield place, f"two {kind}s become {entry.to}"
            aims.add(entry.to)
            yield from (
                (place, f"there is no {kind} {end}") for end in after(entry.to) if end not in names
            )
