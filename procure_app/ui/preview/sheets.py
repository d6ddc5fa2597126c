"""The pages under one another: scrolled, enlarged, with marks where words were found."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea

from procure_app.session.pages import Place
from procure_app.ui.desk import Desk
from procure_app.ui.preview.column import MARGIN, Column, Fit, fitting, stepped
from procure_app.ui.preview.drawing import Drawing
from procure_app.ui.theme import tokens

Sizes = Sequence[tuple[float, float]]
_FOUND, _SHOWN = QColor(255, 233, 140), QColor(200, 60, 0)
"""Grounds of what was found and the line round the present one: on paper, which is white."""


class Sheets(QAbstractScrollArea):
    """A view of the pages that never waits for one to be drawn."""

    moved = Signal(int)
    """This page, from 0, is the one looked at."""
    resized = Signal()
    """The size of the pages changed."""

    def __init__(self, desk: Desk, sizes: Sizes, drawing: Drawing) -> None:
        super().__init__()
        self._desk, self._sizes, self._drawing = desk, sizes, drawing
        self._places: Sequence[Place] = ()
        self._place: Place | None = None
        self.fit: Fit | None = Fit.WIDTH
        self.zoom = 1.0
        """The size of the pages; 1 is that on paper."""
        self.page = 0
        """The page looked at, from 0."""
        self._column = Column(sizes, self._unit, 0)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleDescription(
            desk.text(
                "A picture of the pages. To have the words read out, save the report as PDF: "
                "it is tagged for screen readers."
            )
        )
        # A bar that comes and goes with the height of a page would change the width it fits.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.verticalScrollBar().valueChanged.connect(lambda _: self._look())
        drawing.drawn.connect(lambda _: self.viewport().update())
        self._name()

    @property
    def _unit(self) -> float:
        """Pixels a point at the size on paper."""
        return self.logicalDpiX() / 72

    # What is asked for

    def set_fit(self, fit: Fit) -> None:
        """Fill the view with the width of the page or with the page, until another size is set."""
        self.fit = fit
        self._arrange(self.page)

    def set_zoom(self, zoom: float) -> None:
        """Show the pages at this size."""
        self.fit, self.zoom = None, zoom
        self._arrange()

    def step(self, step: int) -> None:
        """Show the pages one level larger or smaller."""
        self.set_zoom(stepped(self.zoom, step))

    def go(self, page: int) -> None:
        """Show the top of this page, from 0."""
        self.verticalScrollBar().setValue(self._column.areas[page].top() - MARGIN)
        self._take(page)

    def mark(self, places: Sequence[Place], shown: Place | None) -> None:
        """Mark what was found, and bring the one to be shown into the view."""
        self._places, self._place = places, shown
        if shown is not None and shown.boxes:
            box = self._on_page(shown.page, shown.boxes[0]).toRect()
            view = self.viewport().rect().translated(self._offset)
            if not view.contains(box):
                middle = box.center() - self.viewport().rect().center()
                self.horizontalScrollBar().setValue(middle.x())
                self.verticalScrollBar().setValue(middle.y())
            self._take(shown.page)
        self.viewport().update()

    def turn(self, step: int) -> None:
        """Go a view down or up; to the next page where a whole one has room."""
        bar = self.verticalScrollBar()
        if self._column.areas[self.page].height() + MARGIN > self.viewport().height():
            bar.setValue(bar.value() + step * max(bar.pageStep() - 2 * MARGIN, 1))
        else:
            self.go(min(max(self.page + step, 0), len(self._sizes) - 1))

    # Where things are

    @property
    def _offset(self) -> QPoint:
        return QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def _on_page(self, page: int, box: tuple[float, float, float, float]) -> QRectF:
        """Return where a box of points lies among all pages."""
        left, top, width, height = (length * self._column.scale for length in box)
        start = self._column.areas[page].topLeft()
        return QRectF(start.x() + left, start.y() + top, width, height)

    def _arrange(self, keep: int | None = None) -> None:
        """Lay the pages anew; the middle of the view stays, or the page to keep does."""
        view, bar = self.viewport().size(), self.verticalScrollBar()
        middle = bar.value() + view.height() / 2
        page = self._column.at(ceil(middle)) if keep is None else keep
        old = self._column.areas[page]
        part = (middle - old.top()) / max(old.height(), 1)
        whole = keep is not None and self.fit is Fit.PAGE
        if self.fit is not None:
            self.zoom = fitting(self._sizes[page], view, self.fit) / self._unit
        self._column = Column(self._sizes, self.zoom * self._unit, view.width())
        self.horizontalScrollBar().setRange(0, self._column.width - view.width())
        self.horizontalScrollBar().setPageStep(view.width())
        self.horizontalScrollBar().setValue((self._column.width - view.width()) // 2)
        bar.setRange(0, max(self._column.height - view.height(), 0))
        bar.setPageStep(view.height())
        bar.setSingleStep(40)
        new = self._column.areas[page]
        top = new.top() - MARGIN if whole else new.top() + part * new.height() - view.height() / 2
        bar.setValue(round(top))
        self._look()
        self.resized.emit()
        self.viewport().update()

    def _look(self) -> None:
        third = self.verticalScrollBar().value() + self.viewport().height() // 3
        self._take(self._column.at(third))

    def _take(self, page: int) -> None:
        if page != self.page:
            self.page = page
            self._name()
            self.moved.emit(page)

    def _name(self) -> None:
        words = self._desk.text("Page {n} of {all}", n=self.page + 1, all=len(self._sizes))
        self.setAccessibleName(words)

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the pages into the new size."""
        super().resizeEvent(event)
        first = event.oldSize().width() <= 0
        self._arrange(self.page if first or self.fit is Fit.PAGE else None)
        if first:
            self.verticalScrollBar().setValue(0)

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:  # noqa: N802, Qt calls it
        """Draw what came into the view."""
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn pages, or go to the first or last."""
        match event.key():
            case Qt.Key.Key_PageDown | Qt.Key.Key_Space:
                self.turn(1)
            case Qt.Key.Key_PageUp:
                self.turn(-1)
            case Qt.Key.Key_Home:
                self.go(0)
            case Qt.Key.Key_End:
                self.go(len(self._sizes) - 1)
            case _:
                super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; with Ctrl enlarge."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.angleDelta().y():
                self.step(1 if event.angleDelta().y() > 0 else -1)
        else:
            super().wheelEvent(event)

    def paintEvent(self, _: QPaintEvent) -> None:
        """Draw the pages that are seen, and have those drawn that are not there yet."""
        painter, offset = QPainter(self.viewport()), self._offset
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.viewport().rect(), tokens(self).line)
        top = offset.y()
        seen = self._column.between(top, top + self.viewport().height())
        scale = self._column.scale * self.devicePixelRatioF()
        for number in seen:
            self._draw(painter, number, self._column.areas[number].translated(-offset), scale)
        self._draw_places(painter, seen, offset)
        if self.hasFocus():
            painter.setPen(QPen(tokens(self).accent, 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))
        near = (seen.stop, seen.start - 1)
        self._drawing.want([*seen, *(n for n in near if 0 <= n < len(self._sizes))], scale)

    def _draw(self, painter: QPainter, number: int, area: QRect, scale: float) -> None:
        image = self._drawing.picture(number, scale)
        if image is not None:
            painter.drawImage(area, image)
            return
        painter.fillRect(area, Qt.GlobalColor.white)
        if number in self._drawing.broken:
            painter.setPen(Qt.GlobalColor.black)
            words = self._desk.text("This page cannot be shown. It is damaged.")
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, words)

    def _draw_places(self, painter: QPainter, seen: range, offset: QPoint) -> None:
        mode = QPainter.CompositionMode
        for place in self._places:
            if place.page not in seen:
                continue
            for box in place.boxes:
                area = self._on_page(place.page, box).translated(-offset).adjusted(-2, -2, 2, 2)
                painter.setCompositionMode(mode.CompositionMode_Multiply)  # the ink stays as dark
                painter.fillRect(area, _FOUND)
                painter.setCompositionMode(mode.CompositionMode_SourceOver)
                if place is self._place:
                    painter.setPen(QPen(_SHOWN, 2))
                    painter.drawRect(area)
