"""The vendor's own label is held against a verdict only where it uses the framework's term."""

from __future__ import annotations

import pytest
from small_framework import framework, kinds, leaf, sum_of, view

from procure_app.core.catalogue.word import Availability
from procure_app.core.frameworks.claim import contradictions
from procure_app.core.frameworks.verdict import judge

TERMS = [
    {"id": "full", "name": "Open AI with data", "criterion": "all",
     "claimed_by": ["open source ai with open data"]},
    {"id": "open", "name": "Open AI", "criterion": "b",
     "claimed_by": ["open source", "open-source"]},
    {"id": "weights", "name": "Open weights", "criterion": "a", "claimed_by": ["open weights"]},
    {"id": "none", "name": "None of these"},
]  # fmt: skip
RULES = [
    {"id": "v", "title": "V", "terms": TERMS},
    {"id": "w", "title": "W", "criterion": "b", "claimed_by": ["open source"]},
]


def found(label, **held):
    made = framework(
        leaf("a"), leaf("b"), leaf("c"), sum_of("all", all=list("abc")), verdicts=RULES
    )
    shown = view({name: (availability, "") for name, availability in held.items()})
    verdicts = judge((made,), shown, shown, kinds, kinds).verdicts
    return [(c.judged.rule.id, c.claimed, c.term) for c in contradictions(label, verdicts)]


SHUT = Availability.WITHHELD
OPEN = Availability.RELEASED


def test_a_claim_that_the_evidence_contradicts_is_found_in_every_framework_it_names():
    assert found("Our Open-Source model", a=OPEN, b=SHUT, c=SHUT) == [
        ("v", "open source", "open"),
        ("w", "open source", ""),
    ]


def test_not_knowing_is_no_contradiction():
    assert found("open source", a=OPEN) == []


def test_a_label_that_is_borne_out_or_too_modest_is_none():
    assert found("open source", a=OPEN, b=OPEN, c=SHUT) == []
    assert found("open weights", a=OPEN, b=OPEN, c=OPEN) == []


def test_the_longest_term_in_the_label_is_the_one_claimed():
    claimed = found("Open Source AI with Open Data", a=OPEN, b=OPEN, c=SHUT)
    assert claimed == [("v", "open source ai with open data", "full")]


@pytest.mark.parametrize("label", ["", "state of the art", "open sourced", "reopen source code"])
def test_a_label_without_the_term_claims_nothing(label):
    assert found(label, a=SHUT, b=SHUT, c=SHUT) == []
