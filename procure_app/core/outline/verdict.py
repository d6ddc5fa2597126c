"""Every verdict side by side, on the vendor's word and on the evidence, with its reasons."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from procure_app.core.decision.reading import Reading
from procure_app.core.frameworks.criterion import AnswerIs
from procure_app.core.frameworks.framework import Framework
from procure_app.core.frameworks.judgement import Judged
from procure_app.core.outline.block import (
    Block,
    Cell,
    Entry,
    Facts,
    Heading,
    Listing,
    Paragraph,
    Table,
)
from procure_app.core.outline.listed import listed, sentences, shortened
from procure_app.core.outline.reasoned import Line, Way, lines, way
from procure_app.core.outline.subject import said, subject
from procure_app.core.outline.verdict_words import TRUTHS, change_words, issue, verdict_mark
from procure_app.core.phrase import Wording, phrase
from procure_app.core.truth import Truth


def verdicts(reading: Reading) -> tuple[Block, ...]:
    """Return the comparison; nothing where there is no framework."""
    judged = reading.judgement.verdicts
    if not judged:
        return ()
    head = (phrase("By"), phrase("On the vendor's word"), phrase("On the evidence"))
    rows = tuple(
        (
            _name(each),
            verdict_mark(each.rule, each.on_word),
            verdict_mark(each.rule, each.on_evidence),
        )
        for each in judged
    )
    return (
        Heading(1, phrase("Which words are true of it"), "verdicts"),
        Paragraph(
            phrase(
                "On the vendor's word, every statement is believed. On the evidence, only what the "
                "evidence shows counts. No framework is derived from another, and none of this is "
                "a certificate."
            )
        ),
        label(reading),
        Table(head, rows, (0.4, 0.3, 0.3)),
        *_statements(reading),
    )


def label(reading: Reading) -> Facts:
    """Return what the vendor calls the release, with room for its reply."""
    none = phrase("not recorded")
    called = subject(reading).label
    reply = said(reading, reading.catalogue.uses.reply) if reading.catalogue.uses.reply else ""
    return Facts(
        (
            (phrase("The vendor calls it"), called or none),
            (phrase("The vendor's reply to this page"), reply or phrase("none recorded")),
        )
    )


def reasons(reading: Reading) -> tuple[Block, ...]:
    """Return the criteria of every framework with what they rest on, and what would change."""
    if not reading.judgement.verdicts:
        return ()
    blocks: list[Block] = [Heading(1, phrase("Why these words"), "reasons")]
    for framework in reading.library.frameworks:
        judged = [j for j in reading.judgement.verdicts if j.framework is framework]
        if judged:
            blocks += _framework(reading, framework, judged)
    return tuple(blocks)


def _framework(reading: Reading, framework: Framework, judged: list[Judged]) -> Iterator[Block]:
    yield Heading(2, framework.title, f"reasons-{framework.id}")
    yield Paragraph(
        sentences(phrase("{issue}.", issue=issue(framework)), framework.variant, framework.intro)
    )
    for each in judged:
        found = lines(reading, each, near=True)
        if len(judged) > 1:
            yield Heading(3, each.rule.title)
        if found:
            head = (phrase("Criterion"), phrase("Word"), phrase("Evidence"), phrase("Rests on"))
            rows = tuple(_line(line) for line in found)
            yield Table(head, rows, (0.44, 0.12, 0.12, 0.32))
        yield from _way(way(reading, each))
    if framework.remains:
        yield Paragraph(phrase("What stays due even so:"))
        yield Listing(framework.remains)
    for step in framework.steps:
        yield Entry("", step.title, text=step.text)


def _line(line: Line) -> tuple[Cell, ...]:
    indent = "\u2013 " * min(line.depth, 3)
    return (
        phrase("{indent}{text}", indent=indent, text=line.text),
        TRUTHS[line.on_word].text,
        TRUTHS[line.on_evidence].text,
        listed(line.entered),
    )


def _way(found: Way | None) -> Iterator[Block]:
    if found is None:
        return
    if found.components:
        names = listed(found.components, ", ")
        yield Paragraph(
            phrase("For {goal}, on suitable terms: {names}.", goal=found.goal, names=names)
        )
    elif found.changes:
        smallest = found.changes[0].smallest
        words = (
            phrase("The smallest sets of changes that would bring {goal}:", goal=found.goal)
            if smallest
            else phrase("Sets of changes that would bring {goal}:", goal=found.goal)
        )
        yield Paragraph(words)
        yield Listing(tuple(change_words(change) for change in found.changes), numbered=True)


def _name(judged: Judged) -> Wording:
    framework = judged.framework
    if len(framework.verdicts) > 1:
        return phrase("{framework}: {title}", framework=framework.short, title=judged.rule.title)
    return phrase("{title} ({version})", title=framework.title, version=framework.version)


def _statements(reading: Reading) -> Iterator[Block]:
    """Yield the policy concerns as short statements, each sentence with its ground."""
    for framework in reading.library.frameworks:
        if framework.lines:
            truth = reading.judgement.truths_on_evidence[framework.id]
            yield Heading(2, framework.title, f"concern-{framework.id}")
            yield Paragraph(framework.intro)
            yield Listing(tuple(said_lines(reading, framework, truth)))


def said_lines(reading: Reading, framework: Framework, truth: Mapping[str, Truth]) -> Iterator[str]:
    """Yield the sentences of a statement, without those whose question was not asked here."""
    asked = {question.id for question in reading.path.questions()}
    for line in framework.lines:
        criterion = framework.by_id[line.criterion]
        if not isinstance(criterion, AnswerIs) or criterion.question in asked:
            yield line.say(truth[line.criterion])


def headline(reading: Reading) -> tuple[Block, ...]:
    """Return the few verdicts that open a report, with what is missing for the next word."""
    shown = [each for each in reading.judgement.verdicts if each.rule.headline]
    if not shown:
        return ()
    head = (
        phrase("Word"),
        phrase("On the evidence"),
        phrase("On the vendor's word"),
        phrase("Missing for the next word"),
    )
    rows = tuple(
        (
            each.rule.title,
            verdict_mark(each.rule, each.on_evidence),
            verdict_mark(each.rule, each.on_word),
            _missing(way(reading, each)),
        )
        for each in shown
    )
    return (Table(head, rows, (0.17, 0.2, 0.2, 0.43)),)


def _missing(found: Way | None) -> Wording:
    if found is None:
        return phrase("nothing: it is the most open one")
    if found.components:
        return shortened(found.components, 4)
    return change_words(found.changes[0], most=3) if found.changes else ""
