"""What is seen of a signature: everything, in our own fonts, whatever the name and the field."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pypdf
import pytest
from signing import paper
from signing.chain import Desk, act
from signing.real import FONTS, signed

from procure_app.report.appearance import appearance
from procure_app.signing.signature import sign


def shown(content: bytes, role: str) -> pypdf.PageObject:
    """Return what is seen in the field, as a page."""
    fields = pypdf.PdfReader(BytesIO(content)).trailer["/Root"]["/AcroForm"]["/Fields"]
    (field,) = (each.get_object() for each in fields if each.get_object()["/T"] == role)
    look = field["/AP"]["/N"]
    page = pypdf.PageObject.create_blank_page(width=look["/BBox"][2], height=look["/BBox"][3])
    page[pypdf.generic.NameObject("/Resources")] = look["/Resources"]
    page[pypdf.generic.NameObject("/Contents")] = look
    return page


def test_the_appearance_says_name_role_reason_and_time():
    desk = Desk(paper.plain())
    sign(Path("a/report.pdf"), Path("a/signed.pdf"), act("preparer"), desk.ports)
    digest = paper.embedded()[1].file
    assert desk.drawn == [
        (
            "Petra Preparer",
            f"Preparer: the file with SHA-256 {digest}",
            "Signed 22 November 2026, 12:00:00 UTC, by the signer's clock",
        )
    ]


def test_the_appearance_is_in_our_own_fonts_all_embedded():
    page = shown(signed(paper.plain(), "preparer"), "preparer")
    fonts = [font.get_object() for font in page["/Resources"]["/Font"].values()]
    assert {font["/Subtype"] for font in fonts} == {"/TrueType"}
    assert all("/FontFile2" in font["/FontDescriptor"] for font in fonts)
    text = " ".join(page.extract_text().split())
    assert "Petra Preparer" in text
    assert paper.embedded()[1].file in text.replace(" ", "")
    assert "22 November 2026, 12:00:00 UTC" in text


@pytest.mark.parametrize("height", [12.0, 30.0, 66.0])
def test_a_small_field_still_says_everything(height):
    name = "Dr. Maximiliane-Charlotte von und zu Beispielhausen-Musterstadt"
    lines = (name, "Approver", "Approver: the decision with SHA-256 " + "9f" * 32, "Signed today")
    page = pypdf.PdfReader(BytesIO(appearance(lines, 180.0, height, FONTS)))
    text = "".join(page.pages[0].extract_text().split())
    for line in lines:
        assert "".join(line.split()) in text


def test_a_name_that_no_font_shows_or_that_turns_the_line_round_is_marked():
    lines = ("漢 \u202egnihton", "Approver")
    page = pypdf.PdfReader(BytesIO(appearance(lines, 300.0, 60.0, FONTS)))
    text = page.pages[0].extract_text()
    assert "[U+6F22]" in text
    assert "[U+202E]" in text
