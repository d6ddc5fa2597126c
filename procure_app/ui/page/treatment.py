"""One finding on the decision page, with its conditions and risk acceptances."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from procure_app.core.assessment import edit
from procure_app.core.assessment.approval import TREATMENTS, Acceptance, Condition
from procure_app.core.assessment.check import is_date
from procure_app.core.catalogue.word import Severity
from procure_app.core.decision.finding import Finding
from procure_app.core.phrase import Phrase, phrase
from procure_app.ui.desk import Desk
from procure_app.ui.editor.field import Choice, Line, label, line_of
from procure_app.ui.page.state import SEVERITIES, TONES
from procure_app.ui.paint import Card, Link, Mark
from procure_app.ui.theme import GAP, PAD

TYPES = {
    "before award": phrase("Before award"),
    "before deployment": phrase("Before deployment"),
    "ongoing": phrase("Ongoing"),
}
CONSEQUENCES = {
    "lapse": phrase("The approval lapses"),
    "suspend": phrase("The use is suspended"),
    "escalate": phrase("It is escalated"),
}
CONDITION_FIELDS: tuple[tuple[str, str], ...] = (
    ("text", "What must be done, so that it can be tested"),
    ("owner", "Owner"),
    ("owner_role", "The owner's role"),
    ("due", "Due (year-month-day)"),
    ("proof", "Proof that closes it"),
)
ACCEPTANCE_FIELDS: tuple[tuple[str, str], ...] = (
    ("authority", "Who accepts it, by name and office"),
    ("limit", "The limit of that authority"),
    ("reason", "Reason"),
    ("control", "What we do to lower the risk"),
    ("expires", "Ends on (year-month-day, within twelve months)"),
)
WAIVER_FIELDS: tuple[tuple[str, str], ...] = (
    ("authority", "The authority that granted the waiver"),
    ("limit", "Its legal basis"),
    ("reason", "Reason"),
    ("control", "What we do to lower the risk"),
    ("expires", "Ends on (year-month-day)"),
)
Treatment = Condition | Acceptance


class FindingCard(Card):
    """A finding and how it is treated."""

    def __init__(self, desk: Desk, finding: Finding) -> None:
        super().__init__()
        self._desk, self._finding = desk, finding
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(PAD, PAD - 4, PAD, PAD - 6)
        self._column.setSpacing(GAP)
        head = QHBoxLayout()
        text = self._desk.say(finding.text)
        head.addWidget(label(text, bold=True), 1)
        mark = Mark(desk.say(SEVERITIES[finding.severity]), TONES[finding.severity])
        head.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        self._column.addLayout(head)
        self._forms: dict[str, TreatmentForm] = {}
        self._links()
        self.setAccessibleName(text)
        self.refresh(finding)

    @property
    def severity(self) -> Severity:
        """How much the finding weighs, which decides how it may be treated."""
        return self._finding.severity

    def refresh(self, finding: Finding) -> None:
        """Show the treatments as they are now."""
        self._finding = finding
        treatments: tuple[Treatment, ...] = (*finding.conditions, *finding.acceptances)
        show_forms(self._desk, self._column, self._forms, treatments, before=1)

    def _links(self) -> None:
        answer = Link(self._desk.text("See the answer"))
        answer.clicked.connect(lambda _: self._desk.wanted.emit(self._finding.question.id))
        links: list[QWidget] = []
        bar = self._finding.severity is Severity.BAR
        if not bar:
            add = Link(self._desk.text("Add a condition"))
            add.clicked.connect(lambda _: self._add_condition())
            links.append(add)
        words = "Record a waiver" if bar else "Accept the risk"
        accept = Link(self._desk.text(words))
        accept.clicked.connect(lambda _: self._add_acceptance(waiver=bar))
        for link in (*links, accept, answer):
            link.setAccessibleDescription(self._desk.say(self._finding.text))
        self._column.addWidget(line_of(*links, accept, answer))

    def _add_condition(self) -> None:
        used = tuple(c.id for c in self._desk.assessment.decision.conditions)
        if self._is_full(used):
            return
        made = Condition(id=edit.next_id("C", used), finding=self._finding.question.id)
        self._desk.change(edit.put_condition(self._desk.assessment, made), f"decision/{made.id}")

    def _is_full(self, used: tuple[str, ...]) -> bool:
        """Say in the window that there is no room for another; False where there is."""
        if len(used) >= TREATMENTS:
            words = "There are {count} of them already. Join some, or decide part by part."
            self._desk.failed.emit(self._desk.text(words, count=len(used)))
        return len(used) >= TREATMENTS

    def _add_acceptance(self, *, waiver: bool) -> None:
        used = tuple(a.id for a in self._desk.assessment.decision.acceptances)
        if self._is_full(used):
            return
        made = Acceptance(
            id=edit.next_id("A", used), finding=self._finding.question.id, waiver=waiver
        )
        self._desk.change(edit.put_acceptance(self._desk.assessment, made), f"decision/{made.id}")


class LeftCard(Card):
    """Conditions and acceptances whose finding is gone: they still count until removed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._forms: dict[str, TreatmentForm] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(PAD, PAD - 4, PAD, PAD - 6)
        self._column.setSpacing(GAP)
        words = desk.text("No finding needs these any more. Remove them or leave them.")
        self._column.addWidget(label(words, bold=True))

    def refresh(self, treatments: tuple[Treatment, ...]) -> None:
        """Show these; with none the card is not seen."""
        show_forms(self._desk, self._column, self._forms, treatments)
        self.setVisible(bool(treatments))


