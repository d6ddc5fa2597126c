"""The file itself: its bytes, what it declares, what lies in it, and what ReportLab leaves out."""

from __future__ import annotations

import dataclasses
import datetime
import hashlib
import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
from outline.build import assessment, decided, outline, signed
from outline.said import ENGLISH
from pikepdf import Dictionary, Name, Pdf

from procure_app.core.outline.block import (
    Heading,
    Link,
    Mark,
    PageEnd,
    Paragraph,
    SignatureBox,
    Title,
)
from procure_app.report.archive.metadata import NAMESPACE
from procure_app.report.identity import Identity
from procure_app.report.letter.face import to_unicode
from procure_app.report.render import render
from report.gate import failures
from report.printed import FONTS, paper, rendered
from report.sample import ADDRESS, OPTIONS, OUTLINE, sample

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def pdf():
    """The sample, open."""
    with Pdf.open(BytesIO(sample())) as opened:
        yield opened


def test_the_same_values_give_the_same_bytes_in_any_process_at_any_time():
    program = "from report.sample import sample\nprint(sample().hex())"
    made = {sample().hex()}
    for seed, epoch in (("1", "1000000000"), ("2", "")):
        environment = os.environ | {
            "PYTHONHASHSEED": seed,
            "SOURCE_DATE_EPOCH": epoch,
            "TZ": "Asia/Tokyo",
            "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'tests'}",
        }
        done = subprocess.run(
            [sys.executable, "-c", program],
            env=environment,
            capture_output=True,
            check=True,
            text=True,
        )
        made.add(done.stdout.strip())

    assert len(made) == 1


def test_another_identity_gives_another_file():
    others = (
        {},
        OPTIONS,
        OPTIONS | {"attachments": ()},
        OPTIONS
        | {"identity": Identity("x", {}, datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC))},
    )

    assert len({rendered(OUTLINE, **options) for options in others}) == len(others)


def test_it_is_pdf_1_7_and_packed(pdf):
    content = sample()

    assert content.startswith(b"%PDF-1.7\n")
    assert b"/ObjStm" in content
    assert b"\nendstream" in content
    assert content.count(b"endstream") == content.count(b"\nendstream")


def test_helvetica_is_nowhere_and_every_font_is_embedded(pdf):
    fonts = [thing for thing in pdf.objects if isinstance(thing, Dictionary)]
    fonts = [thing for thing in fonts if thing.get("/Type") == Name.Font]

    assert len(fonts) == 4  # text, bold, symbols, others
    assert all("/FontFile2" in font.FontDescriptor for font in fonts)
    assert not any("Helvetica" in str(font.BaseFont) for font in fonts)


def test_a_map_of_characters_means_what_was_typed_and_never_nothing():
    found = to_unicode([0, 0x41, 0x1F600, 0xFEFB, 0xF0000 + ord("("), 0, 0xFB01])

    assert "<01> <0041>" in found
    assert "<02> <D83DDE00>" in found  # surrogates
    assert "<03> <06440627>" in found  # both letters of the ligature
    assert "<04> <0028>" in found  # the bracket that was written, seen from the right
    assert "<06> <FB01>" in found
    assert "<00>" not in found.replace("<00> <FF>", "")
    assert "5 beginbfchar" in found


def test_a_map_lists_at_most_a_hundred_at_once():
    found = to_unicode(range(1, 256))

    assert [line for line in found.splitlines() if "beginbfchar" in line] == [
        "100 beginbfchar", "100 beginbfchar", "55 beginbfchar",
    ]  # fmt: skip


def test_the_attachments_are_listed_described_and_whole(pdf):
    assert list(pdf.attachments) == ["assessment.json", "signoffs.json"]
    assert [str(each.AFRelationship) for each in pdf.Root.AF] == ["/Source", "/Supplement"]
    assert [str(each.Desc) for each in pdf.Root.AF] == ["The assessment", "The sign-offs"]
    for given in OPTIONS["attachments"]:
        file = pdf.attachments[given.name].get_file()
        assert file.read_bytes() == given.content
        assert file.mime_type == "application/json"
        assert file.md5 == hashlib.md5(given.content).digest()


