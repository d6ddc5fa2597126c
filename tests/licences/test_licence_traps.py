"""The traps that catch buyers, one by one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from procure_app.core.licences.buyer import ANYONE, Buyer
from procure_app.core.licences.kind import is_kind
from procure_app.core.truth import Truth

FIRM = Buyer(
    public_body=False,
    commercial=True,
    end_user=False,
    multimodal=True,
    territories=frozenset({"canada"}),
    users=20_000,
    revenue_low=0,
    revenue_high=900_000,
    sectors=frozenset({"finance"}),
)
CITY = replace(
    FIRM, public_body=True, commercial=None, territories=frozenset({"eu"}),
    sectors=frozenset({"administration"}),
)  # fmt: skip
IN_EU = replace(FIRM, territories=frozenset({"eu"}))
RICH = replace(FIRM, revenue_low=500e6, revenue_high=None)
LLAMAS = ("llama2", "llama3", "llama3.1", "llama3.2", "llama3.3", "llama4")
HUNYUAN = "Tencent Hunyuan 3D 2.0 Community License"
KIMI, DEVSTRAL = "LicenseRef-kimi-k2-modified-mit", "LicenseRef-devstral2-modified-mit"
ALEPH = "Open Aleph License 1.0"


def test_open_aleph_shuts_out_public_administrations(answer, reason):
    assert {answer(ALEPH, CITY, deed) for deed in ("use", "modify", "redistribute")} == {"no"}
    assert "public administrations" in reason(ALEPH, CITY)
    assert "(section 4)" in reason(ALEPH, CITY)


def test_open_aleph_lets_a_public_university_teach_with_it(answer):
    university = replace(CITY, commercial=False, uses=frozenset({"academic"}))
    assert answer(ALEPH, university) == "conditions"
    assert answer(ALEPH, replace(CITY, sectors=frozenset({"education"}))) == "unknown"


@pytest.mark.parametrize("licence", ["llama3.2", "llama4"])
def test_llama_gives_the_eu_no_rights_in_multimodal_models(answer, licence):
    assert answer(licence, IN_EU) == "no"
    assert answer(licence, FIRM) == "conditions"
    assert answer(licence, replace(IN_EU, end_user=True)) == "conditions"
    assert answer(licence, replace(IN_EU, end_user=None)) == "unknown"


def test_llamas_clause_on_the_eu_is_said_to_sit_in_the_use_policy(reason):
    said = reason("llama3.2", IN_EU)
    assert "acceptable use policy" in said
    assert "the licence itself does not say it" in said


def test_a_text_model_of_llama_3_2_is_licensed_in_the_eu(answer):
    assert answer("llama3.2", replace(IN_EU, multimodal=False)) == "conditions"
    assert answer("llama3.3", replace(IN_EU, multimodal=False)) == "conditions"
    assert answer("llama3.2", replace(IN_EU, multimodal=None)) == "unknown"


@pytest.mark.parametrize("licence", LLAMAS)
def test_llamas_700_million_users_count_on_the_release_date(answer, reason, licence):
    was_big = replace(FIRM, users=1_000, users_at_release=701e6)
    grew = replace(FIRM, users=701e6, users_at_release=1_000)
    assert answer(licence, was_big) == "no"
    assert "on the day the version came out" in reason(licence, was_big)
    assert answer(licence, grew) == "conditions"
    assert answer(licence, replace(FIRM, users=701e6)) == "unknown"


@pytest.mark.parametrize("licence", LLAMAS)
def test_the_user_of_llama_indemnifies_meta(book, licence):
    assert "section 5(c)" in book.find(licence).indemnity


def test_outputs_of_llama_2_and_3_may_not_improve_other_models_and_later_ones_name_them(reason):
    for licence in ("llama2", "llama3"):
        assert "improve any other large language model" in reason(licence, FIRM, "outputs")
    for licence in LLAMAS[2:]:
        assert "must begin with “Llama”" in reason(licence, FIRM, "outputs")


def test_gemma_counts_a_hosted_service_as_passing_on_and_reaches_distilled_models(book):
    gemma = book.find("Gemma Terms of Use 2025-03-24")
    assert "hosted service counts as passing on" in gemma.redistribute_text
    assert "distilled" in gemma.outputs_text
    assert "restrict use remotely" in gemma.termination


@pytest.mark.parametrize("freedom", ["use", "modify", "outputs"])
def test_deepseeks_licence_bars_military_use(answer, reason, freedom):
    army = replace(FIRM, sectors=frozenset({"defence"}))
    assert answer("DeepSeek License Agreement", army, freedom) == "no"
    assert "military" in reason("DeepSeek License Agreement", army, freedom)
    assert answer("DeepSeek License Agreement", FIRM, freedom) in ("conditions", "yes")
    assert answer("MIT", army, freedom) == "yes"


def test_the_qwen_family_has_five_licences_that_are_told_apart(book):
    names = ("Apache-2.0", "qwen", "tongyi-qianwen", "qwen-research", "qwen-community-1.0")
    assert len({book.find(name).id for name in names}) == len(names)
    assert is_kind("qwen-research", "non_commercial", book) is Truth.MET
    assert is_kind("qwen", "non_commercial", book) is Truth.NOT_MET


def test_qwen_counts_only_the_users_of_commercial_products(answer):
    big = replace(FIRM, users=101e6)
    assert answer("qwen", big) == "no"
    assert answer("qwen", replace(big, commercial=False)) == "yes"


def test_qwen_2024_makes_the_licensee_indemnify_and_chooses_chinese_law(book):
    qwen = book.find("qwen")
    assert "(section 7(d))" in qwen.indemnity
    assert qwen.law == "Law of China; courts in Hangzhou (section 9)."


def test_mistrals_non_production_licence_is_no_licence_for_work(answer):
    assert answer("mnpl", FIRM) == "no"
    assert answer("mrl", FIRM) == "no"
    assert answer("mnpl", replace(CITY, commercial=False, uses=frozenset())) == "no"


def test_modified_mit_is_nobodys_name(book):
    assert book.find("Modified MIT") is None
    assert book.find("modified-mit") is None
    assert book.find("Modified MIT License") is None


def test_the_two_modified_mit_licences_mean_opposite_things(answer, reason):
    assert answer(KIMI, RICH) == "conditions"
    assert "must show “Kimi K2”" in reason(KIMI, RICH)
    assert answer(KIMI, RICH, "redistribute") == "yes"
    assert {answer(DEVSTRAL, RICH, deed) for deed in ("use", "modify", "redistribute")} == {"no"}


def test_falcon_2_can_change_its_limits_after_acceptance(book):
    assert (
        "as updated from time to time" in book.find("LicenseRef-scancode-falcon-2-11b-1.0").fields
    )


def test_nvidias_rights_end_when_a_guardrail_is_bypassed(book):
    nvidia = book.find("LicenseRef-scancode-nvidia-open-model-2025-04-28")
    assert "bypassing a guardrail" in nvidia.termination


@pytest.mark.parametrize("place", ["eu", "uk", "south_korea"])
@pytest.mark.parametrize("freedom", ["use", "study", "modify", "redistribute", "outputs"])
def test_hunyuan_has_no_licence_in_the_eu_the_uk_and_south_korea(answer, place, freedom):
    assert answer(HUNYUAN, replace(FIRM, territories=frozenset({place})), freedom) == "no"


def test_hunyuan_elsewhere_is_licensed_and_somewhere_else_may_be_south_korea(answer):
    assert answer(HUNYUAN, FIRM) == "conditions"
    assert answer(HUNYUAN, replace(FIRM, territories=frozenset({"other"}))) == "unknown"
    assert answer(HUNYUAN, ANYONE) == "conditions"


def test_minimax_shuts_out_the_united_states_too(answer):
    assert (
        answer("MiniMax H3 Community License", replace(FIRM, territories=frozenset({"us"}))) == "no"
    )


def test_exaone_owns_the_outputs_and_bars_reverse_engineering(answer, reason):
    exaone = "LicenseRef-scancode-exaone-ai-model-1.1-nc"
    scholar = replace(CITY, commercial=False, uses=frozenset({"research"}))
    assert answer(exaone, scholar) == "conditions"
    assert answer(exaone, scholar, "study") == "no"
    assert "(section 3.2)" in reason(exaone, scholar, "study")
    assert answer(exaone, FIRM, "outputs") == "no"
    assert "belong to the licensor" in reason(exaone, FIRM, "outputs")


def test_stabilitys_licences_all_end_above_one_million(answer):
    licence = "Stability AI Community License"
    assert {answer(licence, RICH, deed) for deed in ("use", "modify", "redistribute")} == {"no"}
    assert answer(licence, FIRM) == "conditions"


def test_flux_frees_outputs_in_one_section_and_binds_them_in_another(answer, reason):
    flux = "FLUX.1 [dev] Non-Commercial License"
    assert answer(flux, FIRM) == "no"
    assert answer(flux, FIRM, "outputs") == "unknown"
    assert reason(flux, FIRM, "outputs").endswith("Which of them holds is not settled.")


def test_bigcode_obliges_to_pass_on_documentation_of_the_same_quality(reason):
    assert "documented as well or better" in reason("bigcode-openrail-m", FIRM, "redistribute")


@pytest.mark.parametrize(
    ("field", "expected"),
    [("health", "unknown"), ("migration", "no"), ("justice_police", "no")],
)
def test_bloom_bars_medicine_justice_and_migration(answer, field, expected):
    assert expected == answer(
        "bigscience-bloom-rail-1.0", replace(FIRM, sectors=frozenset({field}))
    )


def test_bloom_asks_for_the_latest_version_and_openrail_plus_plus_does_not(book):
    assert "must try to use the latest version" in book.find("bigscience-bloom-rail-1.0").notes
    assert book.find("openrail++").notes == "Has no duty to use the latest version."


def test_baichuans_weights_are_not_under_the_apache_licence_of_the_repository(book, answer):
    baichuan = "Baichuan 2 Model Community License"
    assert "while the weights need this separate licence" in book.find(baichuan).notes
    assert answer(baichuan, FIRM) == "no"


@pytest.mark.parametrize(
    "name",
    [
        "LicenseRef-scancode-bilibili-model-ula-2025-09-09",
        "LicenseRef-scancode-ltxv-owl-2025-05-05",
    ],
)
def test_terms_that_call_themselves_open_and_shut_out_the_large_are_not(book, answer, name):
    assert is_kind(name, "open", book) is Truth.NOT_MET
    assert is_kind(name, "by_size", book) is Truth.MET
    assert answer(name, RICH) == "no"


@pytest.mark.parametrize("licence", ["CC-BY-4.0", "CC0-1.0", "CC-BY-SA-4.0"])
def test_creative_commons_on_weights_license_no_patents(book, licence):
    assert is_kind(licence, "patents_licensed", book) is Truth.NOT_MET
    assert book.find(licence).patent == "no"
    assert is_kind("Apache-2.0", "patents_licensed", book) is Truth.MET


@pytest.mark.parametrize("licence", ["odc-by", "odbl"])
def test_open_data_commons_license_the_database_and_not_its_contents(book, licence):
    assert "not the copyright of its contents" in book.find(licence).notes


def test_nvidias_training_data_can_be_downloaded_and_not_passed_on(answer, book):
    data = "NVIDIA Data Agreement for Model Training"
    assert answer(data, FIRM, "redistribute") == "no"
    assert is_kind(data, "open_data", book) is Truth.NOT_MET


def test_a_tool_licence_can_lay_claim_to_the_users_model(answer, reason):
    assert answer("SOML-1.0", FIRM) == "conditions"
    assert "must be published under open terms" in reason("SOML-1.0", FIRM)


def test_boosts_bsl_is_not_the_business_source_licence(book):
    assert book.find("bsl-1.0").id == "BSL-1.0"
    assert book.find("BUSL-1.1").id == "BUSL-1.1"
    assert is_kind("BSL-1.0", "osi_approved", book) is Truth.MET
    assert is_kind("BUSL-1.1", "osi_approved", book) is Truth.NOT_MET


def test_openmdw_1_1_differs_from_1_0_only_in_what_ends_it(book):
    old, new = book.find("OpenMDW-1.0"), book.find("OpenMDW-1.1")
    assert "copyright" in new.termination
    assert "copyright" not in old.termination
    assert {old.commercial, old.modify, old.outputs} == {new.commercial, new.modify, new.outputs}


def test_a_permissive_label_on_a_fine_tune_does_not_cure_a_restricted_base(answer, book):
    assert answer("Apache-2.0 AND llama3.2", IN_EU) == "no"
    assert answer("MIT AND CC-BY-NC-4.0", FIRM) == "no"
    assert is_kind("Apache-2.0 AND llama3.2", "open", book) is Truth.NOT_MET


def test_the_same_tag_for_two_texts_means_neither(book):
    assert book.find("gemma") is None
    assert [licence.name for licence in book.suggest("gemma", 2)] == [
        "Gemma Terms of Use 2024-04-01",
        "Gemma Terms of Use 2025-03-24",
    ]
