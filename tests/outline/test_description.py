"""A release that is only described ends in one citable page without judgement."""

from __future__ import annotations

import datetime

from outline.build import assessment, evidence, outline
from outline.said import said
from procure_app.core.assessment.answer import Answer, ComponentRow
from procure_app.core.assessment.approval import Decision, Revision
from procure_app.core.catalogue.word import Walk

ANSWERS = {
    "release.model": "Model A",
    "release.version": "2.0",
    "release.vendor": "A Vendor",
    "release.label": ("open", "https://example.org/o", "2026-05-03"),
    "release.developer": ("A Party Ltd", "Nowhere", "123"),
    "rights.use": Answer(value=("no",)),
}
ROWS = {
    "base/weights": ComponentRow(availability="released", licence="MIT", version="v1"),
    "base/code": ComponentRow(availability="withheld"),
    "base/card": ComponentRow(availability="unknown"),
}
SOURCE = evidence("E-1", 2, where="https://example.org/card", read=datetime.date(2026, 5, 4))


def _described(**more: object) -> str:
    given = assessment(ANSWERS, walk=Walk.DESCRIBE, components=ROWS, evidence=(SOURCE,), **more)
    made = outline(given)
    assert not made.contents
    return said(made.title) + "\n" + said(made.blocks)


def test_it_states_what_is_given_what_is_not_and_where_that_was_read():
    page = _described()

    for words in (
        "Model A, 2.0",
        "from A Vendor",
        "The vendor calls it “open”, https://example.org/o, read 3 May 2026.",
        "Final weights\nreleased\nmet\nMIT\nv1",
        "Withheld: Training code.",
        "Not known: Model card.",
        "E-1 Paper E-1",
        "4 May 2026",
    ):
        assert words in page


def test_it_can_be_cited_and_lists_its_corrections():
    saved = Revision(
        number=2,
        when=datetime.datetime(2026, 5, 5, tzinfo=datetime.UTC),
        digest="ab" * 32,
        changed=("answers/release.version",),
    )
    page = _described(revisions=(saved,))

    assert "Model A, 2.0. Described with catalogue small 1, as of 22 November 2026; digest" in page
    assert "2, 5 May 2026: the answer to “Version”" in page


def test_no_party_severity_decision_or_sign_off_is_on_it():
    page = _described(decision=Decision(outcome="reject", against="A reason.")).lower()

    for word in ("a party ltd", "bar", "blocker", "reject", "sign", "decision", "a reason."):
        assert word not in page


def test_the_three_words_are_absent_and_not_empty():
    page = _described().lower()

    assert "open-weight" not in page
    assert "open-data" not in page


def test_it_is_no_draft():
    given = assessment(ANSWERS, walk=Walk.DESCRIBE)

    assert outline(given).status == ""
