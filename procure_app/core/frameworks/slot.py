"""The rungs of a ladder, which of their slots are filled, and what the others lack."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, auto

from pydantic import Field

from procure_app.core.frozen import Frozen

UNCLASSIFIED = 0
"""The level of a release that reaches no rung."""


class Slot(Frozen):
    """One place of a rung that a component must fill."""

    component: str
    stand_in: str = ""
    """A component that fills the slot where the first does not. It counts once: where it has a
    slot of its own as well, the rung then asks for one component fewer."""


class Rung(Frozen):
    """One class: what it asks for beyond the rungs below it."""

    level: int = Field(ge=1)
    """The number of the class, as its framework counts; a lower number may be more open."""
    name: str
    slots: tuple[Slot, ...] = Field(min_length=1)
    optional: tuple[str, ...] = ()
    """Components that neither help nor hurt, yet are listed where their terms fall short."""


class State(Enum):
    """How a component stands to its slot."""

    OPEN = auto()
    """There, on terms that count."""
    MISSING = auto()
    INVALID = auto()
    """There, on other terms."""
    UNLICENSED = auto()
    """There, on no terms."""


States = Mapping[str, State]
Lists = Mapping[int, tuple[str, ...]]
"""Components by level."""


def reached(rungs: tuple[Rung, ...], states: States) -> tuple[int, Mapping[int, float]]:
    """Return the highest rung that is complete, and the percentage of each by level.

    A rung gets no credit before the one below it is complete.
    """
    level, gate = UNCLASSIFIED, True
    progress: dict[int, float] = {}
    slots: list[Slot] = []
    for rung in rungs:
        slots += rung.slots
        asked = {slot.component for slot in slots}
        filled = [(slot.component, _filler(slot, states)) for slot in slots]
        total = len(slots) - sum(by != own and by in asked for own, by in filled)
        fillers = {by for _, by in filled if by}
        progress[rung.level] = len(fillers) / total * 100 if gate else 0.0
        gate = gate and len(fillers) == total
        if gate:
            level = rung.level
    return level, progress


def lists(rungs: tuple[Rung, ...], order: tuple[str, ...], states: States, state: State) -> Lists:
    """Return the components in this state: required, optional, then stand-ins.

    Once a stand-in is there at all, its slot no longer shows as missing, whatever its terms.
    """
    found: dict[int, tuple[str, ...]] = {}
    slots: list[Slot] = []
    optional: set[str] = set()
    for rung in rungs:
        slots += rung.slots
        optional |= set(rung.optional)
        replaced = [slot for slot in slots if _is_replaced(slot, states)]
        asked = {slot.component for slot in slots}
        here = [component for component in order if states[component] is state]
        if state is State.MISSING:
            gone = {slot.component for slot in replaced}
            found[rung.level] = tuple(one for one in here if one in asked - gone)
            continue
        also = [slot.stand_in for slot in replaced if slot.stand_in not in asked]
        found[rung.level] = (
            *(component for component in here if component in asked),
            *(component for component in here if component in optional and component not in also),
            *(component for component in also if states[component] is state),
        )
    return found


def _filler(slot: Slot, states: States) -> str:
    """Return the component that fills the slot, empty for none."""
    for component in (slot.component, slot.stand_in):
        if component and states[component] is State.OPEN:
            return component
    return ""


def _is_replaced(slot: Slot, states: States) -> bool:
    if not slot.stand_in or states[slot.component] is State.OPEN:
        return False
    return states[slot.stand_in] is not State.MISSING
