"""What could be told of a fault: versions and our own code, nothing of the document."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pydantic import TypeAdapter

from procure_app.core.assessment.answer import Answer
from procure_app.core.decision import digest as module
from procure_app.core.phrase import phrase
from procure_app.i18n import Language, language, say
from procure_app.session.crash import crash_report

SECRET = "Geheim-4711 /home/ana/Vertrag.procure"
VERSIONS = {"App": "1.0", "Python": "3.11"}


def caught(act) -> BaseException:
    """Return what this raises."""
    try:
        act()
    except BaseException as error:
        return error
    raise AssertionError("nothing was raised")


def wordless(words: str) -> Language:
    """Return a language that fails on these words."""

    class Broken(Language):
        def word(self, text: str) -> str:
            raise KeyError(f"{text}: {words}")

    return Broken("en", language("en", Path("nowhere"))._translations)


@pytest.mark.parametrize(
    "act",
    [
        lambda: say(phrase("x"), wordless(SECRET)),
        lambda: module.digest({SECRET: object()}),
        lambda: Answer(value=(SECRET, 5), note=SECRET),
        lambda: TypeAdapter(int).validate_python(SECRET),
        lambda: json.loads(SECRET),
        lambda: Path(SECRET).read_text("utf-8"),
    ],
)
def test_nothing_that_an_exception_says_is_told(act):
    error = caught(act)
    told = crash_report(error, VERSIONS)
    assert SECRET[:11] in str(error) + repr(error) or isinstance(error, OSError | ValueError)
    for part in ("Geheim", "4711", "ana", "Vertrag"):
        assert part not in told


def test_our_lines_stand_with_their_code_and_names_relative_to_the_package():
    told = crash_report(caught(lambda: say(phrase("x"), wordless(SECRET))), VERSIONS)
    assert "KeyError" in told
    assert "  procure_app/i18n.py:" in told
    assert "in say" in told
    assert "spoken.word(value.text)" in told
    assert "App: 1.0\nPython: 3.11\n" in told


def test_no_folder_of_the_person_or_of_the_installation_is_told():
    told = crash_report(caught(lambda: Answer(value=5)), VERSIONS)
    assert "/" not in told.replace("procure_app/", "")
    assert str(Path.home()) not in told
    assert "site-packages" not in told


def test_causes_are_told_by_their_kind_and_a_ring_of_them_ends():
    def chained() -> None:
        try:
            raise OSError(SECRET)
        except OSError as error:
            raise ValueError(SECRET) from error

    error = caught(chained)
    told = crash_report(error, VERSIONS)
    assert told.index("ValueError") < told.index("which came from") < told.index("OSError")
    error.__cause__.__context__ = error
    assert "Geheim" not in crash_report(error, VERSIONS)


def test_a_long_recursion_is_cut():
    def deep(value) -> None:
        deep([value])

    assert len(crash_report(caught(lambda: deep(SECRET)), VERSIONS)) < 20_000


def test_a_class_named_after_a_text_is_not_named():
    kind = type(f"{SECRET}\n" * 9, (Exception,), {})
    assert "Geheim" not in crash_report(kind(), VERSIONS)
