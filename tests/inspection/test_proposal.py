"""Proposals: from observations to answers with evidence, and back into a document."""

from __future__ import annotations

import datetime

import conclusion_cases as made
import pytest
from catalogue.tiny import catalogue_of, choice, component
from licence_cases import ISC, MIT

from procure_app.core.assessment.answer import Answer, Standing
from procure_app.core.assessment.document import Assessment
from procure_app.core.catalogue.word import Availability
from procure_app.inspection import acceptance, proposal, row_proposal, since
from procure_app.inspection.hub import named
from procure_app.inspection.observation import Inspection, Observation
from procure_app.inspection.proposal_rule import fitting, proposal_rules_of

TODAY = datetime.date(2026, 11, 22)
CARD = (
    "---\nlicense: mit\nbase_model: acme/base\nbase_model_relation: quantized\n"
    "pipeline_tag: image-text-to-text\n---\n# M\n\nM is an open-weight model.\n"
)


def _proposals(inspection: Inspection, catalogue):
    rules = proposal_rules_of(made.table("proposals.toml"), catalogue)
    known = [one.id for one in catalogue.components]
    return [
        *proposal.answers(inspection, rules, catalogue, TODAY),
        *proposal.digests(inspection, rules),
        *row_proposal.rows(inspection, rules, known),
        *row_proposal.licences(inspection, rules, made.book()),
    ]


def _values(inspection: Inspection, catalogue, target: str) -> dict[str, tuple[str, ...]]:
    found = _proposals(inspection, catalogue)
    return {one.key: one.value for one in found if one.target == target}


def _document(catalogue) -> Assessment:
    return Assessment(
        id="a", as_of=TODAY, catalogue=catalogue.id, catalogue_version=catalogue.version
    )


def test_what_is_in_the_folder_is_proposed_as_released(catalogue):
    whole = made.release({"LICENSE": MIT}, made.component("weights", "m.safetensors"))
    (row,) = [one for one in _proposals(whole, catalogue) if one.target == "availability"]
    assert (row.key, row.value, row.confidence) == ("base/weights", ("released",), "high")
    assert [(one.path, one.grade) for one in row.proofs] == [("m.safetensors", 5)]


@pytest.mark.parametrize(
    "text", [ISC, MIT.replace("free of charge", "for a fee"), "本模型仅限非商业用途使用。\n" * 20]
)
def test_words_of_a_document_are_not_proposed_over_a_text_that_may_be_other_terms(catalogue, text):
    said = "# M\n\nThe weights are released under the MIT License.\n"
    weights = made.component("weights", "m.safetensors")
    without = made.release({"README.md": said}, weights)
    assert _values(without, catalogue, "licence") == {"base/weights": ("MIT",)}
    beside = made.release({"README.md": said, "LICENSE": text}, weights)
    assert _values(beside, catalogue, "licence").get("base/weights") != ("MIT",)


def test_a_text_for_the_code_leaves_what_is_said_of_the_weights(catalogue):
    said = "The code is under the MIT License. The weights are released under the ISC License."
    whole = made.release(
        {"README.md": f"# M\n\n{said}\n", "LICENSE": MIT}, made.component("weights", "m")
    )
    assert _values(whole, catalogue, "licence") == {"base/weights": ("ISC",)}


@pytest.mark.parametrize("state", ["found", "could not be inspected", "declared, not included"])
def test_a_licence_for_the_model_that_nobody_knows_leaves_it_open(catalogue, state):
    weights = made.component("weights", "m.safetensors")
    facts = {"identified": "", "closest": "", "for": "weights"}
    unknown = Observation("licence", "", ("LICENSE-MODEL",), "low", facts=facts, state=state)
    alone = made.release({"LICENSE": MIT}, weights)
    assert _values(alone, catalogue, "licence")["base/weights"] == ("MIT",)
    beside = made.release({"LICENSE": MIT}, weights, unknown)
    assert "base/weights" not in _values(beside, catalogue, "licence")


def test_a_choice_of_licences_is_left_open(catalogue):
    card = CARD.replace("license: mit", "license: [mit, isc]").replace(
        "base_model: acme/base\n", ""
    )
    whole = made.release({"README.md": card}, made.component("weights", "m.safetensors"))
    assert "base/weights" not in _values(whole, catalogue, "licence")


def test_of_weights_that_are_not_all_there_nothing_is_said_for_sure(catalogue):
    header = Observation(
        "weights", "safetensors", ("m",), facts={"can_run_code": False, "format": "safetensors"}
    )
    whole = made.release({}, made.component("weights", "m"), header)
    part = made.release(
        {}, made.component("weights", "m", **{"declared, not included": ("n",)}), header
    )
    sure, unsure = (
        {one.key: one.confidence for one in _proposals(one, catalogue)} for one in (whole, part)
    )
    assert (sure["release.digest"], sure["security.format"]) == ("high", "high")
    assert unsure["release.digest"] == "medium"
    assert "security.format" not in unsure


