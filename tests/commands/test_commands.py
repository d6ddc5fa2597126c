"""Every command: what it prints, its exit code, and never a traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from catalogue.tiny import assessment_of, catalogue_of, choice, component, entry, given

from procure_app import app
from procure_app.cli import COMMANDS, main
from procure_app.core.assessment.answer import ComponentRow
from procure_app.core.catalogue.word import Kind, Walk
from procure_app.store.procure_file import ProcureFiles

DONE, PROBLEMS, USAGE, UNREADABLE = 0, 1, 2, 3


class Ran:
    """What a command left behind."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err
        assert "Traceback" not in out + err

    @property
    def sentence(self) -> str:
        """The one sentence on standard error of a command that failed."""
        assert self.out == ""
        (line,) = self.err.splitlines()
        assert line.endswith(".")
        assert "{" not in line
        return line


@pytest.fixture
def run(capsys):
    """Run a command in this process."""

    def run(*arguments) -> Ran:
        code = main([str(argument) for argument in arguments])
        return Ran(code, *capsys.readouterr())

    return run


@pytest.fixture
def new(tmp_path: Path) -> Path:
    """An empty assessment on the disk."""
    path = tmp_path / "new.procure"
    assert main(["new", str(path)]) == DONE
    return path


def saved(path: Path, answers, **fields) -> Path:
    """Save an assessment of two questions and a table of one row, and return its path."""
    catalogue = catalogue_of(
        choice("a.one", weighs="major", statement="own"),
        entry("a.two", Kind.TEXT),
        entry("b.table", Kind.COMPONENTS),
        components=(component("weights", core=True),),
    )
    document = assessment_of(answers, **fields)
    ProcureFiles(lambda: catalogue).save(path, document, catalogue, {}, "")
    return path


@pytest.fixture
def finished(tmp_path: Path) -> Path:
    """An assessment in which nothing is wrong or missing."""
    rows = {"base/weights": ComponentRow(availability="released", licence="Apache-2.0")}
    answers = {"a.one": "yes", "a.two": "Pythia"}
    return saved(tmp_path / "done.procure", answers, components=rows, title="Ärger mit 模型 👍")


