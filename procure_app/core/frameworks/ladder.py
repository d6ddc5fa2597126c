"""Ladders as data: gated rungs of slots, each filled by a component on open terms (the MOF)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import cached_property
from typing import Self

from pydantic import Field, model_validator

from procure_app.core.frameworks.slot import Rung
from procure_app.core.frozen import Frozen

ANY_COMPONENT = "*"


class Ladder(Frozen):
    """Rungs, the lowest first, and the terms on which a component counts."""

    rungs: tuple[Rung, ...] = Field(min_length=1)
    unclassified: str
    """What a release is called that reaches no rung; its level is 0."""
    open_ids: tuple[str, ...] = ()
    """Licence ids on which a component counts, compared letter by letter; instead of kinds."""
    kinds: Mapping[str, str] = {}
    """The licence kind on which a component counts, by component; ``*`` for every other."""
    unlicensed_counts: tuple[str, ...] = ()
    """Components that count on any terms and on none."""
    strangers: str = ""
    """The component as which a file's unknown names are booked; empty where they are left out."""
    order: tuple[str, ...] = ()
    """The order of components in lists; that of the rungs where it is empty."""

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        listed = Counter(_listed(self.rungs))
        if twice := sorted(one for one, times in listed.items() if times > 1):
            raise ValueError(f"components stand twice: {twice}")
        if len({rung.level for rung in self.rungs}) < len(self.rungs):
            raise ValueError("two rungs have the same level")
        named = {slot.stand_in for rung in self.rungs for slot in rung.slots}
        named |= {self.strangers, *self.unlicensed_counts, *self.kinds} - {ANY_COMPONENT}
        if foreign := sorted(named - {"", *listed}):
            raise ValueError(f"no rung has the components {foreign}")
        if self.order and sorted(self.order) != sorted(listed):
            raise ValueError("the order must name every component once")
        if bool(self.open_ids) == bool(self.kinds):
            raise ValueError("give exactly one of open_ids and kinds")
        without = set(listed) - set(self.kinds) - set(self.unlicensed_counts)
        if self.kinds and without and ANY_COMPONENT not in self.kinds:
            raise ValueError(f"no licence kind for {sorted(without)}")
        return self

    @cached_property
    def components(self) -> tuple[str, ...]:
        """Every component that a rung asks for or lists, in the order of lists."""
        return self.order or _listed(self.rungs)

    @cached_property
    def open_set(self) -> frozenset[str]:
        """The licence ids on which a component counts."""
        return frozenset(self.open_ids)

    def kind(self, component: str) -> str:
        """Return the licence kind on which the component counts."""
        return self.kinds.get(component) or self.kinds[ANY_COMPONENT]

    def name(self, level: int) -> str:
        """Return what the level is called."""
        return next((rung.name for rung in self.rungs if rung.level == level), self.unclassified)


def _listed(rungs: tuple[Rung, ...]) -> tuple[str, ...]:
    asked = tuple(slot.component for rung in rungs for slot in rung.slots)
    return (*asked, *(component for rung in rungs for component in rung.optional))
