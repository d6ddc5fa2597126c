"""Whether a licence is of a kind: in three values, and through expressions."""

from __future__ import annotations

import pytest

from procure_app.core.licences.kind import is_kind
from procure_app.core.licences.licence import Licence
from procure_app.core.truth import Truth

MET, NOT_MET, UNKNOWN = Truth.MET, Truth.NOT_MET, Truth.UNKNOWN


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("Apache-2.0", "osi_approved", MET),
        ("CC-BY-4.0", "osi_approved", NOT_MET),
        ("CC-BY-4.0", "free", MET),
        ("MulanPSL-2.0", "free", MET),
        ("PDDL-1.0", "open_data", MET),
        ("CDLA-Permissive-2.0", "open_data", MET),
        ("OpenMDW-1.1", "open_terms", MET),
        ("OpenMDW-1.0", "osi_approved", NOT_MET),
        ("CC-BY-ND-4.0", "open", NOT_MET),
        ("CC-BY-NC-4.0", "open", NOT_MET),
        ("CC-BY-NC-4.0", "non_commercial", MET),
        ("Llama 3.1 Community License", "with_limits", MET),
        ("Llama 3.1 Community License", "osi_approved", NOT_MET),
        ("Llama 3.1 Community License", "eu_free_open", NOT_MET),
        ("DeepSeek License Agreement", "eu_free_open", UNKNOWN),
        ("Jamba Open Model License", "open", UNKNOWN),
        ("Jamba Open Model License", "some_use", UNKNOWN),
        ("CC-BY-SA-4.0", "open_document", MET),
        ("Something Else", "open", UNKNOWN),
        ("", "open", UNKNOWN),
        ("NOASSERTION", "open", UNKNOWN),
        ("NONE", "open", NOT_MET),
        ("NONE", "some_use", NOT_MET),
        ("NONE", "with_limits", NOT_MET),
    ],
)
def test_a_licence_is_of_a_kind(book, text, kind, expected):
    assert expected is is_kind(text, kind, book)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("MIT OR LicenseRef-llama3", MET),
        ("MIT AND LicenseRef-llama3", NOT_MET),
        ("MIT AND Something", UNKNOWN),
        ("LicenseRef-llama3 AND Something", NOT_MET),
        ("LicenseRef-llama3 OR Something", UNKNOWN),
        ("MIT AND NONE", NOT_MET),
        ("MIT AND NOASSERTION", UNKNOWN),
        ("GPL-2.0-only WITH Classpath-exception-2.0", MET),
        ("Apache-2.0 WITH Commons-Clause", UNKNOWN),
        ("Apache 2.0 with Commons Clause", UNKNOWN),
    ],
)
def test_the_worst_of_and_and_the_best_of_or_decide(book, text, expected):
    assert expected is is_kind(text, "open_terms", book)


def test_a_permissive_label_does_not_lift_a_restriction_it_stands_beside(book):
    assert is_kind("Apache-2.0 AND CC-BY-NC-4.0", "non_commercial", book) is MET
    assert is_kind("Apache-2.0 AND CC-BY-NC-4.0", "open", book) is NOT_MET
    assert is_kind("Apache-2.0 OR CC-BY-NC-4.0", "non_commercial", book) is NOT_MET


def test_not_free_and_not_judged_by_the_fsf_are_two_things(book):
    assert book.find("CC-BY-NC-4.0").fsf_free is False
    assert book.find("CC-BY-NC-SA-4.0").fsf_free is None
    assert book.find("CC-BY-NC-2.5").fsf_free is False
    assert book.find("CDLA-Permissive-2.0").fsf_free is None
    assert is_kind("CDLA-Permissive-2.0", "free", book) is UNKNOWN


def test_a_licence_entered_as_facts_is_judged_by_them(book):
    name = "Our vendor's terms"
    open_one = Licence(
        id=name,
        name=name,
        commercial="yes",
        modify="yes",
        redistribute="yes",
        fields_limited=False,
        threshold_limited=False,
        territory_limited=False,
    )
    barred = Licence(id=name, name=name, commercial="no")
    assert is_kind(name, "open_terms", book) is UNKNOWN
    assert is_kind(name, "open_terms", book, {name: open_one}) is MET
    assert is_kind(name, "open_terms", book, {name: barred}) is NOT_MET
    assert is_kind(name, "open_terms", book) is UNKNOWN


def test_less_known_of_a_licence_never_makes_it_of_an_open_kind(book):
    facts = ("commercial", "modify", "redistribute", "fields_limited", "territory_limited")
    full = book.find("CDLA-Permissive-2.0")
    for missing in facts:
        less = Licence(**{**full.model_dump(), "id": "X", missing: None})
        assert is_kind("X", "open_terms", book, {"X": less}) is UNKNOWN


def test_a_kind_that_does_not_exist_is_an_error(book):
    with pytest.raises(KeyError):
        is_kind("MIT", "nice", book)
