"""How far each section is."""

from __future__ import annotations

from catalogue.tiny import (
    UNKNOWN,
    assessment_of,
    catalogue_of,
    choice,
    component,
    entry,
    given,
    is_,
)

from procure_app.core.assessment.answer import Answer, ComponentRow
from procure_app.core.catalogue.word import Kind
from procure_app.core.decision.reading import read

CATALOGUE = catalogue_of(
    choice("a.one"),
    choice("a.two", not_applicable=True),
    choice("a.three", asked=is_("a.one", "yes")),
    entry("b.table", Kind.COMPONENTS),
    components=(component("weights"), component("card")),
)


def progress(answers=None, **fields):
    """Return answered, asked and state of each section."""
    found = read(CATALOGUE, assessment_of(answers, depth="full", **fields)).progress
    return {p.section.id: (p.answered, p.asked, p.state.value) for p in found}


def test_a_section_counts_what_is_asked_and_answered_now():
    assert progress()["a"] == (0, 2, "not started")
    assert progress({"a.one": "no"})["a"] == (1, 2, "started")
    assert progress({"a.one": "yes"})["a"] == (1, 3, "started")
    assert progress({"a.one": "no", "a.two": "yes"})["a"] == (2, 2, "complete")


def test_unknown_is_an_answer_and_a_note_is_none():
    assert progress({"a.one": UNKNOWN})["a"] == (1, 2, "started")
    assert progress({"a.one": Answer(note="Asked.")})["a"] == (0, 2, "not started")


def test_listed_rows_count_as_questions():
    assert progress()["b"] == (0, 2, "not started")
    rows = {"base/card": ComponentRow(availability="released")}
    assert progress(components=rows)["b"] == (1, 2, "started")
    licence_only = {"base/card": ComponentRow(licence="MIT")}
    assert progress(components=licence_only)["b"] == (0, 2, "not started")


def test_attention_outweighs_completeness():
    answers = {"a.one": given("no", evidence=("E-9",)), "a.two": given("yes")}
    assert progress(answers)["a"] == (2, 2, "needs attention")
    no_reason = {"a.one": given("no"), "a.two": Answer(standing="not applicable")}
    assert progress(no_reason)["a"] == (2, 2, "needs attention")


def test_what_is_only_open_needs_no_attention():
    assert progress({"a.one": "no"})["a"][2] == "started"
