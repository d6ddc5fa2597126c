"""No character of anybody's text vanishes, acts, or becomes markup."""

from __future__ import annotations

from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from outline.said import squeezed

from procure_app.core.outline.block import Entry, Mark, Note, Paragraph, Table
from procure_app.core.outline.tone import Tone
from procure_app.report.typeface import typeface
from report.printed import FONTS, fonts, paper, pdf, printed

FACE = typeface(FONTS)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain words", "plain words"),
        ("Ünïcödé Ελλάδα Жизнь Việt", "Ünïcödé Ελλάδα Жизнь Việt"),
        ("✓ ☐ → ≥", "✓ ☐ → ≥"),
        ("漢字", "[U+6F22][U+5B57]"),
        ("\U0001f600", "[U+1F600]"),
        ("a\u202eb\u200bc\x00d\x1be\ufeff", "a[U+202E]b[U+200B]c[U+0000]d[U+001B]e[U+FEFF]"),
        ("\ue000\ud800", "[U+E000][U+D800]"),
        ("one\r\ntwo\rthree\u2028four\tfive", "one two three four five"),
        ("wide\u3000space", "wide space"),
        ("A\u030a e\u0301 x\u0301 \u0301", "Å é x\u0301 \u0301"),
    ],
)
def test_what_no_font_shows_and_what_would_act_becomes_a_mark(text, shown):
    assert FACE.plain(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "<b>bold</b> & <font size=40>big</font>",
        "</para><para>",
        "<!-- not a comment -->",
        "<![CDATA[x]]>",
        "<img src='/etc/passwd'/>",
        "&lt;b&gt; &amp;amp; &#65;",
        '<a href="javascript:alert(1)">x</a>',
        "{braces} %s %(name)s",
        "<onDraw name='x'/>",
    ],
)
def test_nothing_written_is_markup(text):
    blocks = (
        Paragraph(text),
        Entry(text, text, Mark(text, Tone.NO), text, ((text, text),)),
        Table((text,), ((text,),), (1.0,)),
        Note(text, (text,), aside=text),
    )
    reader = pdf(paper(*blocks))

    # one in the paragraph, six in the entry, two in the table, three in the note
    assert printed(reader).count(squeezed(text)) == 12
    assert not any(page.get("/Annots") for page in reader.pages)


RTL = ("AL", "R", "AN", "RLE", "RLO", "RLI")


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(max_codepoint=0x10FFFF), min_size=1, max_size=120))
def test_any_text_at_all_is_printed_or_marked(text):
    said = "".join(char for char in squeezed(FACE.plain(text)) if not _turned(char))
    page = printed(pdf(paper(Paragraph("(" + said + ")"))))

    # without the white space an accent may follow a letter, and is then set as one with it
    assert normalize("NFC", f"({said})") in normalize("NFC", page)


def _turned(char: str) -> bool:
    """Say whether pypdf turns the order of such characters round when it reads."""
    return 0x590 <= ord(char) <= 0x8FF or 0xFB1D <= ord(char) <= 0xFEFC


def test_arabic_and_hebrew_are_all_there():
    page = printed(pdf(paper(Paragraph("مرحبا بالعالم שלום"))))

    assert sorted(char for char in page if _turned(char)) == sorted(squeezed("مرحبا بالعالم שלום"))


def test_neighbours_in_different_fonts_keep_their_fonts():
    """U+2192 is in one fallback font and not in the other, which would drop it."""
    page = printed(pdf(paper(Paragraph("✓→✓ → ☐ →→ ✓✓ a→b ✓"))))

    assert page == "✓→✓→☐→→✓✓a→b✓"


def test_a_word_of_five_thousand_letters_breaks_and_stays_whole():
    word = "Rindfleischetikettierung" * 210
    for block in (
        Paragraph(word),
        Entry("", word, None, word),
        Table(("", ""), ((word, ""),), (0.1, 0.9)),
    ):
        assert word in printed(pdf(paper(block)))


def test_a_note_of_ten_thousand_characters_runs_over_pages():
    note = "\n\n".join(f"Paragraph {n}: " + "so it was said again. " * 20 for n in range(25))
    assert len(note) > 10_000
    for block in (
        Paragraph(note),
        Note("Title", (note,)),
        Entry("E-1", "Title", None, "", (("Note", note),)),
        Table(("", ""), (("x", note),), (0.5, 0.5)),
        Table(("", ""), (("x", "y"),), (0.2, 0.8), under=((note,),)),
    ):
        assert squeezed(note) in printed(pdf(paper(block)))


def test_two_long_cells_side_by_side_run_over_pages_together():
    left, right = ("".join(f"{side}{n}. " for n in range(900)) for side in ("left", "right"))
    reader = pdf(paper(Table(("", ""), ((left, right),), (0.5, 0.5))))
    text = printed(reader)

    assert len(reader.pages) > 1
    assert all(f"left{n}." in text and f"right{n}." in text for n in range(900))


def test_every_font_is_embedded_and_only_those_used():
    used = fonts(pdf(paper(Paragraph("plain ✓ → bold"))))

    assert all(used.values()), used
    assert len(used) == 3, used  # text, symbols, others: neither bold nor italic was needed
