"""The state of an assessment as plain lines, for a terminal."""

from __future__ import annotations

from procure_app.core.catalogue.word import Walk
from procure_app.core.decision.reading import Reading
from procure_app.core.decision.signoff import Standing, missing, standings
from procure_app.core.outline.statement import statement
from procure_app.core.phrase import Phrase, Value, counted, phrase
from procure_app.i18n import Language, say
from procure_app.session.visible import one_line


def _state(standing: Standing) -> Phrase:
    if standing.stands:
        return phrase("stands")
    if standing.flaws:
        return phrase("does not count: {why}", why=standing.flaws[0])
    if not standing.chained:
        return phrase("broken chain")
    return phrase("changed since sign-off")


def shown(reading: Reading, language: Language, doubted: tuple[Phrase, ...] = ()) -> str:
    """Return statement, progress, findings, duties and the state of the decision as text.

    ``doubted`` stands first: what does not fit in the file. A description ends with its
    progress: nothing is judged or decided in it.
    """
    lines: list[Value] = [
        *doubted,
        reading.assessment.title or phrase("Untitled assessment"),
        statement(reading),
        "",
    ]
    for item in reading.progress:
        lines.append(
            phrase(
                "{section}: {answered} of {asked}",
                section=item.section.title,
                answered=item.answered,
                asked=item.asked,
            )
        )
    if reading.assessment.walk is Walk.DESCRIBE:
        return "\n".join(one_line(say(line, language)) for line in lines)
    lines.append("")
    for finding in reading.findings:
        lines.append(
            phrase(
                "{id} {severity}: {text} ({shortfall})",
                id=finding.id,
                severity=phrase(finding.severity.value),
                text=finding.text,
                shortfall=finding.shortfall.words,
            )
        )
    nobody = sum(d.bound_by_nobody for d in reading.duties)
    carried = sum(d.carried_by_nobody for d in reading.duties)
    lines += [
        counted("{count} duty bound by nobody", "{count} duties bound by nobody", nobody),
        counted("{count} of them carried by nobody", "{count} of them carried by nobody", carried),
        phrase("Proposed: {what}", what=phrase(reading.recommendation.outcome.value)),
    ]
    outcome = reading.assessment.decision.outcome
    lines.append(phrase("Decision: {what}", what=phrase(outcome.value if outcome else "none yet")))
    for standing in standings(reading):
        state = _state(standing)
        role = standing.role.title if standing.role else standing.signoff.role
        lines.append(phrase("Signed off: {role}, {state}", role=role, state=state))
    for absent in missing(reading):
        lines.append(phrase("Still to sign off: {role}", role=absent.title))
    return "\n".join(one_line(say(line, language)) for line in lines)
