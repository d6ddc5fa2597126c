"""What a buyer may do, and the one fact that decides."""

from __future__ import annotations

import pytest

from procure_app.core.licences.buyer import ANYONE, Buyer
from procure_app.core.licences.licence import Freedom, Licence, Limit, When
from procure_app.core.licences.right import rights, rights_together

CITY = Buyer(
    public_body=True,
    commercial=False,
    end_user=False,
    multimodal=False,
    territories=frozenset({"eu"}),
    users=20_000,
    revenue_low=0,
    revenue_high=0,
    sectors=frozenset({"administration"}),
)
SHOP = Buyer(
    public_body=False,
    commercial=True,
    end_user=False,
    multimodal=False,
    territories=frozenset({"us"}),
    users=20_000,
    revenue_low=0,
    revenue_high=500_000,
    sectors=frozenset({"finance"}),
)
DEEDS = ("use", "study", "modify", "redistribute")


def asked(book, licence: Licence, buyer: Buyer) -> dict[str, str]:
    found = rights(licence.id, buyer, book, {licence.id: licence})
    return {freedom.value: right.answer for freedom, right in found.items()}


def full(**changes) -> Licence:
    facts = {
        "id": "X",
        "name": "X",
        "commercial": "yes",
        "fields_limited": False,
        "threshold_limited": False,
        "territory_limited": False,
        "study": "yes",
        "modify": "yes",
        "redistribute": "yes",
        "outputs": "free",
    }
    return Licence(**{**facts, **changes})


@pytest.mark.parametrize("buyer", [ANYONE, CITY, SHOP, Buyer()])
@pytest.mark.parametrize(
    "licence", ["MIT", "Apache-2.0", "BSD-3-Clause", "Zlib", "WTFPL", "GPL-2.0+"]
)
def test_a_free_licence_lets_any_buyer_use_study_and_modify(answer, licence, buyer):
    assert {answer(licence, buyer, deed) for deed in DEEDS[:3]} == {"yes"}


def test_notices_are_no_condition_and_same_terms_are(answer, reason):
    assert answer("Apache-2.0", CITY, "redistribute") == "yes"
    assert answer("GPL-3.0-only", CITY, "redistribute") == "conditions"
    assert "same licence" in reason("GPL-3.0-only", CITY, "redistribute")


def test_non_commercial_terms_are_judged_by_the_buyers_purpose(answer):
    for deed in ("use", "modify", "redistribute"):
        assert answer("CC-BY-NC-4.0", SHOP, deed) == "no"
        assert answer("CC-BY-NC-4.0", CITY, deed) == "conditions"
        assert answer("CC-BY-NC-4.0", ANYONE, deed) == "conditions"
        assert answer("CC-BY-NC-4.0", Buyer(), deed) == "unknown"


def test_no_licence_stated_gives_no_right_and_none_known_leaves_it_open(book, reason):
    assert {right.answer for right in rights("NONE", CITY, book).values()} == {"no"}
    for text in ("", "NOASSERTION", "Our own terms"):
        assert {right.answer for right in rights(text, CITY, book).values()} == {"unknown"}
    assert "“Our own terms”" in reason("Our own terms", CITY)


def test_the_worse_of_and_and_the_better_of_or_decide(book, answer):
    assert answer("MIT AND CC-BY-NC-4.0", SHOP) == "no"
    assert answer("MIT OR CC-BY-NC-4.0", SHOP) == "yes"
    assert answer("MIT AND Something", SHOP) == "unknown"
    assert answer("CC-BY-NC-4.0 AND Something", SHOP) == "no"
    assert answer("MIT AND NONE", SHOP) == "no"
    assert answer("Apache-2.0 WITH Commons-Clause", SHOP) == "unknown"
    decided = rights("MIT AND CC-BY-NC-4.0", SHOP, book)[Freedom.USE]
    assert decided.licence == "CC-BY-NC-4.0"


