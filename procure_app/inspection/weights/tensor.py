"""Counts what tensors come to: parameters by type, and whether several share one number."""

from __future__ import annotations

from collections import Counter

from procure_app.inspection.observation import Fact

FLOATS = frozenset(
    {"F64", "F32", "F16", "BF16", "F8_E4M3", "F8_E5M2", "F6_E2M3", "F6_E3M2", "F4", "C64", "C128"}
)
_SMALL = 1 << 20
"""Whole numbers up to so many are counters and positions, not weights."""


class Tensors:
    """Tensors as they are met."""

    def __init__(self) -> None:
        self.count = 0
        self.elements: Counter[str] = Counter()

    def add(self, form: str, elements: int) -> None:
        """Note one tensor of this type and so many elements."""
        self.count += 1
        self.elements[form] += elements

    def facts(self) -> dict[str, Fact]:
        """Return tensors, elements, types by share and, where it can be told, parameters.

        Types of whole numbers beyond eight bits, and bytes, may hold several packed weights in
        one element: where there are many of them, no number of parameters is given.
        """
        found: dict[str, Fact] = {
            "tensors": self.count,
            "elements": sum(self.elements.values()),
            "types": tuple(f"{form} {number}" for form, number in self.elements.most_common(20)),
        }
        packed = any(
            number > _SMALL
            for form, number in self.elements.items()
            if form not in FLOATS and form not in ("I8", "BOOL", "F8_E8M0")
        )
        if packed:
            found["packed"] = True
        else:
            found["parameters"] = sum(
                number for form, number in self.elements.items() if form in FLOATS or form == "I8"
            )
        return found
