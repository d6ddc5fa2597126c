"""One row of a table: how it is measured, drawn and parted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from procure_app.report.stack import Stack
from procure_app.report.style import HEIGHT
from procure_app.report.tag.element import Element
from procure_app.report.tag.place import within


@dataclass(frozen=True, slots=True)
class Manner:
    """How a table is set."""

    columns: Callable[[float], tuple[float, ...]]
    """The widths of the columns in a given width, in points."""
    side: float = 4.0
    """Room left and right in a cell."""
    air: float = 3.1
    """Room above and below a row."""
    lines: bool = True
    inset: int = 1
    """The column that what is set under a row begins in."""
    outdent: float = 0.0
    """How far the table is moved to the left, so that text in its first cell is flush."""

    def shape(self, width: float) -> Shape:
        """Return the measures of the rows in this width."""
        return Shape(self.columns(width), self)


@dataclass(frozen=True, slots=True)
class Shape:
    """What all rows of a table share in a given width."""

    widths: tuple[float, ...]
    manner: Manner

    @property
    def side(self) -> float:
        """Room left and right in a cell."""
        return self.manner.side

    @property
    def air(self) -> float:
        """Room above and below a row."""
        return self.manner.air

    @property
    def before_inset(self) -> float:
        """Where what is set under a row begins, from the left."""
        return sum(self.widths[: self.manner.inset]) + self.side

    @property
    def under_inset(self) -> float:
        """The width of what is set under a row."""
        return sum(self.widths[self.manner.inset :]) - 2 * self.side


class Places(NamedTuple):
    """Where a row and its cells stand in the structure tree; nowhere of their own by default."""

    outside: tuple[Element, ...] = ()
    """What the cells stand in: the table, its body, the row."""
    cells: tuple[Element, ...] = ()
    under: tuple[Element, ...] = ()
    """What is set under the row stands in these."""


NOWHERE = Places()


@dataclass(slots=True)
class Row:
    """One row: its cells, and what is set under them beside the first column."""

    cells: tuple[Stack, ...]
    under: Stack = field(default_factory=lambda: Stack(()))
    places: Places = NOWHERE

    def height(self, shape: Shape) -> float:
        """Measure the cells and return the height of the row."""
        return self._top(shape) + self._below(shape) + 2 * shape.air

    def draw(self, canvas: object, shape: Shape, top: float) -> None:
        """Draw the row downwards from ``top``."""
        self.height(shape)
        x, y = -shape.manner.outdent, top - shape.air
        for n, (cell, width) in enumerate(zip(self.cells, shape.widths, strict=True)):
            element = self.places.cells[n : n + 1]
            with within(canvas, *self.places.outside, *element, kept=True):
                cell.drawOn(canvas, x + shape.side, y - cell.height)
            x += width
        if self.under.parts:
            below = y - self._top(shape) - self._below(shape)
            with within(canvas, *self.places.under):
                self.under.drawOn(canvas, shape.before_inset, below)

    def split(self, shape: Shape, height: float) -> tuple[Row, Row] | None:
        """Return the row as far as it fits and the rest; None where nothing fits."""
        room = height - 2 * shape.air
        if self._top(shape) <= room:
            pieces = self.under.split(shape.under_inset, room - self._top(shape) - 2.0)
            nothing = tuple(Stack(()) for _ in self.cells)
            if len(pieces) > 1:
                return self._like(self.cells, pieces[0]), self._like(nothing, pieces[1])
            if not self.under.parts:
                return None
            return self._like(self.cells), self._like(nothing, self.under)
        first, second = [], []
        for cell, width in zip(self.cells, shape.widths, strict=True):
            here, there = _parted(cell, width - 2 * shape.side, room)
            first.append(here)
            second.append(there)
        if not any(cell.parts for cell in first):
            return None
        return self._like(tuple(first)), self._like(tuple(second), self.under)

    def _like(self, cells: tuple[Stack, ...], under: Stack | None = None) -> Row:
        return replace(self, cells=cells, under=under or Stack(()))

    def _top(self, shape: Shape) -> float:
        return max(
            (
                cell.wrap(width - 2 * shape.side, HEIGHT)[1]
                for cell, width in zip(self.cells, shape.widths, strict=True)
            ),
            default=0.0,
        )

    def _below(self, shape: Shape) -> float:
        if not self.under.parts:
            return 0.0
        return float(self.under.wrap(shape.under_inset, HEIGHT)[1]) + 2.0


def _parted(cell: Stack, width: float, height: float) -> tuple[Stack, Stack]:
    cell.wrap(width, height)
    if cell.height <= height:
        return cell, Stack(())
    pieces = cell.split(width, height)
    if len(pieces) > 1:
        return pieces[0], pieces[1]
    return Stack(()), cell
