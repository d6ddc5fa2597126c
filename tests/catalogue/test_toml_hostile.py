"""A hostile file of TOML is refused with its name within bounded time and memory."""

from __future__ import annotations

import subprocess
import sys
import time
import tomllib

import pytest

from procure_app import resources
from procure_app.store.shipped.catalogue_source import SourceError, read
from procure_app.store.shipped.toml_place import line_of, places

LONG_KEY = "a key has too many parts"
HOSTILE = {
    "a key of parts": ("b = 1\n" + "a." * 100_000 + "a = 1", f"bad.toml:2: {LONG_KEY}"),
    "a heading of parts": ("[" + "a . " * 33 + "a]", f"bad.toml:1: {LONG_KEY}"),
    "a key of quoted parts": (r'"\"a".' * 40 + "a = 1", f"bad.toml:1: {LONG_KEY}"),
    "a key of literal parts": ("'\"'." * 40 + "a = 1", f"bad.toml:1: {LONG_KEY}"),
    "a key within a table": ("x = {" + "a." * 40 + "a = 1}", f"bad.toml:1: {LONG_KEY}"),
    "a long number": ("a = " + "9" * 10_000, "bad.toml: a number has too many digits"),
    "lists in lists": ("a = " + "[" * 50_000, "bad.toml: is nested too deeply"),
    "tables in tables": ("a = " + "{a = " * 20_000, "bad.toml: is nested too deeply"),
    "a large file": ("#" * (1 << 20), "bad.toml: is larger than 262144 bytes"),
    "a long word": ("a" * 200_000, "bad.toml:1: is not TOML"),
    "quotes": ('"' * 200_000, "bad.toml:1: is not TOML"),
    "escapes": (r'"\"' * 50_000, "bad.toml:1: is not TOML"),
    "spaces": ("a" + " " * 200_000, "bad.toml:1: is not TOML"),
    "a date that is none": ("a = 2026-02-30", "bad.toml:1: is not TOML"),
    "half a character": (r'a = "\ud800"', "bad.toml:1: is not TOML"),
    "a zero byte": ('a = "\0"', "bad.toml:1: is not TOML"),
}


@pytest.mark.parametrize(("text", "words"), HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_file_is_refused_at_once(tmp_path, text, words):
    (tmp_path / "bad.toml").write_text(text, "utf-8")
    start = time.process_time()
    with pytest.raises(SourceError) as refused:
        read(tmp_path / "bad.toml")
    assert str(refused.value).startswith(words)
    assert str(refused.value).isprintable()
    assert time.process_time() - start < 5


def test_a_key_of_a_hundred_thousand_parts_costs_no_memory(tmp_path):
    (tmp_path / "bad.toml").write_text("a." * 100_000 + "a = 1", "utf-8")
    code = (
        "import resource, sys; from pathlib import Path\n"
        "from procure_app.store.shipped.catalogue_source import SourceError, read\n"
        "resource.setrlimit(resource.RLIMIT_AS, (1 << 29, 1 << 29))\n"
        "try: read(Path(sys.argv[1]))\n"
        "except SourceError as error: print(error)"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "bad.toml")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert LONG_KEY in done.stdout, done.stderr


def test_the_lines_of_a_long_list_are_given_up_and_not_waited_for():
    text = "x = [\n" + "1,\n" * 60_000 + "]\nlast = 1\n"
    start = time.process_time()
    assert line_of(text, ("x", 5)) == 1
    assert time.process_time() - start < 20


def test_only_what_ends_a_line_in_toml_ends_one_here():
    text = "# a comment\u2028x = " + "9" * 5000 + "\nlast = 1\n"
    assert tomllib.loads(text) == {"last": 1}
    assert line_of(text, ("last",)) == 2


def test_every_shipped_file_has_all_its_lines():
    for file in resources.folder("catalogue").parent.rglob("*.toml"):
        text = file.read_text("utf-8")
        assert {place[0] for place in places(text)} == set(read(file)), file.name


@pytest.mark.parametrize("levels", range(150, 500, 10))
def test_lists_that_can_just_be_read_have_lines_or_none(tmp_path, levels):
    """The lines are looked for deeper inside the app than the file was read."""
    file = tmp_path / "deep.toml"
    file.write_text("x = " + "[" * levels + "]" * levels, "utf-8")
    try:
        read(file)
    except SourceError:
        return
    assert inward(40, lambda: line_of(file.read_text("utf-8"), ("x", 0))) == 1


def inward(calls: int, ask):
    """Ask from so many calls further in."""
    return ask() if not calls else inward(calls - 1, ask)