def test_rules_that_a_catalogue_cannot_take_are_left_out_and_no_others(catalogue):
    rules = proposal_rules_of(made.table("proposals.toml"), catalogue)
    assert fitting(rules, catalogue) == rules
    tiny = catalogue_of(choice("a.q"), components=(component("weights"),))
    kept = fitting(rules, tiny)
    assert kept.answers == kept.digests == ()
    assert {row.component for row in kept.rows} <= {"", "weights"}
    assert kept.rows


def test_what_is_only_mentioned_is_not_proposed(catalogue):
    low = Observation("component", "weights", ("w",), "low")
    assert _values(made.release({}, low), catalogue, "availability") == {}


def test_a_component_of_which_parts_are_missing_is_to_be_checked(catalogue):
    part = made.component("weights", "m-1-of-2.safetensors")
    lacking = Observation("shards", "x", ("m-1-of-2.safetensors",), state="declared, not included")
    (row,) = [
        one
        for one in _proposals(made.release({}, part, lacking), catalogue)
        if one.target == "availability"
    ]
    assert row.confidence == "medium"


def test_weights_that_must_be_asked_for_are_gated(catalogue):
    card = "---\nextra_gated_prompt: ask\n---\n# M\n"
    whole = made.release({"README.md": card}, made.component("weights", "m.safetensors"))
    assert _values(whole, catalogue, "availability")["base/weights"] == ("gated",)


def test_a_licence_counts_for_what_its_file_is_for(catalogue):
    parts = made.component("weights", "w"), made.component("inference_code", "run.py")
    whole = made.release({"LICENSE-CODE": MIT, "LICENSE-MODEL": ISC}, *parts)
    assert _values(whole, catalogue, "licence") == {
        "base/weights": ("ISC",), "base/inference_code": ("MIT",),
    }  # fmt: skip


def test_a_text_that_departs_from_a_licence_is_proposed_as_none(catalogue):
    altered = MIT.replace("hereby granted", "hereby refused")
    assert altered != MIT
    whole = made.release({"LICENSE": altered}, made.component("weights", "w"))
    assert _values(whole, catalogue, "licence") == {}


def test_a_contradicted_licence_is_not_proposed(catalogue):
    card = "---\nlicense: apache-2.0\n---\n# M\n"
    parts = made.component("weights", "w"), made.component("configuration", "config.json")
    whole = made.release({"LICENSE": MIT, "README.md": card}, *parts)
    assert _values(whole, catalogue, "licence") == {}


def test_a_claim_without_a_text_has_the_grade_of_a_claim(catalogue):
    whole = made.release({"README.md": CARD}, made.component("weights", "w"))
    (found,) = [one for one in _proposals(whole, catalogue) if one.target == "licence"]
    assert (found.value, found.confidence) == (("MIT",), "medium")
    assert {one.grade for one in found.proofs} == {1}


def test_two_texts_for_the_same_part_are_left_open(catalogue):
    whole = made.release({"a/LICENSE": MIT, "b/LICENSE": ISC}, made.component("weights", "w"))
    assert _values(whole, catalogue, "licence") == {}


def test_a_card_answers_what_the_release_is(catalogue):
    values = _values(made.release({"README.md": CARD}), catalogue, "answer")
    assert values["release.layers"] == ("base", "modification")
    assert values["release.changed"] == ("converted",)
    assert values["release.modality"] == ("text", "image")
    assert values["release.label"] == ("M is an open-weight model.", "README.md", "2026-11-22")


def test_what_names_its_base_is_a_row_of_the_modification(catalogue):
    whole = made.release({"README.md": CARD}, made.component("weights", "w"))
    assert "modification/weights" in _values(whole, catalogue, "availability")


def test_a_cache_tells_model_version_and_origin(catalogue):
    folder = f"models--acme--m/snapshots/{'c' * 40}"
    whole = made.release({f"{folder}/README.md": "# M\n"})
    seen = (*whole.observations, *named("downloads", whole.files))
    values = _values(Inspection("downloads", whole.files, seen), catalogue, "answer")
    assert values["release.model"] == ("acme/m",)
    assert values["release.version"] == ("c" * 40,)
    assert values["release.obtained"] == ("https://huggingface.co/acme/m",)


def test_sources_that_name_different_values_are_left_open(catalogue):
    seen = [
        Observation("declared model", name, ("bom.json",), facts={"version": name})
        for name in ("a", "b")
    ]
    values = _values(made.release({}, *seen), catalogue, "answer")
    assert "release.model" not in values
    assert "release.version" not in values


@pytest.mark.parametrize("day", ["2024-13-01", "soon", "3.0", ""])
def test_a_day_that_is_none_is_not_proposed(day, catalogue):
    seen = Observation("citation", "x", ("CITATION.cff",), facts={"published": day})
    assert "release.date" not in _values(made.release({}, seen), catalogue, "answer")


def test_the_digest_is_of_the_file_or_of_the_list(catalogue):
    one = made.release({}, made.component("weights", "w"))
    assert _values(one, catalogue, "answer")["release.digest"] == (
        f"SHA-256 {one.files[0].sha256}",
    )
    two = made.release({}, made.component("weights", "w", "v2"))
    expected = proposal.manifest_digest(two.files)
    assert _values(two, catalogue, "answer")["release.digest"] == (f"SHA-256 {expected}",)


