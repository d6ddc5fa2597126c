"""Compare frameworks: every verdict side by side, with its reasons and what would change it."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from procure_app.core.frameworks.framework import Framework
from procure_app.core.frameworks.judgement import Judged
from procure_app.core.outline.reasoned import Line, lines, way
from procure_app.core.outline.right import matrix
from procure_app.core.outline.statement import press_line
from procure_app.core.outline.verdict import said_lines
from procure_app.core.outline.verdict_words import TRUTHS, change_words, issue, verdict_mark
from procure_app.core.phrase import Wording, phrase
from procure_app.ui.desk import Desk
from procure_app.ui.page.text import TextPage, link, mark
from procure_app.ui.theme import Tokens

RIGHTS = "rights"
"""The name of the matrix of rights."""
WHY = "why:"
"""Opens a link that shows or hides the reasons of a verdict."""


class ComparePage(TextPage):
    """One table for each framework; "Why" opens the reasons below the verdict."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            desk.text("Compare frameworks"),
            desk.text(
                "On the vendor's word, every statement is believed. On the evidence, only what "
                "the evidence shows counts. No framework is derived from another."
            ),
            desk.text("Verdicts of every framework"),
        )
        self._open: set[str] = set()
        self.refresh()

    def follow(self, target: str) -> None:
        """Show or hide reasons, or go to a question."""
        if target.startswith(WHY):
            self._open ^= {target.removeprefix(WHY)}
            self.refresh()
        else:
            super().follow(target)

    def show_part(self, part: str) -> None:
        """Open the reasons of a verdict and scroll to it."""
        if part and part != RIGHTS:
            self._open.add(part)
            self.refresh()
        super().show_part(part)

    def html(self, t: Tokens) -> str:
        """Return the verdicts and the matrix of rights."""
        reading = self._desk.reading
        parts = [*self._label()]
        for framework in reading.library.frameworks:
            judged = [j for j in reading.judgement.verdicts if j.framework is framework]
            parts += self._framework(framework, judged, t)
        parts += self._rights(t)
        return "".join(parts)

    def _say(self, words: Wording) -> str:
        return escape(self._desk.say(words))

    def _label(self) -> Iterator[str]:
        line = phrase("For the press: {line}", line=press_line(self._desk.reading, self._desk.say))
        yield f"<p>{self._say(line)}</p>"
        uses = self._desk.session.catalogue.uses
        given = self._desk.assessment.answers.get(uses.label)
        if given and any(given.value):
            words = phrase("The vendor calls it “{words}”.", words=given.value[0])
            yield f"<p>{self._say(words)}</p>"

    def _rights(self, t: Tokens) -> Iterator[str]:
        found = matrix(self._desk.reading)
        if not found.rows:
            return
        yield f"<h3><a name='{RIGHTS}'></a>{self._say(found.title)}</h3>"
        yield "<table width='100%' cellpadding='5' cellspacing='0'><tr>"
        for head in found.head:
            yield f"<th align='left'>{self._say(head)}</th>"
        yield "</tr>"
        line = f"style='border-top:1px solid {t.line.name()}'"
        for row in found.rows:
            yield f"<tr><td {line}>{self._say(row.name)}</td>"
            for square in row.marks:
                yield f"<td {line}>{mark(self._desk.say(square.text), square.tone, t)}</td>"
            yield "</tr>"
        yield "</table>"
        for terms in found.terms:
            names = escape(", ".join(terms.components))
            yield f"<p><b>{self._say(terms.licence)}</b>: {names}</p><ul>"
            for freedom, shown, reason in terms.reasons:
                said = phrase("{freedom}, {answer}", freedom=freedom, answer=shown.text)
                yield f"<li>{self._say(said)}: {self._say(reason)}</li>"
            yield "</ul>"

    def _framework(self, framework: Framework, judged: list[Judged], t: Tokens) -> Iterator[str]:
        yield f"<h3>{escape(framework.title)}</h3>"
        about = escape(self._desk.say(issue(framework)))
        variant = f" {escape(framework.variant)}" if framework.variant else ""
        yield f"<p style='color:{t.muted.name()}'>{about}.{variant}</p>"
        if judged:
            yield "<table width='100%' cellpadding='6' cellspacing='0'><tr>"
            for head in (
                phrase("Verdict"),
                phrase("On the vendor's word"),
                phrase("On the evidence"),
                phrase("Reasons"),
            ):
                yield f"<th align='left'>{self._say(head)}</th>"
            yield "</tr>"
            for each in judged:
                yield from self._verdict(each, t)
            yield "</table>"
        truth = self._desk.reading.judgement.truths_on_evidence[framework.id]
        if framework.lines:
            yield "<ul>"
            for sentence in said_lines(self._desk.reading, framework, truth):
                yield f"<li>{escape(sentence)}</li>"
            yield "</ul>"
        if framework.remains:
            yield f"<p>{self._say(phrase('What stays due even so:'))}</p><ul>"
            yield "".join(f"<li>{escape(text)}</li>" for text in framework.remains) + "</ul>"

    def _verdict(self, judged: Judged, t: Tokens) -> Iterator[str]:
        key = verdict_key(judged)
        line = f"style='border-top:1px solid {t.line.name()}'"
        yield f"<tr><td width='34%' {line}><a name='{key}'></a>{escape(judged.rule.title)}</td>"
        for verdict in (judged.on_word, judged.on_evidence):
            shown = verdict_mark(judged.rule, verdict)
            yield f"<td width='26%' {line}>{mark(self._desk.say(shown.text), shown.tone, t)}</td>"
        opened = key in self._open
        words = self._desk.text("Hide") if opened else self._desk.text("Why?")
        yield f"<td width='14%' {line}>{link(f'{WHY}{key}', words, t)}</td></tr>"
        if opened:
            yield f"<tr><td colspan='4'>{''.join(self._reasons(judged, t))}</td></tr>"

    def _reasons(self, judged: Judged, t: Tokens) -> Iterator[str]:
        reading = self._desk.reading
        for line in lines(reading, judged):
            yield self._reason(line, t)
        found = way(reading, judged)
        if found is None:
            return
        if found.components:
            names = ", ".join(self._desk.say(name) for name in found.components)
            words = phrase("For {goal}, on suitable terms: {names}.", goal=found.goal, names=names)
            yield f"<p>{self._say(words)}</p>"
        elif found.changes:
            head = phrase("What would bring {goal}:", goal=found.goal)
            yield f"<p><b>{self._say(head)}</b></p><ol>"
            for change in found.changes:
                yield f"<li>{self._say(change_words(change))}</li>"
            yield "</ol>"

    def _reason(self, line: Line, t: Tokens) -> str:
        word, shown = TRUTHS[line.on_word], TRUTHS[line.on_evidence]
        said = mark(self._desk.say(shown.text), shown.tone, t)
        if line.on_word is not line.on_evidence:
            on_word = self._desk.text("on the word: {verdict}", verdict=word.text)
            said += f" <span style='color:{t.muted.name()}'>({escape(on_word)})</span>"
        text = escape(self._desk.say(line.text))
        if line.place:
            text = link(line.place, self._desk.say(line.text), t)
        entered = "; ".join(self._desk.say(words) for words in line.entered)
        below = (
            f"<br><span style='color:{t.muted.name()}'>{escape(entered)}</span>" if entered else ""
        )
        margin = 8 + 18 * min(line.depth, 4)
        return f"<p style='margin:3px 0 3px {margin}px'>{said} {text}{below}</p>"


def verdict_key(judged: Judged) -> str:
    """Return the name under which a link finds the verdict."""
    return f"{judged.framework.id}.{judged.rule.id}"
