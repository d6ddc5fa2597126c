"""A safetensors header gives its facts, and is refused wherever the format's own library does."""

from __future__ import annotations

import contextlib
import json
import random
import time

import pytest
from crafted import TINY, facts, kind_of, read, refusal, safetensors

from procure_app.inspection.observation import Refused


def one(**changes):
    return {"w": TINY["w"] | changes}


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


HOSTILE = {
    "a length of 2^63": safetensors(length=1 << 63),
    "a header beyond the limit": safetensors(length=26 << 20, data=bytes(27 << 20)),
    "a header beyond the end": safetensors(length=4_000),
    "no JSON": safetensors(b'{"w": ]'),
    "bad UTF-8": safetensors(b'{"w\xff": 1}'),
    "a key twice": safetensors(b'{"a":' + json.dumps(TINY["w"]).encode() + b',"a":{}}'),
    "a field twice": safetensors(
        b'{"w":{"dtype":"F32","dtype":"F32","shape":[2,3],"data_offsets":[0,24]}}'
    ),
    "depth": safetensors(b'{"a":' * 60_000 + b"1" + b"}" * 60_000),
    "NaN": safetensors(b'{"w":{"dtype":"F32","shape":[NaN],"data_offsets":[0,24]}}'),
    "a number of 5 million digits": safetensors(b'{"a":' + b"9" * 5_000_000 + b"}"),
    "a negative offset": safetensors(one(data_offsets=[-24, 0])),
    "offsets the wrong way round": safetensors(one(data_offsets=[24, 0])),
    "a gap": safetensors(one(data_offsets=[4, 28]), bytes(28)),
    "an overlap": safetensors({"a": TINY["w"], "b": TINY["w"]}),
    "trailing bytes": safetensors(data=bytes(25)),
    "a size that does not fit": safetensors(one(shape=[2, 4])),
    "a shape beyond all numbers": safetensors(one(shape=[1 << 40, 1 << 40])),
    "a shape of truth": safetensors(one(shape=[True, 6])),
    "a shape of fractions": safetensors(one(shape=[2.0, 3])),
    "an unknown type": safetensors(one(dtype="F31")),
    "a type that is a list": safetensors(one(dtype=["F32"])),
    "metadata of numbers": safetensors({"__metadata__": {"a": 1}} | TINY),
    "metadata of lists": safetensors({"__metadata__": []} | TINY),
    "a tensor that is none": safetensors({"w": {"dtype": "F32"}}),
    "a tensor that is a list": safetensors(b'{"w": [1]}'),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_malformed_file_is_refused_soon(name):
    start = time.perf_counter()
    assert refusal(HOSTILE[name], "model.safetensors")
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
