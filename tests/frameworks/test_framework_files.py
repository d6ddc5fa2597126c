"""The shipped frameworks: every file is sound, dated, sourced, and in our own plain words."""

from __future__ import annotations

import datetime
import re

import pytest
from release_view import FILES, book, shipped

from procure_app.core.catalogue.word import Walk
from procure_app.core.frameworks.criterion import AnswerIs
from procure_app.core.frameworks.framework import Framework
from procure_app.core.frameworks.lint import problems

TODAY = datetime.date(2026, 11, 22)
NAMES = [file.stem for file in FILES]
OURS = ("vocabulary", "concern-misuse", "concern-competition")
each_file = pytest.mark.parametrize("name", NAMES)


def texts(framework: Framework) -> list[str]:
    """Return every text that a person reads."""
    return [
        framework.title,
        framework.short,
        framework.intro,
        *(criterion.text for criterion in framework.criteria),
        *(text for rule in framework.verdicts for text in (rule.title, rule.text)),
        *(text for rule in framework.verdicts for t in rule.terms for text in (t.name, t.text)),
        *(text for line in framework.lines for text in (line.met, line.not_met, line.unknown)),
        *framework.remains,
        *(text for step in framework.steps for text in (step.title, step.text)),
    ]


@each_file
def test_a_framework_has_no_faults_against_the_shipped_catalogue_and_licences(name, catalogue):
    assert problems(shipped(name), catalogue, book().kinds.keys()) == ()


@each_file
def test_a_framework_is_called_like_its_file(name):
    assert shipped(name).id == name


@each_file
def test_a_framework_names_issuer_version_source_and_the_day_it_was_read(name):
    framework = shipped(name)
    assert all((framework.title, framework.short, framework.issuer, framework.version))
    assert framework.source
    assert framework.date <= framework.read == TODAY


@each_file
def test_an_introduction_has_two_sentences(name):
    assert len(re.findall(r"[.?](?= |$)", shipped(name).intro)) == 2


@each_file
def test_every_criterion_term_and_line_is_a_sentence(name):
    framework = shipped(name)
    said = [criterion.text for criterion in framework.criteria]
    said += [text for line in framework.lines for text in (line.met, line.not_met, line.unknown)]
    said += [term.text for rule in framework.verdicts for term in rule.terms]
    said += [rule.text for rule in framework.verdicts]
    said += [*framework.remains, *(step.text for step in framework.steps)]
    assert [text for text in said if not re.fullmatch(r"[A-Z].*\.", text)] == []


@each_file
def test_two_criteria_never_say_the_same(name):
    said = [criterion.text for criterion in shipped(name).criteria]
    assert len(said) == len(set(said))


@each_file
def test_a_line_says_three_different_things(name):
    for line in shipped(name).lines:
        assert len({line.met, line.not_met, line.unknown}) == 3
        assert re.search(r"not (known|on record)", line.unknown)


@each_file
def test_nothing_is_ever_called_certified(name):
    assert [text for text in texts(shipped(name)) if "certified" in text.casefold()] == []


@pytest.mark.parametrize("name", OURS)
def test_open_source_is_never_our_own_label(name):
    said = " ".join(texts(shipped(name))).casefold().replace("-", " ")
    assert "open source" not in said


def test_the_frameworks_come_in_the_order_of_the_report():
    listed = sorted(NAMES, key=lambda name: shipped(name).place)
    expected = [
        "vocabulary",
        "g7",
        "osaid",
        "osd",
        "open-weight-definition",
        "eu-exemption",
        "epoch",
        "solaiman",
        "ntia",
        "concern-misuse",
        "concern-competition",
    ]
    assert [name for name in listed if name in expected] == expected


def test_no_two_frameworks_have_the_same_verdict():
    titles = [(rule.title, name) for name in NAMES for rule in shipped(name).verdicts]
    assert len(titles) == len({title for title, _ in titles})


def test_what_the_verdicts_on_openness_read_is_asked_in_both_walks(catalogue):
    """A word that only one walk can reach would be *not known* in the other for ever."""
    names = set(NAMES) - {"eu-exemption", "concern-misuse", "concern-competition"}
    read = {
        criterion.question
        for name in names
        for criterion in shipped(name).criteria
        if isinstance(criterion, AnswerIs)
    }
    lacking = {asked for asked in read if set(catalogue.by_id[asked].walks) != set(Walk)}
    assert lacking == set()
