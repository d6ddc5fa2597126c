"""The report inside the window: seen, turned, enlarged and searched by keys, and spoken."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest
from hand import CTRL, focus, settle, visible
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QSpinBox
from test_names_and_tab import assert_named, controls, reached
from test_nothing_cut import beyond, clipped

from procure_app.core.phrase import phrase
from procure_app.session.error import Unreadable
from procure_app.session.pages import Bookmark, Place, Raster
from procure_app.ui.preview.column import Fit
from procure_app.ui.preview.dialog import PreviewDialog

KEY = Qt.Key


class Book:
    """Twenty pages of one colour each; remembers who asked for what."""

    def __init__(self) -> None:
        self.sizes = ((595.0, 842.0),) * 20
        self.drawn: list[int] = []
        self.threads: set[str] = set()
        self.closed = False
        self.broken = -1
        self.gate = threading.Event()
        self.gate.set()

    def bookmarks(self):
        """Two headings, one within the other, and one far away."""
        long = "A heading that needs more than the one line that a tree gives it"
        return Bookmark("First", 0, 0), Bookmark(long, 1, 1), Bookmark("Last", 18, 0)

    def render(self, page, scale):
        """A page of its own shade of grey."""
        assert not self.closed
        self.gate.wait(10)
        self.threads.add(threading.current_thread().name)
        self.drawn.append(page)
        if page == self.broken:
            raise Unreadable(phrase("Broken"))
        wide, high = round(595 * scale), round(842 * scale)
        return Raster(wide, high, wide * 4, bytes([page * 10]) * (wide * 4 * high))

    def search(self, words):
        """Every word is on pages 3 and 11."""
        found = tuple(Place(n, ((60, 700, 80, 10),)) for n in (3, 11))
        return found if words == "word" else ()

    def close(self):
        """Remember."""
        self.closed = True


@pytest.fixture
def book():
    """The pages."""
    return Book()


@pytest.fixture
def preview(window, book, qtbot):
    """The preview of them, opened by its keys."""
    services = replace(window.services, report=lambda _: b"made", preview=lambda _: book)
    window.services = services
    QTest.keyClick(window, KEY.Key_P, CTRL | Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: window.findChild(PreviewDialog) is not None)
    made = window.findChild(PreviewDialog)
    made.resize(1000, 700)
    made.activateWindow()
    qtbot.waitUntil(lambda: made.sheets.hasFocus() and 0 in book.drawn)
    return made


def press(key, modifiers=Qt.KeyboardModifier.NoModifier):
    """Press a key where the focus is."""
    QTest.keyClick(focus(), key, modifiers)
    settle()


def shade(preview) -> int:
    """Return the grey in the middle of the view."""
    view = preview.sheets.viewport()
    return view.grab().toImage().pixelColor(view.rect().center()).red()


def test_pages_are_drawn_off_the_windows_thread_and_only_where_seen(preview, book, qtbot):
    qtbot.waitUntil(lambda: shade(preview) == 0 and 1 in book.drawn)
    assert all(name.startswith("procure") for name in book.threads)
    assert set(book.drawn) <= {0, 1, 2}


def test_scrolling_past_pages_leaves_no_queue_of_them(preview, book, qtbot):
    qtbot.waitUntil(lambda: not preview.drawing._busy)
    book.gate.clear()
    for page in range(2, 19):
        preview.sheets.go(page)
        settle()
    book.gate.set()
    qtbot.waitUntil(lambda: shade(preview) == 180)
    assert not {5, 6, 7, 8, 9, 10, 11, 12, 13, 14} & set(book.drawn)


def test_a_page_that_cannot_be_drawn_says_so_and_the_others_are_drawn(preview, book, qtbot):
    book.broken = 7
    preview.sheets.set_fit(Fit.PAGE)
    preview.sheets.go(7)
    settle()
    qtbot.waitUntil(lambda: 7 in preview.drawing.broken)
    preview.sheets.go(8)
    settle()
    qtbot.waitUntil(lambda: shade(preview) == 80)
    assert book.drawn.count(7) == 1


def test_keys_turn_pages_from_every_part(preview):
    preview.sheets.set_fit(Fit.PAGE)
    press(KEY.Key_PageDown)
    press(KEY.Key_PageDown)
    assert preview.sheets.page == 2
    press(KEY.Key_PageUp)
    assert preview.sheets.page == 1
    press(KEY.Key_F, CTRL)
    press(KEY.Key_PageDown)
    assert preview.sheets.page == 2
    preview.sheets.setFocus()
    press(KEY.Key_End)
    assert preview.sheets.page == 19
    press(KEY.Key_Home)
    assert preview.sheets.page == 0
    press(KEY.Key_PageUp)
    assert preview.sheets.page == 0


def test_a_page_larger_than_the_view_is_scrolled_without_a_gap(preview):
    bar = preview.sheets.verticalScrollBar()
    before = bar.value()
    press(KEY.Key_PageDown)
    assert 0 < bar.value() - before < preview.sheets.viewport().height()


def test_keys_change_the_size_and_fit_follows_the_window(preview):
    sheets = preview.sheets
    assert sheets.fit is Fit.WIDTH
    press(KEY.Key_0, CTRL)
    assert (sheets.fit, sheets.zoom) == (None, 1.0)
    press(KEY.Key_Plus, CTRL)
    assert sheets.zoom == 1.25
    press(KEY.Key_Minus, CTRL)
    press(KEY.Key_Minus, CTRL)
    assert sheets.zoom == 0.75
    assert preview.bar._size.currentText() == "75%"
    sheets.set_fit(Fit.WIDTH)
    before = sheets.zoom
    preview.resize(1400, 700)
    settle()
    assert sheets.zoom > before
    assert sheets.horizontalScrollBar().maximum() == 0
    sheets.set_fit(Fit.PAGE)
    assert sheets._column.areas[0].height() <= sheets.viewport().height()
    assert preview.bar._size.currentText() == "Fit page"


def test_another_size_keeps_the_place_that_is_looked_at(preview):
    preview.sheets.go(9)
    for _ in range(3):
        preview.sheets.step(1)
        settle()
        assert preview.sheets.page in (9, 10)
    preview.sheets.set_fit(Fit.PAGE)
    assert preview.sheets.page in (9, 10)


def test_the_wheel_with_ctrl_enlarges(preview, qtbot):
    from PySide6.QtCore import QPointF
    from PySide6.QtGui import QWheelEvent
    from PySide6.QtWidgets import QApplication

    preview.sheets.set_zoom(1.0)
    spot = QPointF(50, 50)
    event = QWheelEvent(
        spot, spot, QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton, CTRL,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(preview.sheets.viewport(), event)
    assert preview.sheets.zoom == 1.25


def test_bookmarks_and_page_numbers_lead_to_their_page(preview):
    top = preview.marks.topLevelItem(0)
    assert (preview.marks.topLevelItemCount(), top.childCount()) == (2, 1)
    preview.marks.setCurrentItem(preview.marks.topLevelItem(1))
    assert preview.sheets.page == 18
    assert preview.bar._page.value() == 19
    preview.bar._page.setValue(3)
    assert preview.sheets.page == 2
    assert preview.sheets.accessibleName() == "Page 3 of 20"


def test_search_goes_from_place_to_place_and_round(preview, qtbot):
    press(KEY.Key_F, CTRL)
    line = focus()
    assert isinstance(line, QLineEdit)
    QTest.keyClicks(line, "word")
    qtbot.waitUntil(lambda: preview.search._count.text() == "1 of 2")
    assert preview.sheets.page == 3
    press(KEY.Key_Return)
    assert (preview.sheets.page, preview.search._count.text()) == (11, "2 of 2")
    press(KEY.Key_F3)
    assert preview.sheets.page == 3
    press(KEY.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    assert preview.sheets.page == 11
    seen = preview.sheets._on_page(11, (60, 700, 80, 10)).toRect()
    assert preview.sheets.viewport().rect().translated(preview.sheets._offset).contains(seen)
    QTest.keyClicks(line, "s")
    qtbot.waitUntil(lambda: preview.search._count.text() == "Nothing found")
    assert preview.sheets._places == ()


def test_esc_leaves_the_search_then_the_preview_and_gives_the_pages_up(preview, book, qtbot):
    press(KEY.Key_F, CTRL)
    press(KEY.Key_Escape)
    assert preview.isVisible()
    assert not preview.search.isVisible()
    assert focus() is preview.sheets
    press(KEY.Key_Escape)
    qtbot.waitUntil(lambda: book.closed)


def test_closing_while_a_page_is_drawn_is_safe(preview, book, qtbot, window):
    qtbot.waitUntil(lambda: not preview.drawing._busy)
    book.gate.clear()
    preview.sheets.go(12)
    settle()
    preview.close()
    book.gate.set()
    qtbot.waitUntil(lambda: book.closed)
    qtbot.waitUntil(lambda: window.findChild(PreviewDialog) is None)


def test_the_preview_closes_before_its_window(preview, window):
    window.may_leave = lambda: True
    window.close()
    assert not preview.isVisible()


def test_every_control_has_a_name_and_is_reached_by_tab(preview):
    preview.search.open()
    settle()
    assert_named(preview)
    seen = reached(preview.sheets)
    serving = [spin.lineEdit() for spin in visible(preview, QSpinBox)]  # has its box's focus
    assert [w for w in controls(preview) if w not in seen and w not in serving] == []
    assert "tagged for screen readers" in preview.sheets.accessibleDescription()


@pytest.mark.parametrize("text", [1.0, 2.0])
@pytest.mark.parametrize("size", [(640, 400), (900, 600), (1440, 900)])
def test_nothing_of_the_preview_is_cut(preview, size, text):
    chosen = preview.font()
    chosen.setPointSizeF(chosen.pointSizeF() * text)
    preview.setFont(chosen)
    preview.search.open()
    preview.notice.tell("20 pages were printed.")
    preview.resize(*size)
    settle()
    settle()
    assert clipped(preview.bar) + clipped(preview.search) + clipped(preview.notice) == []
    assert beyond(preview.bar) + beyond(preview.search) == []
    assert preview.marks.horizontalScrollBar().maximum() == 0


def test_a_report_that_cannot_be_opened_is_said_and_can_be_tried_again(window, hand, qtbot):
    def refused(_):
        raise Unreadable(phrase("This is damaged."))

    window.services = replace(window.services, report=lambda _: b"", preview=refused)
    hand.menu("preview")
    qtbot.waitUntil(lambda: hand.notice == "This is damaged.")
    assert window.actions_by_name["preview"].isEnabled()
    assert window.findChild(PreviewDialog) is None


def test_the_report_itself_is_seen(window, hand, qtbot):
    hand.menu("preview")
    assert not window.actions_by_name["preview"].isEnabled()
    qtbot.waitUntil(lambda: window.findChild(PreviewDialog) is not None, timeout=30_000)
    preview = window.findChild(PreviewDialog)
    qtbot.waitUntil(lambda: preview.drawing.picture(0, 1.0) is not None, timeout=10_000)
    view = preview.sheets.viewport().grab().toImage()
    shades = {view.pixelColor(x, 150).name() for x in range(0, view.width(), 2)}
    assert len(shades) > 3
    assert preview.marks.topLevelItemCount() > 3
    assert next(label.text() for label in visible(preview.bar, QLabel)).startswith("of ")
    preview.close()
    settle()
