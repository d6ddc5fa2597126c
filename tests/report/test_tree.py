"""The structure tree says what the pages show, in the order of reading."""

from __future__ import annotations

from collections import Counter
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
from pikepdf import Array, Dictionary, Pdf
from pypdf import PdfReader

from procure_app.core.outline.block import Columns, Entry, Heading, Listing, Note, Paragraph, Table
from report.printed import paper, printed, rendered
from report.sample import sample
from report.tree import POPPLER, elements, heard, kids, kinds, spoken, words

GOLDEN = Path(__file__).with_name("golden.txt")


def test_the_sample_is_read_aloud_as_it_was_approved():
    assert GOLDEN.read_text("utf-8").splitlines() == spoken(sample())


@POPPLER
def test_poppler_reads_the_same(tmp_path):
    assert GOLDEN.read_text("utf-8").splitlines() == heard(sample(), tmp_path)


def test_all_that_is_printed_is_heard_and_nothing_else():
    whole = sample()

    assert Counter(printed(PdfReader(BytesIO(whole)))) == Counter(words(spoken(whole)))


def test_words_stay_apart_over_lines_and_pages_and_broken_words_stay_whole():
    text = "Words that stay apart; " * 400
    word = "Rindfleischetikettierung" * 300
    for written in (text, word, f"before {word} after", f"漢 {word}", f"→ {text}"):
        lines = spoken(rendered(paper(Paragraph(written))))
        said = "".join(line.strip()[1:-1] for line in lines if line.lstrip().startswith('"'))

        assert " ".join(said.split()) == " ".join(written.replace("漢", "[U+6F22]").split())


@pytest.mark.parametrize("deep", [(1, 2, 3), (3, 3, 1), (2, 3, 3, 1, 3), (1, 3, 2)])
def test_headings_skip_no_level(deep):
    blocks = [Heading(level, f"Heading {n}") for n, level in enumerate(deep)]
    made = kinds(rendered(paper(*blocks, Entry("Q", "A question"), Paragraph("x"))))
    levels = [int(kind[1]) for kind in made if kind[0] == "H"]

    assert len(levels) == len(deep) + 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_each_part_and_section_is_an_element():
    made = kinds(
        rendered(paper(Heading(1, "A"), Heading(2, "B"), Heading(2, "C"), Heading(1, "D")))
    )

    assert made == ["Document", "Sect", "H1", "Sect", "H2", "Sect", "H2", "Sect", "H1"]


def test_a_table_over_pages_is_one_table_with_one_head():
    rows = tuple((f"Row {n}", "x", "") for n in range(150))
    made = Counter(kinds(rendered(paper(Table(("Left", "Right", ""), rows, (0.4, 0.4, 0.2))))))

    assert (made["Table"], made["THead"], made["TBody"]) == (1, 1, 1)
    assert (made["TR"], made["TH"], made["TD"]) == (151, 153, 300)


def test_what_breaks_between_pages_stays_one_element():
    long = "It was said again. " * 600
    table = Table(("a", "b"), ((long, long),), (0.5, 0.5), under=((long,),))
    made = Counter(kinds(rendered(paper(Paragraph(long), Note("T", (long,)), table))))

    assert (made["P"], made["TR"], made["TD"]) == (3, 3, 2)


def test_columns_are_heard_one_after_the_other_also_over_pages():
    left = Listing(tuple(f"Left {n}." for n in range(90)))
    right = Listing(tuple(f"Right {n}." for n in range(90)))
    said = words(spoken(rendered(paper(Columns(((left,), (right,)))))))

    assert said.index("Left89.") < said.index("Right0.")


def test_from_every_mark_and_annotation_the_way_leads_back_to_its_element():
    with Pdf.open(BytesIO(sample())) as pdf:
        numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
        back = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
        ways = [(element, kid) for element, _ in elements(pdf) for kid in kids(element)]
        found = [_back(element, kid, back) for element, kid in ways if not _is_element(kid)]

        assert [element.objgen for element, _ in found] == [back.objgen for _, back in found]
        assert len(found) == sum(len(v) if isinstance(v, Array) else 1 for v in back.values())
        assert len(found) > 50


def _is_element(kid) -> bool:
    return isinstance(kid, Dictionary) and "/S" in kid


def _back(element, kid, back):
    """Return the element with what the tree of parents says of this kid of it."""
    match kid:
        case Dictionary() if kid.Type == "/OBJR":
            return element, back[int(kid.Obj.StructParent)]
        case Dictionary():
            return element, back[int(kid.Pg.StructParents)][int(kid.MCID)]
        case _:
            return element, back[int(element.Pg.StructParents)][int(kid)]
