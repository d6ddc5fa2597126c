"""Check your answers: every answer by section with a way to change it, problems first."""

from __future__ import annotations

from html import escape

from procure_app.core.catalogue.question import Question
from procure_app.core.catalogue.word import Kind
from procure_app.core.outline.answer_words import value_words
from procure_app.core.outline.mark import answer_mark
from procure_app.core.phrase import Wording, counted, phrase
from procure_app.ui.desk import Desk
from procure_app.ui.page.text import TextPage, link
from procure_app.ui.theme import Tokens

LISTED = 40
"""Problems listed before the rest is only counted."""


class CheckPage(TextPage):
    """Every answer in one text."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            desk.text("Check your answers"),
            desk.text(
                "Everything entered so far. Choose a name to change its answer. Nothing here "
                "blocks saving."
            ),
            desk.text("Your answers"),
        )
        self.refresh()

    def html(self, t: Tokens) -> str:
        """Return the problems, then the answers by section."""
        parts = [self._problems(t)]
        for section, questions in self._desk.reading.path.sections:
            parts.append(f"<h3>{escape(section.title)}</h3>")
            parts.append("<table width='100%' cellpadding='6' cellspacing='0'>")
            parts += [self._row(question, t) for question in questions]
            parts.append("</table>")
        return "".join(parts)

    def _problems(self, t: Tokens) -> str:
        problems = self._desk.reading.problems
        wrong = [p for p in problems if not p.open]
        still = [p for p in problems if p.open]
        by_id = self._desk.session.catalogue.by_id
        html = []
        if wrong:
            html.append(f"<h3>{escape(self._desk.text('There is a problem'))}</h3><ul>")
        else:
            html.append(f"<p><b>{escape(self._desk.text('Nothing is wrong.'))}</b></p>")
        for problem in wrong[:LISTED]:
            words = f"{by_id[problem.question].short}: {self._desk.say(problem.text)}"
            html.append(f"<li>{link(problem.question, words, t)}</li>")
        if wrong:
            html.append("</ul>")
        if still:
            said = counted(
                "{count} thing is still open.", "{count} things are still open.", len(still)
            )
            html.append(f"<p>{escape(self._desk.say(said))}</p>")
        return "".join(html)

    def _row(self, question: Question, t: Tokens) -> str:
        words = self._desk.say(self._answer(question))
        line = f"style='border-top:1px solid {t.line.name()}'"
        return (
            f"<tr><td width='38%' {line}>{link(question.id, question.short, t)}</td>"
            f"<td {line}>{escape(words)}</td></tr>"
        )

    def _answer(self, question: Question) -> Wording:
        reading = self._desk.reading
        if question.kind is Kind.COMPONENTS:
            filled = sum(row.entered.availability is not None for row in reading.table)
            return counted("{count} row filled", "{count} rows filled", filled)
        if question.derived:
            follows = reading.path.derived.get(question.id)
            option = question.option(follows) if follows else None
            return option.text if option else phrase("Nothing follows yet")
        given = reading.assessment.answers.get(question.id)
        if given is None or question.id not in reading.path.facts.values:
            return phrase("Not answered")
        if given.value:
            return value_words(question, given.value)
        return answer_mark(reading.path.facts.answer(question.id)).text
