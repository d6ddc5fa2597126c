"""The dialog in which one piece of evidence is described, attached or chosen."""

from __future__ import annotations

import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from procure_app.core.assessment import edit
from procure_app.core.assessment.answer import Evidence
from procure_app.core.assessment.check import is_date
from procure_app.core.catalogue.question import Question
from procure_app.core.phrase import Phrase, phrase
from procure_app.ui.address import open_address
from procure_app.ui.attaching import Attaching
from procure_app.ui.desk import Desk
from procure_app.ui.editor.field import Choice, Line, label
from procure_app.ui.literal import titled
from procure_app.ui.notice import announce
from procure_app.ui.paint import Button, Link
from procure_app.ui.theme import BETWEEN, GAP
from procure_app.ui.words import GRADES

KINDS = {
    "file": phrase("A file"),
    "address": phrase("An address (web page)"),
    "clause": phrase("A clause of a contract or licence"),
    "check": phrase("A check we did ourselves"),
}


_READING = "This file is open for reading only. Save it under another name to edit it."


def edit_evidence(
    desk: Desk, parent: QWidget, item: Evidence | None, question: Question | None
) -> Evidence | None:
    """Let the person describe new evidence, reuse an item, or change the one given.

    Return the item to be used, put into the document. For an item given, None means that it
    is to be taken off this answer; for a new one, that nothing was chosen. While the file is
    open for reading only, nobody types what would be refused.
    """
    if item is None and desk.session.read_only:
        desk.failed.emit(desk.text(_READING))
        return None
    dialog = EvidenceDialog(desk, parent, item, question)
    done = dialog.exec()
    dialog.deleteLater()  # its parent would keep it for as long as itself
    if done == QDialog.DialogCode.Accepted and dialog.result_item is not None:
        desk.change(
            edit.put_evidence(desk.assessment, dialog.result_item),
            f"evidence/{dialog.result_item.id}",
        )
        return dialog.result_item
    if item is not None and dialog.taken_off:
        return None
    return item


