"""Printing: which pages, in which order, where on the paper, and what is said afterwards."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hand import settle
from PySide6.QtCore import QMarginsF, QRect, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageRanges, QPageSize
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog
from test_preview_window import Book

from procure_app.report.preview import pages as opened
from procure_app.ui.preview.dialog import PreviewDialog
from procure_app.ui.preview.printing import Print, chosen, placed, printer_for


class Shades(Book):
    """Pages of which one lies across; each has its own shade."""

    def __init__(self) -> None:
        super().__init__()
        self.sizes = ((595.0, 842.0), (842.0, 595.0), (595.0, 842.0), (595.0, 842.0))


@pytest.fixture
def book():
    """The pages."""
    return Shades()


@pytest.fixture
def printer(application, book, tmp_path):
    """A printer into a file."""
    made = printer_for(book, "A report")
    made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    made.setOutputFileName(str(tmp_path / "printed.pdf"))
    made.setResolution(72)
    return made


def shades(path) -> list[tuple[int, int, int]]:
    """Return width, height and middle shade of each printed page."""
    made = opened(path)
    found = []
    for number, (wide, high) in enumerate(made.sizes):
        raster = made.render(number, 1)
        middle = raster.stride * (raster.height // 2) + 4 * (raster.width // 2)
        found.append((round(wide), round(high), raster.content[middle]))
    made.close()
    return found


def test_the_paper_is_that_of_the_report_and_both_sides_are_suggested(
    application, book, monkeypatch
):
    sides = []  # a printer that knows of none keeps none: what is asked for is looked at
    monkeypatch.setattr(QPrinter, "setDuplex", lambda _, mode: sides.append(mode))
    made = printer_for(book, "A report")
    assert made.pageLayout().pageSize().id() == QPageSize.PageSizeId.A4
    assert sides == [QPrinter.DuplexMode.DuplexAuto]
    assert made.docName() == "A report"


def test_every_page_is_printed_upright_or_turned_onto_the_same_paper(printer, book, tmp_path):
    assert Print(book, printer, (0, 1, 2, 3)).run() == 4
    found = shades(tmp_path / "printed.pdf")
    assert [(wide, high) for wide, high, _ in found] == [(595, 842)] * 4
    assert [shade for *_, shade in found] == pytest.approx([0, 10, 20, 30], abs=2)


def test_the_margins_of_the_printer_do_not_move_the_page(printer, book, tmp_path):
    printer.setPageMargins(QMarginsF(40, 80, 10, 10), QPageLayout.Unit.Point)
    printer.setFullPage(False)
    Print(book, printer, (3,)).run()
    made = opened(tmp_path / "printed.pdf")
    raster = made.render(0, 1)
    made.close()
    assert raster.content[0] == pytest.approx(30, abs=2)  # the corner of the paper is the page's


def test_only_the_pages_of_the_range_are_printed(printer, book, tmp_path):
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setPageRanges(QPageRanges.fromString("2,4-9"))
    numbers = chosen(printer, 4, 0)
    assert numbers == (1, 3)
    Print(book, printer, numbers).run()
    assert [shade for *_, shade in shades(tmp_path / "printed.pdf")] == pytest.approx(
        [10, 30], abs=2
    )


def test_from_and_to_are_a_range(printer):
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 3)
    assert chosen(printer, 4, 0) == (1, 2)


def test_all_pages_the_present_one_or_the_last_first(printer):
    assert chosen(printer, 4, 2) == (0, 1, 2, 3)
    printer.setPrintRange(QPrinter.PrintRange.CurrentPage)
    assert chosen(printer, 4, 2) == (2,)
    printer.setPrintRange(QPrinter.PrintRange.AllPages)
    printer.setPageOrder(QPrinter.PageOrder.LastPageFirst)
    assert chosen(printer, 4, 2) == (3, 2, 1, 0)


def test_a_page_keeps_its_size_where_the_paper_has_room_and_its_shape_elsewhere():
    image = QImage(100, 200, QImage.Format.Format_RGB32)
    kept = placed(image, QRect(0, 0, 300, 400), QSizeF(100, 200))
    assert (kept.x(), kept.y(), kept.width(), kept.height()) == (100, 100, 100, 200)
    shrunk = placed(image, QRect(0, 0, 300, 100), QSizeF(100, 200))
    assert (shrunk.x(), shrunk.y(), shrunk.width(), shrunk.height()) == (125, 0, 50, 100)


def test_printing_stops_when_somebody_stops_it(printer, book):
    work = Print(book, printer, (0, 1, 2, 3))
    work.drawn.connect(lambda done: work.stop() if done == 2 else None)
    assert work.run() == 2
    assert book.drawn == [0, 1]


@pytest.fixture
def answered(window, book, monkeypatch, tmp_path):
    """The window with these pages, and a print dialog that prints into a file."""
    seen = []
    window.services = replace(window.services, report=lambda _: b"", preview=lambda _: book)

    def accept(dialog):
        seen.append((dialog.minPage(), dialog.maxPage(), dialog.options()))
        dialog.printer().setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        dialog.printer().setOutputFileName(str(tmp_path / "printed.pdf"))
        dialog.printer().setResolution(72)
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(QPrintDialog, "exec", accept)
    return seen


def test_the_menu_prints_and_says_so_and_gives_the_pages_up(answered, hand, book, qtbot, tmp_path):
    hand.menu("print")
    qtbot.waitUntil(lambda: hand.notice == "4 pages were printed.")
    qtbot.waitUntil(lambda: book.closed)
    (asked,) = answered
    assert asked[:2] == (1, 4)
    for option in (
        QPrintDialog.PrintDialogOption.PrintPageRange,
        QPrintDialog.PrintDialogOption.PrintCurrentPage,
    ):
        assert asked[2] & option
    assert len(shades(tmp_path / "printed.pdf")) == 4
    assert all(name.startswith("procure") for name in book.threads)


def test_the_preview_prints_and_stays_open(answered, hand, book, qtbot, tmp_path):
    hand.menu("preview")
    qtbot.waitUntil(lambda: hand.window.findChild(PreviewDialog) is not None)
    preview = hand.window.findChild(PreviewDialog)
    preview.print()
    qtbot.waitUntil(lambda: preview.notice.isVisible())
    assert preview.isVisible()
    assert not book.closed
    assert len(shades(tmp_path / "printed.pdf")) == 4


def test_nothing_is_printed_when_the_dialog_is_left(answered, hand, book, qtbot, monkeypatch):
    monkeypatch.setattr(QPrintDialog, "exec", lambda _: QDialog.DialogCode.Rejected)
    hand.menu("print")
    qtbot.waitUntil(lambda: book.closed)
    assert (book.drawn, hand.notice) == ([], "")


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_file_that_cannot_be_written_is_said(answered, hand, qtbot, monkeypatch, tmp_path):
    def accept(dialog):
        dialog.printer().setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        dialog.printer().setOutputFileName(str(tmp_path / "missing" / "printed.pdf"))
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(QPrintDialog, "exec", accept)
    hand.menu("print")
    words = "The printer cannot be used, or the file not written. Choose another."
    qtbot.waitUntil(lambda: hand.notice == words)


def test_a_damaged_page_ends_the_print_and_is_said(answered, hand, book, qtbot):
    book.broken = 2
    hand.menu("print")
    qtbot.waitUntil(lambda: hand.notice == "Broken")
    settle()


def test_a_printer_of_other_paper_gets_the_whole_page(printer, book, tmp_path):
    printer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A5), QPageLayout.Orientation.Landscape, QMarginsF()
        )
    )
    Print(book, printer, (3,)).run()
    ((wide, high, shade),) = shades(tmp_path / "printed.pdf")
    assert (wide, high, shade) == (595, 420, pytest.approx(30, abs=2))
