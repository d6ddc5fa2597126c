"""What holds of every path, whatever was answered."""

from __future__ import annotations

import random

from catalogue.tiny import (
    UNKNOWN,
    assessment_of,
    catalogue_of,
    choice,
    component,
    follows,
    given,
    is_,
    steady,
)
from hypothesis import given as holds_for
from hypothesis import strategies as st

from procure_app.core.assessment.answer import ComponentRow
from procure_app.core.assessment.path import path
from procure_app.core.catalogue.condition import Answered, HasComponent
from procure_app.core.catalogue.word import Kind

RELEASED = ComponentRow(availability="released")

MIXED = catalogue_of(
    choice("a.holder", "us", "host"),
    choice("a.layers", "base", "product", kind=Kind.CHOICES),
    choice("b.one", asked=is_("a.holder", "us"), core=is_("c.three", "yes")),
    follows("b.two", fine=Answered(question="b.one", answer=("yes",)), bad=is_("c.three", "no")),
    choice("b.rest", "served", "withheld", asked=is_("a.holder", "host")),
    choice("c.three", core=False),
    choice("c.four", asked=HasComponent(component="weights", availability=("released",))),
    components=(component("weights"),),
    layers="a.layers",
    rest="b.rest",
    not_delivered=is_("a.holder", "host"),
)


def documents():
    """Return a strategy for assessments of the mixed catalogue."""
    answers = st.fixed_dictionaries(
        {},
        optional={
            q.id: st.sampled_from([UNKNOWN, *(given(o.id) for o in q.options)])
            for q in MIXED.questions()
        },
    )
    rows = st.dictionaries(
        st.sampled_from(["base/weights", "product/weights"]),
        st.sampled_from([RELEASED, ComponentRow(availability="withheld")]),
    )
    depths = st.sampled_from(["core", "full"])
    return st.builds(
        lambda answers, rows, depth: assessment_of(answers, components=rows, depth=depth),
        answers, rows, depths,
    )  # fmt: skip


@steady
@holds_for(documents(), st.randoms(use_true_random=False))
def test_the_path_does_not_depend_on_the_order_of_answering(document, chance: random.Random):
    answers, rows = list(document.answers.items()), list(document.components.items())
    chance.shuffle(answers)
    chance.shuffle(rows)
    other = document.model_copy(update={"answers": dict(answers), "components": dict(rows)})
    assert path(MIXED, document) == path(MIXED, other)


@steady
@holds_for(documents())
def test_the_path_is_the_same_every_time(document):
    assert path(MIXED, document) == path(MIXED, document)


@steady
@holds_for(documents())
def test_every_question_is_either_asked_or_explained(document):
    found = path(MIXED, document)
    ids = [q.id for q in found.questions()] + [off.question.id for off in found.not_asked]
    assert sorted(ids) == sorted(q.id for q in MIXED.questions())


@steady
@holds_for(documents())
def test_only_what_is_asked_is_read(document):
    found = path(MIXED, document)
    asked_ids = {q.id for q in found.questions()}
    facts = found.facts
    assert asked_ids >= set(facts.values) | set(facts.chosen) | set(facts.numbers)
    assert asked_ids >= set(found.derived)
