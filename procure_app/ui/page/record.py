"""The record after the decision: lines are only ever added."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from procure_app.core.assessment.approval import Entry
from procure_app.core.phrase import phrase
from procure_app.session.error import Fault
from procure_app.session.signing import record
from procure_app.session.visible import one_line
from procure_app.ui.desk import Desk
from procure_app.ui.editor.field import Choice, Line, label, line_of
from procure_app.ui.paint import Button, Card
from procure_app.ui.theme import GAP, PAD

KINDS = {
    "condition closed": phrase("Condition closed"),
    "incident": phrase("Incident"),
    "extension": phrase("Extension"),
    "suspension": phrase("Suspension"),
    "revocation": phrase("Revocation"),
    "supersession": phrase("Superseded"),
    "report signed": phrase("Report signed"),
}
_ENTERED = {key: words for key, words in KINDS.items() if key != "report signed"}
"""What people enter; that a report was signed is recorded when it is."""


class RecordCard(Card):
    """What happened after the decision; it makes no signature stale."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        column = QVBoxLayout(self)
        column.setContentsMargins(PAD, PAD, PAD, PAD)
        column.setSpacing(GAP)
        column.addWidget(label(desk.text("Record after the decision"), step=1.14, bold=True))
        self._lines = label("")
        column.addWidget(self._lines)
        self._kind = Choice(desk, desk.text("What happened"), _ENTERED, self._kind_chosen)
        self._condition = Choice(
            desk,
            desk.text("Which condition"),
            {},
            lambda key: desk.session.drafts.choose("record/condition", key),
        )
        draft = desk.session.drafts.keep
        self._by = Line(
            desk.text("Recorded by"),
            lambda text: draft("record/by", text),
            desk.text("recorded by"),
            draft=True,
        )
        self._text = Line(
            desk.text("What happened, in words"),
            lambda text: draft("record/text", text),
            desk.text("in words"),
            draft=True,
        )
        self._by.show_text(desk.session.drafts.typed("record/by", ""))
        self._text.show_text(desk.session.drafts.typed("record/text", ""))
        self._by.setMinimumWidth(180)
        self._text.setMinimumWidth(280)
        add = Button(desk.text("Add to the record"))
        add.clicked.connect(lambda _: self._add())
        column.addWidget(line_of(self._kind, self._condition, self._by, self._text, add))
        self._kind.show_key(desk.session.drafts.chosen("record/kind"))
        self._condition.setVisible(self._kind.currentData() == "condition closed")

    def refresh(self) -> None:
        """Show the lines."""
        entries = self._desk.assessment.record
        said = [
            f"{self._desk.say(e.day)} · {self._desk.say(KINDS[e.kind])}"
            f"{' ' + e.condition if e.condition else ''} · {e.text} ({e.by})"
            for e in entries
        ]
        self._lines.setText("\n".join(map(one_line, said)) or self._desk.text("Nothing yet."))
        ids = {c.id: phrase("{id}", id=c.id) for c in self._desk.assessment.decision.conditions}
        if [self._condition.itemData(n) for n in range(1, self._condition.count())] != list(ids):
            while self._condition.count() > 1:
                self._condition.removeItem(1)
            for key in ids:
                self._condition.addItem(key, key)
            self._condition.show_key(self._desk.session.drafts.chosen("record/condition"))

    def _kind_chosen(self, key: str) -> None:
        self._desk.session.drafts.choose("record/kind", key)
        self._condition.setVisible(key == "condition closed")

    def _chosen_condition(self, kind: str) -> str:
        """Return the condition that is closed; what was chosen for another kind does not count."""
        return str(self._condition.currentData() or "") if kind == "condition closed" else ""

    def _add(self) -> None:
        kind, text, by = str(self._kind.currentData()), self._text.text(), self._by.text()
        if not (kind and text.strip() and by.strip()):
            self._desk.failed.emit(
                self._desk.text("Say what happened, in words, and who records it.")
            )
            return
        entry = Entry.model_validate(
            {
                "kind": kind,
                "day": self._desk.session.clock().date(),
                "by": by.strip(),
                "text": text.strip(),
                "condition": self._chosen_condition(kind),
            }
        )
        try:
            record(self._desk.session, entry)
        except Fault as fault:
            self._desk.failed.emit(self._desk.say(fault.sentence))
            return
        self._text.clear()
        self._desk.session.drafts.drop("record")
