"""Faults of a catalogue in which every single value is well formed."""

from __future__ import annotations

import pytest
from catalogue.tiny import catalogue_of, choice, component, entry, follows, is_

from procure_app.core.catalogue.catalogue import Catalogue, Group
from procure_app.core.catalogue.condition import (
    AllOf,
    Answered,
    AnyOf,
    AtLeast,
    HasComponent,
    Not,
)
from procure_app.core.catalogue.lint import problems
from procure_app.core.catalogue.question import SeverityRule
from procure_app.core.catalogue.word import Kind

WEIGHTS = HasComponent(component="weights", availability=("released",))
ONE = choice("a.one", "yes", "no")
COUNT = entry("a.count", Kind.NUMBER)


def faults(*questions, **fields):
    """Return the faults of a catalogue of these questions."""
    return problems(catalogue_of(*questions, components=(component("weights"),), **fields))


def test_a_sound_catalogue_has_no_faults():
    judged = choice("a.two", weighs="major", asked=AllOf(all=(is_("a.one", "yes"), WEIGHTS)))
    assert faults(ONE, COUNT, judged) == ()


@pytest.mark.parametrize(
    ("condition", "says"),
    [
        (is_("a.nine", "yes"), "reads unknown question a.nine"),
        (Answered(question="a.nine", answer=("yes",)), "reads unknown question a.nine"),
        (AtLeast(question="a.nine", at_least=1), "reads unknown question a.nine"),
        (is_("a.one", "maybe"), "reads unknown option a.one = maybe"),
        (AtLeast(question="a.one", at_least=1), "compares a.one, which is no number"),
        (
            HasComponent(component="cake", availability=("gated",)),
            "reads unknown component cake",
        ),
    ],
)
@pytest.mark.parametrize("wrap", ["bare", "all", "any", "not"])
def test_a_condition_on_what_is_not_there_is_a_fault_however_deep(condition, says, wrap):
    wrapped = {
        "bare": condition,
        "all": AllOf(all=(is_("a.one", "yes"), condition)),
        "any": AnyOf(any=(is_("a.one", "yes"), condition)),
        "not": Not(negated=condition),
    }[wrap]
    assert faults(ONE, COUNT, choice("a.two", asked=wrapped)) == (f"a.two: {says}",)


@pytest.mark.parametrize("where", ["core", "severity", "derived"])
def test_dangling_references_are_found_in_every_rule(where):
    dangling = is_("a.nine", "x")
    question = {
        "core": lambda: choice("a.two", core=dangling),
        "severity": lambda: choice("a.two", weighs=(SeverityRule(is_="major", when=dangling),)),
        "derived": lambda: follows("a.two", yes=dangling),
    }[where]()
    assert faults(ONE, question) == ("a.two: reads unknown question a.nine",)


def test_whether_a_question_is_asked_reads_earlier_questions_only():
    later = choice("a.two", asked=is_("a.three", "yes"))
    itself = choice("a.three", asked=is_("a.three", "yes"))
    assert faults(later, itself) == (
        "a.two: reads a.three, which is asked later",
        "a.three: reads a.three, which is asked later",
    )


def test_severity_core_and_derivations_may_read_later_questions():
    later = is_("b.late", "yes")
    judged = choice("a.one", weighs=(SeverityRule(is_="major", when=later),), core=later)
    assert faults(judged, follows("a.two", yes=later), choice("b.late")) == ()


def test_a_section_is_asked_from_earlier_sections_only():
    catalogue = catalogue_of(ONE, choice("b.one"))
    first, second = catalogue.sections
    reads_itself = second.model_copy(update={"asked": is_("b.one", "yes")})
    reads_first = second.model_copy(update={"asked": is_("a.one", "yes")})
    for section, expected in (
        (reads_itself, ("b: reads b.one, which is asked later",)),
        (reads_first, ()),
    ):
        assert expected == problems(with_(catalogue, sections=(first, section)))


def test_a_section_needs_a_group_that_exists():
    catalogue = with_(catalogue_of(ONE), groups=(Group(id="other", title="Other"),))
    assert problems(catalogue) == ("a: group all does not exist",)


def test_what_can_fall_short_must_be_explained():
    bare = choice("a.one", weighs="major").model_copy(
        update={"why": "", "satisfies": "", "ask": "", "sources": ()}
    )
    assert faults(bare) == (
        "a.one: why is empty",
        "a.one: satisfies is empty",
        "a.one: ask is empty",
        "a.one: names no source",
    )


def test_what_nobody_answered_falls_short_by_itself_as_a_bar_or_blocker():
    for weighs in ("bar", "blocker"):
        assert faults(choice("a.one", "yes", "fine", weighs=weighs, unknown=False)) == ()


def test_a_severity_needs_an_answer_that_falls_short():
    assert faults(choice("a.one", "yes", "fine", weighs="major", unknown=False)) == (
        "a.one: has a severity but no option falls short",
    )
    assert faults(choice("a.one", "yes", "fine", weighs="major")) == ()
    for sound in (
        choice("a.one", "yes", "no", weighs="major", unknown=False),
        choice("a.one", "yes", "partly", weighs="major", unknown=False),
        choice("a.one", "yes", "fine", unknown=False),
        entry("a.one", Kind.TEXT, "major", unknown=False),
    ):
        assert faults(sound) == ()


def with_(catalogue: Catalogue, **changes) -> Catalogue:
    """Return the catalogue with other fields."""
    return catalogue.model_copy(update=changes)
