"""Expressions are read with bounds; what is none says so, at once."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procure_app import resources
from procure_app.core.licences.buyer import ANYONE
from procure_app.core.licences.expression import AllTerms, AnyTerm, Term, TooLong, leaves, terms
from procure_app.core.licences.kind import is_kind
from procure_app.core.licences.licence import Freedom
from procure_app.core.licences.right import rights
from procure_app.core.truth import Truth
from procure_app.store.shipped.licence_file import load_licences

BOOK = load_licences(resources.folder("licences"))


def found(text: str) -> list[str | None]:
    return [leaf.licence.id if leaf.licence else None for leaf in leaves(terms(text, BOOK))]


def test_and_or_and_brackets_are_kept_apart():
    expression = terms("MIT AND (Apache-2.0 OR Zlib)", BOOK)
    assert isinstance(expression, AllTerms)
    assert isinstance(expression.parts[1], AnyTerm)
    assert found("MIT AND (Apache-2.0 OR Zlib)") == ["MIT", "Apache-2.0", "Zlib"]


def test_names_of_an_expression_may_be_aliases():
    assert found("Apache 2.0 OR mit") == ["Apache-2.0", "MIT"]


def test_a_listed_exception_is_known_and_any_other_is_not():
    listed = terms("GPL-2.0-only WITH Classpath-exception-2.0", BOOK)
    other = terms("Apache-2.0 WITH Commons-Clause", BOOK)
    assert (listed.exception, listed.exception_known) == ("Classpath-exception-2.0", True)
    assert (other.exception, other.exception_known) == ("Commons-Clause", False)


def test_or_later_is_read_as_the_version_named():
    assert found("MPL-2.0+ OR EPL-2.0") == ["MPL-2.0", "EPL-2.0"]


def test_a_word_that_nobody_knows_stands_in_the_expression_as_unknown():
    assert found("MIT AND LicenseRef-something") == ["MIT", None]


@pytest.mark.parametrize("text", ["Apache and CC-BY-4.0", "MIT or similar", "free and open"])
def test_prose_is_no_expression(text):
    assert terms(text, BOOK) is None


def test_prose_whose_every_name_is_known_is_one():
    assert found("MIT and Apache 2.0") == ["MIT", "Apache-2.0"]


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "(", ")", "()", "(MIT", "MIT)", "MIT AND", "OR MIT", "MIT WITH", "AND",
        "MIT AND OR X",
        "(MIT) WITH Classpath-exception-2.0", "a WITH b WITH c", "MIT (ISC)", "MIT,ISC AND X",
        "MIT AND \x00", "MIT\x1b[31m", "\u202eMIT AND ISC",
    ],
)  # fmt: skip
def test_what_is_malformed_is_none(text):
    assert terms(text, BOOK) is None
    assert is_kind(text, "open", BOOK) is Truth.UNKNOWN


@pytest.mark.parametrize(
    "text",
    [
        " OR ".join(["MIT"] * 3_000),
        " OR ".join(["MIT"] * 201),
        "(" * 200_000,
        "(" * 100_000 + "MIT" + ")" * 100_000,
        " " * 200_000,
        "x" * 4_001,
    ],
)
def test_what_is_too_long_is_refused_with_one_sentence_at_once(text):
    begun = time.perf_counter()
    refused = terms(text, BOOK)
    right = rights(text, ANYONE, BOOK)[Freedom.USE]
    assert time.perf_counter() - begun < 0.5
    assert isinstance(refused, TooLong)
    assert ("unknown", refused.reason) == (right.answer, right.reason)
    assert is_kind(text, "open", BOOK) is Truth.UNKNOWN


def test_deep_brackets_within_the_bounds_are_read():
    text = "MIT"
    for _ in range(99):
        text = f"ISC OR (MIT AND ({text}))"
    assert len(found(text)) == 199
    assert isinstance(terms("(" * 1_900 + "MIT" + ")" * 1_900, BOOK), Term)


names = st.sampled_from(["MIT", "Apache 2.0", "x", "+", "1", "TRUE", "é", "GPL-2.0+", "a:b", "&"])
words = st.one_of(names, st.sampled_from(["AND", "or", "With", "(", ")", "NONE", "\t", "/"]))


@given(st.lists(words, max_size=12).map(" ".join))
def test_whatever_is_typed_gets_an_answer(text):
    expression = terms(text, BOOK)
    assert expression is None or leaves(expression)
    assert isinstance(is_kind(text, "open", BOOK), Truth)
    assert set(Freedom) == set(rights(text, ANYONE, BOOK))


@given(st.text(max_size=300))
def test_whatever_is_pasted_gets_an_answer(text):
    assert isinstance(is_kind(text, "open", BOOK), Truth)
    assert set(Freedom) == set(rights(text, ANYONE, BOOK))
