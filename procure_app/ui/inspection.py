"""Inspect a release: what is in the folder in hand, and the answers it proposes, to be ticked."""

from __future__ import annotations

from html import escape
from queue import Empty, Queue
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QMessageBox,
    QProgressBar,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
)

from procure_app.core.outline.tone import Tone
from procure_app.core.phrase import Phrase, counted, phrase
from procure_app.ui.editor.field import label
from procure_app.ui.inspection_order import InspectOrderDialog
from procure_app.ui.literal import titled
from procure_app.ui.paint import Button
from procure_app.ui.prose import Prose
from procure_app.ui.seal import said
from procure_app.ui.service import Inspected, InspectMoment, InspectOrder, InspectWatch, Proposed
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

    # Emitted off the window's thread.
    _told = Signal(object)
    _seen = Signal(object)
    _asked = Signal(str, object, object)
    """Path, bytes and reason; an integer of Qt is too short for a file."""

    def __init__(self, window: Window, order: InspectOrder) -> None:
        super().__init__(window)
        self._window, self._stop = window, Event()
        self._found: Inspected | None = None
        self._answers: Queue[bool] = Queue()
        self._for_all: bool | None = None
        """What the person said of every sparse or huge file."""
        desk = window.desk
        self.setWindowTitle(titled(desk.text("Inspect {name}", name=order.path.name)))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(960, 620)
        column = QVBoxLayout(self)
        column.setSpacing(BETWEEN)
        self._head = label(desk.say(STAGES["listing"]), bold=True)
        self._bar = QProgressBar()
        self._bar.setAccessibleName(desk.text("Progress"))
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._amount = label("", muted=True)
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
        column.addWidget(self._amount)
        column.addWidget(self._split, 1)
        column.addStretch()
        column.addLayout(self._buttons())
        self._told.connect(self._tell)
        self._seen.connect(lambda found: self._show_parts(found))
        self._asked.connect(self._ask)
        watch = InspectWatch(
            self._told.emit, self._seen.emit, self._wait_for_answer, self._stop.is_set
        )
        window.jobs.run(
            lambda: window.services.inspect(order, watch),
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

    def _tell(self, now: InspectMoment) -> None:
        self._head.setText(self._window.desk.say(STAGES.get(now.stage, STAGES["reading"])))
        total, done = (now.bytes, now.bytes_done) if now.bytes else (now.files, now.files_done)
        self._bar.setRange(0, 1000 if total else 0)
        self._bar.setValue(round(1000 * done / total) if total else 0)
        self._amount.setText(self._amount_words(now))

    def _amount_words(self, now: InspectMoment) -> str:
        """Return how far it is, in files and in bytes where bytes are counted."""
        desk, size = self._window.desk, QLocale().formattedDataSize
        if not now.files:
            return ""
        if not now.bytes:
            words = "{done} of {files} files"
            return desk.text(words, done=now.files_done, files=now.files)
        return desk.text(
            "{done} of {files} files, {read} of {size}",
            done=now.files_done,
            files=now.files,
            read=size(now.bytes_done),
            size=size(now.bytes),
        )

    def _wait_for_answer(self, path: str, size: int, reason: Phrase) -> bool:
        """Ask in the window and wait; called off its thread. Closing the dialog is a no."""
        if self._for_all is not None:
            return self._for_all
        self._asked.emit(path, size, reason)
        while not self._stop.is_set():
            try:
                return self._answers.get(timeout=0.1)
            except Empty:
                continue
        return False

    def _ask(self, path: str, size: int, reason: Phrase) -> None:
        desk, buttons = self._window.desk, QMessageBox.StandardButton
        box = QMessageBox(self)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(desk.text("Compute this digest?"))
        box.setText(
            desk.text(
                "“{path}” claims {size}. Computing its digest reads all of it and may take long.",
                path=path,
                size=QLocale().formattedDataSize(size),
            )
        )
        box.setInformativeText(desk.text("Why this is asked: {reason}.", reason=desk.say(reason)))
        box.setStandardButtons(buttons.Yes | buttons.YesToAll | buttons.No | buttons.NoToAll)
        box.setDefaultButton(buttons.No)
        answer = box.exec()
        box.deleteLater()
        yes = answer in (buttons.Yes, buttons.YesToAll)
        if answer in (buttons.YesToAll, buttons.NoToAll):
            self._for_all = yes
        self._answers.put(yes)

    def _fail(self, error: BaseException) -> None:
        self._bar.hide()
        self._amount.hide()
        self._split.hide()
        self._head.setText(said(self._window, error))
        self._close.setText(self._window.desk.text("Close"))

    def _show(self, found: Inspected | None) -> None:
        if found is None:  # stopped: the dialog is going
            return
        self._found, desk = found, self._window.desk
        self._bar.hide()
        self._amount.hide()
        self._list.show()
        number = counted(
            "{count} proposal. Tick what is right; nothing is taken over by itself.",
            "{count} proposals. Tick what is right; nothing is taken over by itself.",
            len(found.proposals),
        )
        self._head.setText(desk.say(number))
        self._show_parts(found)
        for place, proposed in enumerate(found.proposals):
            self._list.addItem(self._item(place, proposed))
        self._close.setText(desk.text("Close"))
        for part in (self._take, self._all, self._none):
            part.setVisible(bool(found.proposals))
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_parts(self, found: Inspected) -> None:
        """Show what was found; before the digests are known there is nothing to tick yet."""
        self._text.show_html(_html(found))
        self._list.setVisible(self._found is not None)
        self._split.show()

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
    InspectOrderDialog(
        window.desk, window, lambda order: InspectDialog(window, order).open()
    ).open()


def _html(found: Inspected) -> str:
    parts = [f"<p><b>{escape(found.root)}</b></p>"]
    for title, lines in found.parts:
        if lines:
            items = "".join(f"<li>{escape(line)}</li>" for line in lines)
            parts.append(f"<h3>{escape(title)}</h3><ul>{items}</ul>")
    return "".join(parts)
