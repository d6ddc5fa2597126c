"""Answers from an earlier catalogue stand apart in the report, as they read then."""

from __future__ import annotations

from outline.build import assessment, evidence
from outline.said import outline_of, said
from outline.small import SMALL
from procure_app.core.assessment.answer import Answer, ComponentRow
from procure_app.core.assessment.edit import changed
from procure_app.core.assessment.retired import Retired
from procure_app.core.decision.digest import decision_layer, digest, file_layer
from procure_app.core.decision.reading import read
from procure_app.core.outline.block import Entry, Heading
from procure_app.core.outline.retired import retired

KEPT = (
    Retired(
        key="case.kind", text="Which kind?", value=("The old kind",),
        answer=Answer(value=("old",), note="Said on the phone.", evidence=("E-9",)),
        catalogue_version="2025.1",
    ),
    Retired(
        key="case.law", text="By which law?", answer=Answer(standing="unknown"),
        catalogue_version="2025.1",
    ),
    Retired(
        key="base/diary", text="Diary", row=ComponentRow(availability="released", licence="MIT"),
        catalogue_version="2025.1",
    ),
    Retired(key="ended", text="The old rule ended.", catalogue_version="2025.1"),
)  # fmt: skip
TITLE = "Answered under an earlier catalogue, not counted now"


def test_a_report_without_any_says_nothing_of_it():
    assert TITLE not in said(outline_of(SMALL, assessment()))


def test_each_is_told_in_the_words_of_its_time():
    reading = read(SMALL, assessment(retired=KEPT))
    heading, _, *entries = retired(reading)
    assert isinstance(heading, Heading)
    assert said(heading.text) == TITLE
    found = [said(entry).splitlines() for entry in entries if isinstance(entry, Entry)]
    assert [lines[1] for lines in found] == [kept.text for kept in KEPT]
    for lines, words in zip(
        found,
        (
            ("The old kind", "Said on the phone.", "version 2025.1, case.kind"),
            ("not known",),
            ("released", "version 2025.1, base/diary"),
            ("version 2025.1, ended",),
        ),
        strict=True,
    ):
        assert [word for word in words if word not in lines] == []


def test_they_stand_behind_the_questions_that_were_not_asked():
    titles = [
        said(block.text)
        for block in outline_of(SMALL, assessment(retired=KEPT)).blocks
        if isinstance(block, Heading)
    ]
    place = titles.index(TITLE)
    assert "Questions not asked, and why" in titles[:place]


def test_the_register_says_that_evidence_backs_an_earlier_answer():
    item = evidence("E-9", 2)
    text = said(outline_of(SMALL, assessment(retired=KEPT, evidence=(item,))))
    assert "Used for\nWhich kind? (earlier catalogue)" in text


def test_nothing_follows_from_them_and_no_digest_covers_them():
    before = assessment({"case.buyer": "Stadt"})
    after = changed(before, retired=KEPT)
    one, other = read(SMALL, before), read(SMALL, after)
    for layer in (file_layer, decision_layer):
        assert digest(layer(one)) == digest(layer(other))
    assert (one.findings, one.problems, one.recommendation) == (
        other.findings,
        other.problems,
        other.recommendation,
    )
