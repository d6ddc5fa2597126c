"""Where the catalogue comes from: TOML with file and line in errors, JSON while it is fresh."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from catalogue.source import FIRST, HEAD, SECOND

from procure_app.store.shipped.catalogue_file import load_catalogue
from procure_app.store.shipped.catalogue_source import COMPILED, SourceError, compile_to_json


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A catalogue of two sections, as people edit it."""
    (tmp_path / "catalogue.toml").write_text(HEAD, "utf-8")
    (tmp_path / "02-second.toml").write_text(SECOND, "utf-8")
    (tmp_path / "01-first.toml").write_text(FIRST, "utf-8")
    return tmp_path


def edited(folder: Path, old: str, new: str, name: str = "02-second.toml") -> int:
    """Exchange a piece of a source, and return the line on which it stands."""
    file = folder / name
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")
    return text[: text.index(old)].count("\n") + 1


def compiled_with(folder: Path, **changes) -> None:
    """Compile the catalogue, and change what the compiled JSON says."""
    file = compile_to_json(folder)
    document = json.loads(file.read_text("utf-8"))
    document["catalogue"] |= changes
    file.write_text(json.dumps(document), "utf-8")


def test_sections_stand_in_the_order_of_their_files(folder):
    assert [section.id for section in load_catalogue(folder).sections] == ["a", "b"]


@pytest.mark.parametrize("broken", ["id = ", "text = \u201cTwo?\u201d"])
def test_an_error_in_the_toml_names_file_and_line(folder, broken):
    line = edited(folder, 'kind = "text"', broken)
    with pytest.raises(SourceError, match=rf"^02-second\.toml:{line}: is not TOML: "):
        load_catalogue(folder)


def test_a_file_that_is_not_text_is_named(folder):
    (folder / "02-second.toml").write_bytes(b'id = "b"\ntitle = "\xff"\n')
    with pytest.raises(SourceError, match=r"^02-second\.toml:2: is not text in UTF-8$"):
        load_catalogue(folder)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('kind = "text"', 'kind = "essay"', "kind"),
        ('short = "Two"', "short = 2", "short"),
        ('id = "b.two"', 'id = "B two"', "id"),
        ("asked = {", "asked = { whenever = 1,", "whenever"),
        ("asked = { question", 'asked = "b.one" # { question', "asked"),
        ('kind = "text"', 'colour = "red"', "colour"),
    ],
)
def test_a_wrong_value_in_a_question_names_file_and_line(folder, old, new, says):
    line = edited(folder, old, new)
    with pytest.raises(SourceError, match=rf"^02-second\.toml:{line}: .*{says}"):
        load_catalogue(folder)


def test_a_wrong_option_names_the_file_and_its_own_line(folder):
    line = edited(folder, 'answer = "no"', 'answer = "maybe"')
    with pytest.raises(SourceError, match=rf"^02-second\.toml:{line}: .*answer"):
        load_catalogue(folder)


def test_what_a_question_lacks_names_its_own_first_line_and_not_the_next_question(folder):
    line = edited(folder, 'short = "One"\n', "") - 3
    with pytest.raises(SourceError, match=rf"^02-second\.toml:{line}: .*short: Field required"):
        load_catalogue(folder)


def test_what_a_question_contradicts_in_itself_names_the_line_where_it_begins(folder):
    line = edited(folder, 'kind = "text"\n', "") - 2
    with pytest.raises(SourceError, match=rf"^02-second\.toml:{line}: .*choices need them"):
        load_catalogue(folder)


def test_the_compiled_json_says_the_same_as_its_sources(folder):
    before = load_catalogue(folder)
    compile_to_json(folder)
    assert before == load_catalogue(folder)


def test_the_compiled_json_is_used_while_it_is_fresh(folder):
    compiled_with(folder, title="Compiled")
    assert load_catalogue(folder).title == "Compiled"


@pytest.mark.parametrize("name", ["catalogue.toml", "01-first.toml"])
def test_the_compiled_json_is_ignored_once_any_source_changed(folder, name):
    compiled_with(folder, title="Compiled")
    with (folder / name).open("a", encoding="utf-8") as file:
        file.write("# a comment\n")
    assert load_catalogue(folder).title == "Small"


def test_the_compiled_json_is_ignored_once_a_source_came_or_went(folder):
    compiled_with(folder, title="Compiled")
    (folder / "02-second.toml").rename(folder / "03-second.toml")
    assert load_catalogue(folder).title == "Small"


@pytest.mark.parametrize(
    "content", [b"", b"{", b"\xff\xfe", b"[]", b"null", b'"x"', b"{}", b'{"fingerprint": 1}']
)
def test_a_broken_compiled_json_falls_back_to_the_sources(folder, content):
    (folder / COMPILED).write_bytes(content)
    assert load_catalogue(folder).title == "Small"


def test_a_compiled_json_that_holds_no_catalogue_falls_back_to_the_sources(folder):
    compiled_with(folder, sections="none")
    assert load_catalogue(folder).title == "Small"


def test_the_compiled_json_alone_is_enough(folder):
    """An installed app need not carry the sources."""
    compile_to_json(folder)
    for source in folder.glob("*.toml"):
        source.unlink()
    assert [section.id for section in load_catalogue(folder).sections] == ["a", "b"]


def test_a_folder_without_a_catalogue_is_an_error_and_not_a_crash(tmp_path):
    with pytest.raises(SourceError):
        load_catalogue(tmp_path)
