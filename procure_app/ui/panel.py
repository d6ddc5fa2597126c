"""What this means so far, at the right: it follows every answer, and each line leads somewhere."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from PySide6.QtCore import QUrl
from PySide6.QtGui import (
    QColor,
    QShowEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QTextBrowser

from procure_app.core.assessment.check import is_date
from procure_app.core.catalogue.word import AnswerValue, Severity, Walk
from procure_app.core.decision.finding import Finding, Shortfall
from procure_app.core.outline.statement import statement
from procure_app.core.outline.tone import Tone
from procure_app.core.phrase import Value, counted, phrase
from procure_app.ui.desk import Desk
from procure_app.ui.page.state import SEVERITIES, TONES
from procure_app.ui.theme import font, tokens

MOST = 6
"""Findings of one severity listed before the rest is only counted."""


@dataclass(frozen=True, slots=True)
class Told:
    """One line of the panel."""

    text: str
    target: str = ""
    """The question or page it leads to."""
    step: float = 1.0
    bold: bool = False
    above: int = 4
    """Pixels of air above it."""
    tone: Tone | None = None


class Panel(QTextBrowser):
    """The statement, the vendor's label, duties and findings.

    It is written with a cursor and not as HTML: parsing would cost more than all that is shown.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._shown: list[Told] = []
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setAccessibleName(desk.text("What this means so far"))
        self.document().setDocumentMargin(16)
        self.setUndoRedoEnabled(False)
        self.anchorClicked.connect(self._follow)

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while it was not seen."""
        self.refresh()
        super().showEvent(event)

    def refresh(self) -> None:
        """Show what follows from the document as it is now."""
        told = self._told()
        if told != self._shown:
            first = not self._shown
            self._write(told)
            self._shown = told
            if first:  # later the place stays: only lines elsewhere are written
                self.moveCursor(QTextCursor.MoveOperation.Start)

    def _follow(self, url: QUrl) -> None:
        self._desk.wanted.emit(url.toString())

    def _write(self, told: list[Told]) -> None:
        """Write the lines that differ; those before and after them stay as they are."""
        old = self._shown
        same = _alike(old, told)
        after = _alike(old[same:][::-1], told[same:][::-1])
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        if same == 0:
            cursor.select(QTextCursor.SelectionType.Document)
        else:
            keep = QTextCursor.MoveMode.KeepAnchor
            cursor.setPosition(_end(self, same - 1))
            cursor.setPosition(_end(self, len(old) - after - 1), keep)
        cursor.removeSelectedText()
        for place, line in enumerate(told[same : len(told) - after], same):
            self._line(cursor, line, first=place == 0)
        cursor.endEditBlock()

    def _line(self, cursor: QTextCursor, line: Told, *, first: bool) -> None:
        t = tokens(self)
        block = QTextBlockFormat()
        block.setTopMargin(line.above)
        if not first:
            cursor.insertBlock(block)
        ink, ground = t.tones[line.tone] if line.tone else (t.ink, QColor())
        shape = QTextCharFormat()
        shape.setFont(font(line.step, bold=line.bold))
        shape.setForeground(t.accent if line.target and line.tone is None else ink)
        if line.tone is not None:
            shape.setBackground(ground)
        if line.target:
            shape.setAnchor(True)
            shape.setAnchorHref(line.target)
        cursor.insertText(f"\u00a0{line.text}\u00a0" if line.tone else line.text, shape)

    def _told(self) -> list[Told]:
        say, reading = self._desk.say, self._desk.reading
        told = [
            Told(self._desk.text("What this means so far"), step=1.14, bold=True),
            Told(say(statement(reading, most=4)), above=10),
        ]
        told += self._label()
        if reading.assessment.walk is Walk.PURCHASE:
            told += self._duties() + self._findings() + self._proposal()
        return told + self._unknown()

    def _head(self, text: str) -> Told:
        return Told(text, bold=True, above=18)

    def _label(self) -> list[Told]:
        where = self._desk.session.catalogue.uses.label
        label = self._desk.assessment.answers.get(where)
        if label is None or not any(label.value):
            return []
        words, _, day = (*label.value, "", "", "")[:3]
        said: Value = phrase("The vendor calls it “{words}”", words=words)
        if day:
            read = datetime.date.fromisoformat(day) if is_date(day) else day
            said = phrase("The vendor calls it “{words}” (read {day})", words=words, day=read)
        return [Told(self._desk.say(said), where, above=10)]

    def _duties(self) -> list[Told]:
        duties = self._desk.reading.duties
        bound = sum(d.bound_by_nobody for d in duties)
        carried = [d for d in duties if d.carried_by_nobody]
        told = [self._head(self._desk.text("Duties ({count} asked)", count=len(duties)))]
        for number, words in (
            (bound, "bound by nobody"),
            (len(carried), "of them carried by nobody"),
            (sum(d.not_known for d in duties), "not known yet"),
        ):
            said = phrase("{number} {words}", number=number, words=phrase(words))
            tone = Tone.NO if number and words != "not known yet" else Tone.PLAIN
            told.append(Told(self._desk.say(said), bold=True, tone=tone))
        return told + [
            Told(d.question.duty_name or d.question.short, d.question.id) for d in carried[:MOST]
        ]

    def _findings(self) -> list[Told]:
        told = [self._head(self._desk.text("Findings"))]
        every = self._desk.reading.findings
        found = [f for f in every if f.shortfall is not Shortfall.OPEN]
        if not found:
            told.append(Told(self._desk.text("None so far.")))
        if len(found) < len(every):
            still = counted(
                "{count} bar or blocker is not answered yet",
                "{count} bars or blockers are not answered yet",
                len(every) - len(found),
            )
            first = next(f for f in every if f.shortfall is Shortfall.OPEN)
            told.append(Told(self._desk.say(still), first.question.id))
        for severity in Severity:
            these = [f for f in found if f.severity is severity]
            if these:
                words = f"{self._desk.say(SEVERITIES[severity])} · {len(these)}"
                told.append(Told(words, bold=True, above=10, tone=TONES[severity]))
                told += [self._finding(finding) for finding in these[:MOST]]
            if len(these) > MOST:
                rest = counted("and {count} more", "and {count} more", len(these) - MOST)
                told.append(Told(self._desk.say(rest), "decision"))
        return told

    def _finding(self, finding: Finding) -> Told:
        words = phrase(
            "{text} ({shortfall})",
            text=finding.question.finding.rstrip("."),
            shortfall=phrase(finding.shortfall.value),
        )
        return Told(self._desk.say(words), finding.question.id)

    def _proposal(self) -> list[Told]:
        proposed = self._desk.reading.recommendation
        words = self._desk.say(phrase(proposed.outcome.value)).capitalize()
        because = self._desk.say(proposed.because)
        decides = self._desk.text("A person decides.")
        return [
            self._head(self._desk.text("The app would propose")),
            Told(words, bold=True),
            Told(f"{because} {decides}"),
        ]

    def _unknown(self) -> list[Told]:
        path = self._desk.reading.path
        unknown = [q for q in path.questions() if path.facts.answer(q.id) is AnswerValue.UNKNOWN]
        if not unknown:
            return []
        title = self._desk.text("Not known ({count})", count=len(unknown))
        return [self._head(title)] + [Told(q.short, q.id) for q in unknown[:MOST]]


def _alike(some: list[Told], others: list[Told]) -> int:
    """Return how many lines from the start are the same."""
    pairs = enumerate(zip(some, others, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(some), len(others)))


def _end(panel: Panel, line: int) -> int:
    """Return the place behind the last letter of a line."""
    block = panel.document().findBlockByNumber(line)
    return block.position() + block.length() - 1