def hostile(folder: Path) -> dict[str, Path]:
    """Return what a person may name by mistake, or for harm."""
    (folder / "folder.procure").mkdir()
    (folder / "empty.procure").touch()
    (folder / "text.procure").write_text("Dear Sir,", "utf-8")
    (folder / "binary.procure").write_bytes(bytes(range(256)) * 40)
    (folder / "zip.procure").write_bytes(b"PK\x05\x06" + b"\0" * 18)
    whole = saved(folder / "whole.procure", {}).read_bytes()
    (folder / "cut.procure").write_bytes(whole[: len(whole) // 2])
    names = ("folder", "empty", "text", "binary", "zip", "cut", "missing")
    return {name: folder / f"{name}.procure" for name in names} | {"long": folder / ("x" * 400)}


HOSTILE = ("folder", "empty", "text", "binary", "zip", "cut", "missing", "long")


# new


def test_new_makes_an_empty_assessment_and_says_nothing(run, tmp_path, catalogue):
    path = tmp_path / "a.procure"
    ran = run("new", path)
    assert (ran.code, ran.out, ran.err) == (DONE, "", "")
    opened = ProcureFiles(lambda: catalogue).open(path)
    assert opened.assessment.walk is Walk.PURCHASE
    assert opened.assessment.answers == {}
    assert opened.catalogue == catalogue


def test_new_describe_makes_a_description(run, tmp_path, catalogue):
    path = tmp_path / "a.procure"
    assert run("new", path, "--describe").code == DONE
    assert ProcureFiles(lambda: catalogue).open(path).assessment.walk is Walk.DESCRIBE


@pytest.mark.parametrize("what", ["file", "folder", "link"])
def test_new_never_writes_over_what_is_there(run, tmp_path, what):
    path = tmp_path / "there"
    {
        "file": lambda: path.write_text("mine", "utf-8"),
        "folder": path.mkdir,
        "link": lambda: path.symlink_to(tmp_path / "gone"),
    }[what]()
    ran = run("new", path)
    assert ran.code == UNREADABLE
    assert "exists already" in ran.sentence
    assert what != "file" or path.read_text("utf-8") == "mine"
    assert not (tmp_path / "gone").exists()


@pytest.mark.parametrize("name", ["nowhere/a.procure", "x" * 400, "a\0b"])
def test_new_where_no_file_can_be_is_one_sentence(run, tmp_path, name):
    ran = run("new", f"{tmp_path}/{name}")
    assert ran.code == UNREADABLE
    assert ran.sentence
    assert list(tmp_path.iterdir()) == []


def test_new_from_an_example_that_does_not_exist_is_one_sentence(run, tmp_path):
    ran = run("new", tmp_path / "a.procure", "--example", "nope")
    assert ran.code == USAGE
    assert "nope" in ran.err
    assert not (tmp_path / "a.procure").exists()


# show


def test_show_prints_statement_progress_and_state(run, finished):
    ran = run("show", finished)
    lines = ran.out.splitlines()
    assert (ran.code, ran.err) == (DONE, "")
    assert lines[0] == "Ärger mit 模型 👍"
    assert "A: 2 of 2" in lines
    assert "Decision: none yet" in lines


def test_show_as_json_is_json_for_another_program(run, finished):
    ran = run("show", finished, "--json")
    content = json.loads(ran.out)
    assert ran.code == DONE
    assert content["title"] == "Ärger mit 模型 👍"
    assert {"statement", "progress", "findings", "decision", "recommendation"} <= set(content)


def test_show_of_a_new_file_runs(run, new):
    assert run("show", new).code == DONE


# check


def test_check_exits_with_one_while_something_is_missing(run, new):
    ran = run("check", new)
    *lines, last = ran.out.splitlines()
    assert ran.code == PROBLEMS
    assert lines[0] == "case.buyer (The buyer): Not answered yet."
    assert last == f"{len(lines)} to mend or answer."


def test_check_exits_with_nought_when_nothing_is(run, finished):
    ran = run("check", finished)
    assert (ran.code, ran.out) == (DONE, "Nothing is wrong or missing.\n")


def test_check_as_json_says_the_same(run, finished, tmp_path):
    ran = run("check", finished, "--json")
    assert (ran.code, json.loads(ran.out)) == (DONE, [])
    wrong = saved(tmp_path / "wrong.procure", {"a.one": given("maybe"), "a.two": "x"})
    ran = run("check", wrong, "--json")
    assert ran.code == PROBLEMS
    assert json.loads(ran.out)[0] == {
        "question": "a.one",
        "name": "a.one",
        "text": "The answer “maybe” is not offered. Choose one.",
        "open": False,
    }


# report and export


def test_report_writes_a_pdf_and_leaves_the_file_as_it_was(run, new, tmp_path):
    before, out = new.read_bytes(), tmp_path / "out.pdf"
    ran = run("report", new, "-o", out)
    assert (ran.code, ran.out, ran.err) == (DONE, "", "")
    assert out.read_bytes().startswith(b"%PDF-")
    assert new.read_bytes() == before


def test_report_of_a_description_is_a_pdf_too(run, tmp_path):
    path, out = tmp_path / "a.procure", tmp_path / "out.pdf"
    run("new", path, "--describe")
    assert run("report", path, "--output", out).code == DONE
    assert out.read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize("spelling", ["same", "link", "dotted"])
def test_report_never_writes_over_the_assessment_itself(run, new, tmp_path, spelling):
    before, link = new.read_bytes(), tmp_path / "link.pdf"
    link.symlink_to(new)
    out = {"same": new, "link": link, "dotted": f"{tmp_path}/./new.procure"}[spelling]
    ran = run("report", new, "-o", out)
    assert ran.code == UNREADABLE
    assert "is the assessment itself" in ran.sentence
    assert new.read_bytes() == before


def test_report_where_no_file_can_be_is_one_sentence(run, new, tmp_path):
    for out in (tmp_path, tmp_path / "nowhere" / "out.pdf"):
        ran = run("report", new, "-o", out)
        assert ran.code == UNREADABLE
        assert ran.sentence


def test_export_prints_the_whole_assessment(run, finished):
    ran = run("export", finished, "--json")
    content = json.loads(ran.out)
    assert (ran.code, ran.err) == (DONE, "")
    assert content["file"]["answers"]["a.two"] == {"value": ["Pythia"]}
    assert {"file", "decision", "record"} == set(content["digests"])


# What cannot be read


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize(
    "command", [("show",), ("show", "--json"), ("check",), ("export", "--json"), ("report",)]
)
def test_a_file_that_cannot_be_read_is_three_and_one_sentence(run, tmp_path, command, name):
    path = hostile(tmp_path)[name]
    out = tmp_path / "out.pdf"
    extra = ("-o", out) if command[0] == "report" else command[1:]
    ran = run(command[0], path, *extra)
    assert ran.code == UNREADABLE
    assert ran.sentence
    assert not out.exists()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is a display")
def test_no_display_to_open_the_window_on_is_one_sentence(run, new, monkeypatch):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(app, "application", None)  # Qt would end the process
    for arguments in ((), (new,), ("--example", "pythia-12b")):
        ran = run(*arguments)
        assert ran.code == UNREADABLE
        assert "no display" in ran.sentence


def test_no_file_to_open_the_window_on_is_one_sentence(run, tmp_path):
    ran = run(tmp_path / "missing.procure")
    assert ran.code == UNREADABLE
    assert "missing.procure" in ran.sentence


@pytest.mark.parametrize(
    "answers",
    [
        {"a.one": given("yes", "no", "maybe"), "gone.one": given("x")},
        {"a.one": given("yes", evidence=("E-9",)), "a.two": given(*["x"] * 50)},
    ],
)
def test_a_document_edited_by_hand_is_shown_and_checked(run, tmp_path, answers):
    rows = {"moon/weights": ComponentRow(availability="released"), "base": ComponentRow(note="?")}
    path = saved(tmp_path / "odd.procure", answers, components=rows)
    for command in (("show", path), ("check", path), ("export", path, "--json")):
        assert run(*command).code in (DONE, PROBLEMS)


# Usage


@pytest.mark.parametrize(
    "arguments",
    [
        ("show",),
        ("check", "--jason", "x"),
        ("new",),
        ("report", "x"),
        ("export", "x"),
        ("show", "a", "b"),
        ("a.procure", "b.procure"),
        ("--nonsense",),
        ("report", "x", "-o"),
    ],
)
def test_wrong_usage_is_two_and_says_how(run, arguments):
    ran = run(*arguments)
    assert ran.code == USAGE
    assert ran.out == ""
    assert ran.err.startswith("usage: procure-app")


@pytest.mark.parametrize("command", [(), *((name,) for name in COMMANDS)])
def test_every_command_explains_itself(run, command):
    ran = run(*command, "--help")
    assert (ran.code, ran.err) == (DONE, "")
    assert ran.out.startswith("usage: procure-app")


def test_the_version_is_printed(run):
    ran = run("--version")
    assert (ran.code, ran.err) == (DONE, "")
    assert ran.out.startswith("procure-app ")


def test_the_examples_are_listed_by_name(run):
    names = run("examples").out.split()
    assert names == sorted(names)


# As a process of its own


def test_no_text_is_lost_where_the_terminal_knows_only_ascii(finished):
    plain = os.environ | {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "LC_ALL": "C"}
    ran = subprocess.run(
        [sys.executable, "-m", "procure_app", "show", str(finished)],
        capture_output=True, env=plain, check=False, cwd=Path(__file__).parents[2],
    )  # fmt: skip
    assert (ran.returncode, ran.stderr) == (DONE, b"")
    assert ran.stdout.decode("utf-8").startswith("Ärger mit 模型 👍\n")


@pytest.mark.parametrize("command", [("show",), ("export", "--json")], ids=["little", "much"])
def test_a_reader_that_stops_reading_is_no_fault(new, command):
    """A little text is written only when the command ends, much of it before."""
    ran = subprocess.Popen(
        [sys.executable, "-m", "procure_app", *command, str(new)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=Path(__file__).parents[2],
    )  # fmt: skip
    ran.stdout.close()
    with ran.stderr:
        assert (ran.wait(), ran.stderr.read()) == (DONE, b"")
