"""Revisions: the kept versions of the document, compared with the present and restored."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QListWidget,
    QListWidgetItem,
    QMessageBox,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from procure_app.core.outline.difference import Difference, differences
from procure_app.core.outline.tone import Tone
from procure_app.core.phrase import Phrase, counted, phrase
from procure_app.session.error import Fault
from procure_app.session.ports import Opened
from procure_app.session.restoring import obstacle, restore, signed
from procure_app.session.version import Version
from procure_app.ui.editor.field import label, line_of
from procure_app.ui.paint import Button
from procure_app.ui.prose import Prose
from procure_app.ui.seal import said
from procure_app.ui.theme import BETWEEN
from procure_app.ui.version_words import holds, html, number, size, when
from procure_app.ui.wrapping import wrap

if TYPE_CHECKING:
    from procure_app.ui.window import Window


class RevisionsDialog(QDialog):
    """The versions, the newest first, beside what differs from the present in the chosen one."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window, self._gone = window, False
        self._opened: Opened | None = None
        """The chosen version, once it is read."""
        session = window.desk.session
        self._versions = tuple(session.backups.versions(session.assessment.id))
        self.setWindowTitle(window.desk.text("Revisions"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(960, 620)
        column = QVBoxLayout(self)
        column.setSpacing(BETWEEN)
        self._head = label(window.desk.say(self._count()), bold=True)
        column.addWidget(self._head)
        column.addWidget(self._parts(), 1)
        column.addWidget(self._buttons())
        self.finished.connect(lambda _: self._leave())
        for version in self._versions:
            self._list.addItem(QListWidgetItem(self._words(version)))
        self._list.currentRowChanged.connect(self._choose)
        self._list.setVisible(bool(self._versions))
        if self._versions:
            self._list.setCurrentRow(0)
            self._list.setFocus(Qt.FocusReason.OtherFocusReason)
            self._read(0)

    def _parts(self) -> QSplitter:
        desk = self._window.desk
        split = QSplitter()
        split.setChildrenCollapsible(False)
        self._list = QListWidget()
        self._list.setAccessibleName(desk.text("Kept versions, the newest first"))
        wrap(self._list, 3)
        inside = QWidget()
        column = QVBoxLayout(inside)
        self._number, self._why = label("", bold=True), label("")
        self._text = Prose(desk.text("Differences from the present assessment"))
        for part in (self._number, self._why, self._text):
            column.addWidget(part)
        column.addStretch()
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setAccessibleName(desk.text("Differences from the present assessment"))
        scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # so that keys scroll it
        scroll.setWidget(inside)
        split.addWidget(self._list)
        split.addWidget(scroll)
        split.setStretchFactor(0, 2)
        split.setStretchFactor(1, 3)
        split.setVisible(bool(self._versions))
        return split

    def _buttons(self) -> QWidget:
        desk = self._window.desk
        self._restore = Button(desk.text("Restore"), primary=True)
        self._copy = Button(desk.text("Open as a copy"))
        close = Button(desk.text("Close"))
        self._restore.clicked.connect(lambda _: self._take(put_back))
        self._copy.clicked.connect(lambda _: self._take(open_copy))
        close.clicked.connect(lambda _: self.close())
        for part in (self._restore, self._copy):
            part.setEnabled(False)
            part.setVisible(bool(self._versions))
        return line_of(self._restore, self._copy, close)

    def _count(self) -> Phrase:
        """Return how many versions there are, or how there come to be some."""
        if not self._versions:
            return phrase(
                "No version is kept of this assessment yet. When saving replaces its file, the "
                "version before is kept. Preferences, in the Edit menu, say how many and where."
            )
        return counted(
            "{count} kept version",
            "{count} kept versions, the newest first",
            len(self._versions),
        )

    def _words(self, version: Version, more: str = "") -> str:
        """Return the lines of a version; what it holds once it is read."""
        desk = self._window.desk
        return "\n".join((desk.say(when(version)), more or desk.text("Reading…"), size(version)))

    def _read(self, row: int) -> None:
        """Say what the version in this row holds, then go on with the next; off the thread."""
        if self._gone or row >= len(self._versions):
            return
        version, session = self._versions[row], self._window.desk.session

        def show(more: str) -> None:
            if not self._gone:
                self._list.item(row).setText(self._words(version, more))
                self._read(row + 1)

        self._window.jobs.run(
            lambda: holds(session.look(version.path).assessment),
            lambda held: show(self._window.desk.say(held)),
            lambda error: show(said(self._window, error)),
        )

    def _choose(self, row: int) -> None:
        """Compare the version in this row with the present, off the thread."""
        session, version = self._window.desk.session, self._versions[row]
        catalogue, present = session.catalogue, session.assessment
        self._opened = None
        self._show(self._window.desk.text("Comparing…"), "", "")

        def compare() -> tuple[Opened, tuple[Difference, ...]]:
            opened = session.look(version.path)
            return opened, differences(catalogue, opened.assessment, present)

        def current() -> bool:
            return not self._gone and self._list.currentRow() == row

        self._window.jobs.run(
            compare,
            lambda found: self._compared(*found) if current() else None,
            lambda error: self._show(said(self._window, error), "", "") if current() else None,
        )

    def _compared(self, opened: Opened, found: tuple[Difference, ...]) -> None:
        desk = self._window.desk
        self._opened = opened
        why = obstacle(desk.session, opened)
        self._show(desk.say(number(found)), desk.say(why) if why else "", html(desk, found))
        self._restore.setEnabled(bool(found) and why is None)
        self._copy.setEnabled(True)

    def _show(self, head: str, why: str, text: str) -> None:
        self._number.setText(head)
        self._why.setText(why)
        self._why.setVisible(bool(why))
        self._text.show_html(text)
        self._text.setVisible(bool(text))
        self._restore.setEnabled(False)
        self._copy.setEnabled(False)

    def _leave(self) -> None:
        """Take no more of what is still being read."""
        self._gone = True

    def _take(self, act: Callable[[Window, Opened, Version], None]) -> None:
        """Close, so that the window's notice is seen, and act on the chosen version."""
        opened, version = self._opened, self._versions[self._list.currentRow()]
        self.close()
        if opened is not None:
            act(self._window, opened, version)


def put_back(window: Window, opened: Opened, version: Version) -> None:
    """Restore the version as one step of undo, after saving what no file holds yet."""
    desk = window.desk
    if signed(desk.session) and not _may_replace(window):
        return
    desk.session.borrow(opened.evidence)  # before saving lets older versions go
    if (desk.session.modified or desk.session.path is None) and not window.save():
        return
    try:
        restore(desk.session, opened)
    except Fault as fault:
        window.body.notice.tell(desk.say(fault.sentence), Tone.NO)
        return
    window.rebuild()
    words = "The version of {when} is restored. Undo takes it back; save to keep it."
    window.body.notice.tell(desk.text(words, when=when(version)), Tone.MET)


def open_copy(window: Window, opened: Opened, version: Version) -> None:
    """Start with the version as a document that no file has yet."""
    if not window.may_leave():
        return
    window.desk.session.take_copy(opened)
    window.rebuild()
    words = "This is a copy of the version of {when}. Save it under a name to keep it."
    window.body.notice.tell(window.desk.text(words, when=when(version)), Tone.PLAIN)


def _may_replace(window: Window) -> bool:
    """Ask before the sign-offs and the record of the present give way."""
    buttons, desk = QMessageBox.StandardButton, window.desk
    answer = QMessageBox.question(
        window,
        desk.text("Restore over a signed assessment?"),
        desk.text(
            "This assessment is signed off. Sign-offs and record will be those of the restored "
            "version. The present one is saved first. Restore?"
        ),
        buttons.Yes | buttons.Cancel,
        buttons.Cancel,
    )
    return answer == buttons.Yes
