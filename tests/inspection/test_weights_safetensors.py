"""A safetensors header gives its facts, and is refused wherever the format's own library does."""

from __future__ import annotations

import contextlib
import random
import time

import pytest
from crafted import TINY, facts, kind_of, read, refusal, safetensors
from hostile import SAFETENSORS

from procure_app.inspection.observation import Refused


def test_parameters_types_and_metadata_are_told():
    header = {
        "__metadata__": {"format": "pt"},
        "a": {"dtype": "BF16", "shape": [4, 4], "data_offsets": [0, 32]},
        "positions": {"dtype": "I64", "shape": [2], "data_offsets": [32, 48]},
    }
    found = facts(safetensors(header, bytes(48)))
    assert found == {
        "format": "safetensors",
        "tensors": 2,
        "elements": 18,
        "types": ("BF16 16", "I64 2"),
        "parameters": 16,
        "can_run_code": False,
        "metadata": ("format: pt",),
    }


def test_packed_numbers_are_not_counted_as_parameters():
    size = 2 << 20
    header = {"qweight": {"dtype": "I32", "shape": [size], "data_offsets": [0, 4 * size]}}
    found = facts(safetensors(header, bytes(4 * size)))
    assert (found["packed"], "parameters" in found) == (True, False)


def test_a_file_is_known_without_its_suffix():
    assert kind_of(safetensors(), "weights") == "safetensors"


@pytest.mark.parametrize("name", SAFETENSORS)
def test_a_malformed_file_is_refused_soon(name):
    start = time.perf_counter()
    assert refusal(SAFETENSORS[name], "model.safetensors")
    assert time.perf_counter() - start < 5


def test_a_file_that_is_cut_off_is_declared_and_not_included():
    content = safetensors(data=bytes(20))
    assert refusal(content) == "it is cut off: {missing} bytes of its data are missing"


def test_no_change_of_bytes_leads_to_anything_but_a_refusal():
    dice = random.Random(1)
    whole = safetensors({"__metadata__": {"format": "pt"}} | TINY)
    for _ in range(3_000):
        content = bytearray(whole)
        for _ in range(dice.randint(1, 4)):
            content[dice.randrange(len(content))] = dice.randrange(256)
        with contextlib.suppress(Refused):
            read(bytes(content[: dice.randint(1, len(content))]), "model.safetensors")