def show_forms(
    desk: Desk,
    column: QVBoxLayout,
    forms: dict[str, TreatmentForm],
    treatments: tuple[Treatment, ...],
    *,
    before: int = 0,
) -> None:
    """Keep one form a treatment in the column, ``before`` so many widgets at its end."""
    now = {treatment.id: treatment for treatment in treatments}
    for gone in set(forms) - set(now):
        form = forms.pop(gone)
        form.hide()
        form.deleteLater()
    for key, treatment in now.items():
        if key not in forms:
            forms[key] = TreatmentForm(desk, treatment)
            column.insertWidget(column.count() - before, forms[key])
        forms[key].refresh(treatment)


def half_typed(text: str) -> bool:
    """Say whether this may become a date: it is left alone while the document holds none."""
    return bool(text) and not is_date(text)


def draft_day(desk: Desk, place: str, text: str) -> None:
    """Keep what is no date yet, or no date at all, through a crash: no document can hold it."""
    desk.session.drafts.keep(place, text if half_typed(text) else "")


def show_day(desk: Desk, place: str, line: Line, held: str | None) -> None:
    """Show the date, or what was typed instead of one."""
    if held is not None:
        line.show_text(held)
        desk.session.drafts.keep(place, "")
    elif not half_typed(line.text()):
        line.show_text(desk.session.drafts.typed(place, ""))


class TreatmentForm(QWidget):
    """The fields of one condition or acceptance."""

    def __init__(self, desk: Desk, treatment: Treatment) -> None:
        super().__init__()
        self._desk, self._treatment = desk, treatment
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, GAP, 0, GAP)
        self._grid.setSpacing(GAP)
        self._grid.setColumnStretch(0, 2)
        self._grid.setColumnStretch(1, 5)
        self._lines: dict[str, Line] = {}
        self._choices: dict[str, Choice] = {}
        self._grid.addWidget(label(self._title(), bold=True), 0, 0, 1, 2)
        for name, words in self._fields():
            line = Line(desk.text(words), partial(self._typed, name))
            self._lines[name] = line
            self._put(desk.text(words), line)
        if isinstance(treatment, Condition):
            self._choice("type", "When", TYPES)
            self._choice("consequence", "If it is missed", CONSEQUENCES)
        off = Link(desk.text("Remove {id}", id=treatment.id))
        off.clicked.connect(lambda _: self._remove())
        self._grid.addWidget(off, self._grid.rowCount(), 0, 1, 2)
        self.refresh(treatment)

    def refresh(self, treatment: Treatment) -> None:
        """Show the fields as they are now; a half-typed date is left alone."""
        self._treatment = treatment
        for name, line in self._lines.items():
            held = getattr(treatment, name)
            place = f"decision/{treatment.id}/{name}"
            show_day(self._desk, place, line, None if held is None else str(held))
        for name, choice in self._choices.items():
            choice.show_key(str(getattr(treatment, name)))

    def _title(self) -> str:
        if isinstance(self._treatment, Condition):
            return self._desk.text("Condition {id}", id=self._treatment.id)
        if self._treatment.waiver:
            return self._desk.text("Waiver {id}", id=self._treatment.id)
        return self._desk.text("Risk acceptance {id}", id=self._treatment.id)

    def _fields(self) -> tuple[tuple[str, str], ...]:
        if isinstance(self._treatment, Condition):
            return CONDITION_FIELDS
        return WAIVER_FIELDS if self._treatment.waiver else ACCEPTANCE_FIELDS

    def _choice(self, name: str, words: str, entries: dict[str, Phrase]) -> None:
        take: Callable[[str], None] = partial(self._chosen, name)
        choice = Choice(self._desk, self._desk.text(words), entries, take)
        self._choices[name] = choice
        self._put(self._desk.text(words), choice)

    def _put(self, words: str, editor: QWidget) -> None:
        row = self._grid.rowCount()
        named = label(words, muted=True)
        named.setBuddy(editor)
        self._grid.addWidget(named, row, 0)
        self._grid.addWidget(editor, row, 1)

    def _typed(self, name: str, text: str) -> None:
        value: object = text
        if name in ("due", "expires"):
            value = datetime.date.fromisoformat(text.strip()) if is_date(text) else None
        self._take(name, value, merge=True)
        if name in ("due", "expires"):
            draft_day(self._desk, f"decision/{self._treatment.id}/{name}", text)

    def _chosen(self, name: str, key: str) -> None:
        if key:
            self._take(name, key)

    def _take(self, name: str, value: object, *, merge: bool = False) -> None:
        new = edit.changed(self._treatment, **{name: value})
        put = edit.put_condition if isinstance(new, Condition) else edit.put_acceptance
        changed = put(self._desk.assessment, new)  # type: ignore[arg-type]
        self._desk.change(changed, f"decision/{new.id}/{name}", merge=merge)

    def _remove(self) -> None:
        changed = edit.drop_treatment(self._desk.assessment, self._treatment.id)
        self._desk.change(changed, f"decision/{self._treatment.id}")
        self._desk.session.drafts.drop(f"decision/{self._treatment.id}")
