"""What this means so far, at the right: it follows every answer, and each line leads somewhere."""

from __future__ import annotations

import datetime
from html import escape

from PySide6.QtCore import QUrl
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QTextBrowser

from procure_app.core.assessment.check import is_date
from procure_app.core.catalogue.word import AnswerValue, Severity, Walk
from procure_app.core.decision.finding import Finding, Shortfall
from procure_app.core.outline.statement import statement
from procure_app.core.phrase import Value, counted, phrase
from procure_app.ui.desk import Desk
from procure_app.ui.page.state import SEVERITIES, TONES
from procure_app.ui.theme import Tokens, tokens

MOST = 6
"""Findings of one severity listed before the rest is only counted."""


class Panel(QTextBrowser):
    """The statement, the vendor's label, duties and findings."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._shown = ""
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setAccessibleName(desk.text("What this means so far"))
        self.document().setDocumentMargin(16)
        self.anchorClicked.connect(self._follow)

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while it was not seen."""
        self.refresh()
        super().showEvent(event)

    def refresh(self) -> None:
        """Show what follows from the document as it is now."""
        html = self._html(tokens(self))
        if html != self._shown:
            self._shown = html
            place = self.verticalScrollBar().value()
            self.setHtml(html)
            self.verticalScrollBar().setValue(place)

    def _follow(self, url: QUrl) -> None:
        self._desk.wanted.emit(url.toString())

    def _html(self, t: Tokens) -> str:
        say = self._desk.say
        reading = self._desk.reading
        parts = [
            f"<h3>{escape(self._desk.text('What this means so far'))}</h3>",
            f'<p><a style="color:{t.ink.name()};text-decoration:none" href="components">'
            f"{escape(say(statement(reading, most=4)))}</a></p>",
            self._label(t),
        ]
        if reading.assessment.walk is Walk.PURCHASE:
            parts += [self._duties(t), self._findings(t), self._proposal(t)]
        parts.append(self._unknown(t))
        return "".join(parts)

    def _label(self, t: Tokens) -> str:
        label = self._desk.assessment.answers.get(self._desk.session.catalogue.uses.label)
        if label is None or not any(label.value):
            return ""
        words, _, day = (*label.value, "", "")[:3]
        said: Value = phrase("The vendor calls it “{words}”", words=words)
        if day:
            read = datetime.date.fromisoformat(day) if is_date(day) else day
            said = phrase("The vendor calls it “{words}” (read {day})", words=words, day=read)
        where = self._desk.session.catalogue.uses.label
        return self._line(self._desk.say(said), where, t)

    def _duties(self, t: Tokens) -> str:
        duties = self._desk.reading.duties
        bound = [d for d in duties if d.bound_by_nobody]
        carried = [d for d in duties if d.carried_by_nobody]
        open_ = sum(d.not_known for d in duties)
        cells = "".join(
            f'<td style="padding:8px" bgcolor="{t.ground.name()}">'
            f'<span style="font-size:large"><b>{number}</b></span><br>{escape(words)}</td>'
            for number, words in (
                (len(bound), self._desk.text("bound by nobody")),
                (len(carried), self._desk.text("of them carried by nobody")),
                (open_, self._desk.text("not known yet")),
            )
        )
        lines = "".join(
            self._line(d.question.duty_name or d.question.short, d.question.id, t)
            for d in carried[:MOST]
        )
        title = self._desk.text("Duties ({count} asked)", count=len(duties))
        return f"<h4>{escape(title)}</h4><table cellspacing='4'><tr>{cells}</tr></table>{lines}"

    def _findings(self, t: Tokens) -> str:
        html = [f"<h4>{escape(self._desk.text('Findings'))}</h4>"]
        every = self._desk.reading.findings
        found = [f for f in every if f.shortfall is not Shortfall.OPEN]
        if not found:
            html.append(f"<p>{escape(self._desk.text('None so far.'))}</p>")
        if len(found) < len(every):
            still = counted(
                "{count} bar or blocker is not answered yet",
                "{count} bars or blockers are not answered yet",
                len(every) - len(found),
            )
            first = next(f for f in every if f.shortfall is Shortfall.OPEN)
            html.append(self._line(self._desk.say(still), first.question.id, t))
        for severity in Severity:
            these = [f for f in found if f.severity is severity]
            if not these:
                continue
            ink, ground = t.tones[TONES[severity]]
            words = f"{self._desk.say(SEVERITIES[severity])} · {len(these)}"
            html.append(
                f'<p><span style="background-color:{ground.name()};color:{ink.name()}">'
                f"&nbsp;{escape(words)}&nbsp;</span></p>"
            )
            html += [self._finding(finding, t) for finding in these[:MOST]]
            if len(these) > MOST:
                rest = counted("and {count} more", "and {count} more", len(these) - MOST)
                html.append(self._line(self._desk.say(rest), "check", t))
        return "".join(html)

    def _finding(self, finding: Finding, t: Tokens) -> str:
        words = phrase(
            "{text} ({shortfall})",
            text=finding.question.finding.rstrip("."),
            shortfall=phrase(finding.shortfall.value),
        )
        return self._line(self._desk.say(words), finding.question.id, t)

    def _proposal(self, t: Tokens) -> str:
        proposed = self._desk.reading.recommendation
        title = self._desk.text("The app would propose")
        words = self._desk.say(phrase(proposed.outcome.value)).capitalize()
        because = self._desk.say(proposed.because)
        return (
            f"<h4>{escape(title)}</h4><p><b>{escape(words)}.</b> {escape(because)} "
            f"{escape(self._desk.text('A person decides.'))}</p>"
        )

    def _unknown(self, t: Tokens) -> str:
        path = self._desk.reading.path
        unknown = [q for q in path.questions() if path.facts.answer(q.id) is AnswerValue.UNKNOWN]
        if not unknown:
            return ""
        title = self._desk.text("Not known ({count})", count=len(unknown))
        lines = "".join(self._line(q.short, q.id, t) for q in unknown[:MOST])
        return f"<h4>{escape(title)}</h4>{lines}"

    @staticmethod
    def _line(words: str, target: str, t: Tokens) -> str:
        style = f"color:{t.accent.name()};text-decoration:none"
        return f'<p style="margin:3px 0"><a href="{target}" style="{style}">{escape(words)}</a></p>'
