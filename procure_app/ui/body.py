"""The three parts of the window and how they share its width: one, two or three at a time."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from procure_app.core.catalogue.word import Walk
from procure_app.ui.desk import Desk
from procure_app.ui.find import FindBar
from procure_app.ui.footer import Footer
from procure_app.ui.header import Header
from procure_app.ui.notice import Notice
from procure_app.ui.outline import Outline
from procure_app.ui.page.frame import question_of
from procure_app.ui.panel import Panel
from procure_app.ui.service import Services
from procure_app.ui.wizard import Wizard

CLOSING = ("compare", "check", "decision", "sign")


class Body(QWidget):
    """Header, wizard with outline, and panel."""

    report_wanted = Signal()

    def __init__(self, desk: Desk, services: Services) -> None:
        super().__init__()
        self._desk = desk
        self._at = ""
        self.header = Header(desk)
        self.find_bar = FindBar(desk)
        self.find_bar.hide()
        self.notice = Notice(desk)
        self.footer = Footer(desk)
        keys = [section.id for section in desk.session.catalogue.sections]
        self.wizard = Wizard(desk, (*keys, *CLOSING), partial(services.page, desk))
        self.outline = Outline(desk)
        self.wizard.set_side(self.outline)
        self.panel = Panel(desk, services.teller)
        self.panel.hide()
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(1)
        self._split.addWidget(self.wizard)
        self._stack = QStackedWidget()
        self._stack.setMinimumHeight(1)  # in a low window a notice keeps its lines
        self._stack.addWidget(self._split)
        self._alone = Outline(desk)
        self._stack.addWidget(self._alone)
        self._stack.addWidget(self.panel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.header, self.find_bar, self.notice, self._stack, self.footer):
            column.addWidget(part)
        column.setStretchFactor(self._stack, 1)
        self._panel_open = False
        self._mode = ""
        self._connect()
        self.wizard.show()
        self.wizard.restart()
        self.refresh()

    def _connect(self) -> None:
        self._desk.changed.connect(self.refresh)
        self._desk.wanted.connect(self.go)
        self._desk.failed.connect(self.notice.tell)
        self.outline.chosen.connect(self.go)
        self._alone.chosen.connect(self.go)
        self.footer.turned.connect(self.turn)
        self.footer.next_wanted.connect(self.next_unanswered)
        self.wizard.came_to.connect(lambda _: self.refresh())
        self.header.report_wanted.connect(self.report_wanted)
        self._desk.report_wanted.connect(self.report_wanted)
        self.header.outline_wanted.connect(self.toggle_outline)
        self.header.panel_wanted.connect(self.toggle_panel)

    def give_up(self) -> None:
        """Stop listening: another body takes this one's place."""
        self._desk.changed.disconnect(self.refresh)
        self._desk.wanted.disconnect(self.go)
        self._desk.failed.disconnect(self.notice.tell)
        self._desk.report_wanted.disconnect(self.report_wanted)

    def pages(self) -> list[str]:
        """Return the keys of the pages on the path, in order."""
        sections = [section.id for section, _ in self._desk.reading.path.sections]
        left_out = set()
        if self._desk.assessment.walk is Walk.DESCRIBE:
            left_out.add("decision")
        return sections + [key for key in CLOSING if key not in left_out]

    def refresh(self) -> None:
        """Show the document as it is now in every part that is seen."""
        if self.wizard.key() not in self.pages():
            self.wizard.go(self.pages()[0])
        step = self.wizard.step()
        if step is not None and step.page is not None:
            step.page.refresh()
        self.header.refresh()
        if self.outline.isVisible() or not self._alone.isVisible():
            self.outline.refresh(self.wizard.key())
        if self._alone.isVisible():
            self._alone.refresh(self.wizard.key())
        if self.panel.isVisible() and self.panel.is_begun:
            self.panel.refresh()
        keys = self.pages()
        key = self.wizard.key()
        self.footer.refresh(first=key == keys[0], last=key == keys[-1])

    def go(self, target: str) -> None:
        """Show a page, or the page of a question with the focus on its answer.

        What is not on the path stays unseen: the present page is kept. Behind a ``#`` stands a
        part of the page.
        """
        target, _, part = target.partition("#")
        section = self._desk.session.catalogue.section_of.get(target)
        if (section.id if section else target) not in self.pages():
            return
        self._stack.setCurrentWidget(self._split)
        self._at = target
        self.wizard.go(section.id if section else target)
        step = self.wizard.step()
        page = step.page if step else None
        if section is not None and page is not None:
            page.show_question(target)
        elif page is not None and step is not None and step.key == target:
            page.verticalScrollBar().setValue(0)
            page.heading.setFocus(Qt.FocusReason.OtherFocusReason)
            page.show_part(part)

    def turn(self, by: int) -> None:
        """Go so many pages on along the path, or back."""
        keys = self.pages()
        place = keys.index(self.wizard.key()) + by
        if 0 <= place < len(keys):
            self.go(keys[place])

    def next_unanswered(self) -> None:
        """Go to the next question that is still open, from the start again after the last."""
        self._at = question_of(self.window().focusWidget()) or self._at
        order = [question.id for question in self._desk.reading.path.questions()]
        still = [p.question for p in self._desk.reading.problems]
        here = order.index(self._at) if self._at in order else -1
        if self._at not in order:
            here = next(
                (n - 1 for n, q in enumerate(order)
                 if self._desk.session.catalogue.section_of[q].id == self.wizard.key()), -1,
            )  # fmt: skip
        after = [q for q in still if order.index(q) > here] or still
        if after:
            self.go(after[0])
        else:
            self.notice.tell(self._desk.text("Every question has an answer."))

    def toggle_panel(self) -> None:
        """Open or close what this means so far."""
        if self._mode == "one":
            to_panel = self._stack.currentWidget() is not self.panel
            self._stack.setCurrentWidget(self.panel if to_panel else self._split)
        else:
            self._panel_open = not self.panel.isVisible()
            self._place_panel(self._panel_open)
        self.refresh()

    def toggle_outline(self) -> None:
        """Show the outline alone, or the page again."""
        if self._mode == "one":
            alone = self._stack.currentWidget() is not self._alone
            self._stack.setCurrentWidget(self._alone if alone else self._split)
            if alone:
                self._alone.refresh(self.wizard.key())
                self._alone.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.outline.setVisible(not self.outline.isVisible())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew."""
        super().resizeEvent(event)
        self.notice.fit(self.height())
        scale = QApplication.font().pointSizeF() / 10.5
        width = self.width() / scale
        mode = "three" if width >= 1120 else "two" if width >= 780 else "one"
        if mode != self._mode:
            self._mode = mode
            self._share()

    def _share(self) -> None:
        self._stack.setCurrentWidget(self._split)
        self.outline.setVisible(self._mode != "one")
        self.header.outline_button.setVisible(self._mode == "one")
        self.header.panel_button.setVisible(self._mode != "three")
        self.header.narrow(self._mode == "one")
        self._place_panel(self._mode == "three" or (self._mode == "two" and self._panel_open))
        self.refresh()

    def _place_panel(self, beside: bool) -> None:
        if self._mode == "one":
            self._stack.addWidget(self.panel)
            return
        if beside:
            self._split.addWidget(self.panel)
            scale = QApplication.font().pointSizeF() / 10.5
            wide = int(320 * scale)
            self.panel.setMinimumWidth(int(240 * scale))
            self._split.setSizes([max(self.width() - wide, 300), wide])
            self._split.setStretchFactor(0, 1)
            self._split.setStretchFactor(1, 0)
            self.panel.show()
        else:
            self._stack.addWidget(self.panel)
            self._stack.setCurrentWidget(self._split)
