"""Duties: who is bound, who carries them in fact, and the two headline numbers."""

from __future__ import annotations

import pytest
from catalogue.tiny import (
    UNKNOWN,
    assessment_of,
    catalogue_of,
    choice,
    given,
    is_,
    steady,
)
from hypothesis import given as holds_for
from hypothesis import strategies as st

from procure_app.core.assessment.answer import Answer
from procure_app.core.catalogue.word import Instrument, Party
from procure_app.core.decision.reading import read

ONE = choice("a.one", duty=True, not_applicable=True)


def duty(answer: Answer | None = None):
    """Return the duty that this answer amounts to."""
    answers = {} if answer is None else {"a.one": answer}
    (found,) = read(catalogue_of(ONE), assessment_of(answers)).duties
    return found


@pytest.mark.parametrize("instrument", [i for i in Instrument if i is not Instrument.NOTHING])
def test_every_instrument_binds_a_mere_promise_included(instrument):
    assert not duty(given("yes", bound="developer", instrument=instrument)).bound_by_nobody


def test_nothing_binds_nobody_whoever_is_named():
    assert duty(given("no", bound="developer", instrument="nothing")).bound_by_nobody


@pytest.mark.parametrize("instrument", [None, *Instrument])
def test_nobody_is_bound_by_nothing_whatever_the_instrument(instrument):
    assert duty(given("no", bound="nobody", instrument=instrument)).bound_by_nobody


@pytest.mark.parametrize(
    ("carried", "expected"),
    [(None, True), ("nobody", True), ("not known", True), ("buyer", False), ("host", False)],
)
def test_an_unknown_carrier_counts_as_carried_by_nobody(carried, expected):
    assert expected is duty(given("no", bound="nobody", carried=carried)).carried_by_nobody


def test_what_binds_somebody_is_not_carried_by_nobody():
    assert not duty(given("yes", bound="host", carried="nobody")).carried_by_nobody


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (None, True),
        (UNKNOWN, True),
        (given("yes"), True),
        (given("yes", bound="not known"), True),
        (given("yes", bound="host"), False),
        (given("no", bound="nobody"), False),
        (given("no", instrument="nothing"), False),
    ],
)
def test_it_is_not_known_who_is_bound_until_somebody_says_so(answer, expected):
    assert expected is duty(answer).not_known


def test_a_duty_that_does_not_apply_is_left_out():
    answer = Answer(standing="not applicable", reason="Nothing is paid.")
    assert read(catalogue_of(ONE), assessment_of({"a.one": answer})).duties == ()


def test_only_duties_on_the_path_are_counted():
    catalogue = catalogue_of(
        choice("a.holder", "us", "host"),
        choice("b.one", duty=True, asked=is_("a.holder", "host")),
        choice("b.two"),
    )
    answers = {"b.one": given("no", bound="nobody")}
    assert read(catalogue, assessment_of(answers)).duties == ()
    hosted = read(catalogue, assessment_of(answers | {"a.holder": "host"})).duties
    assert [d.question.id for d in hosted] == ["b.one"]


PARTIES = st.sampled_from([None, *Party])
INSTRUMENTS = st.sampled_from([None, *Instrument])


@steady
@holds_for(PARTIES, INSTRUMENTS, PARTIES)
def test_every_duty_counts_once(bound, instrument, carried):
    found = duty(Answer(value=("no",), bound=bound, instrument=instrument, carried=carried))
    somebody = not found.bound_by_nobody and not found.not_known
    assert [found.bound_by_nobody, found.not_known, somebody].count(True) == 1
    assert found.bound_by_nobody or not found.carried_by_nobody


@steady
@holds_for(PARTIES, INSTRUMENTS, PARTIES)
def test_not_knowing_never_makes_the_headline_smaller(bound, instrument, carried):
    answer = Answer(value=("no",), bound=bound, instrument=instrument, carried=carried)
    unsure = answer.model_copy(update={"carried": Party.NOT_KNOWN})
    assert duty(answer).carried_by_nobody <= duty(unsure).carried_by_nobody
