"""Findings and duties as pictures, with a text that says the same."""

from __future__ import annotations

from collections import Counter

import pytest

from procure_app.app import speak
from procure_app.core.decision.reading import read
from procure_app.core.outline.picture import duty_picture, finding_picture
from procure_app.i18n import say
from procure_app.resources import folder
from procure_app.store.shipped.example import examples, load_example


def english(words):
    return say(words, speak())


@pytest.fixture(params=examples(folder("examples")))
def reading(request, catalogue, library):
    return read(catalogue, load_example(folder("examples"), request.param), library)


def test_every_finding_is_counted_once_by_section_and_weight(reading):
    figure = finding_picture(reading)
    shown = Counter()
    for _, squares in figure.rows:
        shown.update({english(square.word): int(english(square.name)) for square in squares})
    assert shown == Counter(finding.severity.value for finding in reading.findings)
    said = english(figure.alternative)
    for section, squares in figure.rows:
        words = ", ".join(f"{english(s.name)} {english(s.word)}" for s in squares)
        assert f"{english(section)}: {words}" in said


def test_every_duty_stands_with_the_party_bound_and_says_who_carries_it(reading):
    figure = duty_picture(reading)
    shown = [english(square.name) for _, squares in figure.rows for square in squares]
    names = [duty.question.duty_name or duty.question.short for duty in reading.duties]
    assert sorted(shown) == sorted(names)
    said = english(figure.alternative)
    assert all(name in said for name in shown)
    assert all("carried: " in english(s.word) for _, squares in figure.rows for s in squares)
