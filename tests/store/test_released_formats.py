"""A file of every released format opens for ever and says what it said."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path

import pytest
from data.formats.maker import LETTER, expectation

from procure_app.core.decision.reading import read
from procure_app.core.decision.signoff import missing, standings
from procure_app.store.container import evidence
from procure_app.store.container.manifest import FORMAT

FOLDER = Path(__file__).parent.parent / "data" / "formats"
FILES = sorted(FOLDER.glob("*.procure"))


def members(path: Path) -> dict[str, bytes]:
    """Return the members of a file by name, in their order."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def differing(now: object, expected: object, place: str = "") -> list[str]:
    """Return the places where a file reads otherwise than it must.

    A field that came later may be there where it is empty: its absence said the same.
    """
    if isinstance(now, dict) and isinstance(expected, dict):
        found = [f"{place}/{key}" for key in now if key not in expected and now[key]]
        for key in expected:
            found += differing(now.get(key, Ellipsis), expected[key], f"{place}/{key}")
        return sorted(part.removeprefix("/") for part in found)
    if isinstance(now, list) and isinstance(expected, list) and len(now) == len(expected):
        pairs = enumerate(zip(now, expected, strict=True))
        return [part for n, pair in pairs for part in differing(*pair, f"{place}/{n}")]
    return [] if now == expected else [place.removeprefix("/")]


@pytest.fixture(params=FILES, ids=lambda path: path.stem)
def released(request) -> Path:
    """A file of a released format."""
    return request.param


def test_every_format_has_its_file_and_says_what_it_must_read_as():
    """Whoever raises ``FORMAT`` adds a file: see the README beside the others."""
    expected = {f"format-{n}.{kind}" for n in range(1, FORMAT + 1) for kind in ("procure", "json")}
    assert expected <= {path.name for path in FOLDER.iterdir()}


def test_the_files_are_of_the_format_that_they_are_named_after():
    said = {
        path.stem: json.loads(members(path)["manifest.json"])["format"]
        for path in FILES
        if path.stem.removeprefix("format-").isdecimal()
    }
    assert said == {f"format-{n}": n for n in range(1, FORMAT + 1)}


def test_a_released_file_reads_as_it_always_did(released, files):
    """Read the README in tests/data/formats before anything there is changed."""
    opened = files.open(released)
    expected = json.loads(released.with_suffix(".json").read_text("utf-8"))
    assert differing(expectation(opened.assessment, opened.catalogue), expected) == []
    assert not opened.read_only


def test_the_comparison_sees_what_differs_and_passes_over_a_new_field_that_is_empty():
    old = {"a": {"b": [{"c": 1}], "d": "x"}}
    assert differing({"a": {"b": [{"c": 1, "new": []}], "d": "x", "more": None}}, old) == []
    assert differing({"a": {"b": [{"c": 1, "new": "core"}], "d": "x"}}, old) == ["a/b/0/new"]
    assert differing({"a": {"b": [{"c": 2}]}}, old) == ["a/b/0/c", "a/d"]
    assert differing({"a": {"b": [], "d": "y"}}, old) == ["a/b", "a/d"]


def test_what_was_attached_is_still_there(released, files, tmp_path):
    opened = files.open(released)
    embedded = [item for item in opened.assessment.evidence if item.digest and not item.linked]
    assert [item.digest for item in embedded] == list(opened.evidence)
    for item in embedded:
        evidence.extract(item.digest, released, tmp_path / "out")
        assert (tmp_path / "out").read_bytes() == LETTER


def test_what_was_signed_still_stands(released, files):
    opened = files.open(released)
    reading = read(opened.catalogue, opened.assessment)
    signed = standings(reading)
    assert len(signed) > 1
    assert [s.signoff.role for s in signed if not s.stands] == []
    assert missing(reading) == () or reading.assessment.retired


def test_a_released_file_is_saved_again_without_a_loss(released, files, tmp_path):
    path = tmp_path / released.name
    shutil.copy(released, path)
    opened = files.open(path)
    files.save(path, opened.assessment, opened.catalogue, opened.evidence, opened.stamp)
    again = files.open(path)
    assert (again.assessment, again.catalogue) == (opened.assessment, opened.catalogue)
    assert set(again.evidence) == set(opened.evidence)


def test_a_file_of_this_format_is_saved_again_as_it_was(files, tmp_path):
    """Member by member: how small a deflater makes them is not ours to promise."""
    released = FOLDER / f"format-{FORMAT}.procure"
    opened = files.open(released)
    path = tmp_path / "again.procure"
    files.save(path, opened.assessment, opened.catalogue, opened.evidence, "")
    assert list(members(path).items()) == list(members(released).items())
