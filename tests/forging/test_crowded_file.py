"""A file of more parts than a window can show is refused, before anything is shown of it."""

from __future__ import annotations

import pytest
from forging.forge import forge, opened, signed

from procure_app.core.assessment import edit
from procure_app.core.assessment.answer import MOST, Answer
from procure_app.core.assessment.approval import TREATMENTS
from procure_app.core.catalogue.catalogue import MOST_ON_A_PAGE, MOST_SIGNERS
from procure_app.session.error import NotWritten, Unreadable
from procure_app.store.disk.strict_json import LONGEST


@pytest.fixture(scope="module")
def honest(tmp_path_factory, loaded_once):
    """A file as the app saved it."""
    path = tmp_path_factory.mktemp("honest") / "honest.procure"
    signed(path)
    return path


@pytest.fixture
def file(honest, tmp_path):
    """A copy of it to fill."""
    path = tmp_path / "crowded.procure"
    path.write_bytes(honest.read_bytes())
    return path


def options(value, number) -> None:
    """Offer so many options: a button each, beside three options and four questions there are."""
    for section in value["sections"]:
        for question in section["questions"]:
            if question["id"] == "case.ready":
                question["options"] = [{"id": f"o{n}", "text": "x"} for n in range(number)]


def roles(value, number) -> None:
    value["roles"] = [{**value["roles"][0], "id": f"r{n}"} for n in range(number)]


def sentences(value, number) -> None:
    value["roles"][0]["attestations"] = {f"a{n}": "x" for n in range(number)}


def triggers(value, number) -> None:
    value["fixed"]["triggers"] = {f"t{n}": "x" for n in range(number)}


def values(value, number) -> None:
    value["answers"]["case.use"]["value"] = ["x"] * number


def backing(value, number) -> None:
    value["answers"]["case.use"]["evidence"] = ["E-1"] * number


def conditions(value, number) -> None:
    made = {"finding": "case.ready", "text": "x"}
    value["decision"]["conditions"] = [{**made, "id": f"C-{n}"} for n in range(number)]


def acceptances(value, number) -> None:
    made = {"finding": "case.ready", "reason": "x"}
    value["decision"]["acceptances"] = [{**made, "id": f"A-{n}"} for n in range(number)]


CATALOGUE = "catalogue.json"
CROWDS = [
    (options, MOST_ON_A_PAGE - 10, CATALOGUE, "sections/0"),
    (roles, MOST_SIGNERS, CATALOGUE, "roles"),
    (sentences, MOST_SIGNERS, CATALOGUE, "roles/0/attestations"),
    (triggers, MOST_SIGNERS, CATALOGUE, "fixed/triggers"),
    (values, MOST, "assessment.json", "answers/case.use/value"),
    (backing, MOST, "assessment.json", "answers/case.use/evidence"),
    (conditions, TREATMENTS, "assessment.json", "decision/conditions"),
    (acceptances, TREATMENTS, "assessment.json", "decision/acceptances"),
]


@pytest.mark.parametrize("case", CROWDS, ids=lambda case: case[0].__name__)
def test_a_crowd_is_refused_and_as_many_as_can_be_shown_are_not(file, case):
    fill, most, member, place = case
    assert opened(forge(file, lambda value: fill(value, most), member))
    with pytest.raises(Unreadable) as refused:
        opened(forge(file, lambda value: fill(value, most + 100), member))
    assert refused.value.sentence.values["place"] == place


def test_a_text_that_no_window_could_show_is_refused(file):
    """Few bytes in the file: one letter again and again."""

    def long(value, text) -> None:
        value["answers"]["case.use"]["value"] = [text]

    assert opened(forge(file, lambda value: long(value, "x" * (LONGEST - 10))))
    for text in ("x" * (LONGEST + 1), '\\"' * LONGEST, "\\" * LONGEST):
        with pytest.raises(Unreadable) as refused:
            opened(forge(file, lambda value, text=text: long(value, text)))
        assert "holds more than any assessment does" in refused.value.sentence.text


def test_a_text_that_could_not_be_opened_again_is_not_saved(file):
    session = opened(file)
    long = Answer(value=("x" * (LONGEST + 1),))
    session.change(edit.answer(session.assessment, "case.use", long), "x")
    with pytest.raises(NotWritten) as refused:
        session.save()
    assert "Shorten the longest notes" in refused.value.sentence.text
    assert session.modified
