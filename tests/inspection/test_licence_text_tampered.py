"""A changed text never bears the name of the licence it was made from."""

from __future__ import annotations

import licence_cases as cases
import pytest

from procure_app.inspection.licence import identify

pytestmark = cases.needs_cases


def _text(identity: str) -> str:
    return (cases.TEXTS / "spdx" / f"{identity}.txt").read_text("utf-8")


def _put(old: str, new: str):
    return lambda text: text.replace(old, new, 1)


def _append(clause: str):
    return lambda text: f"{text}\n{clause}\n"


WITH_NAMES = ("BSD-2-Clause", "BSD-3-Clause")
"""In their midst stands a name, of which a word may be missing."""

TAMPERED = {
    "not": ("Apache-2.0", _put("You may reproduce", "You may not reproduce")),
    "revocable": ("Apache-2.0", _put("irrevocable", "revocable")),
    "a fee": ("Apache-2.0", _put("royalty-free", "royalty-free for a yearly fee of 500 EUR")),
    "public sector": ("Apache-2.0", _append("No body of the public sector may use the Work.")),
    "in front": ("Apache-2.0", lambda text: "Not for use by public bodies.\n\n" + text),
    "in the notice": (
        "Apache-2.0",
        _put("Copyright [yyyy]", "Not for public bodies. Copyright [yyyy]"),
    ),
    "behind a year": ("Apache-2.0", _append("Copyright 2026 Acme. No Public Bodies.")),
    "like names": ("Apache-2.0", _append("Copyright 2026 Not For Public Use")),
    "as a tag": ("Apache-2.0", _put("royalty-free", "<b not for free> royalty-free")),
    "in another script": ("Apache-2.0", _append("仅限非商业用途")),
    "another letter": ("Apache-2.0", _put("perpetual", "perpetu\u0430l")),
    "turned round": ("Apache-2.0", _append("\u202e")),
    "struck out": ("Apache-2.0", _put("irrevocable", "~~irrevocable~~")),
    "struck out by a tag": ("Apache-2.0", _put("irrevocable", "<del>irrevocable</del>")),
    "struck out by marks": ("Apache-2.0", _put("free", "f\u0336r\u0336e\u0336e\u0336")),
    "hidden": ("Apache-2.0", _put("irrevocable", "<!-- irrevocable -->")),
    "fee for free": ("MIT", _put("free of charge", "fee of charge")),
    "non-commercial": ("MIT", _put("without restriction", "for non-commercial purposes only")),
    "many users": ("MIT", _append("Products with over 100 million users must show its name.")),
    "as a name": (
        "BSD-3-Clause",
        _put("the copyright holder nor", "the copyright holder which must be paid nor"),
    ),
    "as a name in capitals": (
        "BSD-3-Clause",
        _put("the copyright holder nor", "Acme Which Requires Payment nor"),
    ),
    "as a holder": ("MIT", _put("<copyright holders>", "Acme 仅限非商业用途")),
    "a crossed-out sign": ("MIT", _put("free of charge", "❌ free of charge")),
    "a price without figures": ("Apache-2.0", _put("royalty-free", "royalty-free (€€€)")),
    "a picture on its own": ("MIT", _append("🚫💰")),
    "a picture for a holder": ("MIT", _put("<copyright holders>", "Acme 🚫💰")),
    "a number between": ("MIT", _put("free of charge, to", "free of charge,\n(5) to")),
    "another number of a clause": ("Apache-2.0", _put("4. Redistribution.", "8. Redistribution.")),
    "another limit": (
        "BSD-3-Clause",
        _put("are permitted provided", "are not permitted unless paid provided"),
    ),
    "half of it": ("Apache-2.0", lambda text: text[: len(text) // 2]),
}


@pytest.mark.parametrize("name", TAMPERED)
def test_a_tampered_text_is_not_named(name):
    identity, tamper = TAMPERED[name]
    text = _text(identity)
    assert identity == identify(text).identified
    assert text != tamper(text)
    found = identify(tamper(text))
    assert found.identified == ""


@pytest.mark.parametrize("name", TAMPERED)
def test_what_was_changed_is_shown(name):
    identity, tamper = TAMPERED[name]
    found = identify(tamper(_text(identity)))
    assert identity == found.closest
    assert found.departs is not None
    assert found.departs.added or found.departs.missing_words or found.disguised


def test_the_differing_words_are_the_ones_that_were_put_in():
    text = _text("Apache-2.0").replace("You may reproduce", "You may not reproduce", 1)
    departs = identify(text).departs
    assert departs is not None
    assert (departs.added, departs.added_words, departs.missing_words) == (("not",), 1, 0)


def test_words_that_were_taken_out_are_counted_and_placed():
    text = _text("MIT").replace("without restriction, including", "including", 1)
    departs = identify(text).departs
    assert departs is not None
    assert (departs.added, departs.missing_words) == ((), 2)
    assert "deal in the Software" in departs.gaps[0]


@pytest.mark.parametrize("make", [cases.spdx, cases.of_models])
def test_one_word_put_anywhere_into_any_text_takes_its_name_away(make):
    named = []
    for name, text, _ in make():
        for part in (0.25, 0.6, 0.9):
            place = text.index(" ", int(len(text) * part))
            if identify(f"{text[:place]} not{text[place:]}").identified:
                named.append((name, part))
    assert named == []


@pytest.mark.parametrize("make", [cases.spdx, cases.of_models])
def test_one_word_taken_out_of_any_text_takes_its_name_away(make):
    named = []
    for name, text, identity in make():
        if identity in WITH_NAMES:
            continue
        words = text.split(" ")
        place = next(
            number
            for number in range(len(words) // 2, len(words))
            if words[number].isalpha() and "\n" not in words[number - 1]
        )
        if identify(" ".join((*words[:place], *words[place + 1 :]))).identified:
            named.append(name)
    assert named == []
