"""The decision: what the app would propose, what a person decides, and how findings are treated."""

from __future__ import annotations

import datetime
from functools import partial

from PySide6.QtWidgets import QButtonGroup, QGridLayout, QVBoxLayout

from procure_app.core.assessment import edit
from procure_app.core.assessment.approval import Decision, Outcome
from procure_app.core.assessment.check import is_date
from procure_app.core.catalogue.condition import holds
from procure_app.core.catalogue.word import Severity
from procure_app.core.decision.obstacle import obstacles
from procure_app.core.decision.validity import latest_validity
from procure_app.core.phrase import phrase
from procure_app.ui.desk import Desk
from procure_app.ui.editor.field import Line, Text, label
from procure_app.ui.option import Check, Radio
from procure_app.ui.page.frame import Page
from procure_app.ui.page.treatment import FindingCard, LeftCard, Treatment, draft_day, show_day
from procure_app.ui.paint import Card, Link
from procure_app.ui.theme import GAP, PAD

OUTCOMES = {
    Outcome.APPROVE: phrase("Approve"),
    Outcome.CONDITIONS: phrase("Approve with conditions"),
    Outcome.REJECT: phrase("Reject"),
    Outcome.RETURN: phrase("Return for information"),
}
FIELDS: tuple[tuple[str, str], ...] = (
    ("reason0", "First reason for the decision"),
    ("reason1", "Second reason"),
    ("reason2", "Third reason"),
    ("against", "The strongest reason against it"),
    ("decided", "Decided on (year-month-day)"),
    ("valid_until", "Valid until (year-month-day)"),
    ("approver_level", "The law or policy that says who may approve"),
    ("same_person_reason", "Why preparer and approver could not be two people, if so"),
)


