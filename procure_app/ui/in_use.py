"""What is asked before a file is opened that somebody else has open."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from procure_app.session.error import InUse
from procure_app.session.holder import Access, Standing

if TYPE_CHECKING:
    from procure_app.ui.window import Window

_ROLE = QMessageBox.ButtonRole


def open_asking(window: Window, path: Path) -> tuple[bool, Access] | None:
    """Open the file, after asking where somebody else has it open; None where it is left.

    What the same person left on this computer in a program that has ended is only told of:
    there is nobody else to whom it could matter. Returns whether it was a report, and how it
    was opened. Raises a ``Fault``.
    """
    try:
        return window.services.open(path, Access.ALONE), Access.ALONE
    except InUse as fault:
        access = Access.OVER if fault.holder.own else ask_access(window, fault)
    return None if access is None else (window.services.open(path, access), access)


def after_asking(window: Window, access: Access) -> str:
    """Return what is good to know while a file is open that was asked about."""
    match access:
        case Access.READING:
            return window.desk.text(
                "This file is open for reading only. Save it under another name to edit it."
            )
        case Access.BESIDE:
            return window.desk.text(
                "This file is open in another window too. Whoever saves second is asked first."
            )
        case _:
            return window.desk.text("This file was not closed properly. It is open here now.")


def ask_access(window: Window, fault: InUse) -> Access | None:
    """Say who has it open since when, and ask what to do; closing the question leaves it."""
    gone = fault.holder.standing is Standing.GONE
    box = QMessageBox(window)
    box.setIcon(QMessageBox.Icon.Information if gone else QMessageBox.Icon.Warning)
    box.setWindowTitle(window.desk.text("Open"))
    box.setTextFormat(Qt.TextFormat.PlainText)  # who and where were written by somebody else
    box.setText(window.desk.say(fault.sentence))
    if not gone:
        box.setInformativeText(
            window.desk.text("If both of you edit it, whoever saves second is asked first.")
        )
    read = box.addButton(window.desk.text("Open for reading only"), _ROLE.AcceptRole)
    edit = box.addButton(
        window.desk.text("Open" if gone else "Open anyway"),
        _ROLE.AcceptRole if gone else _ROLE.DestructiveRole,
    )
    cancel = box.addButton(window.desk.text("Cancel"), _ROLE.RejectRole)
    box.setDefaultButton(edit if gone else read)
    box.setEscapeButton(cancel)
    box.exec()
    box.deleteLater()
    if box.clickedButton() is read:
        return Access.READING
    if box.clickedButton() is not edit:
        return None
    return Access.BESIDE if fault.holder.standing is Standing.LIVING else Access.OVER
