"""Where the licences come from: TOML with file and line in errors, JSON while it is fresh."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from licences.source import ABOUT

from procure_app import resources
from procure_app.core.licences import expression
from procure_app.core.licences.buyer import ANYONE
from procure_app.core.licences.kind import is_kind
from procure_app.core.licences.right import rights
from procure_app.store.shipped.catalogue_source import SourceError
from procure_app.store.shipped.licence_file import load_licences
from procure_app.store.shipped.licence_source import COMPILED, compile_to_json

FIRST = """\
[[licences]]
id = "MIT"
name = "MIT License"
source = "SPDX"

[[licences]]
id = "JSON"
name = "JSON License"
source = "SPDX"
"""
SECOND = """\
# The limits of this one are checked below.
[[licences]]
id = "LicenseRef-one"
name = "One"
commercial = "yes"
fields_limited = true
fields = "No war."
source = "A text"

[[licences.limits]]
when = { use = ["military"] }
denies = ["use"]
text = "No war."

[[licences.limits]]
when = { territory = ["eu"], users_over = 5 }
denies = ["use"]
text = "Not there."
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three licences in two files, as people edit them."""
    for name, text in (("about", ABOUT), ("first", FIRST), ("second", SECOND)):
        (tmp_path / f"{name}.toml").write_text(text, "utf-8")
    return tmp_path


def edited(folder: Path, old: str, new: str, name: str = "second.toml") -> int:
    """Exchange a piece of a source, and return the line on which it stands."""
    file = folder / name
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")
    return text[: text.index(old)].count("\n") + 1


def test_the_licences_of_all_files_are_one_book(folder):
    assert [licence.id for licence in load_licences(folder).data.licences] == [
        "MIT",
        "JSON",
        "LicenseRef-one",
    ]


def test_the_flags_of_the_spdx_list_are_added(folder):
    book = load_licences(folder)
    flags = [(book.find(name).osi_approved, book.find(name).fsf_free) for name in ("MIT", "JSON")]
    assert flags == [(True, True), (False, False)]
    assert book.find("LicenseRef-one").osi_approved is None
    assert book.find("BUSL-1.1").fsf_free is None


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('commercial = "yes"', 'commercial = "maybe"', "commercial"),
        ('commercial = "yes"', "commercial = 3", "commercial"),
        ("fields_limited = true", "fields_limited = [1]", "fields_limited"),
        ('fields = "No war."', 'colour = "red"', "colour"),
        ('name = "One"', "name = 1", "name"),
        ("when = { use", "when = { purpose", "purpose"),
        ('denies = ["use"]', 'denies = ["fly"]', "denies"),
        ("users_over = 5", "users_over = -5", "users_over"),
        ('"military"', '"knitting"', "knitting"),
        ('"eu"', '"atlantis"', "atlantis"),
        ('id = "LicenseRef-one"', 'id = "MIT"', "MIT"),
        ('name = "One"', 'name = "MIT License"', "stands for MIT and for LicenseRef-one"),
        ('id = "LicenseRef-one"', "id = ", "is not TOML"),
        ("when = { use", "when = { use = 1, use", "is not TOML"),
    ],
)
def test_a_wrong_licence_names_file_and_line(folder, old, new, says):
    line = edited(folder, old, new)
    with pytest.raises(SourceError, match=rf"^second\.toml:{line}: .*{says}"):
        load_licences(folder)


def test_a_limit_without_effect_names_the_line_where_it_begins(folder):
    line = edited(folder, 'users_over = 5 }\ndenies = ["use"]', "users_over = 5 }") - 1
    with pytest.raises(SourceError, match=rf"^second\.toml:{line}: .*must deny, bind or unsettle"):
        load_licences(folder)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('flags = ["osi_approved"]', 'flags = ["nice"]', "flags"),
        ('flags = ["osi_approved"]', 'kind = "approved"', "does not stand before it"),
        ('flags = ["osi_approved"]', "all = []", "all"),
        ('text = "Approved."', "", "text"),
        ('"MIT" = ["Expat"]', '"ISC" = ["Expat"]', "ISC"),
        ('"MIT" = ["Expat"]', '"MIT" = "Expat"', "aliases"),
        ("exceptions = []", "exceptions = 1", "exceptions"),
        ("date = 2026-11-22", 'date = "soon"', "date"),
        ("low = 1.0", 'low = "a lot"', "low"),
        ('title = "Small"', 'title = "Small"\ncolour = 1', "colour"),
    ],
)
def test_a_wrong_rule_or_word_names_file_and_line(folder, old, new, says):
    edited(folder, old, new, "about.toml")
    with pytest.raises(SourceError, match=rf"^about\.toml:\d+: .*{says}"):
        load_licences(folder)


def test_a_key_that_stands_in_two_files_names_the_second(folder):
    (folder / "third.toml").write_text('\nversion = "2"\n', "utf-8")
    with pytest.raises(SourceError, match=r"^third\.toml:2: version: stands in another file too"):
        load_licences(folder)


@pytest.mark.parametrize("text", ["licences = 5", "kinds = { id = 1 }", "licences = [5]"])
def test_what_is_no_list_of_licences_is_refused(folder, text):
    (folder / "third.toml").write_text(text, "utf-8")
    with pytest.raises(SourceError, match=r"^third\.toml:1: "):
        load_licences(folder)


@pytest.mark.parametrize("content", [b"\xff\xfe", b"\x00", b"[" * 200_000, b"a = " + b"[" * 9_000])
def test_a_file_that_is_not_toml_is_named(folder, content):
    (folder / "third.toml").write_bytes(content)
    with pytest.raises(SourceError, match=r"^third\.toml:"):
        load_licences(folder)


def test_a_folder_without_licences_is_an_error_and_not_a_crash(tmp_path):
    with pytest.raises(SourceError):
        load_licences(tmp_path)


def test_the_compiled_json_says_the_same_as_its_sources(tmp_path):
    shutil.copytree(resources.folder("licences"), tmp_path / "licences")
    (tmp_path / "licences" / COMPILED).unlink(missing_ok=True)
    before = load_licences(tmp_path / "licences").data
    compile_to_json(tmp_path / "licences")
    assert before == load_licences(tmp_path / "licences").data


def compiled_with(folder: Path, **changes) -> None:
    """Compile the licences, and change what the compiled JSON says."""
    file = compile_to_json(folder)
    document = json.loads(file.read_text("utf-8"))
    document["licences"] |= changes
    file.write_text(json.dumps(document), "utf-8")


def test_the_compiled_json_is_used_while_it_is_fresh_and_no_longer(folder):
    compiled_with(folder, title="Compiled")
    assert load_licences(folder).data.title == "Compiled"
    edited(folder, "# The limits", "# All limits")
    assert load_licences(folder).data.title == "Small"


@pytest.mark.parametrize("content", [b"", b"{", b"\xff", b"[]", b"null", b'{"fingerprint": 1}'])
def test_a_broken_compiled_json_falls_back_to_the_sources(folder, content):
    (folder / COMPILED).write_bytes(content)
    assert load_licences(folder).data.title == "Small"


def test_the_compiled_json_alone_is_enough(folder):
    compile_to_json(folder)
    for source in folder.glob("*.toml"):
        source.unlink()
    assert load_licences(folder).find("Expat").id == "MIT"


def test_one_name_never_reaches_the_library_for_expressions(folder, monkeypatch):
    monkeypatch.setattr(expression, "_PARSER", None)
    book = load_licences(folder)
    for text in ("MIT", "expat", "Unheard-of", "", "x" * 9_000):
        is_kind(text, "approved", book)
        rights(text, ANYONE, book)
