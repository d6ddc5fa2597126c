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

    @property
    def buyer(self) -> Buyer:
        """The buyer, as licences see it."""
        return recipient(self.catalogue, self.assessment.walk, self.path)


def read(
    catalogue: Catalogue,
    assessment: Assessment,
    library: Rules = NO_RULES,
    shipped: Catalogue | None = None,
) -> Reading:
    """Compute what follows from the document; without a library there are no verdicts."""
    asked = path(catalogue, assessment)
    table = rows(catalogue, assessment, asked)
    word, evidence = views(catalogue, assessment, asked, table)
    judgement = library.judged(word, evidence, catalogue.uses.licence_form)
    wrong = problems(catalogue, assessment, asked, table)
    more = mislabelled(catalogue, assessment, asked, library, judgement)
    found = findings(assessment, asked, more)
    return Reading(
        catalogue,
        library,
        assessment,
        asked,
        table,
        judgement,
        wrong,
        progress(asked, table, wrong),
        found,
        duties(assessment, asked),
        recommendation(assessment, asked, found),
        shipped,
    )
