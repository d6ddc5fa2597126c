"""Pages break where a reader would break them."""

from __future__ import annotations

import pytest
from outline.said import squeezed

from procure_app.core.outline.block import (
    Columns,
    Entry,
    Facts,
    Figure,
    Heading,
    Listing,
    Mark,
    Marked,
    Note,
    PageEnd,
    Paragraph,
    SignatureBox,
    Square,
    Table,
    Title,
)
from procure_app.core.outline.tone import Tone
from report.printed import paper, pdf, printed

FILLER = tuple(Paragraph(f"Line {n}.") for n in range(200))
EVERY_TONE = tuple(Square(f"Name {tone}", tone.value, tone) for tone in Tone)


def _page_of(reader, words: str) -> int:
    return next(
        n for n, page in enumerate(reader.pages) if squeezed(words) in squeezed(page.extract_text())
    )


@pytest.mark.parametrize("before", range(40, 60))
def test_a_heading_never_stands_alone_at_the_foot_of_a_page(before):
    table = Table(("Head",), (("First row",), ("Second row",)), (1.0,))
    reader = pdf(paper(*FILLER[:before], Heading(1, "A part"), Heading(2, "A section"), table))

    assert _page_of(reader, "A part") == _page_of(reader, "First row")


@pytest.mark.parametrize("before", range(40, 60))
def test_a_line_under_a_part_goes_with_its_first_section(before):
    entry = Entry("F-1", "A finding", Mark("major", Tone.LIMITS), "It is so.", (("Note", "Last."),))
    part = (Heading(1, "A part"), Paragraph("What it holds."), Heading(2, "A section"), entry)
    reader = pdf(paper(*FILLER[:before], *part))

    assert _page_of(reader, "A part") == _page_of(reader, "A finding")


@pytest.mark.parametrize("before", range(40, 60, 3))
def test_a_short_entry_and_a_signature_box_stay_in_one_piece(before):
    entry = Entry("F-1", "A finding", Mark("major", Tone.LIMITS), "It is so.", (("Note", "Last."),))
    box = SignatureBox("Approver", (("Name", "A. B."),), ((False, "I read it."),), Mark("open"))
    reader = pdf(paper(*FILLER[:before], entry, box))

    assert _page_of(reader, "A finding") == _page_of(reader, "Last.")
    assert _page_of(reader, "Approver") == _page_of(reader, "Place and date")


def test_a_table_repeats_its_head_on_every_page():
    rows = tuple((f"Row {n}", "x") for n in range(120))
    reader = pdf(paper(Table(("Left", "Right"), rows, (0.5, 0.5))))

    assert len(reader.pages) > 1
    assert all("Left" in page.extract_text() for page in reader.pages)


def test_a_box_that_is_longer_than_a_page_goes_on_on_the_next():
    long = tuple(("Comment", f"Comment {n}.") for n in range(90))
    box = SignatureBox("Reviewer", long, (), Mark("stands", Tone.MET))

    text = printed(pdf(paper(box)))

    assert all(f"Comment{n}." in text for n in range(90))


def test_columns_longer_than_a_page_go_on_on_the_next():
    left = Listing(tuple(f"Left {n}." for n in range(90)))
    right = Listing(tuple(f"Right {n}." for n in range(90)), numbered=True)
    text = printed(pdf(paper(Columns(((left,), (right,))))))

    assert all(f"Left{n}." in text and f"Right{n}." in text for n in range(90))


def test_a_figure_of_many_squares_breaks_between_its_bands():
    rows = tuple((f"Band {n}", EVERY_TONE) for n in range(40))
    reader = pdf(paper(Figure(rows, "Many squares.", "A caption.")))

    text = printed(reader)

    assert len(reader.pages) > 1
    assert all(f"Band{n}" in text for n in range(40))
    assert "Acaption." in text


def test_a_band_of_more_squares_than_a_page_holds_goes_on_on_the_next():
    squares = tuple(Square(f"Name {n}", "word", Tone.MET) for n in range(400))
    reader = pdf(paper(*FILLER[:40], Figure((("Band", squares),), "Many squares.")))

    text = printed(reader)

    assert len(reader.pages) > 2
    assert all(f"Name{n}" in text for n in range(400))


def test_a_crowded_first_page_is_set_a_little_smaller():
    crowded = tuple(Paragraph(f"Line {n} of a first page.") for n in range(48))
    rest = (PageEnd(), Heading(1, "A part"), Paragraph("Text."))
    reader = pdf(paper(*crowded, *rest, contents=True))

    assert "Line 47" in reader.pages[0].extract_text()
    assert "Contents" in reader.pages[1].extract_text()


def test_a_first_page_that_cannot_fit_runs_over_at_full_size():
    text = printed(pdf(paper(Title("T"), *FILLER, PageEnd(), Heading(1, "A part"), contents=True)))

    assert all(f"Line{n}." in text for n in range(200))


def test_a_mark_wider_than_its_cell_takes_more_lines():
    mark = Mark("a mark of many words that does not fit", Tone.UNKNOWN)
    reader = pdf(paper(Table(("a", "b"), ((mark, "x"),), (0.12, 0.88))))

    assert squeezed(mark.text) in printed(reader)


def test_every_kind_of_block_can_be_empty():
    blocks = (
        Title(""),
        Heading(1, ""),
        Paragraph(""),
        Marked(Mark(""), ""),
        Listing(()),
        Table(("a",), (), (1.0,)),
        Facts(()),
        Figure((), ""),
        Note(""),
        Entry("", ""),
        Columns(((), ())),
        SignatureBox("", (), (), Mark("")),
    )

    assert len(pdf(paper(*blocks)).pages) == 1
