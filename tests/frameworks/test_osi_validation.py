"""The OSI's published validation lists come out as published."""

from __future__ import annotations

from dataclasses import replace

import pytest
from published_model import DO_NOT_MEET, MEET, PYTHIA, T5, WITH_OTHER_TERMS
from release_view import ABSENT, GATED, RELEASED, judged, kinds, release, sentences, shipped

from procure_app.core.frameworks.change import Change, changes
from procure_app.core.frameworks.criterion import ComponentIs, Leaf
from procure_app.core.frameworks.evaluation import truths
from procure_app.core.frameworks.view import Held, View
from procure_app.core.truth import Truth


def ways(view: View) -> tuple[Change, ...]:
    """Return what would make the release meet the definition."""
    framework = shipped("osaid")
    return changes(framework, "definition", truths(framework, view, kinds))


def is_of_terms(leaf: Leaf) -> bool:
    return isinstance(leaf, ComponentIs) and bool(leaf.licence)


def with_row(view: View, component: str, row: Held) -> View:
    return replace(view, components={**view.components, component: (row,)})


@pytest.mark.parametrize("view", MEET.values(), ids=MEET)
def test_models_that_passed_meet_the_definition(view):
    assert judged("osaid", view).truth is Truth.MET


@pytest.mark.parametrize("view", WITH_OTHER_TERMS.values(), ids=WITH_OTHER_TERMS)
def test_models_that_would_pass_with_other_terms_lack_nothing_but_terms(view):
    assert judged("osaid", view).truth is Truth.NOT_MET
    found = ways(view)
    assert found
    assert [leaf.id for way in found for leaf in way.leaves if not is_of_terms(leaf)] == []


@pytest.mark.parametrize("view", DO_NOT_MEET.values(), ids=DO_NOT_MEET)
def test_models_that_failed_do_not_meet_it_and_no_other_terms_would_help(view):
    assert judged("osaid", view).truth is Truth.NOT_MET
    found = ways(view)
    assert found
    assert all(any(not is_of_terms(leaf) for leaf in way.leaves) for way in found)


@pytest.mark.parametrize(
    "component",
    ["weights", "architecture", "inference_code", "training_code", "preprocessing_code"],
)
def test_access_after_asking_is_not_access_for_anyone(component):
    row = Held(GATED, "Apache-2.0")
    assert judged("osaid", with_row(PYTHIA, component, row)).truth is Truth.NOT_MET


@pytest.mark.parametrize(
    "component",
    ["weights", "architecture", "inference_code", "training_code", "preprocessing_code"],
)
def test_terms_that_nobody_knows_leave_the_definition_open(component):
    row = Held(RELEASED, "NOASSERTION")
    assert judged("osaid", with_row(PYTHIA, component, row)).truth is Truth.UNKNOWN


@pytest.mark.parametrize(
    ("kind", "enough", "too_little"),
    [
        ("data_open", ["shared", "absent"], ["listed", "described", "mentioned", "nothing"]),
        ("data_public", ["shared", "listed", "absent"], ["described", "mentioned", "nothing"]),
        ("data_obtainable", ["shared", "listed", "absent"], ["described", "mentioned", "nothing"]),
        (
            "data_unshareable",
            ["shared", "described", "absent"],
            ["listed", "in_part", "mentioned", "nothing"],
        ),
    ],
)
def test_each_of_the_four_kinds_of_data_has_its_own_bar(kind, enough, too_little):
    def truth(option: str) -> Truth:
        answer = release({}, {f"component.{kind}": option}).answers
        return judged("osaid", replace(PYTHIA, answers={**PYTHIA.answers, **answer})).truth

    assert {Truth.MET} == {truth(option) for option in enough}
    assert {Truth.NOT_MET} == {truth(option) for option in too_little}


def test_a_kind_of_data_that_nobody_asked_about_leaves_the_definition_open():
    assert judged("osaid", replace(PYTHIA, answers={})).truth is Truth.UNKNOWN


def test_libraries_that_were_not_needed_do_not_count_against_a_release():
    reasoned, bare = (Held(ABSENT, "", reasoned=given) for given in (True, False))
    assert judged("osaid", with_row(PYTHIA, "libraries", reasoned)).truth is Truth.MET
    assert judged("osaid", with_row(PYTHIA, "libraries", bare)).truth is Truth.UNKNOWN


def test_training_code_is_needed_whatever_the_reason_for_leaving_it_out():
    reasoned = Held(ABSENT, "", reasoned=True)
    assert judged("osaid", with_row(PYTHIA, "training_code", reasoned)).truth is Truth.NOT_MET


def test_copyleft_terms_are_as_good_as_permissive_ones():
    assert (
        judged("osaid", with_row(PYTHIA, "training_code", Held(RELEASED, "GPL-3.0-only"))).truth
        is Truth.MET
    )


def test_all_four_freedoms_are_said_of_a_model_that_passed():
    said = sentences("osaid", T5)
    lines = shipped("osaid").lines
    assert [line.met for line in lines] == [said[line.criterion] for line in lines]


def test_only_the_freedoms_that_hold_are_said_of_a_model_with_use_limits():
    said = sentences("osaid", WITH_OTHER_TERMS["BLOOM"])
    met = {line.criterion for line in shipped("osaid").lines if said[line.criterion] == line.met}
    assert met == {"freedom_study"}
