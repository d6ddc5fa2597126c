"""Guards the version of PySide6: before any bump this must pass on the lowest Python we take."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QLabel

CALLS = 5000
LOST = 100


def fallen(call) -> int:
    """Return by how much the count of references to None falls over many calls."""
    call()
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        call()
    return before - sys.getrefcount(None)


@pytest.mark.parametrize("kind", ["setter", "signal", "slot", "override"])
def test_void_calls_of_qt_lose_no_reference_to_none(qtbot, kind):
    """PySide6 6.12.0 drops one reference to None with each void call of Qt.

    Below Python 3.12 None is counted like any other object: after a few thousand clicks, paints
    and setters its count reaches zero, and the interpreter aborts in the middle of somebody's
    work. So the version is pinned to 6.11.3, and this counts before anybody raises it. From
    Python 3.12 on None is immortal and the fault is not seen: run this on Python 3.11.
    """
    label = Quiet()
    qtbot.addWidget(label)
    sender = QObject()
    sender.objectNameChanged.connect(lambda _: None)
    names = iter(range(2 * CALLS))
    calls = {
        "setter": lambda: label.setEnabled(True),
        "signal": lambda: sender.setObjectName(str(next(names))),
        "slot": label.update,
        "override": lambda: QApplication.sendEvent(label, QEvent(QEvent.Type.StyleChange)),
    }
    assert fallen(calls[kind]) <= LOST


class Quiet(QLabel):
    """Overrides a void function of Qt in Python."""

    def changeEvent(self, event: QEvent) -> None:
        """Hand it on, as every page of ours does with some event."""
        super().changeEvent(event)
