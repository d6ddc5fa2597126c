"""How verdicts follow from views: every framework on the word, and on the evidence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from procure_app.core.frameworks.climb import climb
from procure_app.core.frameworks.evaluation import truths
from procure_app.core.frameworks.framework import Framework, Rule
from procure_app.core.frameworks.judgement import Judged, Judgement, Kinds, Verdict
from procure_app.core.frameworks.rung import held
from procure_app.core.frameworks.view import Side, View
from procure_app.core.truth import Truth


def judge(
    frameworks: tuple[Framework, ...],
    word: View,
    evidence: View,
    kinds_on_word: Kinds,
    kinds_on_evidence: Kinds,
    *,
    remembered: Remembered | None = None,
) -> Judgement:
    """Evaluate every framework twice; see ``side`` for what is remembered."""
    said = side(frameworks, word, kinds_on_word, remembered)
    shown = side(frameworks, evidence, kinds_on_evidence, remembered)
    rules = [(framework, rule) for framework in frameworks for rule in framework.verdicts]
    return Judgement(
        word,
        evidence,
        tuple(
            Judged(framework, rule, on_word, on_evidence)
            for (framework, rule), on_word, on_evidence in zip(
                rules, said.verdicts, shown.verdicts, strict=True
            )
        ),
        said.truths,
        shown.truths,
        kinds_on_word,
        kinds_on_evidence,
    )


@dataclass(frozen=True, slots=True)
class OneSide:
    """What every framework says on one side."""

    truths: Mapping[str, Mapping[str, Truth]]
    """By framework and criterion."""
    verdicts: tuple[Verdict, ...]
    """In the order of the frameworks and their rules."""


Inputs = tuple[object, ...]
Said = tuple[Mapping[str, Truth], tuple[Verdict, ...]]
Remembered = dict[tuple[str, Side], tuple[Inputs, Said]]
"""What each framework said last on each side, and on what. It never changes an answer."""


def side(
    frameworks: tuple[Framework, ...],
    view: View,
    kinds: Kinds,
    remembered: Remembered | None = None,
) -> OneSide:
    """Evaluate every framework on one view.

    A framework that reads what it read last says what it said: most answers touch few of them.
    What is remembered must be of the same judge of licences.
    """
    found: dict[str, Mapping[str, Truth]] = {}
    verdicts: list[Verdict] = []
    for framework in frameworks:
        key, inputs = (framework.id, view.side), _inputs(framework, view)
        last = remembered.get(key) if remembered is not None else None
        if last is not None and last[0] == inputs:
            said = last[1]
        else:
            truth = truths(framework, view, kinds)
            said = truth, tuple(verdict(r, truth, view, kinds) for r in framework.verdicts)
        if remembered is not None:
            remembered[key] = inputs, said
        found[framework.id] = said[0]
        verdicts += said[1]
    return OneSide(found, tuple(verdicts))


def _inputs(framework: Framework, view: View) -> Inputs:
    components, questions = framework.reads
    return (
        framework,
        *(view.components.get(component) for component in components),
        *(view.answers.get(question) for question in questions),
    )


def verdict(rule: Rule, truth: Mapping[str, Truth], view: View, kinds: Kinds) -> Verdict:
    """Return what the rule says where its framework's criteria have these truths."""
    if rule.criterion:
        return Verdict(truth[rule.criterion])
    if rule.ladder is not None:
        reached = climb(rule.ladder, held(rule.ladder, view, kinds), kinds)
        return Verdict(Truth.UNKNOWN if reached.level is None else Truth.MET, climb=reached)
    return _ordered(rule, truth)


def _ordered(rule: Rule, truth: Mapping[str, Truth]) -> Verdict:
    """Return the first term met with all higher ones not met; else between which it lies."""
    at_most = ""
    for term in rule.terms:
        met = truth[term.criterion] if term.criterion else Truth.MET
        if met is Truth.MET:
            if not at_most:
                return Verdict(Truth.MET, term.id)
            return Verdict(Truth.UNKNOWN, at_least=term.id, at_most=at_most)
        if met is not Truth.NOT_MET and not at_most:
            at_most = term.id
    raise ValueError(f"{rule.id}: no term holds")  # the last term has no criterion
