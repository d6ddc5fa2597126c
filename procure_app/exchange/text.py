"""The state of an assessment as plain lines, for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from procure_app.core.catalogue.word import Walk
from procure_app.core.decision.reading import Reading
from procure_app.core.decision.signoff import Standing, missing, standings
from procure_app.core.outline.statement import statement
from procure_app.core.phrase import Phrase, Value, counted, phrase
from procure_app.i18n import Language, say
from procure_app.session.visible import one_line


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
    if reading.assessment.walk is not Walk.DESCRIBE:
        lines += ["", *_found(reading), *_decided(reading)]
    return "\n".join(one_line(say(line, language)) for line in lines)


def _found(reading: Reading) -> Iterator[Phrase]:
    for finding in reading.findings:
        yield phrase(
            "{id} {severity}: {text} ({shortfall})",
            id=finding.id,
            severity=phrase(finding.severity.value),
            text=finding.text,
            shortfall=finding.shortfall.words,
        )
    nobody = sum(d.bound_by_nobody for d in reading.duties)
    carried = sum(d.carried_by_nobody for d in reading.duties)
    yield counted("{count} duty bound by nobody", "{count} duties bound by nobody", nobody)
    yield counted("{count} of them carried by nobody", "{count} of them carried by nobody", carried)


def _decided(reading: Reading) -> Iterator[Phrase]:
    yield phrase("Proposed: {what}", what=phrase(reading.recommendation.outcome.value))
    outcome = reading.assessment.decision.outcome
    yield phrase("Decision: {what}", what=phrase(outcome.value if outcome else "none yet"))
    for standing in standings(reading):
        role = standing.role.title if standing.role else standing.signoff.role
        yield phrase("Signed off: {role}, {state}", role=role, state=_state(standing))
    for absent in missing(reading):
        yield phrase("Still to sign off: {role}", role=absent.title)


def _state(standing: Standing) -> Phrase:
    if standing.stands:
        return phrase("stands")
    if standing.flaws:
        return phrase("does not count: {why}", why=standing.flaws[0])
    if not standing.chained:
        return phrase("broken chain")
    return phrase("changed since sign-off")
