"""The components as a picture: squares by layer and category, each with its word."""

from __future__ import annotations

from procure_app.core.assessment.table import Row
from procure_app.core.catalogue.word import Availability, Layer
from procure_app.core.outline.block import Figure, Square
from procure_app.core.outline.component_words import CATEGORIES, LAYERS
from procure_app.core.outline.mark import availability_mark
from procure_app.core.outline.tone import Tone
from procure_app.core.phrase import Wording, counted, phrase


def figure(rows: list[Row]) -> Figure:
    """Return the squares of these rows; there must be one."""
    several = len({row.layer for row in rows}) > 1
    groups: dict[tuple[Layer, str], list[Row]] = {}
    for row in rows:
        groups.setdefault((row.layer, row.component.category), []).append(row)
    bands = tuple(
        (_band(layer, category, several), tuple(_square(row) for row in members))
        for (layer, category), members in groups.items()
    )
    released = sum(row.availability is Availability.RELEASED for row in rows)
    return Figure(
        bands,
        counted(
            "The components as squares: {released} of {count} is released. "
            "The table below says the same, one row a component.",
            "The components as squares: {released} of {count} are released. "
            "The table below says the same, one row a component.",
            len(rows),
            released=released,
        ),
    )


def _band(layer: Layer, category: str, several: bool) -> Wording:
    name: Wording = CATEGORIES.get(category, category)
    return phrase("{layer}: {category}", layer=LAYERS[layer], category=name) if several else name


def _square(row: Row) -> Square:
    mark = availability_mark(row.availability)
    tone = Tone.PLAIN if row.availability is None else mark.tone
    return Square(row.component.name, mark.text, tone)
