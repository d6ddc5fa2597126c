"""Whatever a fuzzer found that reaches further, or broke a reader once, is read or refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from fuzz.contract import Broken, Target, located, sentence, tried
from fuzz.every import TARGETS
from fuzz.keep import BYTES, FILES
from procure_app.core.phrase import phrase

CORPUS = Path(__file__).parent / "corpus"
KEPT = [(name, file) for name in TARGETS for file in sorted((CORPUS / name).glob("*"))]


@pytest.mark.parametrize(("name", "file"), KEPT, ids=[f"{n}-{f.name}" for n, f in KEPT])
def test_an_input_that_was_found_is_read_or_refused_in_one_sentence(name, file, tmp_path):
    tried(TARGETS[name], tmp_path, file.read_bytes())


@pytest.mark.parametrize("name", TARGETS)
def test_every_seed_can_be_laid_out_and_some_are_read(name, tmp_path):
    said = [tried(TARGETS[name], tmp_path, seed) for seed in TARGETS[name].seeds()]
    assert "" in said


@pytest.mark.parametrize("name", TARGETS)
def test_the_inputs_kept_are_few_and_small_and_some_are_refused(name, tmp_path):
    kept = [file.read_bytes() for at, file in KEPT if at == name]
    assert 0 < len(kept) <= FILES
    assert sum(map(len, kept)) <= BYTES
    assert any(tried(TARGETS[name], tmp_path, data) for data in kept[:20])


@pytest.mark.parametrize(
    "words", ["no capital.", "No end", "Two\nlines.", "", "A\u202eb.", "A" * 700 + "."]
)
def test_what_no_person_can_read_is_no_sentence(words):
    with pytest.raises(Broken):
        sentence(phrase("{said}", said=words))


@pytest.mark.parametrize("words", ["no place", "file.toml:1: two\nlines", "file.toml: "])
def test_a_fault_without_its_place_is_none(words):
    with pytest.raises(Broken):
        located(words)


def test_a_reader_that_leaves_something_behind_breaks_the_contract(tmp_path):
    def litter(folder: Path) -> str:
        (folder / "left").touch()
        return ""

    with pytest.raises(Broken, match="left"):
        tried(Target("x", lambda data: {"x": data}, litter, tuple, max), tmp_path, b"")
