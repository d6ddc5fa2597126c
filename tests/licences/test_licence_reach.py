"""Whether a limit hits a buyer, on what is known of the buyer."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procure_app import resources
from procure_app.core.licences.buyer import ANYONE, Buyer
from procure_app.core.licences.licence import When
from procure_app.core.licences.reach import reach
from procure_app.core.truth import Truth
from procure_app.store.shipped.licence_file import load_licences

WORDS = load_licences(resources.folder("licences")).data.vocabulary
MET, NOT_MET, UNKNOWN = Truth.MET, Truth.NOT_MET, Truth.UNKNOWN


def hit(buyer: Buyer, **when) -> Truth:
    return reach(When(**when), buyer, WORDS)


def in_places(*places: str) -> Buyer:
    return Buyer(territories=frozenset(places))


@pytest.mark.parametrize(
    ("buyer", "expected"),
    [
        (in_places("eu"), MET),
        (in_places("canada", "uk"), MET),
        (in_places("canada"), NOT_MET),
        (in_places("other"), UNKNOWN),
        (Buyer(), UNKNOWN),
    ],
)
def test_a_place_that_is_not_asked_for_may_hide_behind_other(buyer, expected):
    assert expected is hit(buyer, territory=("eu", "uk", "south_korea"))


def test_other_is_none_of_the_places_that_are_asked_for():
    assert hit(in_places("other"), territory=("eu",)) is NOT_MET


@pytest.mark.parametrize(
    ("buyer", "expected"),
    [
        (Buyer(users=800e6), UNKNOWN),
        (Buyer(users=800e6, users_at_release=1e6), NOT_MET),
        (Buyer(users=5_000, users_at_release=701e6), MET),
        (Buyer(users=5_000), NOT_MET),
        (Buyer(users=700e6), NOT_MET),
        (Buyer(), UNKNOWN),
    ],
)
def test_users_count_on_the_day_the_version_came_out(buyer, expected):
    assert expected is hit(buyer, users_over=700e6, counted="at release")


def test_users_of_a_month_are_not_users_of_a_day():
    day = {"users_over": 1e6, "users_per": "day"}
    assert hit(Buyer(users=2e6), **day) is UNKNOWN
    assert hit(Buyer(users=1e6), **day) is NOT_MET
    assert hit(Buyer(users=2e6), users_over=1e6) is MET


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (0, 0, NOT_MET),
        (0, 240e6, NOT_MET),
        (240e6, None, UNKNOWN),
        (241e6, None, MET),
        (0, 300e6, UNKNOWN),
        (None, None, UNKNOWN),
    ],
)
def test_a_month_is_a_twelfth_of_a_year(low, high, expected):
    buyer = Buyer(revenue_low=low, revenue_high=high)
    assert expected is hit(buyer, revenue_over=20e6, per="month")


def test_a_limit_that_is_reached_differs_from_one_that_is_passed():
    exact = Buyer(revenue_low=10e6, revenue_high=10e6)
    assert hit(exact, revenue_over=10e6, per="year", reached=True) is MET
    assert hit(exact, revenue_over=10e6, per="year") is NOT_MET


def test_where_the_time_is_not_known_only_the_extremes_are_sure():
    assert hit(Buyer(revenue_low=30e6, revenue_high=40e6), revenue_over=20e6) is UNKNOWN
    assert hit(Buyer(revenue_low=0, revenue_high=20e6), revenue_over=20e6) is NOT_MET
    assert hit(Buyer(revenue_low=241e6), revenue_over=20e6) is MET


def test_another_currency_is_compared_with_room():
    yuan = {"revenue_over": 1e9, "per": "year", "currency": "CNY"}
    assert hit(Buyer(revenue_low=0, revenue_high=90e6), **yuan) is NOT_MET
    assert hit(Buyer(revenue_low=140e6, revenue_high=150e6), **yuan) is UNKNOWN
    assert hit(Buyer(revenue_low=201e6), **yuan) is MET


def test_a_field_of_use_may_be_a_use_may_be_one_or_is_none():
    def field(name: str) -> Buyer:
        return Buyer(sectors=frozenset({name}))

    assert hit(field("defence"), use=("military",)) is MET
    assert hit(field("health"), use=("medical_advice",)) is UNKNOWN
    assert hit(field("administration"), use=("military", "medical_advice")) is NOT_MET
    assert hit(Buyer(), use=("military",)) is UNKNOWN


def test_uses_that_are_told_go_before_what_a_field_may_mean():
    told = Buyer(sectors=frozenset({"health"}), uses=frozenset())
    assert hit(told, use=("medical_advice",)) is NOT_MET
    assert hit(Buyer(uses=frozenset({"research"})), use_not=("research",)) is NOT_MET
    assert hit(Buyer(uses=frozenset()), use_not=("research",)) is MET
    assert hit(Buyer(sectors=frozenset({"administration"})), use_not=("research",)) is UNKNOWN


def test_all_conditions_must_hold_and_one_that_does_not_decides():
    both = {"territory": ("eu",), "multimodal": True, "end_user": False}
    assert hit(Buyer(territories=frozenset({"eu"})), **both) is UNKNOWN
    assert hit(Buyer(territories=frozenset({"eu"}), multimodal=False), **both) is NOT_MET
    assert hit(Buyer(end_user=True), **both) is NOT_MET


def test_a_limit_without_conditions_hits_everybody():
    assert hit(Buyer()) is MET
    assert hit(ANYONE) is MET
    assert hit(ANYONE, public_body=True) is UNKNOWN


flags = st.one_of(st.none(), st.booleans())
conditions = st.fixed_dictionaries(
    {},
    optional={
        "public_body": st.booleans(),
        "commercial": st.booleans(),
        "territory": st.sampled_from([("eu",), ("eu", "south_korea")]),
        "users_over": st.sampled_from([1e6, 7e8]),
        "revenue_over": st.sampled_from([1e6, 2e7]),
        "use": st.sampled_from([("military",), ("research", "medical_advice")]),
    },
)
buyers = st.builds(
    Buyer,
    public_body=flags,
    commercial=flags,
    territories=st.one_of(st.none(), st.just(frozenset({"eu"})), st.just(frozenset({"canada"}))),
    users=st.one_of(st.none(), st.sampled_from([0.0, 2e6, 1e9])),
    revenue_low=st.one_of(st.none(), st.just(5e9)),
    sectors=st.one_of(st.none(), st.just(frozenset({"defence"})), st.just(frozenset({"health"}))),
)


@given(conditions, buyers)
def test_knowing_less_of_a_buyer_never_turns_one_answer_into_the_other(when, buyer):
    known, nothing = hit(buyer, **when), hit(Buyer(), **when)
    assert nothing in (known, UNKNOWN)
