"""The component table: which rows it has now, and what each comes to."""

from __future__ import annotations

from dataclasses import dataclass

from procure_app.core.assessment.answer import ComponentRow, row_key
from procure_app.core.assessment.document import Assessment, Depth
from procure_app.core.assessment.path import Path, layers, rest
from procure_app.core.catalogue.catalogue import Catalogue, Component
from procure_app.core.catalogue.condition import holds
from procure_app.core.catalogue.word import Availability, Layer


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table."""

    key: str
    component: Component
    layer: Layer
    entered: ComponentRow
    listed: bool
    """Whether the table opens with it; the others are opened singly or all at once."""
    availability: Availability | None
    """As entered, or as the one line for everything else says."""


def rows(catalogue: Catalogue, assessment: Assessment, path: Path) -> tuple[Row, ...]:
    """Return every row, by layer and then in the catalogue's order.

    When nothing is delivered the table opens with what a customer can see; in a core walk,
    with the core components. A row that was filled is always listed.
    """
    short = holds(catalogue.uses.not_delivered, path.facts)
    unseen = rest(catalogue, path.facts)
    result = []
    for layer in layers(catalogue, path.facts):
        for component in catalogue.components:
            key = row_key(layer, component.id)
            entered = assessment.components.get(key, ComponentRow())
            opens = component.seen_by_customers if short else True
            if assessment.depth is Depth.CORE and not component.core:
                opens = False
            availability = entered.availability
            if availability is None and not component.seen_by_customers:
                availability = unseen
            listed = opens or entered != ComponentRow()
            result.append(Row(key, component, layer, entered, listed, availability))
    return tuple(result)
