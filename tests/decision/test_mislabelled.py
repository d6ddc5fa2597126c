"""The vendor's own word against the verdicts: one finding, weighed and treated like any other."""

from __future__ import annotations

import datetime

import pytest

from procure_app.core.assessment import edit
from procure_app.core.assessment.answer import Answer
from procure_app.core.assessment.approval import Condition
from procure_app.core.catalogue.word import Severity, Walk
from procure_app.core.decision.digest import file_layer
from procure_app.core.decision.finding import Shortfall
from procure_app.core.decision.reading import read
from procure_app.i18n import say
from procure_app.resources import folder
from procure_app.store.shipped.example import load_example

LABEL = "release.label"


@pytest.fixture
def example():
    return load_example(folder("examples"), "deepseek-v3")


@pytest.fixture
def found(catalogue, library):
    """The finding on the label of a document, None for none."""

    def finding(document):
        reading = read(catalogue, document, library)
        return next((f for f in reading.findings if f.question.id == LABEL), None)

    return finding


def called(document, words):
    given = document.answers[LABEL]
    return edit.answer(document, LABEL, edit.changed(given, value=(words, *given.value[1:])))


def test_a_label_that_the_evidence_contradicts_is_a_finding(found, example):
    finding = found(example)
    assert (finding.severity, finding.shortfall) == (Severity.MAJOR, Shortfall.CONTRADICTED)
    from procure_app.app import speak

    said = say(finding.text, speak())
    assert said.startswith("It calls itself “DeepSeek-V3 stands as the best-performing open-source")
    assert "G7: Weights Available AI" in said
    assert "OSAID 1.0: not met" in said


@pytest.mark.parametrize("words", ["Weights Available AI", "state of the art", ""])
def test_a_label_that_claims_nothing_untrue_is_none(found, example, words):
    assert found(called(example, words)) is None


def test_without_evidence_nothing_is_contradicted(found, example):
    rows = {
        key: row.model_copy(
            update={
                "availability_evidence": (), "licence_evidence": (), "version": "", "found": "",
            }
        )
        for key, row in example.components.items()
    }  # fmt: skip
    answers = {
        key: Answer(**{**dict(given), "evidence": ()}) for key, given in example.answers.items()
    }
    assert found(edit.changed(example, components=rows, answers=answers)) is None


def test_it_is_treated_like_any_other_finding(found, example):
    condition = Condition(id="C-90", finding=LABEL, text="Ask.", due=datetime.date(2027, 1, 1))
    assert not found(example).treated
    assert found(edit.put_condition(example, condition)).conditions == (condition,)


def test_a_description_has_no_findings(found, example):
    assert found(edit.changed(example, walk=Walk.DESCRIBE)) is None


def test_verdicts_and_the_versions_they_rest_on_are_signed(catalogue, library, example):
    layer = file_layer(read(catalogue, example, library))
    assert layer["verdicts"]["g7/term"] == ["weights_available_ai", "weights_available_ai"]
    assert set(layer["frameworks"]) == {f.id for f in library.frameworks} | {"licences"}
    assert LABEL in layer["findings"]
    assert "verdicts" not in file_layer(read(catalogue, example))
