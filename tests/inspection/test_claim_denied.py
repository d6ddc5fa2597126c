"""What a document denies, promises or says of others is no claim of the release."""

from __future__ import annotations

import pytest

from procure_app.inspection import claim
from procure_app.inspection.sentence import sentences


def _open(text: str) -> list[str]:
    return [seen.quote for seen in claim.openness(tuple(sentences(text)), "README.md")]


def _licensed(text: str) -> list[object]:
    found = claim.licences(tuple(sentences(text)), "README.md")
    return [seen.facts["licences"] for seen in found]


@pytest.mark.parametrize(
    "text",
    [
        "This model is not open source.",
        "Our model is no longer open source.",
        "This isn't an open-source model.",
        "We plan to open-source our model soon.",
        "We will release the open weights of this model.",
        "Unlike open-source models, our model is proprietary.",
    ],
)
def test_a_denial_or_a_promise_is_no_claim_of_openness(text):
    assert _open(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "This model is not only open source but also free.",
        "We don't lock you in: our model is open source.",
        "Without further ado, we release our open-source model.",
    ],
)
def test_a_denial_of_something_else_leaves_the_claim(text):
    assert _open(text) == [text]


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("Our code is open source.", "low"),
        ("The training framework is released as open source.", "low"),
        ("We use open data.", "low"),
        ("Our model is based on open-source models.", "low"),
        ("Our model and its code are open source.", "high"),
        ("Our model is open source.", "high"),
        ("We release the code, and our model is open source.", "high"),
    ],
)
def test_what_is_open_beside_the_model_makes_no_sure_claim(text, sure):
    (seen,) = claim.openness((text,), "README.md")
    assert seen.confidence == sure


@pytest.mark.parametrize(
    "text",
    [
        "We do not release the model under the Apache 2.0 License.",
        "The code is no longer licensed under the GPL-3.0 License.",
        "The model was previously released under the MIT License.",
    ],
)
def test_a_licence_that_is_denied_is_not_claimed(text):
    assert _licensed(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "You may use this model, which is licensed under the MIT License.",
        "While we do not provide data, the model is released under the MIT License.",
        "The model is released under the MIT License, which does not grant trademarks.",
    ],
)
def test_a_denial_of_something_else_leaves_the_licence(text):
    assert _licensed(text) == [("MIT License",)]


def test_a_heading_is_no_part_of_the_sentence_below_it():
    assert _open("# Acme\nAcme is open source.\n") == ["Acme is open source."]