def test_licences_of_several_layers_hold_together_whatever_their_names(book):
    layers = ("Apache-2.0", "FLUX.1 [dev] Non-Commercial License", "LLaMA License Agreement (2023)")
    together = rights_together(layers, SHOP, book)
    assert {right.answer for right in together.values()} == {"no"}
    assert rights_together(("MIT",), SHOP, book) == rights("MIT", SHOP, book)
    assert {right.answer for right in rights_together((), SHOP, book).values()} == {"unknown"}


def test_a_missing_fact_makes_unknown_what_nothing_else_forbids(book):
    for fact in ("commercial", "fields_limited", "threshold_limited", "territory_limited"):
        assert asked(book, full(**{fact: None}), CITY)["use"] == "unknown"
    assert asked(book, full(modify=None), CITY)["modify"] == "unknown"
    assert asked(book, full(outputs=None), CITY)["outputs"] == "unknown"
    assert asked(book, full(study=None), CITY)["study"] == "unknown"
    assert asked(book, full(commercial="no", fields_limited=None), SHOP)["use"] == "no"


def test_study_follows_use_unless_reverse_engineering_is_barred(book):
    assert asked(book, full(study="no"), CITY)["study"] == "no"
    assert asked(book, full(commercial="no"), SHOP)["study"] == "no"
    assert asked(book, full(fields_limited=True), CITY)["study"] == "conditions"


def test_a_limit_on_some_leaves_any_recipient_conditions(book):
    limit = Limit(when=When(public_body=True), denies=(Freedom.USE,), text="Not for public bodies.")
    licence = full(limits=(limit,))
    assert asked(book, licence, CITY)["use"] == "no"
    assert asked(book, licence, SHOP)["use"] == "yes"
    assert asked(book, licence, ANYONE)["use"] == "conditions"
    assert asked(book, licence, Buyer(territories=frozenset()))["use"] == "unknown"
    assert asked(book, licence, CITY)["modify"] == "yes"


def test_a_limit_on_everybody_denies_any_recipient_too(book):
    limit = Limit(when=When(), denies=(Freedom.USE,), text="Not to be used.")
    assert asked(book, full(limits=(limit,)), ANYONE)["use"] == "no"


def test_a_duty_above_a_size_is_a_condition_and_no_loss(book):
    limit = Limit(when=When(users_over=1e6), binds=(Freedom.USE,), text="Show a name.")
    licence = full(threshold_limited=True, limits=(limit,))
    assert asked(book, licence, Buyer(users=2e6))["use"] == "conditions"
    assert asked(book, licence, Buyer(users=1))["use"] == "yes"


def test_a_limit_that_is_known_to_be_there_but_not_described_never_helps(book):
    told = full(threshold_limited=True)
    assert asked(book, told, CITY)["use"] == "unknown"
    assert asked(book, told, ANYONE)["use"] == "conditions"


def test_the_clause_stands_in_the_reason(reason):
    big = Buyer(users=9e8, users_at_release=9e8, end_user=False)
    assert reason("llama3.1", big).endswith("unless Meta grants a licence (section 2).")


def test_every_answer_of_every_licence_has_a_sentence(book, reason):
    for licence in book.data.licences:
        for freedom in Freedom:
            for buyer in (ANYONE, CITY, SHOP, Buyer()):
                said = reason(licence.id, buyer, freedom.value)
                assert said.endswith((".", ".”")), (licence.id, freedom)
                assert "{" not in said


def test_what_is_allowed_to_a_buyer_nobody_knows_is_allowed_to_every_buyer(book, answer):
    allowed = ("yes", "conditions")
    for licence in book.data.licences:
        for freedom in Freedom:
            if answer(licence.id, Buyer(), freedom.value) in allowed:
                for buyer in (CITY, SHOP, ANYONE):
                    assert answer(licence.id, buyer, freedom.value) in allowed, licence.id
