"""The pages as pixels: what is drawn, found and listed, and what is refused in a sentence."""

from __future__ import annotations

import os
import threading
from collections import Counter
from io import BytesIO

import pikepdf
import pytest
from signing.chain import signed_by_three
from signing.paper import drawn

from procure_app.core.outline.block import Paragraph
from procure_app.report import preview
from procure_app.report.preview import pages
from procure_app.session.error import Unreadable
from report.printed import paper, rendered
from report.sample import sample

DAMAGED = "This is not a PDF, or it is damaged or incomplete. Ask for the report again."


@pytest.fixture(scope="module")
def report() -> bytes:
    """A report with every kind of block."""
    return sample()


@pytest.fixture
def opened(report):
    """Its pages."""
    made = pages(report)
    yield made
    made.close()


def ink(raster, area) -> int:
    """Return how many pixels of the area (left, top, right, bottom) are not white."""
    left, top, right, bottom = area
    rows = (raster.content[y * raster.stride :][left * 4 : right * 4] for y in range(top, bottom))
    return sum(row[n : n + 3] != b"\xff\xff\xff" for row in rows for n in range(0, len(row), 4))


def test_a_page_is_drawn_at_the_scale_that_is_asked_for(opened):
    raster = opened.render(0, 2)
    assert (raster.width, raster.height) == (1191, 1684)
    assert len(raster.content) == raster.stride * raster.height
    assert ink(raster, (0, 0, raster.width, raster.height)) > 10_000


def test_a_scale_without_bounds_is_bounded(opened, monkeypatch):
    monkeypatch.setattr(preview, "MOST_PIXELS", 100_000)
    raster = opened.render(0, 1e6)
    assert 95_000 <= raster.width * raster.height <= 101_000


def test_the_printed_page_has_boxes_for_ink(opened):
    for words in ("Place and date", "Signature"):
        place = opened.search(words)[-1]
        left, top, width, _ = (round(length * 2) for length in place.boxes[0])
        line = (left, top - 12, left + width, top - 1)  # to write on, above the words
        assert ink(opened.render(place.page, 2), line) >= width


def test_signatures_are_drawn():
    three = signed_by_three()
    unsigned, signed = pages(three[0]), pages(three[-1])
    box = (60, 841 - 266 - 510, 360, 841)
    before, after = (ink(each.render(0, 1), box) for each in (unsigned, signed))
    for each in (unsigned, signed):
        each.close()
    assert after > before + 200


def test_bookmarks_are_listed_in_order_with_page_and_level(opened):
    found = opened.bookmarks()
    part = next(mark for mark in found if mark.title == "A part")
    assert part.level == 0
    assert part.page in {place.page for place in opened.search("A part")}
    assert [mark.page for mark in found] == sorted(mark.page for mark in found)
    assert {mark.level for mark in found} == {0, 1}


def test_words_are_found_in_any_case_and_over_a_line_end():
    words = " ".join(f"number{n}" for n in range(40))
    opened = pages(rendered(paper(Paragraph(f"Here begins {words} and ends."))))
    (place,) = opened.search(f"HERE  begins {words}")
    assert (place.page, len(place.boxes) >= 2) == (0, True)
    wide, high = opened.sizes[0]
    for left, top, width, height in place.boxes:
        assert 0 < left < left + width < wide
        assert 0 < top < top + height < high
    assert opened.search("  ") == ()
    assert opened.search("nobody wrote this") == ()
    opened.close()


def test_what_is_found_is_where_the_ink_is(opened):
    (place,) = opened.search("A. B.")
    left, top, width, height = (round(length * 4) for length in place.boxes[0])
    assert ink(opened.render(place.page, 4), (left, top, left + width, top + height)) > 50


def test_places_and_bookmarks_are_bounded(opened, monkeypatch):
    monkeypatch.setattr(preview, "MOST_PLACES", 3)
    monkeypatch.setattr(preview, "MOST_BOOKMARKS", 2)
    assert (len(opened.search("e")), len(opened.bookmarks())) == (3, 2)


def test_a_path_is_opened_as_its_bytes_are(report, opened, tmp_path):
    path = tmp_path / "report.pdf"
    path.write_bytes(report)
    other = pages(path)
    assert other.sizes == opened.sizes
    assert other.render(0, 0.5) == opened.render(0, 0.5)
    other.close()


def test_threads_take_turns(report):
    both = pages(report), pages(report)
    expected = both[0].render(0, 1), both[0].search("e")
    found: Counter[bool] = Counter()

    def work(each):
        for _ in range(10):
            found[(each.render(0, 1), each.search("e")) == expected] += 1

    threads = [threading.Thread(target=work, args=(each,)) for each in both * 2]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for each in both:
        each.close()
    assert found == {True: 40}


def locked(report: bytes, password: str) -> bytes:
    """Return the report behind this password to open it."""
    made = BytesIO()
    with pikepdf.open(BytesIO(report)) as document:
        document.save(made, encryption=pikepdf.Encryption(user=password, owner="owner"))
    return made.getvalue()


@pytest.mark.parametrize("password", ["secret", ""])
def test_an_encrypted_file_is_refused_even_where_it_opens(report, password):
    sentence = "This PDF is protected by a password. Ask for the report as the app made it."
    with pytest.raises(Unreadable, match=sentence):
        pages(locked(report, password))


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"<html></html>", bytes(5000)])
def test_what_is_no_pdf_is_refused(content):
    with pytest.raises(Unreadable, match=DAMAGED):
        pages(content)


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9, 0.999])
def test_a_truncated_file_is_refused(report, part):
    with pytest.raises(Unreadable, match=DAMAGED):
        pages(report[: int(len(report) * part)])


def test_a_file_that_lost_its_middle_is_refused(report):
    with pytest.raises(Unreadable, match=DAMAGED):
        pages(report[:2000] + report[-400:])


def test_too_large_a_file_and_too_many_pages_are_refused(monkeypatch):
    content = drawn(3, 0)
    monkeypatch.setattr(preview, "MOST_PAGES", 2)
    with pytest.raises(Unreadable, match="more pages than any report"):
        pages(content)
    monkeypatch.setattr(preview, "MOST_BYTES", 100)
    with pytest.raises(Unreadable, match="larger than any report"):
        pages(content)


def test_a_path_that_is_no_file_is_refused_at_once(tmp_path):
    pipe = tmp_path / "pipe.pdf"
    os.mkfifo(pipe)
    for path in (pipe, tmp_path, tmp_path / "missing.pdf"):
        with pytest.raises(Unreadable, match="is not a file"):
            pages(path)
