"""A flow that is gone leaves nothing behind: hours of use would heap up its items."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from procure_app.ui.flow import Flow


class Counted(QLabel):
    """Counts how often its size is asked for."""

    asked = 0

    def sizeHint(self) -> QSize:
        """Return the size, and count."""
        self.asked += 1
        return QSize(60, 20)

    def minimumSizeHint(self) -> QSize:
        """Return the same."""
        return QSize(60, 20)


def flow_of(holder: QWidget, count: int) -> tuple[Flow, list[Counted]]:
    """Return a flow in the holder with so many widgets of 60 by 20 pixels."""
    flow, widgets = Flow(holder, gap=8), [Counted(holder) for _ in range(count)]
    for widget in widgets:
        flow.addWidget(widget)
        widget.show()
    return flow, widgets


def times_asked(widget: Counted, layout: QHBoxLayout) -> int:
    """Return how often two looks at the item of the widget ask the widget for its size.

    A widget has one item that remembers its size, the first that is there: with a dead flow's
    item left behind, no other remembers anything.
    """
    item = layout.itemAt(layout.count() - 1)
    assert item is not None
    widget.asked = 0
    item.sizeHint()
    item.sizeHint()
    return widget.asked


def test_a_flow_that_is_deleted_deletes_its_items(qapp):
    holder = QWidget()
    flow, (widget,) = flow_of(holder, 1)
    shiboken6.delete(flow)
    row = QHBoxLayout(holder)
    row.addWidget(widget)
    assert times_asked(widget, row) == 1


def test_a_widget_that_is_taken_out_takes_its_item_along(qapp):
    holder = QWidget()
    flow, (_, second) = flow_of(holder, 2)
    flow.removeWidget(second)
    assert flow.count() == 1
    flow.addWidget(second)
    assert times_asked(second, flow) == 1


def test_widgets_stand_in_lines_each_in_the_middle_of_its_own(qapp):
    holder = QWidget()  # its layout and widgets live as long as it does
    flow, widgets = flow_of(holder, 3)
    assert flow.heightForWidth(150) == flow.minimumHeightForWidth(150) == 20 + 8 + 20
    flow.setGeometry(QRect(0, 0, 150, 100))
    assert [widget.pos().toTuple() for widget in widgets] == [(0, 0), (68, 0), (0, 28)]
    assert flow.minimumSize() == flow.sizeHint() == QSize(60, 20)
