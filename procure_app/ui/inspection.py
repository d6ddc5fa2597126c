"""Inspect a release: what is in the folder in hand, and the answers it proposes, to be ticked."""

from __future__ import annotations

from html import escape
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
)

from procure_app.core.outline.tone import Tone
from procure_app.core.phrase import counted, phrase
from procure_app.ui.editor.field import label
from procure_app.ui.paint import Button
from procure_app.ui.prose import Prose
from procure_app.ui.seal import said
from procure_app.ui.service import Inspected, Proposed
from procure_app.ui.theme import BETWEEN

if TYPE_CHECKING:
    from procure_app.ui.window import Window

STAGES = {
    "listing": phrase("Listing the files…"),
    "reading": phrase("Reading what is there; nothing of it is run…"),
    "digesting": phrase("Computing digests…"),
}


class InspectDialog(QDialog):
    """First the progress, then what was found beside the proposals."""

    _told = Signal(float, str)
    """Share done and stage; emitted off the window's thread."""

    def __init__(self, window: Window, path: Path) -> None:
        super().__init__(window)
        self._window, self._stop = window, Event()
        self._found: Inspected | None = None
        desk = window.desk
        self.setWindowTitle(desk.text("Inspect {name}", name=path.name))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(960, 620)
        column = QVBoxLayout(self)
        column.setSpacing(BETWEEN)
        self._head = label(desk.say(STAGES["listing"]), bold=True)
        self._bar = QProgressBar()
        self._bar.setAccessibleName(desk.text("Progress"))
        self._bar.setRange(0, 100)
        self._split = QSplitter()
        self._split.hide()
        self._text = Prose(desk.text("What was found"))
        self._list = QListWidget()
        self._list.setAccessibleName(desk.text("Proposals, to be ticked"))
        self._list.setWordWrap(True)
        self._list.setSpacing(3)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(self._text)
        self._split.addWidget(scroll)
        self._split.addWidget(self._list)
        column.addWidget(self._head)
        column.addWidget(self._bar)
        column.addWidget(self._split, 1)
        column.addStretch()
        column.addLayout(self._buttons())
        self._told.connect(self._tell)
        window.jobs.run(
            lambda: window.services.inspect(path, self._told.emit, self._stop.is_set),
            self._show,
            self._fail,
        )

    def _buttons(self) -> QHBoxLayout:
        row, desk = QHBoxLayout(), self._window.desk
        self._take = Button(desk.text("Take the ticked ones"), primary=True)
        self._all = Button(desk.text("Tick all"))
        self._none = Button(desk.text("Tick none"))
        self._close = Button(desk.text("Stop"))
        self._take.clicked.connect(lambda _: self._accept())
        self._all.clicked.connect(lambda _: self._tick(Qt.CheckState.Checked))
        self._none.clicked.connect(lambda _: self._tick(Qt.CheckState.Unchecked))
        self._close.clicked.connect(lambda _: self.close())
        for part in (self._take, self._all, self._none, self._close):
            row.addWidget(part)
        for part in (self._take, self._all, self._none):
            part.hide()
        row.addStretch()
        return row

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop the inspection where it still runs."""
        self._stop.set()
        super().closeEvent(event)

    def _tell(self, share: float, stage: str) -> None:
        self._head.setText(self._window.desk.say(STAGES.get(stage, STAGES["reading"])))
        self._bar.setValue(round(share * 100))

    def _fail(self, error: BaseException) -> None:
        self._bar.hide()
        self._head.setText(said(self._window, error))
        self._close.setText(self._window.desk.text("Close"))

    def _show(self, found: Inspected | None) -> None:
        if found is None:  # stopped: the dialog is going
            return
        self._found, desk = found, self._window.desk
        self._bar.hide()
        number = counted(
            "{count} proposal. Tick what is right; nothing is taken over by itself.",
            "{count} proposals. Tick what is right; nothing is taken over by itself.",
            len(found.proposals),
        )
        self._head.setText(desk.say(number))
        self._text.show_html(_html(found))
        for place, proposed in enumerate(found.proposals):
            self._list.addItem(self._item(place, proposed))
        self._split.show()
        self._close.setText(desk.text("Close"))
        for part in (self._take, self._all, self._none):
            part.setVisible(bool(found.proposals))
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _item(self, place: int, proposed: Proposed) -> QListWidgetItem:
        desk = self._window.desk
        lines = [f"{proposed.name}: {proposed.value}", proposed.reason]
        if proposed.files:
            lines.append(proposed.files)
        if proposed.held:
            lines.append(desk.text("The document says so already."))
        elif proposed.replaces:
            lines.append(desk.text("It takes the place of: {value}", value=proposed.replaces))
        if not proposed.sure:
            lines.append(desk.text("To be checked before it is taken."))
        item = QListWidgetItem("\n".join(line for line in lines if line))
        item.setData(Qt.ItemDataRole.UserRole, place)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        ticked = proposed.sure and not proposed.held and not proposed.replaces
        item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        return item

    def _tick(self, state: Qt.CheckState) -> None:
        for row in range(self._list.count()):
            self._list.item(row).setCheckState(state)

    def ticked(self) -> list[int]:
        """Return the places of the proposals that are ticked."""
        items = (self._list.item(row) for row in range(self._list.count()))
        return [
            item.data(Qt.ItemDataRole.UserRole)
            for item in items
            if item.checkState() is Qt.CheckState.Checked
        ]

    def _accept(self) -> None:
        places, desk = self.ticked(), self._window.desk
        if self._found is not None and places:
            desk.change(self._found.accept(desk.assessment, places), "inspection")
            taken = counted(
                "{count} proposal was taken over. Undo takes it back.",
                "{count} proposals were taken over. Undo takes them back.",
                len(places),
            )
            self._window.body.notice.tell(desk.say(taken), Tone.MET)
        self.close()


def inspect_release(window: Window) -> None:
    """Ask for the folder or archive, and inspect it."""
    title = window.desk.text("Choose the folder of the release")
    chosen = QFileDialog.getExistingDirectory(window, title)
    if chosen:
        InspectDialog(window, Path(chosen)).open()


def _html(found: Inspected) -> str:
    parts = [f"<p><b>{escape(found.root)}</b></p>"]
    for title, lines in found.parts:
        if lines:
            items = "".join(f"<li>{escape(line)}</li>" for line in lines)
            parts.append(f"<h3>{escape(title)}</h3><ul>{items}</ul>")
    return "".join(parts)
