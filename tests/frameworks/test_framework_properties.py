"""What holds of every shipped framework, whatever the release: not knowing never helps."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from release_view import FILES, kinds, shipped

from procure_app import resources
from procure_app.core.assessment.document import Assessment
from procure_app.core.assessment.path import path
from procure_app.core.assessment.table import rows
from procure_app.core.catalogue.catalogue import Catalogue
from procure_app.core.catalogue.word import AnswerValue, Availability
from procure_app.core.frameworks.change import changes
from procure_app.core.frameworks.criterion import AnswerIs, ComponentIs
from procure_app.core.frameworks.evaluation import truths
from procure_app.core.frameworks.framework import Framework, Rule
from procure_app.core.frameworks.judgement import Verdict
from procure_app.core.frameworks.verdict import verdict
from procure_app.core.frameworks.view import Believed, Held, Side, View, views
from procure_app.core.truth import Truth
from procure_app.store.shipped.example import examples, load_example

FRAMEWORKS = [shipped(file.stem) for file in FILES]
CRITERIA = [criterion for framework in FRAMEWORKS for criterion in framework.criteria]
LADDERS = [rule.ladder for framework in FRAMEWORKS for rule in framework.verdicts if rule.ladder]
COMPONENTS = sorted(
    {c.component for c in CRITERIA if isinstance(c, ComponentIs)}
    | {component for ladder in LADDERS for component in ladder.components}
)
OPTIONS = {
    question: sorted({o for c in CRITERIA if isinstance(c, AnswerIs) for o in c.options})
    for question in sorted({c.question for c in CRITERIA if isinstance(c, AnswerIs)})
}
LICENCES = ("Apache-2.0", "CC-BY-4.0", "CC-BY-NC-4.0", "llama3.1", "bigcode-openrail-m", "NONE")
EXAMPLES = examples(resources.folder("examples"))

AVAILABILITIES = [*Availability, Availability.RELEASED, Availability.RELEASED, None]


def row(there: Availability | None, licence: str, reasoned: bool) -> Held:
    """Return a row as the engine gets it: *unknown* is None, and what is absent has no terms."""
    if there is Availability.UNKNOWN:
        there = None
    return Held(there, "NOASSERTION" if there is Availability.NOT_APPLICABLE else licence, reasoned)


held = st.builds(
    row,
    st.sampled_from(AVAILABILITIES),
    st.sampled_from([*LICENCES, "Apache-2.0", "NOASSERTION"]),
    st.booleans(),
)
layers = st.lists(held, min_size=1, max_size=2).map(tuple)
believed = st.sampled_from(sorted({o for each in OPTIONS.values() for o in each})).map(
    lambda option: Believed(AnswerValue.YES, frozenset((option,)))
)


@st.composite
def releases(draw) -> View:
    """Draw a release: some rows, some answers."""
    components = {name: draw(layers) for name in COMPONENTS if draw(st.integers(0, 3))}
    answers = {question: draw(believed) for question in OPTIONS if draw(st.booleans())}
    return View(Side.WORD, components, answers)


@st.composite
def pairs(draw) -> tuple[View, View]:
    """Draw a release and the same one with some of it not known."""
    known = draw(releases())

    def less(row: Held) -> Held:
        kept = draw(st.integers(0, 3))
        if kept == 0:
            return replace(row, availability=None)
        return replace(row, licence="NOASSERTION") if kept == 1 else row

    components = {name: tuple(map(less, layers)) for name, layers in known.components.items()}
    answers = {name: said for name, said in known.answers.items() if draw(st.integers(0, 3))}
    return known, View(Side.EVIDENCE, components, answers)


def found(rule: Rule, framework: Framework, view: View) -> Verdict:
    return verdict(rule, truths(framework, view, kinds), view, kinds)


def sure(rule: Rule, said: Verdict) -> int:
    """Return how good what the verdict is sure of is: higher is better."""
    if rule.terms:
        return -[term.id for term in rule.terms].index(said.term or said.at_least)
    if said.climb:
        return -(said.climb.level or 99)
    return int(said.truth in (Truth.MET, Truth.NEUTRAL))


def is_no_better(less: View, known: View) -> bool:
    return all(
        sure(rule, found(rule, framework, less)) <= sure(rule, found(rule, framework, known))
        for framework in FRAMEWORKS
        for rule in framework.verdicts
    )


@given(pairs())
@settings(max_examples=60, deadline=None)
def test_not_knowing_something_never_makes_a_verdict_better(pair):
    known, less = pair
    assert is_no_better(less, known)


@given(pairs())
@settings(max_examples=60, deadline=None)
def test_not_knowing_something_never_meets_a_criterion(pair):
    known, less = pair
    for framework in FRAMEWORKS:
        before, after = truths(framework, known, kinds), truths(framework, less, kinds)
        met = [name for name, truth in after.items() if truth is Truth.MET]
        assert [name for name in met if before[name] is not Truth.MET] == []


@given(pairs())
@settings(max_examples=60, deadline=None)
def test_not_knowing_something_never_makes_a_line_say_more(pair):
    known, less = pair
    for framework in FRAMEWORKS:
        before, after = truths(framework, known, kinds), truths(framework, less, kinds)
        for line in framework.lines:
            said = line.say(after[line.criterion])
            assert said in (line.say(before[line.criterion]), line.unknown)


@given(releases())
@settings(max_examples=60, deadline=None)
def test_what_would_change_a_verdict_does(view):
    """Meeting the leaves of any set that is offered meets the criterion."""
    for framework in FRAMEWORKS:
        before = truths(framework, view, kinds)
        goals = {rule.criterion for rule in framework.verdicts}
        goals |= {term.criterion for rule in framework.verdicts for term in rule.terms}
        for goal in goals - {""}:
            for change in changes(framework, goal, before):
                met = {leaf.id for leaf in change.leaves}
                assert met
                assert _with(framework, before, met)[goal] is Truth.MET


def _with(framework: Framework, before, met: set[str]) -> dict[str, Truth]:
    """Return the truths once these leaves are met, by criteria read anew."""
    after: dict[str, Truth] = {}
    for criterion in framework.ordered:
        parts = getattr(criterion, "all", None) or getattr(criterion, "any", None)
        if parts is None:
            after[criterion.id] = Truth.MET if criterion.id in met else before[criterion.id]
            continue
        each = [after[part] for part in parts if after[part] is not Truth.NEUTRAL]
        enough = all if hasattr(criterion, "all") else any
        if not each:
            after[criterion.id] = Truth.NEUTRAL
        else:
            is_met = enough(truth is Truth.MET for truth in each)
            after[criterion.id] = Truth.MET if is_met else Truth.NOT_MET
    return after


def both_sides(catalogue: Catalogue, assessment: Assessment) -> tuple[View, View]:
    asked = path(catalogue, assessment)
    return views(catalogue, assessment, asked, rows(catalogue, assessment, asked))


@pytest.mark.parametrize("name", EXAMPLES)
def test_on_the_evidence_no_example_is_better_than_on_the_word(name, catalogue):
    word, evidence = both_sides(catalogue, load_example(resources.folder("examples"), name))
    assert is_no_better(evidence, word)


@pytest.mark.parametrize("name", EXAMPLES)
def test_without_evidence_nothing_open_is_left_of_an_example(name, catalogue):
    """No row is shown without evidence, so no verdict on openness is met."""
    example = load_example(resources.folder("examples"), name)
    bare = {
        key: row.model_copy(
            update={"availability_evidence": (), "licence_evidence": (), "found": ""}
        )
        for key, row in example.components.items()
    }
    stripped = Assessment.model_validate({**dict(example), "components": bare})
    _, evidence = both_sides(catalogue, stripped)
    for framework in FRAMEWORKS:
        for rule in framework.verdicts:
            if rule.terms:
                said = found(rule, framework, evidence)
                assert said.term in ("", rule.terms[-1].id)
            elif rule.criterion:
                assert found(rule, framework, evidence).truth is not Truth.MET


@pytest.mark.parametrize("licence", LICENCES)
def test_the_sample_of_licences_is_one_that_the_book_knows(licence):
    assert kinds(licence, "some_use") is not Truth.UNKNOWN
