"""Whatever is wrong in a file of the catalogue: one sentence, with file and line."""

from __future__ import annotations

import pytest

from procure_app import resources
from procure_app.store.shipped.catalogue_file import load_catalogue
from procure_app.store.shipped.catalogue_source import SourceError, sources


@pytest.fixture
def folder(tmp_path):
    """The shipped catalogue, without the compiled JSON."""
    for file in sources(resources.folder("catalogue")):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    return tmp_path


def exchanged(folder, name: str, old: str, new: str) -> int:
    """Exchange the first such piece of a file, and return the line on which it stands."""
    file = folder / name
    text = file.read_text("utf-8")
    assert old in text, f"{name} no longer says {old}"
    file.write_text(text.replace(old, new, 1), "utf-8")
    return text[: text.index(old)].count("\n") + 1


def said(folder) -> str:
    """Return the sentence with which the catalogue is refused."""
    with pytest.raises(SourceError) as refused:
        load_catalogue(folder)
    sentence = str(refused.value)
    assert "\n" not in sentence
    return sentence


@pytest.mark.parametrize(
    ("name", "old", "new", "what"),
    [
        ("catalogue.toml", "date = 2026", 'date = "soon" # 2026', "date"),
        ("catalogue.toml", '{ id = "release", title', '{ id = "release", colour', "groups.1"),
        ("components.toml", 'category = "data"', 'category = "cake"', "category"),
        ("components.toml", 'id = "weights"', 'id = "The weights"', "components.0.id"),
        ("decision.toml", 'signs = "decision"', 'signs = "all"', "roles.5.signs"),
        ("decision.toml", 'terms_read = "', 'terms_read = 1 # "', "roles.3.attestations.terms_rea"),
        ("decision.toml", "identity =", "names = 1\nidentity =", "fixed.names"),
        ("decision.toml", 'incident = "', 'incident = 5 # "', "fixed.triggers.incident"),
        (
            "decision.toml",
            '    { title = "UK GDPR" },',
            '    { name = "UK GDPR" },',
            "fixed.rules.10",
        ),
        ("licences.toml", ', name = "MGB Open', ', named = "MGB Open', "licences."),
        ("uses.toml", 'buyer = "case.buyer"', "buyer = 7", "uses.buyer"),
        ("uses.toml", 'is = ["high"]', 'is = "high"', "uses.high_impact"),
        ("03-stop.toml", 'due = "award"', 'due = "Monday"', "due"),
        ("03-stop.toml", "stop = true", 'stop = "perhaps"', "stop"),
        ("15-ours.toml", 'group = "accountability"', "group = 3", "group"),
    ],
)
def test_a_wrong_value_names_its_file_and_line(folder, name, old, new, what):
    line = exchanged(folder, name, old, new)
    sentence = said(folder)
    assert sentence.startswith(f"{name}:{line}: ")
    assert what in sentence


@pytest.mark.parametrize("file", sources(resources.folder("catalogue")), ids=lambda f: f.name)
@pytest.mark.parametrize(
    ("damage", "what"),
    [
        (b'\n"', "is not TOML"),
        (b"\nx = [1,", "is not TOML"),
        (b"\nx = \xe9", "is not text in UTF-8"),
        (b"\nx = 1\nx = 2", "is not TOML"),
    ],
)
def test_a_broken_file_names_itself_and_the_line(folder, file, damage, what):
    path = folder / file.name
    content = path.read_bytes().rstrip()
    path.write_bytes(content + damage)
    lines = (content + damage).count(b"\n") + 1
    assert said(folder).startswith(f"{file.name}:{lines}: {what}")


