"""The preview: the report as it would be saved now, with contents, search and print."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QSplitter, QVBoxLayout

from procure_app.core.outline.tone import Tone
from procure_app.session.pages import Bookmark, Pages
from procure_app.ui.notice import Notice
from procure_app.ui.preview.bar import Bar
from procure_app.ui.preview.column import Fit
from procure_app.ui.preview.drawing import Drawing
from procure_app.ui.preview.marks import Marks
from procure_app.ui.preview.printing import print_pages
from procure_app.ui.preview.search import SearchBar
from procure_app.ui.preview.sheets import Sheets
from procure_app.ui.theme import GAP

if TYPE_CHECKING:
    from procure_app.ui.window import Window

_NARROW = 800
"""Pixels below which the contents wait to be asked for."""


class PreviewDialog(QDialog):
    """The pages of an open PDF; it closes them when it is closed."""

    def __init__(self, window: Window, pages: Pages, bookmarks: Sequence[Bookmark]) -> None:
        super().__init__(window)
        self._window, self._pages = window, pages
        desk = window.desk
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(desk.text("Preview of the report"))
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.setMinimumSize(320, 320)
        self.resize((window.size() - QSize(40, 60)).expandedTo(self.minimumSize()))
        self.drawing = Drawing(pages, window.jobs)
        self.sheets = Sheets(desk, pages.sizes, self.drawing)
        self.marks = Marks(desk)
        self.marks.fill(bookmarks)
        self.marks.setVisible(bool(bookmarks) and self.width() >= _NARROW)
        self.bar = Bar(desk, len(pages.sizes))
        self.bar.contents.setEnabled(bool(bookmarks))
        self.search = SearchBar(desk, pages, window.jobs)
        self.notice = Notice(desk)
        self._lay_out()
        self._connect()
        self._take_keys()
        self.sheets.setFocus()
        window.installEventFilter(self)

    def _lay_out(self) -> None:
        beside = QSplitter()
        beside.addWidget(self.marks)
        beside.addWidget(self.sheets)
        beside.setChildrenCollapsible(False)
        beside.setStretchFactor(1, 1)
        beside.setSizes([260, 1000])
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP, GAP, GAP, GAP)
        column.setSpacing(GAP)
        for part in (self.bar, self.search, self.notice):
            column.addWidget(part)
        column.addWidget(beside, 1)

    def _connect(self) -> None:
        bar, sheets = self.bar, self.sheets
        bar.contents_wanted.connect(lambda: self.marks.setVisible(not self.marks.isVisible()))
        bar.page_wanted.connect(sheets.go)
        bar.size_wanted.connect(self._resize)
        bar.stepped.connect(sheets.step)
        bar.find_wanted.connect(self.search.open)
        bar.print_wanted.connect(self.print)
        bar.closed.connect(lambda: self.reject())
        self.marks.wanted.connect(sheets.go)
        self.search.shown.connect(sheets.mark)
        sheets.moved.connect(bar.show_page)
        sheets.resized.connect(lambda: bar.show_size(sheets.fit, sheets.zoom))

    def _take_keys(self) -> None:
        for keys, do in (
            ("Ctrl++", lambda: self.sheets.step(1)),
            ("Ctrl+=", lambda: self.sheets.step(1)),
            ("Ctrl+-", lambda: self.sheets.step(-1)),
            ("Ctrl+0", lambda: self.sheets.set_zoom(1.0)),
            ("Ctrl+F", self.search.open),
            ("F3", lambda: self.search.step(1)),
            ("Shift+F3", lambda: self.search.step(-1)),
            ("Shift+Return", lambda: self.search.step(-1)),
            ("Ctrl+P", self.print),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(do)

    def _resize(self, wanted: Fit | float) -> None:
        if isinstance(wanted, Fit):
            self.sheets.set_fit(wanted)
        else:
            self.sheets.set_zoom(wanted)

    def print(self) -> None:
        """Ask for a printer and print; see ``printing.print_pages``."""

        def told(outcome: tuple[str, Tone] | None) -> None:
            if outcome is not None:
                self.notice.tell(*outcome)

        print_pages(self._window, self, self._pages, self.sheets.page, told)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the search with Esc, then the preview; turn pages from every part."""
        match event.key():
            case Qt.Key.Key_Escape if self.search.isVisible():
                self.search.leave()
                self.sheets.setFocus()
            case Qt.Key.Key_PageDown:
                self.sheets.turn(1)
            case Qt.Key.Key_PageUp:
                self.sheets.turn(-1)
            case _:
                super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Close before the window does: it stops the work that draws the pages."""
        if event.type() == QEvent.Type.Close and watched is self._window and self.isVisible():
            self.close()
        return False

    def done(self, result: int) -> None:
        """Draw and search nothing more, and give the pages up."""
        self.drawing.stop()
        self.search.stop()
        self._window.jobs.run(self._pages.close, lambda _: None, lambda _: None)
        super().done(result)
