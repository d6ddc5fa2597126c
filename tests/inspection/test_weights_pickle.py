"""A pickle is walked over, never loaded; what it would import beyond tensors is told by name."""

from __future__ import annotations

import contextlib
import io
import os
import pickle
import struct
import time
from collections import OrderedDict

import pytest
from crafted import TENSOR, facts, kind_of, packed, read, refusal, torch_zip

from procure_app.inspection.weights.known_import import KNOWN


class Harm:
    """Would touch a file when loaded."""

    def __init__(self, path):
        self.path = path

    def __reduce__(self):
        return os.system, (f"touch {self.path}",)


def short(text):
    return b"\x8c" + bytes([len(text)]) + text.encode()


def line(module, name):
    return f"c{module}\n{name}\n".encode()


@pytest.mark.parametrize("protocol", range(6))
def test_a_call_of_the_system_is_told_and_not_made(tmp_path, protocol):
    content = pickle.dumps({"weights": [1.0], "x": Harm(tmp_path / "harm")}, protocol)
    found = facts(content, "model.txt")
    assert (found["can_run_code"], found["imports"]) == (True, ("posix.system",))
    assert not (tmp_path / "harm").exists()


FLAGGED = {
    "torch.load": b"\x80\x02" + line("torch", "load") + b"X\x01\0\0\0a\x85R.",
    "numpy runstring": b"\x80\x02" + line("numpy.testing._private.utils", "runstring") + b").",
    "pip.main": b"\x80\x02" + line("pip", "main") + b"](X\x01\0\0\0ae\x85R.",
    "a class nobody knows": b"\x80\x02" + line("models.yolo", "Model") + b")\x81.",
    "bytes as a module": b"\x80\x02" + line("torch.storage", "_load_from_bytes") + b"C\x01a\x85R.",
    "getattr": b"\x80\x02" + line("builtins", "getattr") + b"0.",
    "a dotted name": b"\x80\x04" + short("torch") + short("_utils.__builtins__") + b"\x93.",
    "INST": b"(S'ls'\nios\nsystem\n.",
    "a name taken from the memo": b"\x80\x04" + short("os") + b"\x940" + short("x") + b"0h\0"
    + short("system") + b"\x93)R.",
}  # fmt: skip


@pytest.mark.parametrize("name", FLAGGED)
def test_what_is_not_on_the_list_is_told(name):
    found = facts(FLAGGED[name])
    assert found["can_run_code"] is True
    assert not set(found["imports"]) & KNOWN
    assert found["imports"]


HIDDEN = {
    "a name worked out": b"\x80\x04" + short("os") + b"N\x93.",
    "an extension code": b"\x80\x02\x82\x01.",
    "a place in the memo in an odd form": b"\x80\x04" + short("collections") + b"p1\n0"
    + short("os") + b"p0000000000000001\n0" + short("x") + b"0g1\n" + short("OrderedDict")
    + b"\x93.",
    "nothing on the stack": b"\x80\x04\x93.",
}  # fmt: skip


@pytest.mark.parametrize("name", HIDDEN)
def test_an_import_that_cannot_be_named_is_told(name):
    found = facts(HIDDEN[name])
    assert (found["can_run_code"], found["imports_worked_out_when_loaded"]) == (True, True)


@pytest.mark.parametrize("protocol", range(2, 6))
def test_plain_data_and_tensors_are_not_told_as_code(protocol):
    found = facts(pickle.dumps([OrderedDict(a=1.5), (1, "x", b"y", {2}, None)], protocol))
    assert found["can_run_code"] is False
    assert found["imports"][0] == "collections.OrderedDict"
    assert facts(TENSOR)["can_run_code"] is False


def test_a_tensor_is_counted():
    found = facts(torch_zip())
    assert (
        found["format"], found["parameters"], found["types"], found["can_run_code"],
    ) == ("PyTorch ZIP", 6, ("F32 6",), False)  # fmt: skip


def test_a_second_pickle_behind_the_first_is_walked_too(tmp_path):
    content = pickle.dumps([1], 2) + pickle.dumps(Harm(tmp_path / "harm"), 2)
    assert facts(content)["imports"] == ("posix.system",)


