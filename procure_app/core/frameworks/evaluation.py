"""Whether each criterion of a framework is met on one view of a release."""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_never

from procure_app.core.catalogue.word import AnswerValue, Availability
from procure_app.core.frameworks.criterion import AllOf, AnswerIs, AnyOf, AtLeast, ComponentIs
from procure_app.core.frameworks.framework import Framework
from procure_app.core.frameworks.judgement import Kinds
from procure_app.core.frameworks.view import Held, View
from procure_app.core.truth import Truth, all_of, any_of, at_least


def truths(framework: Framework, view: View, kinds: Kinds) -> Mapping[str, Truth]:
    """Return the truth of every criterion by its id."""
    found: dict[str, Truth] = {}
    for criterion in framework.ordered:
        match criterion:
            case ComponentIs():
                found[criterion.id] = component_truth(criterion, view, kinds)
            case AnswerIs():
                found[criterion.id] = answer_truth(criterion, view)
            case AllOf():
                found[criterion.id] = all_of([found[part] for part in criterion.all])
            case AnyOf():
                found[criterion.id] = any_of([found[part] for part in criterion.any])
            case AtLeast():
                each = [found[part] for part in criterion.of]
                found[criterion.id] = at_least(criterion.at_least, each)
            case _:
                assert_never(criterion)
    return found


def component_truth(leaf: ComponentIs, view: View, kinds: Kinds) -> Truth:
    """Return whether the component is there in every layer, on terms of the leaf's kind.

    What one layer lacks, no other makes good: permissive terms on a modification do not cure
    a restricted base. A layer to which the component does not apply is left out where another
    layer has it.
    """
    rows = view.components.get(leaf.component)
    if not rows:
        return Truth.UNKNOWN
    if len(rows) == 1:
        return held_truth(leaf, rows[0], kinds)
    speaking = [held for held in rows if held.availability is not Availability.NOT_APPLICABLE]
    return all_of([held_truth(leaf, held, kinds) for held in speaking or rows])


def held_truth(leaf: ComponentIs, held: Held, kinds: Kinds) -> Truth:
    """Return the truth of the leaf in one layer."""
    if held.availability is Availability.NOT_APPLICABLE:
        if not held.reasoned:
            return Truth.UNKNOWN
        return Truth.NEUTRAL if leaf.neutral else Truth.NOT_MET
    if held.availability is None:
        there = Truth.UNKNOWN
    else:
        there = Truth.MET if held.availability in leaf.availability else Truth.NOT_MET
    if there is Truth.NOT_MET or not leaf.licence:
        return there
    terms = kinds(held.licence, leaf.licence)
    return terms if there is Truth.MET else all_of((there, terms))


def answer_truth(leaf: AnswerIs, view: View) -> Truth:
    """Return whether the answer is one of those the leaf names; no answer is unknown."""
    believed = view.answers.get(leaf.question)
    if believed is None:
        return Truth.UNKNOWN
    if not believed.options.isdisjoint(leaf.options) or believed.value in leaf.answer:
        return Truth.MET
    if believed.value is AnswerValue.NOT_APPLICABLE:
        return Truth.NEUTRAL if leaf.neutral else Truth.UNKNOWN
    return Truth.NOT_MET
