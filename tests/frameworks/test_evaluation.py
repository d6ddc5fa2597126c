"""Criteria are three-valued: met, not met, cannot tell."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_framework import framework, kinds, leaf, sum_of, view

from procure_app.core.catalogue.word import AnswerValue, Availability, Layer
from procure_app.core.frameworks.evaluation import truths
from procure_app.core.frameworks.view import Held, Side, View
from procure_app.core.truth import Truth, all_of, any_of, at_least

MET, NOT, UNKNOWN, NEUTRAL = Truth.MET, Truth.NOT_MET, Truth.UNKNOWN, Truth.NEUTRAL
RANK = {NOT: 0, UNKNOWN: 1, MET: 2}


def truth_of(data, shown):
    return truths(framework(data), shown, kinds)[data["id"]]


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        ((Availability.RELEASED, "open"), MET),
        ((Availability.RELEASED, "shut"), NOT),
        ((Availability.RELEASED, "NOASSERTION"), UNKNOWN),
        ((Availability.GATED, "open"), NOT),
        ((None, "open"), UNKNOWN),
        ((None, "shut"), NOT),
        ((Availability.WITHHELD, "NOASSERTION"), NOT),
    ],
)
def test_a_component_is_met_by_its_availability_and_its_terms(held, expected):
    assert truth_of(leaf("a", licence="open"), view({"a": held})) is expected


def test_a_component_that_nobody_mentions_is_not_known():
    assert truth_of(leaf("a"), view()) is UNKNOWN


def test_not_applicable_is_neutral_only_where_the_framework_allows_it_and_a_reason_stands():
    absent = view({"a": (Availability.NOT_APPLICABLE, "")})
    assert truth_of(leaf("a", neutral=True), absent) is NEUTRAL
    assert truth_of(leaf("a"), absent) is NOT
    bare = View(Side.WORD, {"a": (Held(Availability.NOT_APPLICABLE, "", False),)}, {})
    assert truth_of(leaf("a", neutral=True), bare) is UNKNOWN


def test_permissive_terms_on_a_fine_tune_do_not_cure_a_restricted_base():
    layers = (
        Held(Availability.RELEASED, "shut", key=f"{Layer.BASE.value}/a"),
        Held(Availability.RELEASED, "open", key=f"{Layer.MODIFICATION.value}/a"),
    )
    assert truth_of(leaf("a", licence="open"), View(Side.WORD, {"a": layers}, {})) is NOT


def test_a_layer_to_which_a_component_does_not_apply_hides_no_other():
    layers = (
        Held(Availability.RELEASED, "open", key=f"{Layer.BASE.value}/a"),
        Held(Availability.NOT_APPLICABLE, "", True, f"{Layer.MODIFICATION.value}/a"),
    )
    assert truth_of(leaf("a", licence="open"), View(Side.WORD, {"a": layers}, {})) is MET


@pytest.mark.parametrize(
    ("given_", "expected"),
    [
        ({"q.a": (AnswerValue.YES, {"one"})}, MET),
        ({"q.a": (AnswerValue.NO, {"two"})}, NOT),
        ({"q.a": (AnswerValue.NOT_APPLICABLE, set())}, UNKNOWN),
        ({}, UNKNOWN),
    ],
)
def test_an_answer_is_met_by_its_option_and_unknown_without_one(given_, expected):
    data = {"id": "a", "text": "A.", "question": "q.a", "is": ["one"]}
    assert truth_of(data, view(answers=given_)) is expected


def test_an_answer_can_be_met_by_what_it_comes_to():
    data = {"id": "a", "text": "A.", "question": "q.a", "answer": ["partly"], "neutral": True}
    assert truth_of(data, view(answers={"q.a": (AnswerValue.PARTLY, {"x"})})) is MET
    absent = view(answers={"q.a": (AnswerValue.NOT_APPLICABLE, set())})
    assert truth_of(data, absent) is NEUTRAL


@pytest.mark.parametrize(
    ("each", "every", "some", "two"),
    [
        ((MET, MET), MET, MET, MET),
        ((MET, NOT), NOT, MET, NOT),
        ((MET, UNKNOWN), UNKNOWN, MET, UNKNOWN),
        ((NOT, UNKNOWN), NOT, UNKNOWN, NOT),
        ((MET, NEUTRAL), MET, MET, NOT),
        ((NEUTRAL,), NEUTRAL, NEUTRAL, NEUTRAL),
    ],
)
def test_sums_are_kleenes_and_leave_out_what_does_not_apply(each, every, some, two):
    assert (all_of(each), any_of(each), at_least(2, each)) == (every, some, two)


@given(st.lists(st.sampled_from([MET, NOT, UNKNOWN]), min_size=1, max_size=6), st.data())
def test_unknown_never_helps_a_sum(each, data):
    place = data.draw(st.integers(0, len(each) - 1))
    less = [*each[:place], UNKNOWN, *each[place + 1 :]]
    number = data.draw(st.integers(1, len(each)))
    for total in (all_of, any_of, lambda truths: at_least(number, truths)):
        before, after = total(each), total(less)
        assert not (after is MET and before is not MET)
        assert not (after is NOT and before is not NOT)


def test_parts_are_judged_before_their_sums_whatever_their_order_in_the_file():
    found = truths(
        framework(
            sum_of("whole", all=["half", "c"]),
            sum_of("half", any=["a", "b"]),
            sum_of("most", at_least=2, of=["a", "b", "c"]),
            *(leaf(name) for name in "abc"),
        ),
        view({"a": (Availability.RELEASED, ""), "b": (Availability.WITHHELD, "")}),
        kinds,
    )
    assert (found["half"], found["whole"], found["most"]) == (MET, UNKNOWN, UNKNOWN)
