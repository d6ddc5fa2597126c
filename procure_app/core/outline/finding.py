"""What falls short, section by section, and how each finding is treated."""

from __future__ import annotations

from procure_app.core.assessment.answer import Answer
from procure_app.core.catalogue.word import Severity
from procure_app.core.decision.finding import Finding, Shortfall
from procure_app.core.decision.reading import Reading
from procure_app.core.outline.answer_words import answer_of, in_words
from procure_app.core.outline.block import Block, Cell, Entry, Heading, Paragraph
from procure_app.core.outline.evidence_words import GRADES, cited
from procure_app.core.outline.listed import listed, sentences
from procure_app.core.outline.mark import severity_mark
from procure_app.core.outline.picture import finding_picture
from procure_app.core.phrase import Phrase, Wording, counted, phrase

_DUE: dict[str, Phrase] = {
    "award": phrase("It must be cured before the award."),
    "contract": phrase("It must be cured before the contract."),
    "first use": phrase("It must be cured before the first use."),
}


def findings(reading: Reading) -> tuple[Block, ...]:
    """Return every finding under the section its question belongs to."""
    heading = Heading(1, phrase("What falls short"), "findings")
    if not reading.findings:
        return (heading, Paragraph(phrase("Nothing that was asked falls short.")))
    blocks: list[Block] = [heading, Paragraph(_counts(reading)), finding_picture(reading)]
    for section, questions in reading.path.sections:
        ids = {question.id for question in questions}
        members = [finding for finding in reading.findings if finding.question.id in ids]
        if members:
            blocks.append(Heading(2, section.title, f"findings-{section.id}"))
            blocks += [_entry(reading, finding) for finding in members]
    return tuple(blocks)


_SHORTFALLS: dict[Shortfall, Phrase] = {
    Shortfall.NO: phrase("The answer is no."),
    Shortfall.PARTLY: phrase("The answer is partly."),
    Shortfall.UNKNOWN: phrase("It is not known."),
    Shortfall.OPEN: phrase("It is not answered yet."),
    Shortfall.CONTRADICTED: phrase("The evidence says otherwise."),
}


def shortfall_words(finding: Finding) -> Wording:
    """Return in which way it falls short, as a sentence."""
    if finding.shortfall is not Shortfall.CLAIMED:
        return _SHORTFALLS[finding.shortfall]
    needed = finding.question.statement.shown_from
    if not finding.grade:
        return phrase(
            "Claimed, not shown: there is no evidence, and grade {needed} would show it.",
            needed=needed,
        )
    return phrase(
        "Claimed, not shown: the evidence is of grade {grade} ({words}), and grade "
        "{needed} would show it.",
        grade=finding.grade,
        words=GRADES[finding.grade],
        needed=needed,
    )


def _counts(reading: Reading) -> Wording:
    parts: list[Wording] = []
    for severity in Severity:
        count = sum(finding.severity is severity for finding in reading.findings)
        if count:
            parts.append(_weight(severity, count))
    return counted(
        "{count} finding: {weights}. Findings are not averaged or added up.",
        "{count} findings: {weights}. Findings are not averaged or added up.",
        len(reading.findings),
        weights=listed(parts, ", "),
    )


def _weight(severity: Severity, count: int) -> Phrase:
    match severity:
        case Severity.BAR:
            return counted("{count} bar", "{count} bars", count)
        case Severity.BLOCKER:
            return counted("{count} blocker", "{count} blockers", count)
        case Severity.MAJOR:
            return counted("{count} major", "{count} major", count)
        case Severity.MINOR:
            return counted("{count} minor", "{count} minor", count)


def _entry(reading: Reading, finding: Finding) -> Entry:
    question = finding.question
    given = reading.assessment.answers.get(question.id, Answer())
    name: Wording = (
        phrase("{reference}, {name}", reference=question.reference, name=question.short)
        if question.reference
        else question.short
    )
    lines: list[tuple[Wording, Cell]] = [(phrase("Question"), name)]
    answer = in_words(question, answer_of(reading, question))
    if answer != "":
        lines.append((phrase("Answer"), answer))
    if question.duty:
        lines.append((phrase("Who answers"), _who(given)))
    if given.evidence:
        lines.append((phrase("Evidence"), cited(reading.assessment, given.evidence)))
    if finding.note:
        lines.append((phrase("Note"), finding.note))
    lines.append((phrase("Treatment"), treatment(finding)))
    bar = finding.severity is Severity.BAR
    text = sentences(shortfall_words(finding), _DUE.get(question.due, "") if bar else "")
    return Entry(finding.id, finding.text, severity_mark(finding.severity), text, tuple(lines))


def _who(given: Answer) -> Wording:
    unsaid = phrase("not said")
    return phrase(
        "bound: {bound}; carried in fact by: {carried}",
        bound=phrase(given.bound.value) if given.bound else unsaid,
        carried=phrase(given.carried.value) if given.carried else unsaid,
    )


def treatment(finding: Finding) -> Wording:
    """Return the conditions and acceptances that answer the finding, or that none does."""
    parts: list[Wording] = [
        phrase("condition {id}", id=condition.id) for condition in finding.conditions
    ]
    for acceptance in finding.acceptances:
        kind = phrase("waiver") if acceptance.waiver else phrase("risk acceptance")
        parts.append(phrase("{kind} {id}", kind=kind, id=acceptance.id))
    return listed(parts, ", ") if parts else phrase("none yet")
