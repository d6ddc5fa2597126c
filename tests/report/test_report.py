"""The report as a PDF holds all that was entered, in pages that can be found and cited."""

from __future__ import annotations

import datetime
import re

import pytest
from hypothesis import HealthCheck, given, settings
from outline.build import assessment, decided, evidence, outline, signed
from outline.made import ASSESSMENTS, entered
from outline.said import ENGLISH, outline_of, squeezed
from outline.small import SMALL

from procure_app.core.assessment.answer import Answer, ComponentRow
from procure_app.core.assessment.document import Assessment, Depth
from procure_app.core.catalogue.word import Availability, Walk
from procure_app.report.render import render
from procure_app.report.typeface import typeface
from report.printed import FONTS, bookmarks, fonts, pdf, printed

FACE = typeface(FONTS)
ROWS = {
    f"base/{component.id}": ComponentRow(availability=availability, licence="MIT")
    for component, availability in zip(SMALL.components, Availability, strict=False)
}
FULL = decided(
    assessment(
        {
            "release.model": "A model",
            "case.use": "Drafts letters.",
            "rights.use": Answer(value=("no",), note="A note.", evidence=("E-1",)),
        },
        components=ROWS,
        evidence=(evidence("E-1", 2, where="https://example.org/a?b=c&d=e"),),
    ),
    outcome="reject",
)


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(ASSESSMENTS)
def test_everything_entered_is_in_the_pdf(assessment):
    text = printed(pdf(outline_of(SMALL, assessment)))

    missing = [words for words in entered(assessment) if squeezed(FACE.plain(words)) not in text]

    assert missing == []


def test_the_same_outline_gives_the_same_bytes():
    made = outline(FULL)

    assert render(made, ENGLISH, FONTS) == render(made, ENGLISH, FONTS)
    assert made == outline(FULL)


def test_every_page_has_its_number_the_digests_and_the_versions():
    reader = pdf(outline(FULL))
    count = len(reader.pages)

    for number, page in enumerate(reader.pages, 1):
        text = page.extract_text()
        assert f"page {number} of {count}" in text
        assert re.search(r"file [0-9a-f]{4} [0-9a-f]{4} [0-9a-f]{4} [0-9a-f]{4} · decision ", text)
        assert "catalogue 1 · rules as of 22 November 2026" in text


def test_a_draft_says_so_on_every_page_and_a_signed_report_on_none():
    draft = pdf(outline(assessment()))
    done = pdf(outline(signed(FULL, "approver")))

    assert all("DRAFT: not decided" in page.extract_text() for page in draft.pages)
    assert not any("DRAFT" in page.extract_text() for page in done.pages)


def test_bookmarks_are_nested_and_lead_to_their_pages():
    reader = pdf(outline(FULL))
    found = list(bookmarks(reader))
    titles = [title for _, title, _ in found]

    assert titles[0] == "A model"
    assert (0, "Every question asked, with its answer") in [(d, t) for d, t, _ in found]
    assert (1, "The purchase") in [(d, t) for d, t, _ in found]
    for _, title, number in found:
        assert squeezed(title) in squeezed(reader.pages[number - 1].extract_text()), title
    assert all(item["/Type"] == "/XYZ" for item in _flat(reader.outline))


def _flat(items):
    for item in items:
        if isinstance(item, list):
            yield from _flat(item)
        else:
            yield item


def test_the_contents_stand_after_page_one_with_the_right_numbers():
    reader = pdf(outline(FULL))
    contents = reader.pages[1].extract_text()
    pages = {title: number for depth, title, number in bookmarks(reader) if depth == 0}

    assert contents.lstrip().find("Contents") >= 0
    for title, number in list(pages.items())[1:]:
        assert squeezed(f"{title}{number}") in squeezed(contents)


def test_page_one_is_one_page():
    reader = pdf(outline(FULL))

    assert "What this release is" in reader.pages[0].extract_text()
    assert "Contents" in reader.pages[1].extract_text()


def test_title_and_language_are_set_and_nobody_is_named_as_author():
    reader = pdf(outline(FULL))

    assert reader.metadata.title == "A model"
    assert not reader.metadata.author
    assert reader.trailer["/Root"]["/Lang"] == "en"


def test_addresses_of_evidence_can_be_followed():
    reader = pdf(outline(FULL))
    found = [
        annotation.get_object()["/A"]["/URI"]
        for page in reader.pages
        for annotation in page.get("/Annots", ())
        if "/A" in annotation.get_object()
    ]

    assert "https://example.org/a?b=c&d=e" in found


def test_every_font_of_a_report_is_embedded():
    assert all(fonts(pdf(outline(FULL))).values())


def test_a_description_is_one_page():
    described = assessment(
        {"release.model": "A model"}, walk=Walk.DESCRIBE, components=ROWS,
        evidence=tuple(evidence(f"E-{n}", 2) for n in range(1, 9)),
    )  # fmt: skip

    assert len(pdf(outline(described)).pages) == 1


@pytest.mark.parametrize("depth", Depth)
@pytest.mark.parametrize("walk", Walk)
def test_an_empty_assessment_of_the_shipped_catalogue_has_its_report(catalogue, walk, depth):
    empty = Assessment(
        id="0",
        walk=walk,
        depth=depth,
        as_of=datetime.date(2026, 11, 22),
        catalogue=catalogue.id,
        catalogue_version=catalogue.version,
    )
    reader = pdf(outline_of(catalogue, empty))

    assert "release without a name yet" in reader.pages[0].extract_text()
