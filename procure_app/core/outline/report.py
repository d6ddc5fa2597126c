"""The whole report on an assessment, part by part."""

from __future__ import annotations

from procure_app.core.catalogue.word import Walk
from procure_app.core.decision.reading import Reading
from procure_app.core.decision.signoff import Standing
from procure_app.core.outline.block import Outline, PageEnd
from procure_app.core.outline.component import components
from procure_app.core.outline.decision import decision
from procure_app.core.outline.description import describe_release
from procure_app.core.outline.duty import duties
from procure_app.core.outline.evidence import register
from procure_app.core.outline.finding import findings
from procure_app.core.outline.frame import footer, status
from procure_app.core.outline.not_asked import not_asked
from procure_app.core.outline.page_one import page_one
from procure_app.core.outline.question import questions
from procure_app.core.outline.record import record, revisions
from procure_app.core.outline.retired import retired
from procure_app.core.outline.rights import rights
from procure_app.core.outline.rule import limits, rules, triggers
from procure_app.core.outline.seal import seal
from procure_app.core.outline.signoff import signoffs
from procure_app.core.outline.subject import subject
from procure_app.core.outline.verdict import reasons, verdicts


def report(reading: Reading, standings: tuple[Standing, ...]) -> Outline:
    """Return what the report says; for a release that is only described, its citable page."""
    if reading.assessment.walk is Walk.DESCRIBE:
        return describe_release(reading)
    sealed = seal(reading)
    return Outline(
        subject(reading).title,
        reading.assessment.language,
        status(reading, standings),
        footer(reading, sealed),
        (
            *page_one(reading, standings),
            PageEnd(),
            *components(reading),
            *verdicts(reading),
            *rights(reading),
            *duties(reading),
            *findings(reading),
            *decision(reading),
            *questions(reading),
            *not_asked(reading),
            *retired(reading),
            *reasons(reading),
            *register(reading),
            *rules(reading, sealed),
            *limits(reading),
            *triggers(reading),
            *record(reading),
            PageEnd(),
            *signoffs(reading, standings),
            *revisions(reading),
        ),
    )
