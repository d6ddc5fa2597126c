"""The wizard in the middle of the window: one page a section, in any order.

QWizard's own navigation breaks on jumps: after a jump back, an unvisited page is blank and
Continue is dead. So every move sets the start page and restarts, Back and Continue are custom
buttons that follow the path, and ``done`` does nothing, so that Esc cannot hide it.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWizard, QWizardPage

from procure_app.ui.desk import Desk
from procure_app.ui.page.section import Page

BACK, CONTINUE, NEXT_UNANSWERED = (
    QWizard.WizardButton.CustomButton1,
    QWizard.WizardButton.CustomButton2,
    QWizard.WizardButton.CustomButton3,
)


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

    def __init__(self, desk: Desk, steps: tuple[tuple[str, Callable[[], Page]], ...]) -> None:
        super().__init__()
        self._desk = desk
        self.setWindowFlags(Qt.WindowType.Widget)
        self.setWizardStyle(QWizard.WizardStyle.ClassicStyle)
        self.setOptions(QWizard.WizardOption.NoDefaultButton)
        self.setAccessibleName(desk.text("Questions"))
        self._ids: dict[str, int] = {}
        for number, (key, build) in enumerate(steps):
            self.setPage(number, Step(key, build))
            self._ids[key] = number
        for which, words in (
            (BACK, "&Back"),
            (CONTINUE, "&Continue"),
            (NEXT_UNANSWERED, "&Next unanswered"),
        ):
            self.setButtonText(which, desk.text(words))
            self.setOption(
                {
                    BACK: QWizard.WizardOption.HaveCustomButton1,
                    CONTINUE: QWizard.WizardOption.HaveCustomButton2,
                    NEXT_UNANSWERED: QWizard.WizardOption.HaveCustomButton3,
                }[which]
            )
        self.setButtonLayout([BACK, CONTINUE, QWizard.WizardButton.Stretch, NEXT_UNANSWERED])

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

    def drop_pages(self) -> None:
        """Forget every page and build the present one anew."""
        for number in self._ids.values():
            place = self.page(number)
            if isinstance(place, Step):
                place.drop()
        present = self.step()
        if present is not None:
            present.initializePage()

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
