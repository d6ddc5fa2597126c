"""Everything that follows from one document, computed once and passed around as one value."""

from __future__ import annotations

from dataclasses import dataclass

from procure_app.core.assessment.check import Problem, problems
from procure_app.core.assessment.document import Assessment
from procure_app.core.assessment.path import Path, path
from procure_app.core.assessment.progress import Progress, progress
from procure_app.core.assessment.table import Row, rows
from procure_app.core.catalogue.catalogue import Catalogue
from procure_app.core.decision.duty import Duty, duties
from procure_app.core.decision.finding import Finding, findings
from procure_app.core.decision.recommendation import Recommendation, recommendation


@dataclass(frozen=True, slots=True)
class Reading:
    """A document together with what follows from it."""

    catalogue: Catalogue
    assessment: Assessment
    path: Path
    table: tuple[Row, ...]
    problems: tuple[Problem, ...]
    progress: tuple[Progress, ...]
    findings: tuple[Finding, ...]
    duties: tuple[Duty, ...]
    recommendation: Recommendation


def read(catalogue: Catalogue, assessment: Assessment) -> Reading:
    """Compute what follows from the document."""
    asked = path(catalogue, assessment)
    table = rows(catalogue, assessment, asked)
    wrong = problems(catalogue, assessment, asked, table)
    found = findings(assessment, asked)
    return Reading(
        catalogue,
        assessment,
        asked,
        table,
        wrong,
        progress(asked, table, wrong),
        found,
        duties(assessment, asked),
        recommendation(assessment, asked, found),
    )
