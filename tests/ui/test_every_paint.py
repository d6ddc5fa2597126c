"""Every page is painted in every scheme, at once: nothing stays empty."""

from __future__ import annotations

import pytest
from hand import everything, finished, settle
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QTextBrowser

from procure_app.core.assessment.answer import ComponentRow
from procure_app.core.assessment.edit import fill_row
from procure_app.core.catalogue.word import Availability

SCHEMES = ("light", "dark", "contrast")
FEW = 20
"""An empty page with its scroll bar shows fewer colours; the least of a written one is 100."""


def colours(image: QImage) -> set[int]:
    """Return the colours of a grid of points over the picture."""
    return {
        image.pixel(x, y) for x in range(4, image.width(), 7) for y in range(4, image.height(), 7)
    }


@pytest.fixture
def full(hand):
    """The window on a document with every kind of card and every availability."""
    done = everything(hand.window.desk.session.catalogue, hand.document)
    rows = [row.key for row in hand.window.desk.reading.table]
    for key, availability in zip(rows, Availability, strict=False):
        done = fill_row(done, key, ComponentRow(availability=availability, licence="MIT"))
    hand.change(done)
    return hand


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_page_is_painted(full, scheme):
    full.window.resize(900, 600)
    full.menu(scheme)
    for key in full.window.body.pages():
        page = full.go(key)
        assert len(colours(page.grab().toImage())) > FEW, key


def test_the_answers_have_all_their_height_as_soon_as_they_are_seen(full):
    full.window.resize(900, 600)
    page = full.go("check")
    text = page.findChild(QTextBrowser)
    assert text.height() >= text.document().size().height() > page.height()
    for width in (640, 1440, 900):
        full.window.resize(width, 600)
        settle()
        assert text.height() >= text.document().size().height()


def test_outline_and_panel_are_painted_alone_in_a_narrow_window(full):
    full.window.resize(640, 400)
    settle()
    for show in (full.window.body.toggle_outline, full.window.body.toggle_panel):
        show()
        settle()
        assert len(colours(full.window.grab().toImage())) > FEW


def test_a_finished_document_for_reading_only_is_painted(hand):
    hand.change(finished(hand.window.desk.session.catalogue, hand.document))
    hand.window.desk.session.read_only = True
    for key in ("stop", "check", "decision", "sign"):
        page = hand.go(key)
        assert len(colours(page.grab().toImage())) > FEW, key
