"""What is wrong with a framework although every value in it is well formed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator

from procure_app.core.catalogue.catalogue import Catalogue
from procure_app.core.frameworks.change import changes
from procure_app.core.frameworks.criterion import (
    AllOf,
    AnswerIs,
    AnyCriterion,
    AtLeast,
    ComponentIs,
    parts,
)
from procure_app.core.frameworks.framework import Framework, Rule
from procure_app.core.frameworks.ladder import Ladder
from procure_app.core.truth import Truth, all_of, any_of, at_least


def problems(framework: Framework, catalogue: Catalogue, kinds: Collection[str]) -> tuple[str, ...]:
    """Return one line for each fault; the name it opens with stands in the file."""
    ids = Counter(criterion.id for criterion in framework.criteria)
    found = [f"{name}: stands twice" for name, times in ids.items() if times > 1]
    found += [
        f"{criterion.id}: rests on {part}, which does not exist"
        for criterion in framework.criteria
        for part in parts(criterion)
        if part not in ids
    ]
    for criterion in framework.criteria:
        found += _leaf(criterion, catalogue, kinds)
    for rule in framework.verdicts:
        found += _rule(rule, ids, catalogue, kinds)
    for line in framework.lines:
        if line.criterion not in ids:
            found.append(f"{line.criterion}: is not a criterion")
    if found:
        return tuple(found)  # what follows walks the tree
    try:
        _ = framework.ordered
    except ValueError as error:
        return (str(error),)
    return (*_unused(framework), *_unreachable(framework))


def _leaf(criterion: AnyCriterion, catalogue: Catalogue, kinds: Collection[str]) -> Iterator[str]:
    match criterion:
        case ComponentIs():
            if criterion.component not in catalogue.component_by_id:
                yield f"{criterion.id}: component {criterion.component} does not exist"
            if criterion.licence and criterion.licence not in kinds:
                yield f"{criterion.id}: licence kind {criterion.licence} does not exist"
        case AnswerIs():
            question = catalogue.by_id.get(criterion.question)
            if question is None:
                yield f"{criterion.id}: question {criterion.question} does not exist"
                return
            if not criterion.options and not criterion.answer:
                yield f"{criterion.id}: names no answer"
            for option in criterion.options:
                if question.option(option) is None:
                    yield f"{criterion.id}: {question.id} has no option {option}"
        case AtLeast() if criterion.at_least > len(criterion.of):
            yield f"{criterion.id}: asks for more parts than it has"
        case _:
            pass


def _rule(
    rule: Rule, ids: Collection[str], catalogue: Catalogue, kinds: Collection[str]
) -> Iterator[str]:
    for needed in (rule.criterion, *(term.criterion for term in rule.terms)):
        if needed and needed not in ids:
            yield f"{rule.id}: criterion {needed} does not exist"
    if rule.ladder is not None:
        yield from _ladder(rule.id, rule.ladder, catalogue)
        for kind in sorted(set(rule.ladder.kinds.values()) - set(kinds)):
            yield f"{rule.id}: licence kind {kind} does not exist"


def _ladder(owner: str, ladder: Ladder, catalogue: Catalogue) -> Iterator[str]:
    for rung in ladder.rungs:
        slots = [name for slot in rung.slots for name in (slot.component, slot.stand_in) if name]
        for component in (*slots, *rung.optional):
            if component not in catalogue.component_by_id:
                yield f"{owner}: component {component} does not exist"


def _unused(framework: Framework) -> Iterator[str]:
    used = {part for criterion in framework.criteria for part in parts(criterion)}
    used |= {line.criterion for line in framework.lines}
    for rule in framework.verdicts:
        used |= {rule.criterion, *(term.criterion for term in rule.terms)}
    for criterion in framework.criteria:
        if criterion.id not in used:
            yield f"{criterion.id}: no verdict rests on it"


def _unreachable(framework: Framework) -> Iterator[str]:
    """Yield the terms that hold in no case: whatever meets them meets a higher one too.

    Of every term the five smallest sets of leaves are tried.
    """
    nothing = {criterion.id: Truth.NOT_MET for criterion in framework.criteria}
    for rule in framework.verdicts:
        higher: list[str] = []
        for term in rule.terms:
            if term.criterion:
                ways = changes(framework, term.criterion, nothing)
                met = [_truths(framework, {leaf.id for leaf in way.leaves}) for way in ways]
                if not any(all(way[h] is not Truth.MET for h in higher) for way in met):
                    yield f"{term.id}: {rule.id} can never come to it"
                higher.append(term.criterion)


def _truths(framework: Framework, met: Collection[str]) -> dict[str, Truth]:
    found: dict[str, Truth] = {}
    for criterion in framework.ordered:
        below = [found[part] for part in parts(criterion)]
        if not below:
            found[criterion.id] = Truth.MET if criterion.id in met else Truth.NOT_MET
        elif isinstance(criterion, AtLeast):
            found[criterion.id] = at_least(criterion.at_least, below)
        else:
            found[criterion.id] = (all_of if isinstance(criterion, AllOf) else any_of)(below)
    return found
