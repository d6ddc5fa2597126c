"""Text from right to left stands in the right order, and Arabic letters join."""

from __future__ import annotations

import pytest
from bidi import get_display
from bidi.mirror import MIRRORED
from hypothesis import given, settings
from hypothesis import strategies as st

from procure_app.core.outline.block import Entry, Link, Listing, Mark, Paragraph, Table
from procure_app.report.letter.bracket import mirrored
from procure_app.report.letter.direction import levels, order, runs_from_right
from procure_app.report.letter.joining import joined, plain
from procure_app.report.letter.placing import ordered, places, runs
from report.printed import paper, rendered
from report.tree import spoken

LETTERS = "abcאבגשبتة0123\u0661\u0662 .,:;-+/$%#€()[]{}<>«»!?\"'&*\u05b8\u05b5\u064e\u0301"
HEBREW = "הדגם (גרסה 3.1) שוחרר ב-2024, תחת Apache-2.0 [כך], כפי שנאמר."
ARABIC = "النموذج مفتوح (الإصدار ٣) صدر في 2024 تحت رخصة Apache-2.0؛ لا ضمان."
EVERYTHING = range(0x20, 0x10000)


@settings(max_examples=1500, deadline=None)
@given(st.text(LETTERS, max_size=24).map(str.strip))
def test_the_order_of_a_line_is_that_of_another_implementation(text):
    found = ordered(text, levels(text), int(runs_from_right(text)))

    assert "".join(text[place] for place in order(found)) == get_display(text)


def test_brackets_turn_as_another_implementation_turns_them():
    turned = {char for char in map(chr, EVERYTHING) if mirrored(char) != char}

    assert all(MIRRORED.get(char, char) == mirrored(char) for char in "()[]{}<>«»‹›≤≥")  # noqa: RUF001
    assert all(mirrored(mirrored(char)) == char for char in turned)


def test_a_run_from_the_right_is_placed_letter_by_letter_and_one_from_the_left_at_once():
    text = "a אב 12"
    found = levels(text)
    placed = places(text, found, [10.0] * len(text))

    assert [(run.x, run.text) for run in runs(text, found, placed)] == [
        (0, "a "), (60, "א"), (50, "ב"), (40, " "), (20, "12"),
    ]  # fmt: skip


def test_a_mark_stands_with_its_letter():
    text = "אָב́"  # a mark of the script, and one of another
    found = places(text, levels(text), [10.0, 0.0, 10.0, 0.0])

    assert found == [10, 10, 0, 10]


ANY = range(0x110000)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("بيت", "\ufe91\ufef4\ufe96"),  # initial, medial, final
        ("دار", "دار"),  # letters that do not join on
        ("لا", "\ufefb"),
        ("سلام", "\ufeb3\ufefc\u0645"),
        ("بَيت", "\ufe91\u064e\ufef4\ufe96"),  # a vowel sign does not part
        ("بـ", "\ufe91\u0640"),
        ("پیمان", "\ufb58\ufbff\ufee4\ufe8e\u0646"),
        ("no Arabic", "no Arabic"),
    ],
)
def test_letters_take_the_form_of_their_place(typed, shown):
    assert joined(typed, ANY) == shown
    assert "".join(map(plain, shown)) == typed


def test_a_form_that_the_font_lacks_is_not_used():
    assert joined("بيت", range(0xFE00)) == "بيت"


@given(st.text("ابتثجحدذرزسشصضطظعغفقكلمنهويةىءأإآـ ًَ", max_size=30))
def test_forms_stand_for_the_letters_that_were_typed(text):
    assert "".join(map(plain, joined(text, ANY))) == text


@pytest.mark.parametrize("text", [HEBREW, ARABIC, f"It says “{ARABIC}” and {HEBREW} there."])
def test_a_screen_reader_gets_the_order_of_the_language(text):
    blocks = (
        Paragraph(text * 5),
        Entry(
            text, text, Mark(text), text, ((text, text), (text, Link(text, "https://a.example")))
        ),
        Table((text,), ((text,),), (1.0,)),
        Listing((text,)),
    )
    lines = [line.strip()[1:-1].strip() for line in spoken(rendered(paper(*blocks)))]

    assert lines.count(text * 5) == 1
    assert "".join(lines).replace(" ", "").count(text.replace(" ", "")) == 5 + 11
