"""A reader is told in words why something was asked, or was not."""

from __future__ import annotations

import pytest
from pydantic import TypeAdapter

from outline.said import ENGLISH
from outline.small import SMALL
from procure_app.core.catalogue.condition import Condition
from procure_app.core.outline.condition_words import describe
from procure_app.i18n import say

CONDITION = TypeAdapter(Condition)
HIGH = {"question": "case.impact", "is": ["high"]}
US = {"question": "case.holder", "is": ["us"]}
MANY = {"question": "case.users", "at_least": 1000}
GIVEN = {"component": "weights", "availability": ["released", "gated"]}
IMPACT = "“Impact level” is “High: people are affected”"


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (HIGH, IMPACT),
        (MANY, "“Users” is at least 1000"),
        (GIVEN, "“Final weights” is released or gated"),
        (
            {"question": "rights.use", "answer": ["yes", "unknown"]},
            "“State of use” is yes or not known",
        ),
        ({"all": [HIGH, US]}, f"{IMPACT}, and “Who runs it” is “We do”"),
        ({"any": [HIGH, US]}, f"{IMPACT} or “Who runs it” is “We do”"),
        ({"all": [MANY, {"any": [HIGH, US]}]}, f"“Users” is at least 1000, and ({IMPACT} or "
         "“Who runs it” is “We do”)"),
        ({"any": [MANY, {"all": [HIGH, US]}]}, f"“Users” is at least 1000 or ({IMPACT}, and "
         "“Who runs it” is “We do”)"),
        ({"any": [MANY, {"all": [US]}]}, "“Users” is at least 1000 or “Who runs it” is “We do”"),
        ({"not": US}, "“Who runs it” is not “We do”"),
        ({"not": {"not": US}}, "“Who runs it” is “We do”"),
        ({"not": {"any": [US]}}, "“Who runs it” is not “We do”"),
        ({"not": {"any": [US, MANY]}}, "it is not so that (“Who runs it” is “We do” or "
         "“Users” is at least 1000)"),
        ({"question": "gone.question", "is": ["x"]}, "“gone.question” is “x”"),
    ],
)  # fmt: skip
def test_a_condition_reads_as_a_clause(condition, words):
    made = CONDITION.validate_python(condition)

    assert say(describe(made, SMALL), ENGLISH) == words