def test_a_pickle_within_the_zip_is_walked(tmp_path):
    found = facts(torch_zip(pickle.dumps(Harm(tmp_path / "harm"), 2)))
    assert (found["can_run_code"], found["imports"]) == (True, ("posix.system",))


def test_a_pickle_with_a_wrong_check_sum_still_tells_and_is_not_trusted(tmp_path):
    content = bytearray(torch_zip(pickle.dumps(Harm(tmp_path / "harm"), 2)))
    content[content.index(b"PK\x01\x02") + 16] ^= 0xFF
    found = facts(bytes(content))
    assert (found["can_run_code"], found["imports"]) == (True, ("posix.system",))


def test_programs_within_the_zip_are_told():
    found = facts(torch_zip(**{"m/code/__torch__.py": b"def forward(self): pass"}))
    assert (found["can_run_code"], found["programs"]) == (True, ("m/code/__torch__.py",))


def test_blocks_that_the_zip_lacks_are_counted():
    members = {"m/data.pkl": TENSOR, "m/version": b"3\n"}
    assert facts(packed(members))["blocks_missing"] == 1


def test_a_pickle_that_is_cut_off_is_not_trusted():
    content = pickle.dumps([OrderedDict(a=1.5)] * 3, 4)
    assert facts(content[:-1])["can_run_code"] is True


def test_a_pickle_beyond_the_limit_is_not_trusted_and_ends_soon():
    content = b"\x80\x04](" + b"K\x01" * 3_000_000 + b"e."
    start = time.perf_counter()
    found = facts(content)
    assert (found["can_run_code"], found["walked_to_the_end"]) == (True, False)
    assert time.perf_counter() - start < 20


def test_a_million_marks_end_soon():
    start = time.perf_counter()
    assert facts(b"\x80\x04" + b"(" * 1_000_000 + b"t" * 1_000_000 + b".")["can_run_code"] is True
    assert time.perf_counter() - start < 20


def test_a_text_that_claims_more_than_the_file_is_refused():
    content = b"\x80\x04\x8d" + struct.pack("<Q", 1 << 62) + b"abc"
    assert refusal(content) == "it begins like a pickle and is not a whole one"


def test_prose_is_no_pickle():
    for prose in ("cat\nsat\nmat\n", "(a) first\n(b) second\n", "import os\n", "]\n[\n", "I\n"):
        assert kind_of(prose.encode() * 30, "notes.txt") == "text"


def test_the_allow_list_names_nothing_that_calls_what_it_is_given():
    calling = ("builtins.e", "builtins.g", "os.", "posix.", "functools.", "operator.", "copyreg.")
    assert not [known for known in KNOWN if known.startswith((*calling, "torch.load"))]


def test_no_change_of_bytes_leads_to_a_surprise():
    import random

    from procure_app.inspection.observation import Refused

    dice, whole = random.Random(3), pickle.dumps([OrderedDict(a=(1, "x")), b"y" * 300], 4)
    for _ in range(3_000):
        content = bytearray(whole)
        for _ in range(dice.randint(1, 5)):
            content[dice.randrange(2, len(content))] = dice.randrange(256)
        with contextlib.suppress(Refused):
            read(bytes(content))


def test_the_walk_sees_what_the_unpickler_sees(tmp_path):
    """Where the unpickler would import a name, the walk has noted it before."""
    import random

    class Watching(pickle.Unpickler):
        def find_class(self, module, name):
            seen.append(f"{module}.{name}")
            return OrderedDict

    dice = random.Random(4)
    names = ["collections", "OrderedDict", "os", "system"]
    steps = [
        *map(short, names), line("os", "system"),
        b"\x94", b"h\0", b"h\1", b"\x93", b"0", b"2", b"(", b"1", b")", b"\x86", b"q\0", b"q\1",
        b"p1\n", b"g1\n", b"t", b"N",
    ]  # fmt: skip
    for _ in range(4_000):
        content = b"\x80\x04" + b"".join(dice.choices(steps, k=dice.randint(2, 14))) + b"."
        seen: list[str] = []
        with contextlib.suppress(Exception):  # what counts is what it asked for before it failed
            Watching(io.BytesIO(content)).load()
        if not seen:
            continue
        found = facts(content)
        told = found.get("imports_worked_out_when_loaded") or set(seen) <= set(found["imports"])
        assert told or set(seen) <= KNOWN, content
