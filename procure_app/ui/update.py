"""Bring up to date: what a later catalogue changes for this assessment, shown before it does."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QTextBrowser, QVBoxLayout

from procure_app.core.assessment.migration import Change, Migration, What
from procure_app.core.outline.tone import Tone
from procure_app.core.phrase import Phrase, phrase
from procure_app.session.edition import of_another_version, versions
from procure_app.session.error import Fault
from procure_app.session.updating import (
    bring_up_to_date,
    copy_up_to_date,
    signed,
    update_of,
)
from procure_app.ui.desk import Desk
from procure_app.ui.moving import moved
from procure_app.ui.paint import Button
from procure_app.ui.theme import BETWEEN, Tokens, tokens

if TYPE_CHECKING:
    from procure_app.ui.window import Window

_HEADS: dict[What, tuple[Phrase, Phrase]] = {
    What.REMOVED: (
        phrase("Not asked any more"),
        phrase("What you entered is kept as text, and counts no more."),
    ),
    What.UNFIT: (
        phrase("Asked anew"),
        phrase("Your answer does not fit any more. It is kept as text, and counts no more."),
    ),
    What.SPLIT: (
        phrase("One question became several"),
        phrase("Your answer goes where it leads. It is kept as text as well."),
    ),
    What.RENAMED: (phrase("Kept under another name"), phrase("Your answer goes with it.")),
    What.REWORDED: (
        phrase("Worded differently"),
        phrase("Your answer is kept. See whether it still holds."),
    ),
    What.OFF: (
        phrase("Not asked in this case any more"),
        phrase("Your answer is kept, and does not count while the question is not asked."),
    ),
    What.NEW: (phrase("Newly asked"), phrase("These are still to be answered.")),
}


class UpdateDialog(QDialog):
    """Every change in words, then consent or none."""

    def __init__(self, window: Window, update: Migration) -> None:
        super().__init__(window)
        self._window, self._update = window, update
        desk = window.desk
        self._copy = signed(desk.assessment)
        self.setWindowTitle(desk.text("Bring up to date"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(720, 560)
        column = QVBoxLayout(self)
        column.setSpacing(BETWEEN)
        self._text = QTextBrowser()
        self._text.setAccessibleName(desk.text("What would change"))
        self._text.setOpenLinks(False)
        self._text.setTabChangesFocus(True)
        self._text.setHtml(_html(desk, update, copy=self._copy, t=tokens(self)))
        column.addWidget(self._text, 1)
        column.addLayout(self._buttons(desk))

    def _buttons(self, desk: Desk) -> QHBoxLayout:
        row = QHBoxLayout()
        words = "Make a copy" if self._copy else "Bring up to date"
        do = Button(desk.text(words), primary=True)
        do.setDefault(True)
        do.clicked.connect(lambda _: self._accept())
        leave = Button(desk.text("Leave it as it is"))
        leave.clicked.connect(lambda _: self.reject())
        for part in (do, leave):
            row.addWidget(part)
        row.addStretch()
        return row

    def _accept(self) -> None:
        if self._copy:
            _take_copy(self._window, self._update)
        else:
            _take(self._window, self._update)
        self.accept()


def offer_update(window: Window) -> None:
    """Say that the open file is of another version, with a way to bring it up to date.

    What else was said of the file goes first: the menu has the same way.
    """
    desk = window.desk
    if not of_another_version(desk.session) or not window.body.notice.isHidden():
        return
    said = desk.say(versions(desk.session))
    if _found(window) is None:
        said = f"{said} {desk.text('It goes on with its own texts.')}"
        window.body.notice.tell(said, Tone.PLAIN)
        return
    window.body.notice.tell(said, Tone.PLAIN)
    words = desk.text("Bring up to date…")
    window.body.notice.offer(words, lambda: show_update(window))


def show_update(window: Window) -> None:
    """Show what would change, or say why nothing can."""
    update = _found(window)
    if update is not None:
        UpdateDialog(window, update).open()
    elif window.body.notice.isHidden():
        words = "There is no way from the catalogue of this file to the one of this app."
        window.body.notice.tell(window.desk.text(words), Tone.PLAIN)


def _found(window: Window) -> Migration | None:
    try:
        return update_of(window.desk.session, window.services.steps())
    except Fault as fault:
        window.body.notice.tell(window.desk.say(fault.sentence), Tone.NO)
        return None


def _take(window: Window, update: Migration) -> None:
    desk = window.desk

    def take() -> str:
        bring_up_to_date(desk.session, update)
        return ""

    moved(window, take)
    words = "The assessment is up to date with version {version}. Undo takes it back."
    version = desk.session.catalogue.version
    window.body.notice.tell(desk.text(words, version=version), Tone.MET)


def _take_copy(window: Window, update: Migration) -> None:
    if not window.may_leave():
        return
    desk = window.desk

    def take() -> str:
        copy_up_to_date(desk.session, update)
        return ""

    moved(window, take)
    words = "This is a copy that nobody signed. Save it to keep it. The signed one is as it was."
    window.body.notice.tell(desk.text(words), Tone.MET)


def _html(desk: Desk, update: Migration, *, copy: bool, t: Tokens) -> str:
    intro = (
        desk.text(
            "It is signed and stays as it is. A copy with an identity of its own, without "
            "sign-offs and without the dates of the decision, can be brought up to date."
        )
        if copy
        else desk.text(
            "Nothing you entered is lost: what has no place any more is kept as text in the file "
            "and printed in the report. Undo takes it all back."
        )
    )
    parts = [f"<p>{escape(desk.say(versions(desk.session)))} {escape(intro)}</p>"]
    if not update.changes:
        parts.append(f"<p>{escape(desk.text('Nothing that you entered changes by it.'))}</p>")
    for what, changes in groupby(update.changes, lambda change: change.what):
        head, meaning = (escape(desk.say(words)) for words in _HEADS[what])
        parts.append(f"<h3>{head}</h3><p style='color:{t.muted.name()}'>{meaning}</p><ul>")
        parts += (f"<li>{'<br>'.join(_lines(desk, change))}</li>" for change in changes)
        parts.append("</ul>")
    return "".join(parts)


def _lines(desk: Desk, change: Change) -> Iterator[str]:
    """Yield the lines of one change, as HTML."""
    yield f"<b>{escape(change.before or '; '.join(change.after))}</b>"
    said, now = "; ".join(change.said), "; ".join(change.now)
    if said:
        yield escape(desk.text("Your answer: {answer}", answer=said))
    if change.why:
        yield escape(change.why)
    if change.before and change.after and change.after != (change.before,):
        yield escape(desk.text("Now asked: {question}", question="; ".join(change.after)))
    if now and now != said:
        yield escape(desk.text("Your answer now: {answer}", answer=now))
