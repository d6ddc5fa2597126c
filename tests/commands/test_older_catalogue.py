"""On the command line a file of an earlier catalogue says so, and is read by its own texts."""

from __future__ import annotations

import json

import pytest
from catalogue.earlier import VERSION, earlier

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
