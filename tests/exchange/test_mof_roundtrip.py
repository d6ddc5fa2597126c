"""A model file that is taken in and written again holds what it held."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mof_cases import files, model, needs_cases

from procure_app.core.assessment.answer import Answer
from procure_app.core.assessment.edit import answer, changed, drop_evidence, fill_row
from procure_app.core.catalogue.word import Availability
from procure_app.exchange.mof_export import exported
from procure_app.exchange.mof_import import imported
from procure_app.exchange.mof_model import NAMES, SCOPES, Entry, Header, MofModel, Scope
from procure_app.exchange.mof_read import read
from procure_app.session.error import NotWritten
from procure_app.store.disk.strict_json import dump

DAY = datetime.date(2026, 11, 22)
MIT = "  license: {distribution: {name: MIT, path: LICENSE}}\n"
CARD = "    - {name: Model card, license: CC-BY-4.0, description: It is short.}\n"
STRANGE = "    - {name: Training dataset, license: MIT}\n"


def draft(found: MofModel, catalogue):
    """Return the draft of a model."""
    return imported(found, catalogue, identity="an-id", as_of=DAY, file="file.yml")


def again(document, catalogue) -> MofModel:
    """Return what is read of what is written."""
    return read(exported(document, catalogue).encode(), "again.yml")


@needs_cases
def test_every_real_file_comes_out_as_it_went_in(catalogue):
    for file in files():
        found = read(file.read_bytes(), file.name)
        assert again(draft(found, catalogue), catalogue) == found, file.name


@needs_cases
def test_a_draft_survives_saving_although_the_order_of_rows_does_not(catalogue):
    for file in files()[::10]:
        document = draft(read(file.read_bytes(), file.name), catalogue)
        reopened = type(document).model_validate_json(dump(document))
        assert again(reopened, catalogue) == read(file.read_bytes(), file.name)


TEXT = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cn"], exclude_characters="\ufeff")
    | st.sampled_from("\n\t\"'\\:#{}[]&*!|>%@`~ -?"),
    max_size=12,
)
WORDS = st.sampled_from(["", "MIT", "no", "null", "1.0", "2024-12-15", "https://huggingface.co/a"])
ANY = TEXT | WORDS
NAMED = ANY.filter(str.strip)
LICENCES = st.none() | ANY | st.sampled_from(["unlicensed", "NONE", "NOASSERTION", "0", "MIT"])
ENTRIES = st.builds(
    Entry,
    name=st.sampled_from(NAMES) | NAMED,
    description=ANY,
    licence=LICENCES,
    licence_path=ANY,
    component_path=ANY,
)
HEADS = st.dictionaries(
    st.sampled_from(SCOPES), st.builds(Scope, LICENCES.map(lambda t: t or ""), ANY)
).map(lambda heads: {s: heads[s] for s in SCOPES if heads.get(s, Scope()) != Scope()})
OTHERS = ("producer", "version", "date", "type", "architecture", "treatment", "origin", "contact")
MODELS = st.builds(
    MofModel,
    name=NAMED,
    **dict.fromkeys((*OTHERS, "repository", "huggingface"), ANY),
    licences=HEADS,
    components=st.lists(ENTRIES, max_size=8).map(tuple),
    framework=st.builds(Header, ANY, ANY) | st.just(Header()),
)


@given(MODELS)
@settings(deadline=None)
def test_any_model_comes_out_as_it_went_in(catalogue, found):
    assert again(draft(found, catalogue), catalogue) == found


def test_everything_rests_on_what_the_vendor_or_a_contributor_says(catalogue):
    document = draft(model(MIT, CARD), catalogue)
    assert {item.grade for item in document.evidence} == {1}
    row = document.components["base/model_card"]
    assert (row.availability, row.licence) == (Availability.RELEASED, "CC-BY-4.0")
    assert set(row.availability_evidence + row.licence_evidence) == {"E-1"}
    assert all(given.evidence == ("E-1",) for given in document.answers.values())


def test_what_the_file_does_not_list_is_left_open(catalogue):
    assert set(draft(model("", CARD), catalogue).components) == {"base/model_card"}


def test_a_licence_nobody_states_is_not_known_and_one_denied_is_none(catalogue):
    listed = "    - {name: Model card}\n    - {name: Datasets, license: unlicensed}\n"
    rows = draft(model("", listed), catalogue).components
    assert [row.licence for row in rows.values()] == ["NOASSERTION", "NONE"]


def test_a_licence_at_the_head_reaches_the_rows_and_stays_at_the_head(catalogue):
    document = draft(model(MIT, "    - {name: Model card}\n"), catalogue)
    assert document.components["base/model_card"].licence == "MIT"
    assert "license:" not in exported(document, catalogue).partition("components:")[2]


def test_what_has_no_place_of_its_own_stands_in_the_note_on_the_model(catalogue):
    document = draft(model("  type: language\n  origin: Older\n", CARD + STRANGE), catalogue)
    assert document.answers["release.model"].note.splitlines() == [
        "# Also in the file of the Model Openness Framework:",
        "type: language",
        "origin: Older",
        "components:",
        "  - name: Model card",
        "  - name: Training dataset",
        "    license: MIT",
    ]


def test_a_plain_file_leaves_no_note(catalogue):
    assert draft(model("", CARD), catalogue).answers["release.model"].note == ""


def test_what_was_changed_since_goes_before_what_was_kept(catalogue):
    document = draft(model(MIT, CARD + STRANGE), catalogue)
    row = changed(document.components["base/model_card"], licence="Apache-2.0")
    found = again(fill_row(document, "base/model_card", row), catalogue)
    assert [entry.licence for entry in found.components] == ["Apache-2.0", "MIT"]


def test_a_component_that_was_withdrawn_is_not_written_in_any_form(catalogue):
    twice = "    - {name: Model card, license: MIT}\n"
    document = draft(model(MIT, twice + CARD + STRANGE), catalogue)
    row = changed(document.components["base/model_card"], availability=Availability.WITHHELD)
    found = again(fill_row(document, "base/model_card", row), catalogue)
    assert [entry.name for entry in found.components] == ["Training dataset"]


def test_a_licence_that_became_unknown_does_not_fall_back_to_the_head(catalogue):
    document = draft(model(MIT, "    - {name: Model card}\n"), catalogue)
    row = changed(document.components["base/model_card"], licence="NOASSERTION")
    (entry,) = again(fill_row(document, "base/model_card", row), catalogue).components
    assert entry.licence == "License not specified"


def test_the_path_of_a_licence_is_its_evidence(catalogue):
    listed = "    - {name: Model card, license: MIT, license_path: 'https://x.example/L'}\n"
    document = draft(model("", listed), catalogue)
    assert again(document, catalogue).components[0].licence_path == "https://x.example/L"
    without = drop_evidence(document, "E-2")
    assert again(without, catalogue).components[0].licence_path == ""


def test_words_of_the_person_in_the_note_are_left_alone(catalogue):
    document = draft(model("  type: language\n", CARD), catalogue)
    given_before = document.answers["release.model"]
    mine = changed(given_before, note=f"I looked at it.\n\n{given_before.note}")
    assert again(answer(document, "release.model", mine), catalogue).type == "language"


@pytest.mark.parametrize("broken", ["type: [", "- a", "components: none"])
def test_a_note_that_was_broken_is_said_and_not_dropped(broken, catalogue):
    document = draft(model("  type: language\n", CARD), catalogue)
    note = document.answers["release.model"].note + "\n" + broken
    mine = changed(document.answers["release.model"], note=note)
    with pytest.raises(NotWritten, match="no longer be read"):
        exported(answer(document, "release.model", mine), catalogue)


def test_a_model_without_a_name_is_not_written(catalogue):
    document = changed(draft(model("", CARD), catalogue), title="")
    with pytest.raises(NotWritten, match="needs the model's name"):
        exported(answer(document, "release.model", Answer()), catalogue)
