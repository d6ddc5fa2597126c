"""Names for files: what is suggested, what ending they get, and what may be written over."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from procure_app.core.assessment.document import Assessment

if TYPE_CHECKING:
    from procure_app.ui.window import Window


def file_name(assessment: Assessment) -> str:
    """Return a name for a file made from the title, in any script, without an ending."""
    kept = "".join(c if c.isalnum() or c in " .-_" else " " for c in assessment.title)
    return " ".join(kept.split())[:80].strip(" .") or "assessment"


def named(window: Window, chosen: Path, suffix: str) -> Path | None:
    """Return the path with our ending; None where that is another file to be left alone."""
    if chosen.suffix.casefold() == suffix:
        return chosen
    path = chosen.with_name(chosen.name + suffix)
    words = window.desk.text("There is already a file “{name}”.", name=path.name)
    there = os.path.lexists(path)  # false where no file can have such a name: saving says so
    return path if not there or ask_overwrite(window, words) else None


def ask_overwrite(window: Window, sentence: str) -> bool:
    """Say what is there already, and ask whether to write over it; leaving it is the default."""
    box = QMessageBox(window)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setWindowTitle(window.desk.text("Write over it?"))
    box.setText(sentence)
    over = box.addButton(window.desk.text("Write over it"), QMessageBox.ButtonRole.DestructiveRole)
    keep = box.addButton(window.desk.text("Leave it"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(keep)
    box.exec()
    written_over = box.clickedButton() is over
    box.deleteLater()
    return written_over
