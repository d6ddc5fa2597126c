"""On the command line a file of an earlier catalogue says so, and is read by its own texts."""

from __future__ import annotations

import json

import pytest
from catalogue.earlier import VERSION, earlier
from catalogue.tiny import catalogue_of, choice, component

from procure_app.app import build_session
from procure_app.cli import main
from procure_app.core.assessment.edit import changed


@pytest.fixture
def old(tmp_path, catalogue):
    """A file of an earlier catalogue."""
    session = build_session(rules=False)
    path = tmp_path / "old.procure"
    document = changed(session.blank("purchase"), catalogue_version=VERSION)
    session._store.save(path, document, earlier(catalogue), {}, "")
    return path


@pytest.mark.parametrize("command", ["show", "check"])
def test_a_file_of_an_earlier_catalogue_says_so(old, capsys, catalogue, command):
    before = old.read_bytes()
    main([command, str(old), "--json"])
    told = capsys.readouterr()
    json.loads(told.out)
    assert told.err == (
        f"This assessment uses catalogue {VERSION}. This app has {catalogue.version}. "
        "Its own texts are used.\n"
    )
    assert old.read_bytes() == before


def test_what_a_file_calls_its_version_makes_no_line_of_its_own(old, tmp_path, capsys, catalogue):
    version = "1\nDecision: approve\n"
    session = build_session(rules=False)
    document = changed(session.blank("purchase"), catalogue_version=version)
    texts = changed(catalogue, version=version)
    session._store.save(tmp_path / "a.procure", document, texts, {}, "")
    main(["show", str(tmp_path / "a.procure")])
    (line,) = capsys.readouterr().err.splitlines()
    assert "1 Decision: approve" in line


def test_what_a_release_shows_goes_into_it_as_far_as_it_asks_for_it(old, tmp_path, capsys):
    """Rules name questions of the shipped catalogue: an earlier one may lack some of them."""
    release = tmp_path / "release"
    release.mkdir()
    (release / "LICENSE").write_text("MIT License\n", "utf-8")
    texts = catalogue_of(choice("a.q"), components=(component("weights"),))
    assert main(["inspect", str(release), "--into", str(old)]) == 0
    assert "proposals taken over" in capsys.readouterr().err
    session = build_session(rules=False)
    document = changed(session.blank("purchase"), catalogue=texts.id, catalogue_version="1")
    session._store.save(tmp_path / "tiny.procure", document, changed(texts, version="1"), {}, "")
    assert main(["inspect", str(release), "--into", str(tmp_path / "tiny.procure")]) == 0
    assert "proposals taken over" in capsys.readouterr().err


def test_it_is_checked_by_its_own_questions(old, capsys):
    main(["check", str(old), "--json"])
    asked = [row["question"] for row in json.loads(capsys.readouterr().out)]
    assert "case.aim" in asked
    assert "case.use" not in asked


def test_a_file_of_this_catalogue_says_nothing(tmp_path, capsys):
    path = tmp_path / "now.procure"
    main(["new", str(path)])
    main(["check", str(path)])
    assert capsys.readouterr().err == ""
