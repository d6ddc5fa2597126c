"""The wizard in the middle of the window: one page a section, in any order.

QWizard's own navigation breaks on jumps: after a jump back, an unvisited page is blank and
Continue is dead. So every move sets the start page and restarts, Back and Continue are custom
buttons of the footer that follow the path, and ``done`` does nothing, so that Esc cannot hide it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QProxyStyle,
    QStyle,
    QStyleOption,
    QVBoxLayout,
    QWidget,
    QWizard,
    QWizardPage,
)

from procure_app.ui.desk import Desk
from procure_app.ui.page.frame import Page


class Flush(QProxyStyle):
    """Takes the margins off the wizard's own frame, so that its parts meet the window's."""

    def pixelMetric(
        self,
        metric: QStyle.PixelMetric,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
    ) -> int:
        """Return no margin and no spacing for layouts."""
        if metric in _FRAME:
            return 0
        return super().pixelMetric(metric, option, widget)


_METRIC = QStyle.PixelMetric
_FRAME = {
    _METRIC.PM_LayoutLeftMargin,
    _METRIC.PM_LayoutTopMargin,
    _METRIC.PM_LayoutRightMargin,
    _METRIC.PM_LayoutBottomMargin,
    _METRIC.PM_LayoutHorizontalSpacing,
    _METRIC.PM_LayoutVerticalSpacing,
}


class Step(QWizardPage):
    """The place of one page; the page itself is built on the first visit."""

    def __init__(self, key: str, build: Callable[[], Page]) -> None:
        super().__init__()
        self.key = key
        self._build = build
        self.page: Page | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def initializePage(self) -> None:
        """Build the page on its first visit, refresh it on every other."""
        if self.page is None:
            self.page = self._build()
            self._column.addWidget(self.page)
        else:
            self.page.refresh()

    def cleanupPage(self) -> None:
        """Keep everything: going back loses nothing."""

    def drop(self) -> None:
        """Forget the page, so that it is built anew."""
        if self.page is not None:
            self.page.hide()
            self.page.deleteLater()
            self.page = None


class Wizard(QWizard):
    """The embedded wizard; the desk's path decides where Back and Continue lead."""

    came_to = Signal(str)
    """The page with this key is shown now."""

    def __init__(self, desk: Desk, keys: tuple[str, ...], build: Callable[[str], Page]) -> None:
        super().__init__()
        self._desk = desk
        self.setWindowFlags(Qt.WindowType.Widget)
        self._flush = Flush("fusion")
        self.setStyle(self._flush)
        self.setWizardStyle(QWizard.WizardStyle.ClassicStyle)
        self.setOptions(QWizard.WizardOption.NoDefaultButton)
        self.setAccessibleName(desk.text("Questions"))
        self._ids: dict[str, int] = {}
        for number, key in enumerate(keys):
            self.setPage(number, Step(key, partial(build, key)))
            self._ids[key] = number
        self.setButtonLayout([])

    def set_side(self, widget: QWidget) -> None:
        """Set the outline at the left; its frame is made flush once the wizard is shown."""
        self.setSideWidget(widget)

    def showEvent(self, event: QShowEvent) -> None:
        """Take the margin off the side's frame, which Qt makes with the first page."""
        super().showEvent(event)
        side = self.sideWidget()
        frame = side.parentWidget() if side is not None else None
        layout = frame.layout() if frame is not None else None
        if layout is not None:
            layout.setContentsMargins(0, 0, 0, 0)

    def step(self) -> Step | None:
        """Return the step shown now."""
        page = self.currentPage()
        return page if isinstance(page, Step) else None

    def key(self) -> str:
        """Return the key of the page shown now."""
        step = self.step()
        return step.key if step else ""

    def go(self, key: str) -> None:
        """Show the page of this key; an unknown key changes nothing."""
        if key not in self._ids or key == self.key():
            return
        self.setStartId(self._ids[key])
        self.restart()
        self.came_to.emit(key)

    def built(self) -> tuple[Page, ...]:
        """Return the pages built so far."""
        steps = (self.page(number) for number in self._ids.values())
        return tuple(s.page for s in steps if isinstance(s, Step) and s.page is not None)

    def nextId(self) -> int:
        """Know no next page: Continue follows the path instead."""
        return -1

    def done(self, _: int) -> None:
        """Do nothing, so that neither Esc nor Finish hides the wizard."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Enter and Esc alone: neither turns the page."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            event.ignore()
            return
        super().keyPressEvent(event)