@pytest.mark.parametrize(
    "head", ["[[questions]] # a comment", "  [[ questions ]]", '[["questions"]]']
)
def test_questions_are_counted_however_their_heads_are_written(folder, head):
    file = folder / "02-release.toml"
    text = file.read_text("utf-8").replace("[[questions]]", head)
    file.write_text(text, "utf-8")
    assert load_catalogue(folder).by_id["release.modality"].short == "Kinds of content"
    line = exchanged(folder, "02-release.toml", 'id = "video"', "id = 5")
    assert said(folder).startswith(f"02-release.toml:{line}: ")


def test_questions_written_as_one_list_have_lines_too(folder):
    (folder / "15-ours.toml").write_text(
        'id = "ours"\ntitle = "Ours"\nintro = ""\ngroup = "case"\nquestions = [\n'
        '    { id = "ours.one", text = "One?", short = "One", kind = "text" },\n'
        '    { id = "ours.two", text = "Two?", short = "Two", kind = "essay" },\n]\n',
        "utf-8",
    )
    assert said(folder).startswith("15-ours.toml:7: sections.14.questions.1.kind: ")


def test_a_head_inside_a_text_is_no_question(folder):
    exchanged(folder, "03-stop.toml", 'why = "', 'why = """\n[[questions]]\n""" # ')
    line = exchanged(folder, "03-stop.toml", 'statement = "promise"', 'statement = "vow"')
    assert said(folder).startswith(f"03-stop.toml:{line}: ")


def test_an_id_that_stands_twice_names_the_second(folder):
    line = exchanged(folder, "03-stop.toml", 'id = "stop.right"', 'id = "case.use"')
    sentence = said(folder)
    assert sentence.startswith(f"03-stop.toml:{line}: ")
    assert "question ids stand twice: ['case.use']" in sentence


def test_a_section_or_component_that_stands_twice_names_the_second(folder):
    line = exchanged(folder, "15-ours.toml", 'id = "ours"', 'id = "stop"')
    assert said(folder).startswith(f"15-ours.toml:{line}: ")
    exchanged(folder, "15-ours.toml", 'id = "stop"', 'id = "ours"')
    line = exchanged(folder, "components.toml", 'id = "model_card"', 'id = "weights"')
    assert said(folder).startswith(f"components.toml:{line}: ")


def test_what_a_file_lacks_names_the_file_or_what_is_missing(folder):
    line = exchanged(folder, "uses.toml", 'rest = "component.rest"\n', "")
    assert line > 1
    assert said(folder).startswith("uses.toml:2: uses.rest: Field required")
    (folder / "uses.toml").unlink()
    assert said(folder) == "catalogue: uses: Field required"


def test_a_key_that_two_files_give_is_refused(folder):
    with (folder / "uses.toml").open("a", encoding="utf-8") as file:
        file.write("\n[fixed]\n")
    lines = (folder / "uses.toml").read_text("utf-8").count("\n")
    assert said(folder) == f"uses.toml:{lines}: fixed: stands in decision.toml too"


def test_sections_stand_in_numbered_files_only(folder):
    exchanged(folder, "catalogue.toml", "groups = [", "sections = []\ngroups = [")
    assert said(folder).endswith("sections: stands in each numbered file too")


def test_a_section_without_questions_is_named(folder):
    (folder / "15-ours.toml").write_text('id = "ours"\n', "utf-8")
    assert said(folder).startswith("15-ours.toml:1: ")


def test_a_file_that_is_a_folder_or_nested_without_end_is_named(folder):
    (folder / "uses.toml").unlink()
    (folder / "uses.toml").mkdir()
    assert said(folder).startswith("uses.toml: cannot be read: ")
    (folder / "uses.toml").rmdir()
    (folder / "uses.toml").write_text("x = " + "[" * 5000 + "]" * 5000, "utf-8")
    assert said(folder).startswith("uses.toml")


def test_a_condition_in_a_condition_is_found(folder):
    line = exchanged(
        folder, "08-data.toml", '{ any = [{ question = "case.holder"', '{ any = [{ q = "x"'
    )
    sentence = said(folder)
    assert sentence.startswith(f"08-data.toml:{line}: ")
