"""Whether the vendor's own word for the release is borne out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from procure_app.core.assessment.answer import Answer
from procure_app.core.assessment.document import Assessment
from procure_app.core.assessment.path import Path
from procure_app.core.assessment.shown import answer_grade
from procure_app.core.catalogue.catalogue import Catalogue
from procure_app.core.decision.finding import Finding, Shortfall
from procure_app.core.frameworks.judgement import Judgement, Rules
from procure_app.core.phrase import Joined, Wording, phrase

if TYPE_CHECKING:
    from procure_app.core.frameworks.claim import Contradiction


def mislabelled(
    catalogue: Catalogue, assessment: Assessment, path: Path, rules: Rules, judgement: Judgement
) -> tuple[Finding, ...]:
    """Return the finding that the label uses a term which the evidence does not give.

    At most one, with every framework whose term was used; none where the vendor used no term.
    """
    question = catalogue.by_id.get(catalogue.uses.label)
    given = assessment.answers.get(catalogue.uses.label, Answer())
    if question is None or not given.value:
        return ()
    if question.id not in (asked.id for asked in path.questions()):
        return ()
    found = rules.contradictions(given.value[0], judgement.verdicts)
    if not found:
        return ()
    said = phrase(
        "It calls itself “{label}”; on the evidence: {verdicts}.",
        label=given.value[0],
        verdicts=Joined(tuple(map(_verdict, found)), "; "),
    )
    return (
        Finding(
            "",
            question,
            catalogue.uses.mislabelled,
            Shortfall.CONTRADICTED,
            answer_grade(assessment, given),
            given.note,
            said=said,
        ),
    )


def _verdict(found: Contradiction) -> Wording:
    rule, verdict = found.judged.rule, found.judged.on_evidence
    title = found.judged.framework.short
    if rule.criterion:
        return phrase("{title}: not met", title=title)
    if verdict.term:
        return phrase("{title}: {term}", title=title, term=rule.term(verdict.term).name)
    best = rule.term(verdict.at_most).name
    return phrase("{title}: {term} at best", title=title, term=best)
