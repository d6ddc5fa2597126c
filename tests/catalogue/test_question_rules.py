"""What a question and a catalogue refuse of themselves."""

from __future__ import annotations

import pytest
from catalogue.tiny import NEVER, catalogue_of, choice, component, entry, follows
from pydantic import ValidationError

from procure_app.core.catalogue.question import Derivation, Option, Question, SeverityRule
from procure_app.core.catalogue.word import FIELDS, MODEL_FIELDS, AnswerValue, Kind, Statement

YES = Option(id="yes", text="Yes")


def question(**fields) -> Question:
    """Return a question of these fields and a few words."""
    return Question(**({"id": "a.one", "text": "One?", "short": "One"} | fields))


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({}, "choices need them"),
        ({"kind": Kind.TEXT, "options": (YES,)}, "options belong to choices"),
        ({"options": (YES, YES)}, "option id stands twice"),
        ({"options": (YES,), "derived": (Derivation(option="no", when=NEVER),)}, "unknown options"),
        ({"options": (YES,), "severity": (SeverityRule(is_="major"),)}, "no finding to say"),
        ({"options": (YES,), "duty": True}, "needs a duty_name"),
        (
            {"options": (YES,), "severity": (SeverityRule(is_="bar"),), "finding": "F."},
            "needs the point by which it is due",
        ),
        ({"options": (YES,), "id": "One"}, "id"),
        ({"options": (YES,), "severity": ({"is": "fatal"},)}, "severity"),
    ],
)
def test_a_question_that_contradicts_itself_is_refused(fields, says):
    with pytest.raises(ValidationError, match=says):
        question(**fields)


def test_an_option_is_a_good_answer_unless_it_says_otherwise():
    assert YES.answer is AnswerValue.YES


def test_a_question_finds_its_options_by_id():
    asked = choice("a.one", "x", "y")
    assert asked.option("y") == asked.options[1]
    assert asked.option("z") is None


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind not in ("choice", "choices")])
def test_every_other_kind_needs_no_options(kind):
    assert entry("a.one", kind).kind is kind


def test_a_yes_needs_more_evidence_the_more_it_promises():
    grades = {statement.value: statement.shown_from for statement in Statement}
    assert grades == {"fact": 2, "promise": 3, "act": 5, "own": 0}


def test_values_of_several_parts_have_their_parts_named():
    assert set(FIELDS) == {Kind.PERSON, Kind.PARTY, Kind.QUOTATION}
    assert all(len(set(names)) == len(names) for names in (*FIELDS.values(), MODEL_FIELDS))


def test_no_id_stands_twice_in_a_catalogue():
    with pytest.raises(ValidationError, match="question ids stand twice"):
        catalogue_of(choice("a.one"), choice("a.one"))
    with pytest.raises(ValidationError, match="component ids stand twice"):
        catalogue_of(choice("a.one"), components=(component("w"), component("w")))


def test_the_catalogue_finds_questions_sections_and_components_by_id():
    one, two = choice("a.one"), follows("b.two", yes=NEVER)
    catalogue = catalogue_of(one, two, components=(component("weights"),))
    assert catalogue.questions() == (one, two)
    assert catalogue.by_id["b.two"] is two
    assert catalogue.section_of["b.two"].id == "b"
    assert catalogue.component_by_id["weights"].name == "Weights"


def test_values_cannot_be_changed():
    with pytest.raises(ValidationError, match="frozen"):
        choice("a.one").text = "Another?"
