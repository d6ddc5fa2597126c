"""Tables, facts and columns as grids."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable

from procure_app.core.outline.block import Cell, Facts, Table
from procure_app.report.grid import Grid
from procure_app.report.ink import ACCENT
from procure_app.report.row import Manner, Places, Row
from procure_app.report.setter import Setter
from procure_app.report.stack import Stack
from procure_app.report.style import CELL, CELL_MUTED, HEAD, SECTION, toned
from procure_app.report.tag.element import Element, cell, column_head, row_head
from procure_app.report.tag.place import Placed

_NAMES = 0.26
"""The share of the width that the names of facts take."""
_BETWEEN = 20.0
"""Room between columns."""


def table(block: Table, setter: Setter) -> tuple[Flowable, Element]:
    """Return the rows under their head, which every page repeats, and the table in the tree."""
    whole = Element("Table")
    # a head of its own needs a body: ISO 14289-1, 7.2
    head, body = ((Element("THead"),), (Element("TBody"),)) if block.rows else ((), ())
    words = tuple(_alone(setter.text(word, HEAD)) for word in block.head)
    heads = Row(words, places=_places((whole, *head), [column_head() for _ in words]))
    under = block.under or ((),) * len(block.rows)
    rows = [
        Row(
            tuple(_cell(each, setter, CELL) for each in cells),
            Stack([setter.cell(each, CELL_MUTED, _link(CELL_MUTED)) for each in below]),
            _places((whole, *body), [row_head(), *(cell() for _ in cells[1:])]),
        )
        for cells, below in zip(block.rows, under, strict=True)
    ]
    manner = Manner(_shares(block.widths), inset=block.inset)
    return _spaced(Grid(manner, rows, heads)), whole


def facts(block: Facts, setter: Setter) -> Flowable:
    """Return names with their values."""
    whole = Element("Table")
    rows = [
        Row(
            (_cell(name, setter, CELL_MUTED), _cell(value, setter, CELL)),
            places=_places((whole,), [row_head(), cell()]),
        )
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
    places = Places(cells=tuple(Element("Div") for _ in parts))
    made = Grid(manner, [Row(tuple(parts), places=places)])
    made.spaceBefore = SECTION.spaceBefore
    return made


def _shares(shares: tuple[float, ...]) -> Callable[[float], tuple[float, ...]]:
    return lambda width: tuple(share * width for share in shares)


def _spaced(made: Grid) -> Grid:
    made.spaceBefore, made.spaceAfter = 3, 8
    return made


def _cell(content: Cell, setter: Setter, style: ParagraphStyle) -> Stack:
    return _alone(*setter.cell(content, style, _link(style)).parts)


def _alone(*parts: Placed) -> Stack:
    """Return a cell whose text is its own content, without a paragraph inside."""
    for part in parts:
        part.path = part.elements()[1:]
    return Stack(parts)


def _places(outside: tuple[Element, ...], cells: Sequence[Element]) -> Places:
    """Return a row of the table, and one under it as wide as all its columns."""
    under = (*outside, Element("TR"), cell(len(cells)))
    return Places((*outside, Element("TR")), tuple(cells), under)


def _link(style: ParagraphStyle) -> ParagraphStyle:
    return toned(style, ACCENT)
