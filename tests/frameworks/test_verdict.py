"""Verdicts: a criterion, ordered terms, and both sides at once."""

from __future__ import annotations

import pytest
from small_framework import framework, kinds, leaf, sum_of, view

from procure_app.core.catalogue.word import Availability
from procure_app.core.frameworks.evaluation import truths
from procure_app.core.frameworks.verdict import judge, verdict
from procure_app.core.truth import Truth

OPEN, SHUT, UNKNOWN = (
    (Availability.RELEASED, ""),
    (Availability.WITHHELD, ""),
    (None, "NOASSERTION"),
)
TERMS = [
    {"id": "high", "name": "High", "criterion": "both"},
    {"id": "low", "name": "Low", "criterion": "a"},
    {"id": "none", "name": "None"},
]


def ordered(a, b):
    made = framework(
        leaf("a"),
        leaf("b"),
        sum_of("both", all=["a", "b"]),
        verdicts=[{"id": "v", "title": "V", "terms": TERMS}],
    )
    shown = view({"a": a, "b": b})
    return verdict(made.verdicts[0], truths(made, shown, kinds), shown, kinds)


@pytest.mark.parametrize(
    ("a", "b", "term", "least", "best"),
    [
        (OPEN, OPEN, "high", "", ""),
        (OPEN, SHUT, "low", "", ""),
        (SHUT, UNKNOWN, "none", "", ""),
        (OPEN, UNKNOWN, "", "low", "high"),
        (UNKNOWN, SHUT, "", "none", "low"),
        (UNKNOWN, UNKNOWN, "", "none", "high"),
    ],
)
def test_the_first_term_met_holds_only_with_all_higher_ones_not_met(a, b, term, least, best):
    found = ordered(a, b)
    assert (found.term, found.at_least, found.at_most) == (term, least, best)
    assert found.plain == (term or "cannot tell")


def test_both_sides_are_judged_each_with_its_own_view():
    made = framework(leaf("a"), verdicts=[{"id": "v", "title": "V", "criterion": "a"}])
    found = judge((made,), view({"a": OPEN}), view({"a": UNKNOWN}), kinds, kinds)
    (judged,) = found.verdicts
    assert (judged.on_word.truth, judged.on_evidence.truth) == (Truth.MET, Truth.UNKNOWN)
    assert found.truths_on_evidence["small"]["a"] is Truth.UNKNOWN


@pytest.mark.parametrize(
    "rule",
    [
        {"id": "v", "title": "V"},
        {"id": "v", "title": "V", "criterion": "a", "terms": TERMS},
        {"id": "v", "title": "V", "terms": TERMS[:2]},
        {"id": "v", "title": "V", "terms": [TERMS[2], TERMS[0]]},
    ],
)
def test_a_verdict_has_one_form_and_terms_end_with_the_one_that_holds_otherwise(rule):
    with pytest.raises(ValueError, match=r"exactly one of|the last term"):
        framework(leaf("a"), verdicts=[rule])
