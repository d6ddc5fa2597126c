"""What the panel says, line by line; each line leads to its reasons or its question."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from itertools import islice

from procure_app.core.assessment.check import is_date
from procure_app.core.catalogue.word import AnswerValue, Severity, Walk
from procure_app.core.decision.finding import Finding, Shortfall
from procure_app.core.frameworks.judgement import Judged
from procure_app.core.outline.reasoned import way
from procure_app.core.outline.right import Matrix, matrix
from procure_app.core.outline.statement import statement
from procure_app.core.outline.tone import Tone
from procure_app.core.outline.verdict_words import change_words, verdict_mark
from procure_app.core.phrase import Value, counted, phrase
from procure_app.ui.desk import Desk
from procure_app.ui.page.state import SEVERITIES, TONES

COMPARE = "compare#"
"""Opens a target on the page that compares frameworks."""
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
    """The tone of the mark where there is one, else of the line."""
    mark: str = ""
    """A word set as a mark behind the text."""
    after: str = ""
    """What is said behind the mark."""
    picture: Matrix | None = None
    """Drawn in place of the text."""
    heads: tuple[str, ...] = ()
    """The words above its columns."""


class Teller:
    """Says what follows from the document."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._matrix: tuple[object, Matrix] | None = None

    def lines(self) -> list[Told]:
        """Return every line of the panel as the document is now."""
        say, reading = self._desk.say, self._desk.reading
        told = [
            Told(self._desk.text("What this means so far"), step=1.14, bold=True),
            Told(say(statement(reading, most=2)), above=10),
        ]
        told += self._label() + self._verdicts() + self._rights()
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

    def _verdicts(self) -> list[Told]:
        """Return our words and those of the frameworks, and what the nearest of them lacks."""
        shown = [j for j in self._desk.reading.judgement.verdicts if j.framework.listed]
        if not shown:
            return []
        told = [self._head(self._desk.text("In exact words, on the evidence"))]
        told += [self._verdict(judged) for judged in shown]
        return told + self._change(shown)

    def _verdict(self, judged: Judged) -> Told:
        name = judged.rule.title if len(judged.framework.verdicts) > 1 else judged.framework.short
        shown = verdict_mark(judged.rule, judged.on_evidence)
        said = verdict_mark(judged.rule, judged.on_word)
        after = "" if said == shown else self._desk.text("(on the word: {said})", said=said.text)
        place = f"{COMPARE}{judged.framework.id}.{judged.rule.id}"
        return Told(name, place, tone=shown.tone, mark=self._desk.say(shown.text), after=after)

    def _change(self, shown: list[Judged]) -> list[Told]:
        """Return the smallest change for the first verdict that a change can better."""
        for judged in shown:
            found = way(self._desk.reading, judged)
            if found is not None and found.changes:
                head = self._desk.text("What would bring {goal}", goal=found.goal)
                words = self._desk.say(change_words(found.changes[0], most=3))
                place = f"{COMPARE}{judged.framework.id}.{judged.rule.id}"
                return [Told(head, bold=True, above=10), Told(words, place)]
        return []

    def _rights(self) -> list[Told]:
        found = self._rights_now()
        if not found.rows:
            return []
        return [
            self._head(self._desk.say(found.title)),
            Told("", picture=found, heads=tuple(map(self._desk.say, found.head[1:]))),
            Told(self._desk.text("✓ yes · ~ with conditions · ✕ no · ? not known"), step=0.88),
            Told(self._desk.text("The same in words, with reasons"), f"{COMPARE}rights"),
        ]

    def _rights_now(self) -> Matrix:
        """Return the matrix; it is made anew only when terms or facts about the buyer change."""
        reading = self._desk.reading
        key = (reading.judgement.word.components, reading.buyer)
        if self._matrix is None or self._matrix[0] != key:
            self._matrix = (key, matrix(reading))
        return self._matrix[1]

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
            text=self._desk.say(finding.text).rstrip("."),
            shortfall=finding.shortfall.words,
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
        values = path.facts.values
        count = sum(value is AnswerValue.UNKNOWN for value in values.values())
        if not count:
            return []
        unknown = (q for q in path.questions() if values.get(q.id) is AnswerValue.UNKNOWN)
        title = self._desk.text("Not known ({count})", count=count)
        return [self._head(title)] + [Told(q.short, q.id) for q in islice(unknown, MOST)]
