"""Every page is painted in every scheme: nothing stays empty and no message is left behind."""

from __future__ import annotations

import pytest
from hand import everything, finished, settle
from PySide6.QtGui import QImage

from procure_app.core.assessment.answer import ComponentRow
from procure_app.core.assessment.edit import fill_row
from procure_app.core.catalogue.word import Availability

SCHEMES = ("light", "dark", "contrast")


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
    hand.window.setUpdatesEnabled(True)
    return hand


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_page_is_painted(full, scheme):
    full.window.resize(900, 600)
    full.menu(scheme)
    for key in full.window.body.pages():
        page = full.go(key)
        settle()
        assert len(colours(page.grab().toImage())) > 5, key


def test_the_schemes_look_different(full):
    seen = []
    for scheme in SCHEMES:
        full.menu(scheme)
        settle()
        seen.append(colours(full.window.grab().toImage()))
    assert seen[0] != seen[1] != seen[2] != seen[0]


def test_outline_and_panel_are_painted_alone_in_a_narrow_window(full):
    full.window.resize(640, 400)
    settle()
    for show in (full.window.body.toggle_outline, full.window.body.toggle_panel):
        show()
        settle()
        assert len(colours(full.window.grab().toImage())) > 5


def test_a_finished_document_is_painted_signed_and_read_only(hand):
    hand.change(finished(hand.window.desk.session.catalogue, hand.document))
    hand.window.setUpdatesEnabled(True)
    hand.window.desk.session.read_only = True
    for key in ("stop", "check", "decision", "sign"):
        page = hand.go(key)
        settle()
        assert len(colours(page.grab().toImage())) > 5
