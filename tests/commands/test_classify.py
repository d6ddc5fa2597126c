"""``classify``: verdicts on assessments and model files, for people and programs."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from procure_app.cli import DONE, UNREADABLE, main

CASES = Path(__file__).parents[2].parent / "shared" / "cases" / "mof"
KEYS = {
    "file", "name", "statement", "labels", "g7", "osaid", "mof", "mof_specification",
    "eu_exemption", "access",
}  # fmt: skip
SMALL = """framework: {name: Model Openness Framework, version: '1.0', date: '2024-12-15'}
release:
  name: Small
  producer: Somebody
  license: {}
  components:
    - {name: Model parameters (Final), license: MIT}
    - {name: Model card, license: unlicensed}
"""


@pytest.fixture
def small(tmp_path):
    """A small model file."""
    file = tmp_path / "small.yml"
    file.write_text(SMALL, "utf-8")
    return str(file)


@pytest.fixture
def example(tmp_path):
    """An assessment file."""
    file = tmp_path / "example.procure"
    assert main(["new", str(file), "--example", "deepseek-v3"]) == DONE
    return str(file)


def run(capsys, *arguments):
    """Return the exit code, standard output and standard error of ``classify``."""
    code = main(["classify", *arguments])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_both_kinds_of_file_come_out_as_one_array_with_the_same_keys(capsys, small, example):
    code, out, err = run(capsys, "--json", small, example)
    first, second = json.loads(out)
    assert (code, err) == (DONE, "")
    assert set(first) == KEYS == set(second)
    assert (first["name"], first["file"]) == ("Small", small)
    assert second["g7"] == {
        "on_word": "Weights Available AI",
        "on_evidence": "Weights Available AI",
    }
    assert second["labels"]["open_data"]["on_evidence"] == "Closed"


def test_a_model_file_is_believed_on_the_word_only(capsys, small):
    ((row),) = json.loads(run(capsys, "--json", small)[1])
    assert row["labels"]["open_weight"]["on_word"] != "Closed"
    assert row["g7"]["on_evidence"] == "cannot tell"
    assert row["mof"]["on_word"]["class"] == 0
    assert row["mof"]["on_evidence"]["class"] is None
    assert row["mof"]["on_word"]["unlicensed"]["3"] == ["Model card"]
    assert "Model card" not in row["mof"]["on_word"]["missing"]["3"]


def test_reasons_are_given_only_when_asked_for(capsys, small, example):
    plain = json.loads(run(capsys, "--json", small, example)[1])
    with_reasons = json.loads(run(capsys, "--json", "--reasons", small, example)[1])
    assert all("reasons" not in row for row in plain)
    for row in with_reasons:
        said = "\n".join(line for lines in row["reasons"].values() for line in lines)
        assert "on the word: " in said.lower()


def test_people_read_the_evidence_first_and_where_the_word_differs(capsys, small):
    code, out, _ = run(capsys, small)
    assert code == DONE
    assert "Epoch AI: cannot tell (on the vendor's word: Open weights (unrestricted))" in out
    assert "class 3: 17 %; missing: Model architecture" in out


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"[" * 200_000, b"PK\x03\x04broken"])
def test_a_bad_file_is_one_sentence_and_the_others_are_still_done(capsys, tmp_path, small, content):
    bad = tmp_path / "bad.yml"
    bad.write_bytes(content)
    code, out, err = run(capsys, "--json", str(bad), str(tmp_path / "gone.yml"), small)
    rows = json.loads(out)
    assert code == UNREADABLE
    assert [set(row) == {"file", "error"} for row in rows] == [True, True, False]
    assert len(err.strip().splitlines()) == 2
    assert "Traceback" not in err


def test_no_text_of_a_file_reaches_the_terminal_as_a_command(capsys, tmp_path):
    file = tmp_path / "evil.yml"
    file.write_text(SMALL.replace("name: Small", 'name: "Sm\\e[31mall"'), "utf-8")
    out = run(capsys, str(file))[1]
    assert "\x1b" not in out


@pytest.mark.skipif(not CASES.is_dir(), reason="the real model files are not beside this checkout")
def test_all_real_model_files_agree_with_the_tool_on_every_column(capsys):
    files = sorted(str(file) for file in (CASES / "models").glob("*.yml"))
    rows = {Path(row["file"]).name: row for row in json.loads(run(capsys, "--json", *files)[1])}
    with (CASES / "expected.tsv").open(encoding="utf-8") as handle:
        expected = list(csv.DictReader(handle, delimiter="\t"))
    assert len(expected) == len(rows) > 100
    for row in expected:
        found = rows[row["file"]]["mof"]["on_word"]
        assert found["class"] == int(row["class"])
        for level in "123":
            assert found["progress"][level] == pytest.approx(float(row[f"p{level}"]), abs=0.001)
            for column in ("missing", "invalid", "unlicensed"):
                assert "; ".join(found[column][level]) == row[f"{column}{level}"]


def test_a_model_file_becomes_a_draft_and_comes_back_as_it_was(capsys, tmp_path, small):
    draft = tmp_path / "draft.procure"
    assert main(["import", small, str(draft)]) == DONE
    capsys.readouterr()
    assert main(["export", str(draft), "--mof"]) == DONE
    again = tmp_path / "again.yml"
    again.write_text(capsys.readouterr().out, "utf-8")
    first, second = json.loads(run(capsys, "--json", small, str(again))[1])
    assert {**first, "file": ""} == {**second, "file": ""}
