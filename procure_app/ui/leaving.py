"""What is asked before a document is left of which no file holds everything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMessageBox

if TYPE_CHECKING:
    from procure_app.ui.window import Window

_BUTTONS = QMessageBox.StandardButton


def may_leave(window: Window) -> bool:
    """Ask about changes and forms that no file holds; say whether to go on."""
    if not window.desk.session.modified:
        return _gives_up_forms(window)
    answer = QMessageBox.question(
        window,
        window.desk.text("Save first?"),
        window.desk.text("There are changes that no file holds. Save them first?"),
        _BUTTONS.Save | _BUTTONS.Discard | _BUTTONS.Cancel,
        _BUTTONS.Save,
    )
    if answer == _BUTTONS.Save:
        return window.save() and _gives_up_forms(window)
    return answer == _BUTTONS.Discard  # of everything


def _gives_up_forms(window: Window) -> bool:
    """Ask about what stands in forms that were not finished, which saving does not keep."""
    if not window.desk.session.drafts.kept():
        return True
    answer = QMessageBox.question(
        window,
        window.desk.text("Give it up?"),
        window.desk.text(
            "Something was begun and not finished: a date, evidence, a sign-off or a line of the "
            "record. It is in no file. Give it up?"
        ),
        _BUTTONS.Discard | _BUTTONS.Cancel,
        _BUTTONS.Cancel,
    )
    return answer == _BUTTONS.Discard
