"""Model files of the Model Openness Framework: taken in as a draft, and written again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from procure_app.core.outline.tone import Tone
from procure_app.session.error import Fault
from procure_app.ui.naming import file_name, named

if TYPE_CHECKING:
    from procure_app.ui.window import Window

_PATTERN = "Model files of the MOF (*.yml *.yaml)"


def import_model(window: Window) -> None:
    """Ask for a model file and start a draft from it; nothing in it counts as shown."""
    desk = window.desk
    title = desk.text("Import a model file")
    chosen, _ = QFileDialog.getOpenFileName(window, title, "", desk.text(_PATTERN))
    if not chosen:
        return
    try:
        draft, remarks = window.services.import_model(Path(chosen))
    except Fault as fault:
        window.body.notice.tell(desk.say(fault.sentence), Tone.NO)
        return
    if not window.may_leave():
        return
    desk.session.new(draft)
    window.rebuild()
    words = desk.text("This is a draft: everything in it is what the vendor or a contributor says.")
    more = " ".join(desk.say(remark) for remark in remarks[:3])
    window.body.notice.tell(f"{words} {more}".strip(), Tone.LIMITS if remarks else Tone.PLAIN)


def export_model(window: Window) -> None:
    """Ask for a name and write what a model file can hold."""
    desk = window.desk
    suggested = f"{file_name(window.desk.assessment)}.yml"
    title = desk.text("Export as a model file")
    chosen, _ = QFileDialog.getSaveFileName(window, title, suggested, desk.text(_PATTERN))
    path = named(window, Path(chosen), ".yml") if chosen else None
    if path is None:
        return
    try:
        content = window.services.export_model(desk.assessment, desk.session.catalogue)
        window.services.write(path, content.encode())
    except Fault as fault:
        window.body.notice.tell(desk.say(fault.sentence), Tone.NO)
        return
    words = desk.text(
        "The model file is saved as {name}. It holds the notes of its rows.", name=path.name
    )
    window.body.notice.tell(words, Tone.MET)
