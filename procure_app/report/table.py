"""Tables, facts and columns as grids."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable

from procure_app.core.outline.block import Cell, Facts, Table
from procure_app.report.grid import Grid
from procure_app.report.ink import ACCENT
from procure_app.report.row import Manner, Row
from procure_app.report.setter import Setter
from procure_app.report.stack import Stack
from procure_app.report.style import CELL, CELL_MUTED, HEAD, SECTION, toned

_NAMES = 0.26
"""The share of the width that the names of facts take."""
_BETWEEN = 20.0
"""Room between columns."""


def table(block: Table, setter: Setter) -> Flowable:
    """Return the rows under their head, which every page repeats."""
    head = Row(tuple(Stack([setter.text(word, HEAD)]) for word in block.head))
    under = block.under or ((),) * len(block.rows)
    rows = [
        Row(
            tuple(_cell(cell, setter, CELL) for cell in cells),
            Stack([_cell(cell, setter, CELL_MUTED) for cell in below]),
        )
        for cells, below in zip(block.rows, under, strict=True)
    ]
    return _spaced(Grid(Manner(_shares(block.widths), inset=block.inset), rows, head))


def facts(block: Facts, setter: Setter) -> Flowable:
    """Return names with their values."""
    rows = [
        Row((_cell(name, setter, CELL_MUTED), _cell(value, setter, CELL)))
        for name, value in block.rows
    ]
    return _spaced(Grid(Manner(_shares((_NAMES, 1 - _NAMES))), rows))


def columns(parts: Sequence[Stack], shares: Sequence[float]) -> Flowable:
    """Return the parts side by side; equally wide where there are no shares."""
    given = shares or (1 / len(parts),) * len(parts)
    manner = Manner(
        lambda width: tuple(share * (width + _BETWEEN) for share in given),
        side=_BETWEEN / 2,
        air=0,
        lines=False,
        outdent=_BETWEEN / 2,
    )
    made = Grid(manner, [Row(tuple(parts))])
    made.spaceBefore = SECTION.spaceBefore
    return made


def _shares(shares: tuple[float, ...]) -> Callable[[float], tuple[float, ...]]:
    return lambda width: tuple(share * width for share in shares)


def _spaced(made: Grid) -> Grid:
    made.spaceBefore, made.spaceAfter = 3, 8
    return made


def _cell(cell: Cell, setter: Setter, style: ParagraphStyle) -> Stack:
    return setter.cell(cell, style, toned(style, ACCENT))
