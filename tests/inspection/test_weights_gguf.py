"""A GGUF header gives its facts in either byte order, and never costs more than it weighs."""

from __future__ import annotations

import contextlib
import random
import struct
import time

import pytest
from crafted import facts, gguf, read, refusal, text
from hostile import GGUF, array

from procure_app.inspection.observation import Refused


@pytest.mark.parametrize(("version", "order"), [(2, "<"), (3, "<"), (3, ">")])
def test_parameters_types_and_metadata_are_told(version, order):
    keys = (
        ("general.architecture", 8, text("llama", order)),
        ("general.license", 8, text("apache-2.0", order)),
        ("general.alignment", 4, struct.pack(order + "I", 32)),
        ("tokenizer.ggml.tokens", 9, struct.pack(order + "IQ", 8, 3) + text("a", order) * 3),
        ("nested", 9, struct.pack(order + "IQIQ", 9, 1, 0, 2) + b"xy"),
    )
    tensors = (("a", (256, 2), 12, 0), ("b", (32,), 0, 288))
    found = facts(gguf(keys=keys, tensors=tensors, data=bytes(416), version=version, order=order))
    assert found == {
        "format": "GGUF",
        "version": version,
        "byte_order": "little-endian" if order == "<" else "big-endian",
        "tensors": 2,
        "parameters": 544,
        "types": ("Q4_K 512", "F32 32"),
        "can_run_code": False,
        "metadata": (
            "general.architecture: llama",
            "general.license: apache-2.0",
            "general.alignment: 32",
        ),
        "quantisation": "Q4_K",
        "tokens": 3,
        "declared_licence": "apache-2.0",
    }


def test_a_part_of_several_says_which():
    keys = (
        ("split.no", 2, struct.pack("<H", 1)),
        ("split.count", 2, struct.pack("<H", 5)),
    )
    found = facts(gguf(keys=keys))
    assert (found["shard"], found["shards"]) == (2, 5)


def test_a_chat_template_that_reaches_outside_is_told_with_its_line():
    keys = (("tokenizer.chat_template", 8, text("{% x %}\n{{ ''.__class__.__mro__ }}")),)
    found = facts(gguf(keys=keys))
    assert found["chat_template_reaches_outside"] is True
    assert found["chat_template_line"] == "{{ ''.__class__.__mro__ }}"


def test_a_chat_template_with_a_name_of_its_own_is_looked_at_too():
    keys = (
        ("tokenizer.chat_template", 8, text("{{ messages }}")),
        ("tokenizer.chat_template.tool_use", 8, text("{{ ''.__class__ }}")),
        ("tokenizer.chat_template.rag", 8, text("{{ messages }}")),
    )
    found = facts(gguf(keys=keys))
    assert found["chat_template_line"] == "{{ ''.__class__ }}"


def test_a_usual_chat_template_is_only_counted():
    template = "{% for message in messages %}{{ message['content'] | trim }}{% endfor %}"
    found = facts(gguf(keys=(("tokenizer.chat_template", 8, text(template)),)))
    assert found["chat_template"] == len(template)
    assert "chat_template_reaches_outside" not in found


@pytest.mark.parametrize("name", GGUF)
def test_a_malformed_file_is_refused_soon(name):
    start = time.perf_counter()
    assert refusal(GGUF[name])
    assert time.perf_counter() - start < 2


def test_a_million_empty_tokens_are_passed_over():
    tokens = struct.pack("<IQ", 8, 1_000_000) + bytes(8_000_000)
    start = time.perf_counter()
    assert facts(gguf(keys=(("tokenizer.ggml.tokens", 9, tokens),)))["tokens"] == 1_000_000
    assert time.perf_counter() - start < 5


def test_a_file_that_is_cut_off_is_declared_and_not_included():
    assert refusal(gguf()[:-1]) == "it is cut off: {missing} bytes of its data are missing"


def test_no_change_of_bytes_leads_to_anything_but_a_refusal():
    dice = random.Random(2)
    whole = gguf(
        keys=(
            ("general.name", 8, text("x" * 9)),
            (*array(8, 2)[:2], b"\x08\x00\x00\x00" + bytes(24)),
        )
    )
    for _ in range(3_000):
        content = bytearray(whole)
        for _ in range(dice.randint(1, 4)):
            content[dice.randrange(4, len(content))] = dice.randrange(256)
        with contextlib.suppress(Refused):
            read(bytes(content[: dice.randint(4, len(content))]))
