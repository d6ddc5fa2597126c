"""Content that wants to do harm, by what is wrong with it: headers of weights, JSON and YAML."""

from __future__ import annotations

import json
import struct

from crafted import TINY, gguf, safetensors, text


def one(**changes):
    return {"w": TINY["w"] | changes}


SAFETENSORS = {
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


def array(form, count):
    return ("x", 9, struct.pack("<IQ", form, count))


GGUF = {
    "very many tensors": gguf(counts=(1 << 62, 0)),
    "very many keys": gguf(counts=(0, 1 << 62)),
    "a key of 2^63 characters": gguf(counts=(0, 1), tensors=())[:24] + struct.pack("<Q", 1 << 63),
    "a list of 2^62 bytes": gguf(keys=(array(0, 1 << 62),)),
    "a list of 2^60 texts": gguf(keys=(array(8, 1 << 60),)),
    "a list of 2^60 lists": gguf(keys=(array(9, 1 << 60),)),
    "lists in lists": gguf(keys=(("x", 9, struct.pack("<IQ", 9, 1) * 200_000),)),
    "lists of lists of nothing": gguf(
        keys=(("x", 9, struct.pack("<IQ", 9, 20_000) + struct.pack("<IQ", 0, 0) * 9),)
    ),
    "a list of an unknown type": gguf(keys=(array(77, 1),)),
    "a value of an unknown type": gguf(keys=(("x", 77, b""),)),
    "a key twice": gguf(keys=(("a", 0, b"1"), ("a", 0, b"1"))),
    "a million dimensions": gguf(tensors=(("w", (1,) * 9, 0, 0),)),
    "a shape beyond all numbers": gguf(tensors=(("w", (1 << 40, 1 << 40), 0, 0),)),
    "a type of tensor that is not known": gguf(tensors=(("w", (1,), 999, 0),)),
    "a place beyond all numbers": gguf(tensors=(("w", (1,), 0, (1 << 64) - 1),)),
    "version 1": gguf(version=1),
    "version 9": gguf(version=9),
    "nothing after the magic": b"GGUF",
    "cut in the middle": gguf(keys=(("a", 8, text("b" * 50)),))[:60],
}

JSON = {
    "depth": '{"a":' * 100_000,
    "depth that closes": "[" * 100_000 + "]" * 100_000,
    "a number of 5 million digits": '{"vocab_size": ' + "9" * 5_000_000 + "}",
    "no number": '{"vocab_size": NaN}',
    "a key twice": '{"model_type": "a", "model_type": "b"}',
    "no text": '{"model_type": "\ud800"}',
    "many keys": "{" + ",".join(f'"{n}":{n}' for n in range(300_000)) + "}",
}

YAML = {
    "brackets": "[" * 200_000,
    "laughs": "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]",
    "one long text": "a: " + "x" * 300_000,
    "200,000 keys": "".join(f"k{n}: 1\n" for n in range(200_000)),
    "20,000 keys": "".join(f"k{n}: 1\n" for n in range(20_000)),
    "deep": "- " * 60 + "a",
    "a zero": "a: \0",
    "a list as key": "{[a]: b}",
    "an open quote": "a: 'b",
}
