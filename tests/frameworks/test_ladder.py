"""The rule of a ladder on small ladders: gates, stand-ins, terms, and what is not known."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from procure_app.core.frameworks.climb import Climb, Held, climb
from procure_app.core.frameworks.ladder import Ladder
from procure_app.core.frameworks.slot import Rung, Slot
from procure_app.core.truth import Truth

OPEN, CLOSED, DOUBT = "open", "closed", "doubt"
_KINDS = {OPEN: Truth.MET, CLOSED: Truth.NOT_MET, DOUBT: Truth.UNKNOWN}
RUNGS = (
    Rung(
        level=3,
        name="Third",
        slots=(Slot(component="code"), Slot(component="report", stand_in="paper")),
        optional=("samples",),
    ),
    Rung(level=2, name="Second", slots=(Slot(component="tests"),)),
    Rung(level=1, name="First", slots=(Slot(component="data"), Slot(component="paper"))),
)
LADDER = Ladder(
    rungs=RUNGS, unclassified="None", kinds={"*": "any open", "code": "for code"},
    unlicensed_counts=("data",),
)  # fmt: skip
COMPONENTS = ("code", "report", "tests", "data", "paper", "samples")


def kind_of(licence: str, kind: str) -> Truth:
    """Judge the made-up licences; ``code only`` is good for code."""
    if licence == "code only":
        return Truth.MET if kind == "for code" else Truth.NOT_MET
    return _KINDS[licence]


def climbed(ladder: Ladder = LADDER, **licences: str) -> Climb:
    """Return the climb with these components there, on these terms; empty for none stated."""
    held = {
        name: Held(Truth.MET, licence, Truth.NOT_MET if licence else Truth.MET)
        for name, licence in licences.items()
    }
    return climb(ladder, held, kind_of)


def test_a_rung_gets_no_credit_before_the_one_below_is_complete():
    found = climbed(code=OPEN, tests=OPEN, data=OPEN, paper=CLOSED)
    assert found.progress == {3: 50.0, 2: 0.0, 1: 0.0}
    assert found.level == 0


def test_the_highest_complete_rung_is_the_level():
    assert climbed(code=OPEN, report=OPEN).level == 3
    assert climbed(code=OPEN, report=OPEN, tests=OPEN).level == 2
    assert climbed(code=OPEN, report=OPEN, tests=OPEN, data=OPEN, paper=OPEN).level == 1


def test_a_stand_in_fills_the_slot_and_counts_once():
    found = climbed(code=OPEN, paper=OPEN, tests=OPEN)
    assert found.progress == {3: 100.0, 2: 100.0, 1: 75.0}
    assert climbed(code=OPEN, paper=OPEN, tests=OPEN, data=OPEN).level == 1


def test_what_stands_in_is_not_itself_stood_in_for():
    found = climbed(code=OPEN, report=OPEN, tests=OPEN, data=OPEN)
    assert found.progress[1] == 80.0
    assert found.missing[1] == ("paper",)


def test_a_stand_in_on_closed_terms_hides_the_gap_without_filling_it():
    found = climbed(code=OPEN, paper=CLOSED)
    assert (found.missing[3], found.invalid[3], found.progress[3]) == ((), ("paper",), 50.0)


def test_optional_components_are_listed_and_change_nothing_else():
    found = climbed(code=OPEN, report=OPEN, samples=CLOSED)
    assert (found.level, found.invalid[3]) == (3, ("samples",))
    assert climbed(code=OPEN, report=OPEN).progress == found.progress


def test_terms_are_judged_by_the_kind_of_the_component():
    assert climbed(code="code only", tests="code only", report=OPEN).invalid[2] == ("tests",)


def test_some_components_count_on_any_terms_and_on_none():
    full = {"code": OPEN, "report": OPEN, "tests": OPEN, "paper": OPEN}
    assert climbed(**full, data=CLOSED).level == 1
    assert climbed(**full, data="").level == 1
    assert climbed(**full).level == 2


def test_ids_are_compared_letter_by_letter():
    exact = Ladder(rungs=RUNGS, unclassified="None", open_ids=("MIT",))
    found = climbed(exact, code="MIT", report="mit", tests="MIT ")
    assert (found.invalid[3], found.invalid[2]) == (("report",), ("report", "tests"))


def test_the_level_cannot_be_told_where_unknown_terms_decide():
    found = climbed(code=DOUBT, report=OPEN)
    assert (found.level, found.sure, found.possible) == (None, 0, 3)
    assert (found.invalid[3], found.unknown[3]) == (("code",), ("code",))


def test_an_unknown_that_decides_nothing_leaves_the_level_sure():
    found = climbed(code=DOUBT, report=CLOSED)
    assert (found.level, found.unknown[3]) == (0, ("code",))


def test_terms_that_nobody_stated_are_no_terms_but_possible_ones():
    held = {"code": Held(Truth.MET, unlicensed=Truth.UNKNOWN), "report": Held(Truth.MET, OPEN)}
    found = climb(LADDER, held, kind_of)
    assert (found.level, found.unlicensed[3]) == (None, ("code",))


def test_a_component_that_does_not_apply_is_not_there():
    held = {"code": Held(Truth.NEUTRAL, OPEN), "report": Held(Truth.MET, OPEN)}
    found = climb(LADDER, held, kind_of)
    assert (found.level, found.missing[3], found.unknown[3]) == (0, ("code",), ())


def test_a_level_has_the_name_of_its_rung():
    assert [LADDER.name(2), LADDER.name(0)] == ["Second", "None"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"kinds": {}}, "exactly one of open_ids and kinds"),
        ({"open_ids": ("MIT",)}, "exactly one of open_ids and kinds"),
        ({"kinds": {"code": "for code"}}, "no licence kind for"),
        ({"strangers": "nothing"}, "no rung has the components"),
        ({"order": ("code",)}, "the order must name every component once"),
        ({"rungs": (*RUNGS, RUNGS[0])}, "components stand twice"),
        ({"rungs": ()}, "at least 1 item"),
    ],
)
def test_a_ladder_that_cannot_be_climbed_is_refused(change, words):
    with pytest.raises(ValidationError, match=words):
        Ladder(**({"rungs": RUNGS, "unclassified": "None", "kinds": {"*": "open"}} | change))


TRUTHS = st.sampled_from([Truth.MET, Truth.NOT_MET, Truth.UNKNOWN])
ANY_HELD = st.dictionaries(
    st.sampled_from(COMPONENTS),
    st.builds(Held, TRUTHS, st.sampled_from([OPEN, CLOSED, DOUBT]), TRUTHS),
)
_RANK = {0: 0, 3: 1, 2: 2, 1: 3}


def _decided(held: Held, as_met: bool) -> Held:
    known = {Truth.UNKNOWN: Truth.MET if as_met else Truth.NOT_MET}
    there = known.get(held.there, held.there)
    licence = {DOUBT: OPEN if as_met else CLOSED}.get(held.licence, held.licence)
    if held.unlicensed is Truth.UNKNOWN:
        return Held(there, OPEN if as_met else "", Truth.NOT_MET if as_met else Truth.MET)
    return Held(there, licence, held.unlicensed)


@given(ANY_HELD)
def test_unknown_never_raises_a_class(held):
    found = climb(LADDER, held, kind_of)
    worst = climb(LADDER, {name: _decided(one, False) for name, one in held.items()}, kind_of)
    assert (worst.level, worst.progress) == (found.sure, found.progress)
    assert (worst.missing, worst.invalid) == (found.missing, found.invalid)


@given(ANY_HELD)
def test_the_possible_level_is_the_one_with_every_doubt_in_favour(held):
    found = climb(LADDER, held, kind_of)
    best = climb(LADDER, {name: _decided(one, True) for name, one in held.items()}, kind_of)
    assert best.level == found.possible
    assert _RANK[found.sure] <= _RANK[found.possible]


@given(ANY_HELD, st.randoms(use_true_random=False))
def test_the_order_of_components_does_not_matter(held, random):
    names = list(held)
    random.shuffle(names)
    assert climb(LADDER, held, kind_of) == climb(LADDER, {n: held[n] for n in names}, kind_of)
