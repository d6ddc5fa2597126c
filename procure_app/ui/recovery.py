"""What a session that was cut off left behind: recover it, compare it, discard it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QMessageBox,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
)

from procure_app.core.assessment.edit import changed
from procure_app.core.outline.difference import differences
from procure_app.core.outline.stamp import moment
from procure_app.core.outline.tone import Tone
from procure_app.core.phrase import Phrase, phrase
from procure_app.session.error import Fault, InUse
from procure_app.session.holder import Access, Standing
from procure_app.session.ports import Journal
from procure_app.session.recorder import Recorder
from procure_app.session.snapshot import Belonging, Left, Snapshot
from procure_app.ui.editor.field import label
from procure_app.ui.in_use import ask_access
from procure_app.ui.paint import Button
from procure_app.ui.prose import Prose
from procure_app.ui.theme import BETWEEN
from procure_app.ui.version_words import holds, html, in_file, in_nothing
from procure_app.ui.wrapping import wrap

if TYPE_CHECKING:
    from procure_app.ui.window import Window

BELONGING = {
    Belonging.SAME: phrase("It goes on where the file ends."),
    Belonging.CHANGED: phrase(
        "The file has changed since, or cannot be read. It opens as a copy; the file stays as it "
        "is."
    ),
    Belonging.GONE: phrase("The file is not there any more. It opens as a copy."),
    Belonging.NEVER_SAVED: phrase("It was never saved."),
}


class Keeper(QObject):
    """Keeps what is typed while the window is open, and offers what others left behind."""

    _failed = Signal(object)
    """Emitted off the window's thread."""

    def __init__(self, window: Window, journal: Journal) -> None:
        super().__init__(window)
        self._window, self._journal = window, journal
        self._failed.connect(self._tell)
        self._recorder = Recorder(window.desk.session, journal, self._failed.emit)
        self._recorder.note()

    def offer(self, *, asked: bool = False) -> None:
        """Show what was left behind; where there is nothing, say so only when asked."""
        self._window.jobs.run(
            self._journal.left, lambda left: self._show(left, asked=asked), self._fail
        )

    def take(self, left: Left) -> bool:
        """Go on with what was left behind; say whether it was taken."""
        window, kept = self._window, left.snapshot
        if kept is None or not window.may_leave():
            return False
        into_file = left.belonging is Belonging.SAME
        try:
            as_said = self._recover(kept, into_file=into_file) or not into_file
        except Fault as fault:
            self._tell(fault.sentence)
            return False
        window.rebuild()
        if self._recorder.flush():  # only what we keep ourselves now is dropped there
            self._journal.drop(left)
        words = "Recovered. Save to keep it."
        if kept.drafts:
            words = (
                "Recovered. Save to keep it. What you had typed into a form comes back when you "
                "open the form again."
            )
        told = window.desk.text(words)
        if not as_said:
            told = f"{window.desk.say(BELONGING[Belonging.CHANGED])} {told}"
        window.body.notice.tell(told, Tone.MET)
        return True

    def _recover(self, kept: Snapshot, *, into_file: bool) -> bool:
        """Go on in the file, or in a copy; where somebody has the file open, ask which.

        Returns whether it goes on as the person was told or chose; the file may have changed
        since they were.
        """
        session = self._window.desk.session
        try:
            return session.recover(kept, Access.ALONE if into_file else None)
        except InUse as fault:
            gone = fault.holder.standing is Standing.GONE  # most likely the app that was cut off
            access = Access.OVER if gone else ask_access(self._window, fault)
            if access is None:
                raise
            beside = access is Access.READING
            return session.recover(kept, None if beside else access) or beside

    def drop(self, left: Left) -> None:
        """Forget it for good."""
        self._journal.drop(left)

    def before_saving(self) -> Callable[[], object]:
        """Return what waits, in any thread, until the journal knows what is being saved.

        A kill between the exchange of the files and the news of it then loses nothing.
        """
        self._recorder.note()
        return self._recorder.flush

    def close(self) -> None:
        """Keep nothing of this window: the person saved, or chose not to."""
        self._recorder.close()

    def _show(self, left: Sequence[Left], *, asked: bool) -> None:
        if left:
            RecoveryDialog(self._window, self, left).open()
        elif asked:
            words = "There is no unsaved work from before."
            self._window.body.notice.tell(self._window.desk.text(words), Tone.PLAIN)

    def _tell(self, sentence: Phrase) -> None:
        self._window.body.notice.tell(self._window.desk.say(sentence), Tone.NO)

    def _fail(self, error: BaseException) -> None:
        raise error


