"""The buyer as licences see it, and licences that nobody knows by name."""

from __future__ import annotations

import datetime

import pytest

from procure_app.core.assessment.answer import Answer, ComponentRow
from procure_app.core.assessment.document import Assessment
from procure_app.core.catalogue.word import Walk
from procure_app.core.decision.reading import read
from procure_app.core.frameworks.custom import custom
from procure_app.core.frameworks.grant import grants
from procure_app.core.licences.buyer import ANYONE
from procure_app.core.licences.licence import Freedom
from procure_app.core.truth import Truth


@pytest.fixture
def made(catalogue, library):
    """A reading of a few answers and rows."""

    def reading(answers=(), rows=(), walk=Walk.PURCHASE):
        document = Assessment(
            id="x", as_of=datetime.date(2026, 11, 22), catalogue=catalogue.id, walk=walk,
            catalogue_version=catalogue.version, depth="full",
            answers={key: Answer(value=value) for key, value in dict(answers).items()},
            components={key: ComponentRow(**row) for key, row in dict(rows).items()},
        )  # fmt: skip
        return read(catalogue, document, library)

    return reading


def test_what_was_not_answered_is_not_known(made):
    buyer = made().buyer
    assert not buyer.anyone
    known = (buyer.public_body, buyer.commercial, buyer.territories, buyer.users, buyer.sectors)
    assert known == (None,) * 5


def test_answers_about_ourselves_become_facts(made):
    buyer = made(
        {
            "case.buyer_kind": ("public",),
            "case.territory": ("eu", "us_federal", "other"),
            "case.sector": ("defence",),
            "case.holder": ("us",),
            "case.users": ("2 500",),
            "case.revenue": ("under_240m",),
            "release.modality": ("text", "image"),
        }
    ).buyer
    assert buyer.public_body is True
    assert buyer.commercial is None  # a public body's use may be either
    assert buyer.territories == {"eu", "us", "other"}
    assert buyer.sectors == {"defence"}
    assert buyer.end_user is False
    assert buyer.users == 2500
    assert (buyer.revenue_low, buyer.revenue_high) == (1_000_000, 240_000_000)
    assert buyer.multimodal is True


def test_a_description_speaks_of_any_recipient(made):
    assert made(walk=Walk.DESCRIBE).buyer is ANYONE


def right(made, freedom, licence, *more, **answers):
    """Return the answer to one freedom in the weights, for a buyer with these answers."""
    layers = ("base", "modification")
    rows = {
        f"{layer}/weights": {"availability": "released", "licence": text}
        for layer, text in zip(layers, (licence, *more), strict=False)
    }
    given = {f"case.{key}": (value,) for key, value in answers.items()}
    given["release.layers"] = layers[: 1 + len(more)]
    reading = made(given, rows)
    form = reading.catalogue.uses.licence_form
    (grant,) = grants(reading.library, reading.judgement.word, reading.buyer, form)
    return grant.rights[freedom].answer


def test_the_same_licence_says_different_things_to_different_buyers(made):
    hunyuan = "LicenseRef-scancode-tencent-hunyuan-3d-2.0-cla"
    assert right(made, Freedom.USE, hunyuan, territory="uk") == "no"
    assert right(made, Freedom.USE, hunyuan, territory="canada") != "no"


def test_a_free_label_on_a_modification_does_not_cure_a_restricted_base(made):
    barred = "CC-BY-NC-4.0"
    assert right(made, Freedom.USE, "MIT", "MIT", buyer_kind="private") == "yes"
    assert right(made, Freedom.USE, barred, "MIT", buyer_kind="private") == "no"


def test_a_licence_that_nobody_knows_is_read_from_the_answers_on_rights(made):
    rows = {"base/weights": {"availability": "released", "licence": "House terms 7"}}
    answers = {
        "case.holder": ("us",),
        "rights.commercial": ("yes",),
        "rights.modify": ("no",),
        "rights.limits": ("none",),
    }
    reading = made(answers, rows)
    judgement, form = reading.judgement, reading.catalogue.uses.licence_form
    (known,) = custom(form, judgement.word, reading.library.book).values()
    assert (known.commercial, known.modify, known.fields_limited) == ("yes", "no", False)
    (grant,) = grants(reading.library, judgement.word, reading.buyer, form)
    assert grant.rights[Freedom.MODIFY].answer == "no"
    assert judgement.kinds_on_word("House terms 7", "modifiable") is Truth.NOT_MET
    assert custom(form, judgement.evidence, reading.library.book) == {}  # nothing backs the row
    assert judgement.kinds_on_evidence("House terms 7", "modifiable") is Truth.UNKNOWN


def test_a_licence_that_is_known_is_never_described_anew(made):
    rows = {"base/weights": {"availability": "released", "licence": "MIT"}}
    reading = made({"rights.modify": ("no",)}, rows)
    form = reading.catalogue.uses.licence_form
    assert custom(form, reading.judgement.word, reading.library.book) == {}
