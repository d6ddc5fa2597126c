"""The controls above the pages: which page, how large, and what to do with them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QLabel, QSpinBox, QWidget

from procure_app.ui.desk import Desk
from procure_app.ui.editor.field import DropDown
from procure_app.ui.flow import Flow
from procure_app.ui.paint import Button
from procure_app.ui.preview.column import LEVELS, Fit


class Bar(QWidget):
    """One row, wrapped where the window is narrow."""

    contents_wanted = Signal()
    page_wanted = Signal(int)
    """From 0."""
    size_wanted = Signal(object)
    """A ``Fit``, or a size as a number."""
    stepped = Signal(int)
    find_wanted = Signal()
    print_wanted = Signal()
    closed = Signal()

    def __init__(self, desk: Desk, count: int) -> None:
        super().__init__()
        self._desk = desk
        self._row = Flow(self)
        self.contents = self._button("&Contents", self.contents_wanted.emit)
        self._page = QSpinBox()
        self._page.setRange(1, count)
        self._page.setKeyboardTracking(False)
        for part in (self._page, self._page.lineEdit()):
            part.setAccessibleName(desk.text("Page"))
        self._page.valueChanged.connect(lambda number: self.page_wanted.emit(number - 1))
        self._of = QLabel(desk.text("of {all}", all=count))
        for widget in (self._page, self._of):
            self._row.addWidget(widget)
        self._button("\N{MINUS SIGN}", lambda: self.stepped.emit(-1)).setAccessibleName(
            desk.text("Smaller")
        )
        self._size = DropDown()
        self._size.setAccessibleName(desk.text("Size of the pages"))
        self._size.addItem(desk.text("Fit width"), Fit.WIDTH)
        self._size.addItem(desk.text("Fit page"), Fit.PAGE)
        for level in LEVELS:
            self._size.addItem(f"{level:.0%}", level)
        self._size.activated.connect(self._choose)
        self._row.addWidget(self._size)
        self._button("+", lambda: self.stepped.emit(1)).setAccessibleName(desk.text("Larger"))
        self._button("&Find…", self.find_wanted.emit)
        self._button("&Print…", self.print_wanted.emit)
        self._button("Close", self.closed.emit)

    def show_page(self, page: int) -> None:
        """Show which page is looked at, from 0."""
        with QSignalBlocker(self._page):
            self._page.setValue(page + 1)

    def show_size(self, fit: Fit | None, zoom: float) -> None:
        """Show how large the pages are."""
        wanted = fit or zoom
        places = [n for n in range(self._size.count()) if self._size.itemData(n) == wanted]
        self._size.setCurrentIndex(places[0] if places else -1)

    def _choose(self, place: int) -> None:
        data = self._size.itemData(place)
        self.size_wanted.emit(Fit(data) if isinstance(data, str) else float(data))

    def _button(self, words: str, do: Callable[[], object]) -> Button:
        made = Button(self._desk.text(words))
        made.setAutoDefault(False)
        made.clicked.connect(lambda _: do())
        self._row.addWidget(made)
        return made
