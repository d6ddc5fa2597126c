"""Why a criterion is met or not: the tree of criteria down to the answers and their evidence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from procure_app.core.frameworks.criterion import AnswerIs, AnyCriterion, ComponentIs, parts
from procure_app.core.frameworks.evaluation import held_truth
from procure_app.core.frameworks.framework import Framework
from procure_app.core.frameworks.judgement import Kinds
from procure_app.core.frameworks.view import Held, View
from procure_app.core.truth import Truth


@dataclass(frozen=True, slots=True)
class Ground:
    """One thing that was entered, and what it comes to for a criterion."""

    truth: Truth
    row: str = ""
    """The row of the component table; empty for an answer."""
    held: Held | None = None
    question: str = ""
    """The question; empty for a row."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One criterion with its truth, and what it rests on."""

    criterion: AnyCriterion
    truth: Truth
    parts: tuple[Reason, ...] = ()
    grounds: tuple[Ground, ...] = ()


def reasons(
    framework: Framework, view: View, kinds: Kinds, truth: Mapping[str, Truth]
) -> Mapping[str, Reason]:
    """Return the reason of every criterion by its id; a shared criterion is one value."""
    found: dict[str, Reason] = {}
    for criterion in framework.ordered:
        found[criterion.id] = Reason(
            criterion,
            truth[criterion.id],
            tuple(found[part] for part in parts(criterion)),
            tuple(_grounds(criterion, view, kinds, truth)),
        )
    return found


def _grounds(
    criterion: AnyCriterion, view: View, kinds: Kinds, truth: Mapping[str, Truth]
) -> Iterator[Ground]:
    if isinstance(criterion, ComponentIs):
        for held in view.components.get(criterion.component, ()):
            yield Ground(held_truth(criterion, held, kinds), row=held.key, held=held)
    elif isinstance(criterion, AnswerIs):
        yield Ground(truth[criterion.id], question=criterion.question)
