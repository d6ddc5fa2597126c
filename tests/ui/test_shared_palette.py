"""All widgets share one palette: by it Fusion names the pictures that Qt keeps of them."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QComboBox, QScrollBar

from procure_app.ui.style import show_colours
from procure_app.ui.theme import palette


def names(*widgets) -> set[int]:
    """Return what Fusion tells the palettes of the widgets apart by."""
    return {widget.palette().cacheKey() for widget in widgets}


@pytest.mark.parametrize("dark", [False, True])
def test_widgets_that_are_made_without_a_parent_share_the_palette(application, dark):
    show_colours(dark=dark)
    assert names(QComboBox(), QScrollBar(), QComboBox()) == {application.palette().cacheKey()}


def test_a_window_that_was_built_anew_shares_the_palette(hand):
    before = names(QApplication.instance())
    hand.window.rebuild()
    bars = hand.window.findChildren(QScrollBar)
    assert len(bars) > 1
    assert names(*bars) == before


@pytest.mark.parametrize("dark", [False, True])
def test_the_style_gives_every_colour_of_the_scheme(application, dark):
    show_colours(dark=dark)
    shown, wanted = application.palette(), palette(dark)
    groups = (QPalette.ColorGroup.Active, QPalette.ColorGroup.Disabled)
    roles = [role for role in QPalette.ColorRole if role is not QPalette.ColorRole.NColorRoles]
    assert [shown.color(g, r) for g in groups for r in roles] == [
        wanted.color(g, r) for g in groups for r in roles
    ]
