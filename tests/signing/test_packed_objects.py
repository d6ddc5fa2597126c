"""Packed objects are read once, and exactly as the library reads them."""

from __future__ import annotations

import zlib
from io import BytesIO

import pikepdf
import pytest
from pyhanko.pdf_utils.generic import Reference
from pyhanko.pdf_utils.misc import PdfReadError
from pyhanko.pdf_utils.reader import PdfFileReader
from signing import paper
from signing.chain import SIGNING, checked, signed

from procure_app.signing.reader import Reader
from procure_app.signing.verdict import Outcome


def packed(content: bytes) -> bytes:
    """Return the PDF with its objects packed, as a report is."""
    out = BytesIO()
    with pikepdf.open(BytesIO(content)) as document:
        document.save(
            out, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True
        )
    return out.getvalue()


@pytest.fixture(scope="module")
def report() -> bytes:
    """A packed PDF with 240 bookmarks, so that there are several streams."""
    return packed(paper.made(bookmarks=240))


def test_every_object_is_the_one_that_the_library_reads(report):
    ours, theirs = Reader(BytesIO(report)), PdfFileReader(BytesIO(report))
    numbers = range(1, int(theirs.trailer["/Size"]))
    assert len(ours.xrefs.object_streams_used_in(0)) > 1
    for number in numbers:
        found = ours.get_object(Reference(number, 0, ours))
        assert repr(found) == repr(theirs.get_object(Reference(number, 0, theirs)))
        assert type(found) is type(theirs.get_object(Reference(number, 0, theirs)))


def test_a_packed_report_is_signed_and_verified(report):
    made = report
    for role in SIGNING:
        made = signed(made, role)
    assert checked(made).outcome is Outcome.VALID


def stream(head: bytes, body: bytes, *, count: int, first: int | None = None) -> bytes:
    """Return a PDF with one object stream of this head; object 5 is said to be its first."""
    data = zlib.compress(head + body)
    begin = len(head) if first is None else first
    objects = [
        b"1 0 obj\n<</Type/Catalog/Pages 2 0 R/Probe 5 0 R>>\nendobj\n",
        b"2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\n",
        b"3 0 obj\n<</Type/ObjStm/N %d/First %d/Filter/FlateDecode/Length %d>>\nstream\n"
        % (count, begin, len(data))
        + data
        + b"\nendstream\nendobj\n",
    ]
    out, places = b"%PDF-1.7\n", []
    for each in objects:
        places.append(len(out))
        out += each
    start = len(out)
    rows = [(0, 0, 255), *((1, place, 0) for place in places), (1, start, 0), (2, 3, 0)]
    table = b"".join(bytes([a]) + b.to_bytes(2, "big") + bytes([c]) for a, b, c in rows)
    out += (
        b"4 0 obj\n<</Type/XRef/Size 6/W[1 2 1]/Root 1 0 R/Length %d>>\nstream\n" % len(table)
        + table
        + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % start
    )
    return out


def test_the_probe_is_read():
    assert Reader(BytesIO(stream(b"5 0 ", b"42", count=1))).root["/Probe"] == 42


@pytest.mark.parametrize(
    ("head", "fields"),
    [
        (b"6 0 5 3 ", {"count": 2}),  # not where the table says
        (b"6 0 ", {"count": 1}),
        (b"5 0 ", {"count": 2}),  # fewer than it says
        (b"5 0 ", {"count": -1}),
        (b"5 x ", {"count": 1}),
        (b"5 0 ", {"count": 1, "first": -2}),
        (b"5 -3 ", {"count": 1}),
    ],
)
def test_an_object_that_is_not_exactly_where_it_should_be_is_refused(head, fields):
    reader = Reader(BytesIO(stream(head, b"42 42", **fields)))
    with pytest.raises((PdfReadError, ValueError)):
        reader.root["/Probe"]


def test_a_reference_cannot_be_packed():
    reader = Reader(BytesIO(stream(b"5 0 ", b"1 0 R 7", count=1)))
    with pytest.raises(PdfReadError):
        reader.root["/Probe"]