class DecisionPage(Page):
    """A person decides; the app proposes and says what is still missing."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk.text("Decision"),
            desk.text("The app proposes. A person decides, and says why."),
        )
        self._desk = desk
        self._cards: dict[str, FindingCard] = {}
        self.column.addWidget(self._proposal())
        self.column.addWidget(self._choice())
        self._findings_title = label(
            desk.text("Findings and how they are treated"), step=1.2, bold=True
        )
        self.column.addWidget(self._findings_title)
        self._findings = QVBoxLayout()
        self._findings.setSpacing(GAP + 4)
        self.column.addLayout(self._findings)
        self._left = LeftCard(desk)
        self.column.addWidget(self._left)
        self.column.addWidget(self._triggers())
        self.column.addWidget(self._missing())
        self.refresh()

    def refresh(self) -> None:
        """Show the decision as it is now."""
        reading, decision = self._desk.reading, self._desk.assessment.decision
        proposed = reading.recommendation
        words = self._desk.say(OUTCOMES[proposed.outcome])
        self._proposed.setText(self._desk.text("The app would propose: {what}", what=words))
        lines = [self._desk.say(proposed.because)]
        lines += [f"+ {self._desk.say(reason)}" for reason in proposed.reasons]
        if proposed.against is not None:
            lines.append(f"- {self._desk.say(proposed.against)}")
        self._why.setText("\n".join(lines))
        for outcome, button in self._outcomes.items():
            button.setChecked(decision.outcome is outcome)
        self._show_competition()
        for name, line in self._lines.items():
            held = _held(decision, name)
            if isinstance(line, Line):
                show_day(self._desk, f"decision/{name}", line, held)
            else:
                line.show_text(held or "")
        for key, check in self._ticks.items():
            check.setChecked(key in decision.triggers)
        self._show_findings()
        self._show_missing()

    def _proposal(self) -> Card:
        card, column = _card()
        self._proposed = label("", step=1.14, bold=True)
        self._why = label("")
        use = Link(self._desk.text("Take these reasons over"))
        use.clicked.connect(lambda _: self._take_over())
        for widget in (self._proposed, self._why, use):
            column.addWidget(widget)
        return card

    def _choice(self) -> Card:
        card, column = _card()
        column.addWidget(label(self._desk.text("What is decided?"), step=1.14, bold=True))
        group = QButtonGroup(self)
        group.setExclusive(False)
        self._outcomes: dict[Outcome, Radio] = {}
        for outcome, said in OUTCOMES.items():
            button = Radio(self._desk.say(said))
            button.setAutoExclusive(False)
            button.as_box()
            button.clicked.connect(partial(self._decide, outcome))
            group.addButton(button)
            self._outcomes[outcome] = button
            column.addWidget(button)
        self._competing = label(
            self._desk.text(
                "In a competition, a condition before award may amount to negotiation. "
                "This record is not the award decision."
            ),
            muted=True,
        )
        column.addWidget(self._competing)
        column.addLayout(self._fields())
        return card

    def _fields(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(GAP)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 5)
        self._lines: dict[str, Line | Text] = {}
        for row, (name, words) in enumerate(FIELDS):
            kind = Text if name.startswith("reason") or name == "against" else Line
            line = kind(self._desk.text(words), partial(self._typed, name))
            named = label(self._desk.text(words), muted=True)
            named.setBuddy(line)
            grid.addWidget(named, row, 0)
            grid.addWidget(line, row, 1)
            self._lines[name] = line
        self._latest = label("", muted=True)
        grid.addWidget(self._latest, len(FIELDS), 1)
        return grid

    def _triggers(self) -> Card:
        card, column = _card()
        column.addWidget(label(self._desk.text("Assess again when"), step=1.14, bold=True))
        self._ticks: dict[str, Check] = {}
        for key, words in self._desk.session.catalogue.fixed.triggers.items():
            check = Check(words)
            check.as_box()
            check.clicked.connect(lambda on, k=key: self._trigger(k, on))
            self._ticks[key] = check
            column.addWidget(check)
        return card

    def _missing(self) -> Card:
        card, column = _card()
        self._missing_title = label("", step=1.14, bold=True)
        self._missing_text = label("")
        column.addWidget(self._missing_title)
        column.addWidget(self._missing_text)
        return card

    def _show_competition(self) -> None:
        uses, facts = self._desk.session.catalogue.uses, self._desk.reading.path.facts
        competition = holds(uses.competition, facts)
        words = self._desk.say(OUTCOMES[Outcome.RETURN])
        if competition:
            words = self._desk.text("Ask for clarification under the tender rules")
        self._outcomes[Outcome.RETURN].setText(words)
        self._competing.setVisible(competition)

    def _show_findings(self) -> None:
        decision = self._desk.assessment.decision
        found = {
            f.question.id: f
            for f in self._desk.reading.findings
            if f.severity is not Severity.MINOR or f.treated
        }
        for key, card in tuple(self._cards.items()):
            if key not in found or card.severity is not found[key].severity:
                self._cards.pop(key)
                card.hide()
                card.deleteLater()
        for place, (key, finding) in enumerate(found.items()):
            if key in self._cards:
                self._cards[key].refresh(finding)
            else:
                self._cards[key] = FindingCard(self._desk, finding)
            if self._findings.indexOf(self._cards[key]) != place:
                self._findings.insertWidget(place, self._cards[key])
        self._findings_title.setVisible(bool(found))
        treatments: tuple[Treatment, ...] = (*decision.conditions, *decision.acceptances)
        self._left.refresh(tuple(t for t in treatments if t.finding not in found))

    def _show_missing(self) -> None:
        latest = latest_validity(self._desk.assessment, self._desk.reading.path)
        self._latest.setText(self._desk.text("{day} at the latest", day=latest))
        lines = [self._desk.say(o) for o in obstacles(self._desk.reading)]
        title = "Before this can be signed" if lines else "Ready to be signed"
        self._missing_title.setText(self._desk.text(title))
        self._missing_text.setText("\n".join(f"• {line}" for line in lines))
        self._missing_text.setVisible(bool(lines))

    def _put(self, decision: Decision, place: str, *, merge: bool = False) -> None:
        self._desk.change(
            edit.decide(self._desk.assessment, decision), f"decision/{place}", merge=merge
        )

    def _decide(self, outcome: Outcome, *_: object) -> None:
        old = self._desk.assessment.decision
        day = old.decided or self._desk.session.clock().date()
        new = edit.changed(old, outcome=outcome, decided=day)
        if outcome in (Outcome.REJECT, Outcome.RETURN):
            new = edit.changed(new, valid_until=None)
        elif old.valid_until is None:
            moved = edit.decide(self._desk.assessment, new)
            new = edit.changed(new, valid_until=latest_validity(moved, self._desk.reading.path))
        self._put(new, "outcome")
        self.refresh()  # a second click on the same outcome takes its dot away and changes nothing

    def _typed(self, name: str, text: str) -> None:
        old = self._desk.assessment.decision
        if name.startswith("reason"):
            reasons = [*old.reasons, "", "", ""][:3]
            reasons[int(name[-1])] = text
            new = edit.changed(old, reasons=tuple(reasons) if any(reasons) else ())
        elif name in ("decided", "valid_until"):
            day = datetime.date.fromisoformat(text.strip()) if is_date(text) else None
            new = edit.changed(old, **{name: day})
        else:
            new = edit.changed(old, **{name: text})
        self._put(new, name, merge=True)
        if name in ("decided", "valid_until"):
            draft_day(self._desk, f"decision/{name}", text)

    def _take_over(self) -> None:
        proposed = self._desk.reading.recommendation
        against = proposed.against
        new = edit.changed(
            self._desk.assessment.decision,
            reasons=tuple(self._desk.say(reason) for reason in proposed.reasons),
            against=self._desk.say(against) if against is not None else "",
        )
        self._put(new, "reasons")

    def _trigger(self, key: str, on: bool) -> None:
        old = self._desk.assessment.decision
        kept = [k for k in self._ticks if (k in old.triggers or k == key) and (on or k != key)]
        self._put(edit.changed(old, triggers=tuple(kept)), "triggers")


def _held(decision: Decision, name: str) -> str | None:
    if name.startswith("reason"):
        place = int(name[-1])
        return decision.reasons[place] if place < len(decision.reasons) else ""
    value = getattr(decision, name)
    return None if value is None else str(value)


def _card() -> tuple[Card, QVBoxLayout]:
    card = Card()
    column = QVBoxLayout(card)
    column.setContentsMargins(PAD, PAD - 2, PAD, PAD)
    column.setSpacing(GAP)
    return card, column
