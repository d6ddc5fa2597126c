"""Valid files with anything changed in them are read, or refused in one clear sentence."""

from __future__ import annotations

import random

import pytest
from catalogue.tiny import steady
from hypothesis import given, settings
from hypothesis import strategies as st
from outline.made import ASSESSMENTS

from fuzz.contract import tried
from fuzz.every import TARGETS
from fuzz.unguided import changed, spoilt
from procure_app.store.disk import strict_json

ROUNDS = st.integers(0, 2**32 - 1)


@settings(steady, max_examples=60)
@given(seed=ROUNDS, which=st.integers(0, 5))
@pytest.mark.parametrize("name", TARGETS)
def test_a_valid_file_with_something_changed_is_read_or_refused(name, tmp_path, seed, which):
    target = TARGETS[name]
    seeds = list(target.seeds())
    chance = random.Random(seed)
    data = seeds[which % len(seeds)]
    for _ in range(chance.randint(1, 3)):
        data = changed(target, data, chance.randrange(2**32), lambda text: spoilt(text, chance))
    tried(target, tmp_path, data)


@settings(steady, max_examples=40)
@given(document=ASSESSMENTS, seed=ROUNDS)
def test_any_document_with_a_value_changed_is_read_or_refused(tmp_path, document, seed):
    target = TARGETS["assessment"]
    text = strict_json.dump(document)
    assert tried(target, tmp_path, text) == ""
    tried(target, tmp_path, target.mutate(text, random.Random(seed)))


@settings(steady, max_examples=150)
@given(noise=st.binary(max_size=300))
@pytest.mark.parametrize("name", TARGETS)
def test_any_bytes_are_read_or_refused(name, tmp_path, noise):
    tried(TARGETS[name], tmp_path, noise)
