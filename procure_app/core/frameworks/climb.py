"""How far up a ladder a release comes, and what each rung still lacks.

The rule is that of the Model Openness Tool (lfai/model_openness_tool at 8b5d30e, its
``ModelEvaluator.php``). What another rule does otherwise stands in its ladder, as data.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from procure_app.core.frameworks.ladder import Ladder
from procure_app.core.frameworks.slot import Lists, State, lists, reached
from procure_app.core.truth import Truth

KindOf = Callable[[str, str], Truth]
"""Whether a licence, as entered, is of a kind."""


@dataclass(frozen=True, slots=True)
class Held:
    """One component, as a ladder looks at it."""

    there: Truth
    """Whether it is in the release."""
    licence: str = ""
    """The terms as entered; read only where some are stated."""
    unlicensed: Truth = Truth.NOT_MET
    """Whether no terms are stated; unknown where nobody said."""


@dataclass(frozen=True, slots=True)
class Climb:
    """The rung that a release reaches, and what the others lack."""

    sure: int
    """The level with everything unknown read as not met; 0 is no rung."""
    possible: int
    """The level with everything unknown read as met."""
    progress: Mapping[int, float]
    """Percent of each rung by level, on what is sure; 0 until the rung below is complete."""
    missing: Lists
    """Required components that are not there, on what is sure."""
    invalid: Lists
    """Components on terms that do not count."""
    unlicensed: Lists
    """Components for which no terms are stated."""
    unknown: Lists
    """Those in the three lists only because something about them is not known."""

    @property
    def level(self) -> int | None:
        """The level reached; None where it cannot be told."""
        return self.sure if self.sure == self.possible else None


def climb(ladder: Ladder, held: Mapping[str, Held], kind_of: KindOf) -> Climb:
    """Return how far the release comes. A component that ``held`` does not name is not there."""
    sure: dict[str, State] = {}
    possible: dict[str, State] = {}
    for component in ladder.components:
        sure[component], possible[component] = _states(ladder, component, held, kind_of)
    unsure = {component for component in sure if sure[component] is not possible[component]}
    level, progress = reached(ladder.rungs, sure)
    missing, invalid, unlicensed = (
        lists(ladder.rungs, ladder.components, sure, state)
        for state in (State.MISSING, State.INVALID, State.UNLICENSED)
    )
    return Climb(
        sure=level,
        possible=reached(ladder.rungs, possible)[0] if unsure else level,
        progress=progress,
        missing=missing,
        invalid=invalid,
        unlicensed=unlicensed,
        unknown={
            rung.level: tuple(
                component
                for listed in (missing, invalid, unlicensed)
                for component in listed[rung.level]
                if component in unsure
            )
            for rung in ladder.rungs
        },
    )


def _states(
    ladder: Ladder, component: str, held: Mapping[str, Held], kind_of: KindOf
) -> tuple[State, State]:
    """Return the state with everything unknown read as not met, and as met."""
    one = held.get(component)
    if one is None or one.there not in (Truth.MET, Truth.UNKNOWN):
        return State.MISSING, State.MISSING
    worse, better = _terms(ladder, component, one, kind_of)
    return (worse if one.there is Truth.MET else State.MISSING), better


def _terms(ladder: Ladder, component: str, held: Held, kind_of: KindOf) -> tuple[State, State]:
    if component in ladder.unlicensed_counts:
        return State.OPEN, State.OPEN
    if held.unlicensed is not Truth.NOT_MET:
        stated = held.unlicensed is Truth.UNKNOWN  # or may be
        return State.UNLICENSED, State.OPEN if stated else State.UNLICENSED
    if ladder.open_ids:
        truth = Truth.MET if held.licence in ladder.open_set else Truth.NOT_MET
    else:
        truth = kind_of(held.licence, ladder.kind(component))
    return (
        State.OPEN if truth is Truth.MET else State.INVALID,
        State.OPEN if truth in (Truth.MET, Truth.UNKNOWN) else State.INVALID,
    )
