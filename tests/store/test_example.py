"""Examples are assessments in TOML; a fault in one names the file."""

from __future__ import annotations

import datetime

import pytest

from procure_app.core.assessment.answer import Answer
from procure_app.store.shipped.catalogue_source import SourceError
from procure_app.store.shipped.example import examples, load_example

GOOD = """
id = "a"
title = "Pythia"
as_of = 2026-11-22
catalogue = "tiny"
catalogue_version = "1"

[answers."release.name"]
value = ["Pythia-12B"]

[[evidence]]
id = "E-1"
title = "Card"
read = 2026-11-20
"""


@pytest.fixture
def folder(tmp_path):
    """Two examples, one of them without content."""
    (tmp_path / "pythia.toml").write_text(GOOD, "utf-8")
    (tmp_path / "draft.toml").write_text("", "utf-8")
    (tmp_path / "notes.txt").touch()
    return tmp_path


def test_examples_are_named_in_order(folder):
    assert examples(folder) == ("draft", "pythia")
    assert examples(folder / "none") == ()


def test_an_example_is_an_assessment(folder):
    example = load_example(folder, "pythia")
    assert example.title == "Pythia"
    assert example.as_of == datetime.date(2026, 11, 22)
    assert example.answers == {"release.name": Answer(value=("Pythia-12B",))}
    assert example.evidence[0].read == datetime.date(2026, 11, 20)


def test_an_example_can_be_saved_and_opened(folder, files, tiny, tmp_path):
    example = load_example(folder, "pythia")
    files.save(tmp_path / "a.procure", example, tiny, {}, "")
    assert files.open(tmp_path / "a.procure").assessment == example


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("id = ", "bad.toml:1: is not TOML: "),
        (GOOD.replace("title", "tilte", 1), "bad.toml: tilte: Extra inputs"),
        (GOOD.replace("value", "values"), "bad.toml: answers.release.name.values: Extra"),
        (GOOD + f'digest = "{"a" * 64}"\n', "bad.toml: evidence E-1 has a digest"),
    ],
)
def test_a_fault_names_the_file_and_the_place(folder, content, words):
    (folder / "bad.toml").write_text(content, "utf-8")
    with pytest.raises(SourceError) as caught:
        load_example(folder, "bad")
    assert str(caught.value).startswith(words)


def test_bytes_that_are_no_text_name_the_file(folder):
    (folder / "bad.toml").write_bytes(b"\xff")
    with pytest.raises(SourceError, match=r"bad\.toml"):
        load_example(folder, "bad")


@pytest.mark.parametrize("name", ["none", "../pythia", "/etc/passwd", ""])
def test_a_name_that_is_not_listed_is_refused(folder, name):
    with pytest.raises(SourceError, match="no such example"):
        load_example(folder, name)
