"""Inspect a release: what is in the folder in hand, and the answers it proposes, to be ticked."""

from __future__ import annotations

from queue import Empty, Queue
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QDialog,
    QMessageBox,
    QProgressBar,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from procure_app.core.outline.tone import Tone
from procure_app.core.phrase import Phrase, counted, phrase
from procure_app.ui.editor.field import label, line_of
from procure_app.ui.inspection_order import InspectOrderDialog
from procure_app.ui.inspection_words import STAGES, amount, html
from procure_app.ui.literal import titled
from procure_app.ui.notice import announce
from procure_app.ui.paint import Button
from procure_app.ui.proposal_list import ProposalList
from procure_app.ui.prose import Prose
from procure_app.ui.seal import said
from procure_app.ui.service import Inspected, InspectMoment, InspectOrder, InspectWatch
from procure_app.ui.theme import BETWEEN

if TYPE_CHECKING:
    from procure_app.ui.window import Window

_WIDE = 80
"""Characters beside each other from which on both parts are."""


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
        self._reads = False
        """Whether what was found is read where there is no room for the proposals beside it."""
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
        self._list = ProposalList(desk)
        self._list.itemChanged.connect(lambda _: self._may_take())
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the text takes it, and scrolls
        self._scroll.setWidget(self._text)
        self._split.addWidget(self._scroll)
        self._split.addWidget(self._list)
        column.addWidget(self._head)
        column.addWidget(self._bar)
        column.addWidget(self._amount)
        column.addWidget(self._split, 1)
        column.addStretch()
        column.addWidget(self._buttons())
        self._take.setDefault(True)  # not before it is inside the dialog: Qt would forget it
        self._run(order)

    def _buttons(self) -> QWidget:
        desk = self._window.desk
        self._take = Button(desk.text("Take the ticked ones"), primary=True)
        self._all = Button(desk.text("Tick all"))
        self._none = Button(desk.text("Tick none"))
        self._turn = Button("")
        self._close = Button(desk.text("Stop"))
        for button, do in (
            (self._take, self._accept),
            (self._all, lambda: self._list.tick(Qt.CheckState.Checked)),
            (self._none, lambda: self._list.tick(Qt.CheckState.Unchecked)),
            (self._turn, self._show_other),
            (self._close, self.close),
        ):
            button.clicked.connect(lambda _, do=do: do())
        for button in (self._take, self._all, self._none, self._turn):
            button.hide()
        return line_of(self._take, self._all, self._none, self._turn, self._close)

    def _run(self, order: InspectOrder) -> None:
        """Inspect off the window's thread; what is told once the dialog is closed is dropped."""
        self.finished.connect(lambda _: self._stop.set())  # Esc brings no closeEvent
        for signal, take in (
            (self._told, self._tell),
            (self._seen, self._show_parts),
            (self._asked, self._ask),
        ):
            signal.connect(take)
        window, stopped = self._window, self._stop.is_set
        watch = InspectWatch(self._told.emit, self._seen.emit, self._wait_for_answer, stopped)
        window.jobs.run(
            lambda: window.services.inspect(order, watch),
            lambda found: None if stopped() else self._show(found),
            lambda error: None if stopped() else self._fail(error),
        )

    def _tell(self, now: InspectMoment) -> None:
        desk = self._window.desk
        self._head.setText(desk.say(STAGES.get(now.stage, STAGES["reading"])))
        total, done = (now.bytes, now.bytes_done) if now.bytes else (now.files, now.files_done)
        self._bar.setRange(0, 1000 if total else 0)
        self._bar.setValue(round(1000 * done / total) if total else 0)
        self._amount.setText(amount(desk, now))

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
                "Compute the digest of “{path}”? It claims {size}. All of it is read, which may "
                "take long.",
                path=path,
                size=QLocale().formattedDataSize(size),
            )
        )
        box.setInformativeText(desk.text("Why this is asked: {reason}.", reason=desk.say(reason)))
        box.setStandardButtons(buttons.Yes | buttons.YesToAll | buttons.No | buttons.NoToAll)
        box.setDefaultButton(buttons.No)
        box.setEscapeButton(buttons.No)  # of several, Qt takes none
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
        announce(self, self._head.text())
        self._close.setText(self._window.desk.text("Close"))

    def _show(self, found: Inspected | None) -> None:
        if found is None:  # stopped: the dialog is going
            return
        self._found, desk = found, self._window.desk
        self._bar.hide()
        self._amount.hide()
        number = counted(
            "{count} proposal. Tick what is right; nothing is taken over by itself.",
            "{count} proposals. Tick what is right; nothing is taken over by itself.",
            len(found.proposals),
        )
        none = phrase("There is nothing to propose. Below stands what was found.")
        self._head.setText(desk.say(number if found.proposals else none))
        announce(self, self._head.text())
        self._list.show_proposals(found.proposals)
        self._show_parts(found)
        self._close.setText(desk.text("Close"))
        for part in (self._take, self._all, self._none):
            part.setVisible(bool(found.proposals))
        self._may_take()
        self._share()
        first = self._list if found.proposals else self._text
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_parts(self, found: Inspected) -> None:
        """Show what was found; before the digests are known there is nothing to tick yet."""
        self._text.show_html(html(found))
        self._list.setVisible(self._list.count() > 0)
        self._split.show()

    def _may_take(self) -> None:
        self._take.setEnabled(bool(self.ticked()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show both parts side by side, or one at a time where there is no room for two."""
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        narrow = self.width() < _WIDE * self.fontMetrics().averageCharWidth()
        both = self._list.count() > 0
        self._turn.setVisible(narrow and both)
        self._list.setVisible(both and not (narrow and self._reads))
        self._scroll.setVisible(not both or not narrow or self._reads)
        words = "Show the proposals" if self._reads else "Show what was found"
        self._turn.setText(self._window.desk.text(words))

    def _show_other(self) -> None:
        self._reads = not self._reads
        self._share()

    def ticked(self) -> list[int]:
        """Return the places of the proposals that are ticked."""
        return self._list.ticked()

    def _accept(self) -> None:
        places, desk = self.ticked(), self._window.desk
        refused = desk.refusals
        if self._found is not None and places:
            desk.change(self._found.accept(desk.assessment, places), "inspection")
        if places and desk.refusals == refused:  # else the window has said why
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
