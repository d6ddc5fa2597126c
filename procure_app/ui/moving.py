"""Changes that may lead from one catalogue to another: bringing up to date, and undoing it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker

if TYPE_CHECKING:
    from procure_app.ui.window import Window


def moved(window: Window, move: Callable[[], str]) -> str:
    """Make a change that may lead to another catalogue, and return the place of the edit.

    Then every part is built anew; pages of one catalogue never see a document of another.
    """
    session = window.desk.session
    before = session.catalogue
    with QSignalBlocker(window.desk):
        place = move()
    if session.catalogue is before:
        window.desk.changed.emit()
        return place
    window.rebuild()
    return ""