def test_the_metadata_name_title_moment_assessment_and_digests(pdf):
    tree = ElementTree.fromstring(pdf.Root.Metadata.read_bytes())
    found = {element.tag: element.text for element in tree.iter()}

    assert found[f"{{{NAMESPACE}}}assessment"] == "6f1c3d0e"
    assert found[f"{{{NAMESPACE}}}fileDigest"] == "ab" * 32
    assert found[f"{{{NAMESPACE}}}decisionDigest"] == "cd" * 32
    assert found["{http://ns.adobe.com/xap/1.0/}ModifyDate"] == "2026-11-22T12:30:00+00:00"
    assert str(pdf.docinfo["/ModDate"]) == "D:20261122123000+00'00'"
    assert str(pdf.docinfo.Title) == "A title"
    assert found["{http://ns.adobe.com/pdf/1.3/}Producer"] == str(pdf.docinfo.Producer)
    assert found["{http://ns.adobe.com/xap/1.0/}CreatorTool"] == str(pdf.docinfo.Creator)
    assert (
        '<rdf:li xml:lang="x-default">A title</rdf:li>' in pdf.Root.Metadata.read_bytes().decode()
    )


def test_every_field_is_empty_tagged_and_named_for_people(pdf):
    fields = pdf.Root.AcroForm.Fields

    assert [(str(f.T), str(f.TU), str(f.FT)) for f in fields] == [
        ("approver", "Approver", "/Sig"), ("preparer", "Preparer", "/Sig"),
    ]  # fmt: skip
    assert not any("/V" in field for field in fields)
    assert all(
        field.Rect[2] - field.Rect[0] > 150 and field.Rect[3] - field.Rect[1] > 35
        for field in fields
    )


def test_a_report_without_fields_has_no_form_and_without_files_no_list():
    with Pdf.open(BytesIO(rendered(paper(Paragraph("x"))))) as plain:
        assert "/AcroForm" not in plain.Root
        assert "/AF" not in plain.Root
        assert "/Names" not in plain.Root


def test_one_name_is_one_field():
    box = SignatureBox("Approver", (), (), Mark("open"), "approver")

    with pytest.raises(ValueError, match="approver"):
        render(paper(box, box), ENGLISH, FONTS)


def test_a_role_that_signed_or_must_sign_has_one_field():
    made = decided(assessment({"case.impact": "high"}), outcome="reject")
    for given in (made, signed(made, "preparer"), signed(signed(made, "preparer"), "preparer")):
        boxes = [block for block in outline(given).blocks if isinstance(block, SignatureBox)]
        fields = [box.field for box in boxes if box.field]

        assert sorted(set(fields)) == sorted(fields)
        assert {"preparer", "approver"} <= set(fields)
        assert failures(render(outline(given), ENGLISH, FONTS)) == []


def test_links_say_where_they_lead_and_addresses_are_ascii(pdf):
    links = [a for page in pdf.pages for a in page.get("/Annots", ()) if a.Subtype == Name.Link]

    assert {str(link.A.URI) for link in links if "/A" in link} == {ADDRESS}
    assert {str(link.Contents) for link in links if "/Dest" in link} == {
        "A part",
        "A section",
        "Signatures",
    }


@pytest.mark.parametrize(("length", "count"), [(100, 1), (40_000, 0)])
def test_an_address_beyond_all_measure_is_only_printed(length, count):
    address = "https://example.org/" + "ü" * length
    with Pdf.open(BytesIO(rendered(paper(Link("here", address))))) as made:
        found = [a for page in made.pages for a in page.get("/Annots", ())]
        assert len(found) == count
        assert all(str(a.A.URI).isascii() for a in found)


def test_a_title_beyond_all_measure_is_cut_in_the_metadata_only():
    made = rendered(dataclasses.replace(OUTLINE, title="long title " * 9000))

    with Pdf.open(BytesIO(made)) as opened:
        assert len(str(opened.docinfo.Title)) == 1000


def test_headings_beyond_all_measure_are_cut_in_the_bookmarks_only():
    long = "long heading " * 9000
    made = rendered(paper(Title(long), PageEnd(), Heading(1, long), contents=True))

    with Pdf.open(BytesIO(made)) as opened, opened.open_outline() as outline:
        assert [len(entry.title) for entry in outline.root] == [1000, 1000]


def test_a_report_without_a_title_has_one_all_the_same():
    with Pdf.open(BytesIO(rendered(dataclasses.replace(OUTLINE, title="")))) as opened:
        assert str(opened.docinfo.Title) == "Report without a title"
