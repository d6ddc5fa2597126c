"""Where the pages lie, without a window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize

from procure_app.ui.preview.column import LEVELS, MARGIN, Column, Fit, fitting, stepped

SIZES = ((595.3, 841.9), (841.9, 595.3), (595.3, 841.9))


def test_pages_lie_under_one_another_in_the_middle():
    column = Column(SIZES, 1.0, 2000)
    first, second, third = column.areas
    assert (first.size(), first.top()) == (QSize(596, 842), MARGIN)
    assert second.top() == first.bottom() + 1 + MARGIN
    assert third.bottom() + 1 + MARGIN == column.height
    assert {abs(2 * area.center().x() - 2000) <= 2 for area in column.areas} == {True}


@pytest.mark.parametrize(("y", "page"), [(-5, 0), (0, 0), (860, 1), (99_999, 2)])
def test_a_height_belongs_to_one_page(y, page):
    assert Column(SIZES, 1.0, 600).at(y) == page


def test_only_pages_in_the_view_are_seen():
    column = Column(SIZES * 300, 1.0, 600)
    top = column.areas[450].top()
    assert column.between(top, top + 500) == range(450, 451)


@pytest.mark.parametrize("fit", Fit)
@pytest.mark.parametrize("page", SIZES)
def test_a_page_that_fits_touches_the_edge_and_does_not_pass_it(fit, page):
    view = QSize(700, 500)
    scale = fitting(page, view, fit)
    wide, high = page[0] * scale + 2 * MARGIN, page[1] * scale + 2 * MARGIN
    assert wide <= 700.001
    assert fit is Fit.WIDTH or high <= 500.001
    assert abs(wide - 700) < 0.01 or abs(high - 500) < 0.01


def test_steps_go_through_the_levels_and_stop_at_the_ends():
    assert [stepped(level, 1) for level in LEVELS] == [*LEVELS[1:], LEVELS[-1]]
    assert [stepped(level, -1) for level in LEVELS] == [LEVELS[0], *LEVELS[:-1]]
    assert (stepped(1.1, 1), stepped(1.1, -1)) == (1.25, 1.0)
