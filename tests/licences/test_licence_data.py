"""The shipped facts: sourced, complete, explained, and no more than the facts file allows."""

from __future__ import annotations

import csv
import re

import pytest

from procure_app import resources
from procure_app.core.licences.kind import is_kind
from procure_app.core.licences.lint import gaps
from procure_app.core.licences.name import NONE_STATED, plain
from procure_app.core.truth import Truth
from procure_app.store.shipped.catalogue_source import read
from procure_app.store.shipped.licence_file import load_licences

BOOK = load_licences(resources.folder("licences"))
LICENCES = BOOK.data.licences
COLUMNS = {
    "commercial_use": "commercial",
    "field_of_use_restriction": "fields_limited",
    "modify": "modify",
    "redistribute": "redistribute",
    "output_use_restriction": "outputs",
    "user_or_revenue_threshold": "threshold_limited",
    "territorial_exclusion": "territory_limited",
    "patent_grant": "patent",
}
"""Columns of the facts file, and the fact that holds each."""
TEXTS = {
    "LicenseRef-llama3": "upstream_llama3_LICENSE.txt",
    "LicenseRef-kimi-k2-modified-mit": "upstream_kimi-k2_modified-mit.txt",
    "LicenseRef-databricks-open-model-license": "upstream_databricks_open_model_license.txt",
}
"""Where the text of a licence lies whose id does not say it."""


@pytest.fixture(scope="module")
def facts(shared):
    """The rows of the facts file by id."""
    with (shared / "facts/licences.csv").open(encoding="utf-8") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


def secondary(licence) -> bool:
    return licence.source.startswith(("Secondary", "Quotations", "Full text read in a copy"))


def test_there_are_106_licences_and_none_twice():
    assert len({licence.id for licence in LICENCES}) == len(LICENCES) == 106


def test_no_fact_lacks_its_ground():
    assert list(gaps(LICENCES)) == []


def test_the_names_are_those_of_the_catalogue():
    named = read(resources.folder("catalogue") / "licences.toml")["licences"]
    assert {entry["id"]: entry["name"] for entry in named} == {
        licence.id: licence.name for licence in LICENCES
    }


def test_the_spdx_list_is_whole():
    spdx = BOOK.data.spdx
    groups = (spdx.osi_approved, spdx.fsf_free, spdx.fsf_not_free, spdx.others)
    assert [len(group) for group in groups] == [154, 127, 20, 515]
    assert len(frozenset().union(*groups)) == 740
    assert len(spdx.exceptions) == 86
    assert not spdx.fsf_free & spdx.fsf_not_free
    assert not spdx.others & (spdx.osi_approved | spdx.fsf_free | spdx.fsf_not_free)


def test_every_id_name_and_alias_finds_its_own_licence():
    nobodys = {plain(name) for name in BOOK.data.ambiguous}
    for licence in LICENCES:
        aliases = BOOK.data.aliases.get(licence.id, ())
        for name in (licence.id, licence.name, licence.tag, *aliases):
            if name and plain(name) not in nobodys:
                assert BOOK.find(name) is licence, name


def test_what_is_ambiguous_finds_nothing():
    assert {BOOK.find(name) for name in BOOK.data.ambiguous} == {None}


def test_every_spdx_id_is_found_by_itself_or_by_a_licence_that_stands_for_it():
    for known in BOOK.data.spdx.osi_approved | BOOK.data.spdx.others:
        found = BOOK.find(known)
        assert found is not None, known
        assert found.id == known or known.casefold() in (found.tag, found.id.casefold()), known


@pytest.mark.parametrize("kind", BOOK.kinds.values(), ids=BOOK.kinds)
def test_every_kind_is_explained_and_tells_licences_apart(kind):
    judged = {is_kind(known, kind.id, BOOK) for known in (*BOOK.data.names.values(), NONE_STATED)}
    assert kind.text.endswith((".", ".”"))
    assert {Truth.MET, Truth.NOT_MET} <= judged


def test_every_use_and_place_of_the_vocabulary_is_named_by_some_limit():
    whens = [limit.when for licence in LICENCES for limit in licence.limits]
    used = {word for when in whens for word in (*when.use, *when.use_not)}
    assert used == set(BOOK.data.vocabulary.uses)
    assert {word for when in whens for word in when.territory} == set(
        BOOK.data.vocabulary.territories
    )


def test_the_fields_of_use_are_options_of_the_catalogue(catalogue):
    asked = catalogue.by_id[catalogue.uses.recipient.sector]
    options = {option.id for option in asked.options}
    for use in BOOK.data.vocabulary.uses.values():
        assert {*use.sure, *use.possible} - {"*"} <= options


def test_a_clause_is_named_only_where_the_text_was_read():
    for licence in LICENCES:
        if secondary(licence):
            assert not any(limit.clause for limit in licence.limits), licence.id


def test_every_row_of_the_facts_is_here_with_its_name_and_source(facts):
    assert {known: row["name"] for known, row in facts.items()} == {
        licence.id: licence.name for licence in LICENCES
    }


def test_the_flags_are_those_of_the_facts(facts):
    words = {True: "yes", False: "no", None: ""}
    for licence in LICENCES:
        row = facts[licence.id]
        assert row["osi_approved"] == words[licence.osi_approved], licence.id
        assert row["fsf_free"] == words[licence.fsf_free], licence.id
        conforms = row["open_definition_conformant"].partition(" ")[0]
        assert conforms == words[licence.open_definition], licence.id


def test_no_fact_of_the_facts_file_is_lost(facts):
    for licence in LICENCES:
        for column, fact in COLUMNS.items():
            cell, own = facts[licence.id][column], getattr(licence, fact)
            if cell == "none":
                assert own in (False, "free"), (licence.id, column)
            elif cell and column != "territorial_exclusion" and "ownership" not in cell:
                assert own not in (None, False), (licence.id, column)


def test_what_the_facts_leave_blank_stays_unknown_where_no_text_was_read(facts):
    for licence in filter(secondary, LICENCES):
        for column, fact in COLUMNS.items():
            if not facts[licence.id][column]:
                assert getattr(licence, fact) is None, (licence.id, column)


def test_the_figures_of_a_limit_stand_in_the_text_of_the_licence(shared):
    checked = 0
    for licence in LICENCES:
        named = licence.id.removeprefix("LicenseRef-scancode-") + ".LICENSE"
        file = shared / "cases/licence-texts" / TEXTS.get(licence.id, named)
        if not file.is_file():
            continue
        text = re.sub(r"\s+", " ", file.read_text("utf-8"))
        for limit in licence.limits:
            for figure in (limit.when.users_over, limit.when.revenue_over):
                if figure:
                    assert any(word in text for word in written(figure)), (licence.id, figure)
                    checked += 1
    assert checked == 18


def written(figure: float) -> tuple[str, ...]:
    """How texts write a large figure."""
    if figure >= 1e9:
        return (f"{figure / 1e9:g} billion",)
    return f"{figure / 1e6:g} million", f"${figure:,.0f}"
