"""Printing through the platform's dialog: pages as pictures, drawn off the window's thread."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QObject, QRect, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter, QTransform
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QProgressDialog, QWidget

from procure_app.core.outline.tone import Tone
from procure_app.core.phrase import phrase
from procure_app.session.error import NotWritten
from procure_app.session.pages import Pages
from procure_app.ui.naming import file_name
from procure_app.ui.preview.drawing import picture
from procure_app.ui.seal import said

if TYPE_CHECKING:
    from procure_app.ui.window import Window

_DOTS = 300
"""Dots an inch: the pages are pictures, and more would only take longer."""
Then = Callable[[tuple[str, Tone] | None], None]


class Print(QObject):
    """The pages on their way to a printer."""

    drawn = Signal(int)
    """So many pages are drawn."""

    def __init__(self, pages: Pages, printer: QPrinter, numbers: tuple[int, ...]) -> None:
        super().__init__()
        self._pages, self._printer, self.numbers = pages, printer, numbers
        self._stopped = threading.Event()

    def stop(self) -> None:
        """Print nothing more."""
        self._stopped.set()

    def run(self) -> int:
        """Draw every page; return how many were. Raises ``NotWritten`` or ``Unreadable``."""
        self._printer.setFullPage(True)  # the pages bring their margins; dialogs reset this
        painter = QPainter()
        if not painter.begin(self._printer):
            raise NotWritten(
                phrase("The printer cannot be used, or the file not written. Choose another.")
            )
        try:
            for done, number in enumerate(self.numbers):
                if self._stopped.is_set() or (done and not self._printer.newPage()):
                    self._printer.abort()
                    return done
                self._draw(painter, number)
                self.drawn.emit(done + 1)
        finally:
            painter.end()
        return len(self.numbers)

    def _draw(self, painter: QPainter, number: int) -> None:
        paper = self._printer.pageLayout().fullRectPixels(self._printer.resolution())
        image = picture(self._pages.render(number, self._printer.resolution() / 72))
        if (image.width() > image.height()) != (paper.width() > paper.height()):
            image = image.transformed(QTransform().rotate(90))
        painter.drawImage(placed(image, paper, self._size(number)), image)

    def _size(self, number: int) -> QSizeF:
        """Return the size of the page in dots."""
        return QSizeF(*self._pages.sizes[number]) * (self._printer.resolution() / 72)


def placed(image: QImage, paper: QRect, size: QSizeF) -> QRectF:
    """Return where the picture goes: in its own size where the paper has room, in its middle."""
    if (size.width() > size.height()) != (image.width() > image.height()):
        size = size.transposed()
    if size.width() > paper.width() + 1 or size.height() > paper.height() + 1:
        size = size.scaled(QSizeF(paper.size()), Qt.AspectRatioMode.KeepAspectRatio)
    area = QRectF(QRectF(paper).topLeft(), size)
    area.moveCenter(QRectF(paper).center())
    return area


def chosen(printer: QPrinter, count: int, current: int) -> tuple[int, ...]:
    """Return the pages to print, from 0, in the order to print them.

    Where the platform picks pages itself, it asks for all of them.
    """
    match printer.printRange():
        case QPrinter.PrintRange.PageRange:
            ranges = printer.pageRanges()
            numbers = tuple(n for n in range(count) if ranges.contains(n + 1))
        case QPrinter.PrintRange.CurrentPage:
            numbers = (current,)
        case _:
            numbers = tuple(range(count))
    last_first = printer.pageOrder() is QPrinter.PageOrder.LastPageFirst
    return numbers[::-1] if last_first else numbers


def printer_for(pages: Pages, title: str) -> QPrinter:
    """Return the platform's printer, set to the paper of the first page and to both sides."""
    made = QPrinter(QPrinter.PrinterMode.HighResolution)
    made.setResolution(_DOTS)
    made.setDocName(title)
    wide, high = pages.sizes[0]
    size = QPageSize(QSizeF(min(wide, high), max(wide, high)), QPageSize.Unit.Point)
    way = QPageLayout.Orientation
    made.setPageLayout(
        QPageLayout(size, way.Landscape if wide > high else way.Portrait, QMarginsF())
    )
    made.setDuplex(QPrinter.DuplexMode.DuplexAuto)
    return made


def print_pages(window: Window, parent: QWidget, pages: Pages, current: int, then: Then) -> None:
    """Ask for printer, pages and sides, and print; then say how it went, or None if not."""
    printer = printer_for(pages, file_name(window.desk.assessment))
    dialog = QPrintDialog(printer, parent)
    option = QAbstractPrintDialog.PrintDialogOption
    dialog.setOptions(option.PrintToFile | option.PrintPageRange | option.PrintCurrentPage)
    dialog.setMinMax(1, len(pages.sizes))
    dialog.setFromTo(1, len(pages.sizes))
    done = dialog.exec()
    dialog.deleteLater()
    if done == QDialog.DialogCode.Accepted:
        numbers = chosen(printer, len(pages.sizes), current)
        send(window, parent, Print(pages, printer, numbers), then)
    else:
        then(None)


def send(window: Window, parent: QWidget, work: Print, then: Then) -> None:
    """Print off the window's thread, with a way to stop."""
    desk, count = window.desk, len(work.numbers)
    shown = QProgressDialog(desk.text("Printing…"), desk.text("Stop"), 0, count, parent)
    shown.setWindowModality(Qt.WindowModality.WindowModal)
    shown.setWindowTitle(desk.text("Printing"))
    shown.setAutoClose(False)
    shown.setAutoReset(False)
    shown.canceled.connect(work.stop)
    work.drawn.connect(shown.setValue)
    shown.setValue(0)

    def end(sentence: str, tone: Tone) -> None:
        shown.canceled.disconnect(work.stop)
        shown.close()
        shown.deleteLater()
        then((sentence, tone))

    def printed(done: int) -> None:
        words = "{n} of {all} pages were printed." if done < count else "{n} pages were printed."
        tone = Tone.LIMITS if done < count else Tone.MET
        end(desk.text(words, n=done, all=count), tone)

    window.jobs.run(work.run, printed, lambda error: end(said(window, error), Tone.NO))
