"""Everything that follows from one document, computed once and passed around as one value."""

from __future__ import annotations

from dataclasses import dataclass, field

from procure_app.core.assessment.check import Problem, problems
from procure_app.core.assessment.document import Assessment
from procure_app.core.assessment.path import Path, path
from procure_app.core.assessment.portion import NOTHING, Carried, Read, carried
from procure_app.core.assessment.progress import Progress, progress
from procure_app.core.assessment.table import Row, rows
from procure_app.core.catalogue.catalogue import Catalogue
from procure_app.core.decision.duty import Duty, duties
from procure_app.core.decision.finding import Finding, findings
from procure_app.core.decision.label import mislabelled
from procure_app.core.decision.recommendation import Recommendation, recommendation
from procure_app.core.frameworks.judgement import NO_RULES, Judgement, Rules
from procure_app.core.frameworks.recipient import recipient
from procure_app.core.frameworks.view import views
from procure_app.core.licences.buyer import Buyer


@dataclass(frozen=True, slots=True)
class Reading:
    """A document together with what follows from it."""

    catalogue: Catalogue
    library: Rules
    assessment: Assessment
    path: Path
    table: tuple[Row, ...]
    judgement: Judgement
    problems: tuple[Problem, ...]
    progress: tuple[Progress, ...]
    findings: tuple[Finding, ...]
    duties: tuple[Duty, ...]
    recommendation: Recommendation
    shipped: Catalogue | None = None
    """The catalogue of the app, to compare the file's with; None where it is not at hand."""
    carried: Carried = field(default=NOTHING, compare=False, repr=False)
    """What the reading of the next state may take over."""

    @property
    def buyer(self) -> Buyer:
        """The buyer, as licences see it."""
        return recipient(self.catalogue, self.assessment.walk, self.path)


def read(
    catalogue: Catalogue,
    assessment: Assessment,
    library: Rules = NO_RULES,
    shipped: Catalogue | None = None,
    *,
    before: Reading | None = None,
) -> Reading:
    """Compute what follows from the document; without a library there are no verdicts.

    With the reading of an earlier state by the same catalogue, what an edit did not touch goes
    over from it.
    """
    if before is not None and before.catalogue is not catalogue:
        before = None
    asked = path(catalogue, assessment, before.path if before else None)
    table = rows(catalogue, assessment, asked)
    kept = carried(
        before.carried if before else NOTHING, assessment, _read_by(catalogue, asked, table)
    )
    word, evidence = views(catalogue, assessment, asked, table, kept)
    judgement = library.judged(word, evidence, catalogue.uses.licence_form)
    wrong = problems(catalogue, assessment, asked, table, kept)
    more = mislabelled(catalogue, assessment, asked, library, judgement)
    found = findings(assessment, asked, more, kept)
    return Reading(
        catalogue,
        library,
        assessment,
        asked,
        table,
        judgement,
        wrong,
        progress(asked, table, wrong, kept),
        found,
        duties(assessment, asked, kept),
        recommendation(assessment, asked, found, kept),
        shipped,
        kept,
    )


def _read_by(catalogue: Catalogue, asked: Path, table: tuple[Row, ...]) -> dict[str, Read]:
    """Return all that what follows from each section is computed from, by its id."""
    judged = any(second for _, second in asked.portions)
    content: dict[str, Read] = {}
    for section, _ in asked.sections:
        reads = catalogue.reads[section.id]
        own = (
            asked.portions[section.id, judged],
            [asked.derived.get(question) for question in reads.derived],
            table if reads.table else None,
        )
        named = (
            asked.facts.known(reads.questions) if reads.questions else None,
            asked.facts.available if reads.components else None,
        )
        content[section.id] = Read(own, named)
    return content