class EvidenceDialog(QDialog):
    """One item: what it is, where, which version, when read, until when, and its grade."""

    def __init__(
        self, desk: Desk, parent: QWidget, item: Evidence | None, question: Question | None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._fresh = item is None
        self.taken_off = False
        self.result_item: Evidence | None = None
        today = desk.session.clock().date()
        self._item = item or Evidence(id=desk.session.next_evidence_id(), title="", read=today)
        self._form_id = form = f"evidence/{self._item.id}"
        self._item = self._with_file(self._item, desk.session.drafts.chosen(f"{form}/file"))
        self.finished.connect(lambda _: desk.session.drafts.drop(form))
        self.setWindowTitle(titled(desk.text("Evidence {id}", id=self._item.id)))
        self.resize(560, 500)
        outer = QVBoxLayout(self)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the fields take it, and scroll into view
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, GAP, 0)  # in line with the buttons
        column.setSpacing(BETWEEN)
        if question is not None and question.satisfies:
            column.addWidget(
                label(desk.text("What would show it: {text}", text=question.satisfies), muted=True)
            )
        if self._fresh and desk.assessment.evidence:
            column.addWidget(self._reuse())
        column.addLayout(self._form())
        column.addStretch()
        scroll.setWidget(inside)
        outer.addWidget(scroll)
        self._wrong = label("", bold=True)  # outside of what scrolls: it is always seen
        self._wrong.hide()
        outer.addWidget(self._wrong)
        outer.addLayout(self._buttons())
        for named in inside.findChildren(QLabel):
            named.setWordWrap(True)

    def _reuse(self) -> Choice:
        entries = {
            e.id: phrase("{id} · {title}", id=e.id, title=e.title or e.where)
            for e in self._desk.assessment.evidence
        }
        words = self._desk.text("Use evidence that is there already…")
        return Choice(self._desk, words, entries, self._take, words, narrow=True)

    def _take(self, item_id: str) -> None:
        if item_id:
            self.result_item = self._desk.assessment.evidence_by_id()[item_id]
            self.accept()

    def _form(self) -> QFormLayout:
        desk, item = self._desk, self._item
        form = QFormLayout()
        policy = QFormLayout.RowWrapPolicy
        large = self.font().pointSizeF() > 15
        form.setRowWrapPolicy(policy.WrapAllRows if large else policy.WrapLongRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._kind = self._choice("kind", "Kind", KINDS, item.kind)
        form.addRow(desk.text("Kind"), self._kind)
        self._file = Attaching(desk, item)
        self._file.attached.connect(self._attached)
        self._file.failed.connect(self._say_wrong)
        self.finished.connect(lambda _: self._file.stop())
        form.addRow(self._file.choose, self._file)
        self._fields: dict[str, Line] = {}
        for key, words, hint in (
            ("title", "Title", ""),
            ("where", "Address, clause, or how it was checked", ""),
            ("version", "Version, or what names this release", ""),
            ("read", "Read on", "year-month-day"),
            ("expires", "Expires on, if it does", "year-month-day"),
        ):
            said = desk.text(words)
            place = f"{self._form_id}/{key}"
            line = Line(
                said, partial(desk.session.drafts.keep, place), hint and desk.text(hint), draft=True
            )
            line.show_text(desk.session.drafts.typed(place, str(getattr(item, key) or "")))
            self._fields[key] = line
            form.addRow(said, line)
            if key == "where":
                form.addRow("", self._opener(line))
        grades = {str(n): words for n, words in enumerate(GRADES)}
        self._grade = self._choice("grade", "Grade", grades, "" if self._fresh else str(item.grade))
        form.addRow(desk.text("What it is worth"), self._grade)
        return form

    def _choice(self, name: str, words: str, entries: dict[str, Phrase], key: str) -> Choice:
        """Return a choice that is kept as what is typed is."""
        desk, place = self._desk, f"{self._form_id}/{name}"
        kept = partial(desk.session.drafts.choose, place)
        made = Choice(desk, desk.text(words), entries, kept, narrow=True)
        made.show_key(desk.session.drafts.chosen(place, key))
        return made

    def _with_file(self, item: Evidence, drafted: str) -> Evidence:
        """Return the item with the file that was attached before the form was cut off."""
        digest, _, size = drafted.partition(" ")
        if not size.isdecimal() or self._desk.session.evidence_place(digest) is None:
            return item
        return edit.changed(item, kind="file", digest=digest, size=int(size), linked="")

    def _opener(self, where: Line) -> Link:
        """Return what opens a web address, shown while the field holds something like one."""
        opener = Link(self._desk.text("Open this address…"))
        opener.clicked.connect(
            lambda _: self._say_wrong(open_address(self._desk, self, where.text()))
        )
        where.textChanged.connect(lambda text: opener.setVisible(":" in text))
        opener.setVisible(":" in where.text())
        return opener

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        keep = Button(self._desk.text("Use this evidence"), primary=True)
        keep.setDefault(True)
        keep.clicked.connect(lambda _: self._keep())
        cancel = Button(self._desk.text("Cancel"))
        cancel.clicked.connect(lambda _: self.reject())
        row.addWidget(keep)
        row.addWidget(cancel)
        row.addStretch()
        if not self._fresh:
            off = Link(self._desk.text("Take it off this answer"))
            off.clicked.connect(lambda _: self._take_off())
            row.addWidget(off)
        return row

    def attach(self, path: Path) -> None:
        """Make this file the evidence, once it is read."""
        self._file.start(path)

    def _attached(self, measured: Evidence) -> None:
        before = self._item
        self._item = edit.changed(
            before, kind="file", digest=measured.digest, size=measured.size, linked=""
        )
        self._kind.show_key("file")
        draft, choose = self._desk.session.drafts.keep, self._desk.session.drafts.choose
        choose(f"{self._form_id}/kind", "file")
        choose(f"{self._form_id}/file", f"{measured.digest} {measured.size}")
        names = dict.fromkeys(("title", "where"), measured.title)
        for key, words in (names | {"version": f"SHA-256 {measured.digest}"}).items():
            if self._is_of(before, key):
                self._fields[key].setText(words)
                draft(f"{self._form_id}/{key}", words)

    def _is_of(self, before: Evidence, key: str) -> bool:
        """Say whether a field still says what the file of before wrote there, if anything."""
        text = self._fields[key].text()
        if key == "version":
            return bool(before.digest) and text == f"SHA-256 {before.digest}"
        return text in ("", before.linked and str(getattr(before, key)))

    def _say_wrong(self, sentence: str) -> None:
        self._wrong.setText(sentence)
        self._wrong.setVisible(bool(sentence))
        announce(self, sentence)

    def _keep(self) -> None:
        if self._desk.session.read_only:
            self._say_wrong(self._desk.text(_READING))
            return
        if self._file.busy:
            words = "The file is still being read. Wait until it is, or stop reading it."
            self._say_wrong(self._desk.text(words))
            return
        values = {key: line.text().strip() for key, line in self._fields.items()}
        for key in ("read", "expires"):
            if values[key] and not is_date(values[key]):
                self._say_wrong(self._desk.text("Write the date as year-month-day: 2026-11-22."))
                self._fields[key].setFocus()
                return
        if not values["title"] and not values["where"]:
            self._say_wrong(self._desk.text("Give a title or say where it is."))
            self._fields["title"].setFocus()
            return
        days = {
            key: datetime.date.fromisoformat(values[key]) if values[key] else None
            for key in ("read", "expires")
        }
        kind = str(self._kind.currentData()) or "address"
        grade = int(self._grade.currentData() or 0)
        self.result_item = edit.changed(self._item, **(values | days), kind=kind, grade=grade)
        self.accept()

    def _take_off(self) -> None:
        self.taken_off = True
        self.reject()