def test_code_in_any_file_of_weights_decides_the_format(catalogue):
    safe = Observation(
        "weights", "safetensors", ("a",), facts={"can_run_code": False, "format": "s"}
    )
    code = Observation("weights", "pickle", ("b",), facts={"can_run_code": True})
    values = _values(made.release({}, safe), catalogue, "answer")
    assert values["security.format"] == ("not_scanned",)
    values = _values(made.release({}, safe, code), catalogue, "answer")
    assert values["security.format"] == ("executable",)


def test_weights_that_could_not_be_read_leave_the_format_open(catalogue):
    plain = Observation(
        "weights", "safetensors", ("a",), facts={"can_run_code": False, "format": "s"}
    )
    closed = Observation("weights", "pytorch", ("b",), "low", state="could not be inspected")
    assert "security.format" in _values(made.release({}, plain), catalogue, "answer")
    assert "security.format" not in _values(made.release({}, plain, closed), catalogue, "answer")


def test_accepting_puts_value_and_evidence_in_once(catalogue):
    whole = made.release(
        {"README.md": CARD, "LICENSE": MIT}, made.component("weights", "m.safetensors")
    )
    found = _proposals(whole, catalogue)
    accepted = acceptance.accept(_document(catalogue), found, whole)
    assert all(acceptance.is_held(accepted, one) for one in found)
    assert acceptance.accept(accepted, found, whole) == accepted
    row = accepted.components["modification/weights"]
    assert (row.availability, row.licence) == (Availability.RELEASED, "MIT")
    items = accepted.evidence_by_id()
    (weights,) = (items[one] for one in row.availability_evidence)
    assert (weights.kind, weights.where, weights.grade) == ("file", "m.safetensors", 5)
    assert weights.linked == "release/m.safetensors"
    assert weights.digest == next(one.sha256 for one in whole.files if one.path == weights.where)
    (licence,) = (items[one] for one in row.licence_evidence)
    assert (licence.where, licence.grade) == ("LICENSE", 3)


def test_accepting_replaces_a_value_and_keeps_the_note(catalogue):
    whole = made.release({"README.md": CARD})
    (label,) = [one for one in _proposals(whole, catalogue) if one.key == "release.label"]
    old = Answer(standing=Standing.UNKNOWN, note="asked on Monday")
    document = Assessment(**dict(_document(catalogue)) | {"answers": {"release.label": old}})
    new = acceptance.accept(document, [label], whole).answers["release.label"]
    assert (new.value, new.standing, new.note) == (label.value, Standing.GIVEN, "asked on Monday")


def test_many_files_become_one_item(catalogue):
    paths = [f"data/part-{one}.parquet" for one in range(40)]
    whole = made.release({}, made.component("datasets", *paths))
    document = acceptance.accept(_document(catalogue), _proposals(whole, catalogue), whole)
    (item,) = document.evidence
    assert (item.kind, item.title) == ("check", "40 files, 360 bytes")
    assert item.where.startswith("data (")


def test_every_rule_names_what_the_catalogue_has(catalogue):
    table = made.table("proposals.toml")
    proposal_rules_of(table, catalogue)
    known = {one.id for one in catalogue.components}
    assert {one.component for one in made.expectations().expectations} <= known
    for base in made.expectations().bases:
        assert all(made.book().find(one) for one in base.licences)


@pytest.mark.parametrize(
    ("part", "change"),
    [
        ("answers", {"question": "release.nothing"}),
        ("answers", {"value": ["maybe"], "question": "security.format"}),
        ("rows", {"component": "nothing"}),
        ("licences", {"components": ["nothing"]}),
        ("digests", {"question": "release.nothing"}),
        ("answers", {"question": "release.label", "value": ["one part"]}),
    ],
)
def test_a_rule_that_names_nothing_is_refused(part, change, catalogue):
    table = made.table("proposals.toml")
    table[part][0] |= change
    with pytest.raises(ValueError, match=r"no such|no option|parts"):
        proposal_rules_of(table, catalogue)


def test_a_second_look_shows_what_changed(catalogue):
    before = made.release({"LICENSE": MIT, "a": "1", "b": "2"})
    after = made.release({"LICENSE": MIT, "b": "2", "c": "3"})
    found = since.since(before, after)
    assert (found.new, found.gone) == (("c",), ("a",))
    assert since.since(before, before).is_same


def test_a_second_look_is_held_against_the_evidence(catalogue):
    whole = made.release({}, made.component("weights", "w", "v2"))
    document = acceptance.accept(_document(catalogue), _proposals(whole, catalogue), whole)
    assert since.since_evidence(document, whole).is_same
    fewer = Inspection(whole.root, whole.files[:1], whole.observations)
    assert since.since_evidence(document, fewer).gone == ("v2",)
    other = made.release({}, made.component("weights", "v2", "w"))
    swapped = Inspection(
        whole.root,
        tuple(type(one)(one.path, one.raw, one.bytes, "f" * 64) for one in other.files),
    )
    assert since.since_evidence(document, swapped).changed == ("w", "v2")