class RecoveryDialog(QDialog):
    """The pieces of work that were found, and what can be done with each."""

    def __init__(self, window: Window, keeper: Keeper, left: Sequence[Left]) -> None:
        super().__init__(window)
        self._window, self._keeper, self._left = window, keeper, list(left)
        desk = window.desk
        self.setWindowTitle(desk.text("Unsaved work was found"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(760, 460)
        column = QVBoxLayout(self)
        column.setSpacing(BETWEEN)
        words = "The app ended before this was saved. Nothing is lost until you discard it."
        column.addWidget(label(desk.text(words), bold=True))
        self._list = QListWidget()
        self._list.setAccessibleName(desk.text("Unsaved work"))
        wrap(self._list, 3)
        for one in self._left:
            self._list.addItem("\n".join(self._lines(one)))
        self._text = Prose(desk.text("What differs"))
        scroll = QScrollArea()
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the text takes it, and scrolls
        scroll.setWidgetResizable(True)
        scroll.setWidget(self._text)
        self._scroll = scroll
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self._list)
        split.addWidget(scroll)
        scroll.hide()
        column.addWidget(split, 1)
        column.addLayout(self._buttons())
        self._list.currentRowChanged.connect(lambda _: self._refresh())
        self._list.setCurrentRow(0)

    def _buttons(self) -> QHBoxLayout:
        desk, row = self._window.desk, QHBoxLayout()
        self.recover = Button(desk.text("Recover"), primary=True)
        self.compare = Button(desk.text("Compare"))
        self.discard = Button(desk.text("Discard"))
        self.later = Button(desk.text("Later"))
        for button, do in (
            (self.recover, self._recover),
            (self.compare, self._compare),
            (self.discard, self._discard),
            (self.later, self.reject),
        ):
            button.clicked.connect(lambda _, do=do: do())
            row.addWidget(button)
        row.addStretch()
        return row

    def _lines(self, left: Left) -> list[str]:
        """Return what it is, when it was typed, and how it is to its file."""
        desk, kept = self._window.desk, left.snapshot
        if kept is None:
            name = desk.text("This piece cannot be read: {name}", name=left.place.name)
            return [name, desk.text("It stays where it is until you discard it.")]
        title = kept.assessment.title or desk.text("Untitled assessment")
        lines = [
            title,
            desk.text("Typed until {when}", when=moment(kept.when.astimezone())),
            desk.say(holds(kept.assessment)),
        ]
        if kept.path is not None:
            lines.append(str(kept.path).encode("utf-8", "replace").decode("utf-8"))
        lines.append(desk.say(BELONGING[left.belonging]))
        return lines

    def _chosen(self) -> Left | None:
        row = self._list.currentRow()
        return self._left[row] if 0 <= row < len(self._left) else None

    def _refresh(self) -> None:
        left = self._chosen()
        readable = left is not None and left.snapshot is not None
        self.recover.setEnabled(readable)
        self.compare.setEnabled(readable)
        self.discard.setEnabled(left is not None)
        self._scroll.hide()

    def _recover(self) -> None:
        left = self._chosen()
        if left is not None and self._keeper.take(left):
            self.accept()

    def _compare(self) -> None:
        left = self._chosen()
        if left is not None and left.snapshot is not None:
            self._text.show_html(self._html(left, left.snapshot))
            self._scroll.show()

    def _discard(self) -> None:
        left = self._chosen()
        if left is None or not self._is_sure():
            return
        self._keeper.drop(left)
        row = self._list.currentRow()
        self._left.pop(row)
        self._list.takeItem(row)
        self._refresh()  # while the item was taken, the row was still that of before
        if not self._left:
            self.accept()

    def _is_sure(self) -> bool:
        desk, buttons = self._window.desk, QMessageBox.StandardButton
        answer = QMessageBox.question(
            self,
            desk.text("Discard it?"),
            desk.text("This work is in no file. Discarded, it is gone for good."),
            buttons.Discard | buttons.Cancel,
            buttons.Cancel,
        )
        return answer == buttons.Discard

    def _html(self, left: Left, kept: Snapshot) -> str:
        """Return what the work has that its file, or an empty assessment, has not."""
        desk = self._window.desk
        blank = changed(desk.session.blank(kept.assessment.walk), id=kept.assessment.id)
        before, sides = (left.saved, in_file) if left.saved else (blank, in_nothing)
        found = differences(kept.catalogue, before, kept.assessment)
        words = "Against the file:" if left.saved else "Against an empty assessment:"
        name = escape(desk.text("Typed into a form that was not finished"))
        drafts = "".join(f"<p><b>{name}</b><br>{escape(text)}</p>" for text in kept.typed)
        none = f"<p>{escape(desk.text('Nothing differs.'))}</p>"
        return f"<p><b>{escape(desk.text(words))}</b></p>" + (
            html(desk, found, sides) + drafts or none
        )
