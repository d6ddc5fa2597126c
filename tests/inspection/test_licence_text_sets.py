"""Real texts: how many are named, and that none is named wrongly. Figures are printed, by set."""

from __future__ import annotations

import re
from importlib import metadata

import licence_cases as cases
import pytest

from procure_app.inspection.fingerprint import known
from procure_app.inspection.licence import identify

SETS = {
    "standard texts": cases.spdx,
    "texts of models": cases.of_models,
    "licence files of releases": cases.in_releases,
}


def _measured(name: str, pairs) -> tuple[float, float]:
    """Print and return precision and recall of what was named."""
    right = wrong = missed = 0
    for wanted, found in pairs:
        right += bool(found) and found == wanted
        wrong += bool(found) and found != wanted
        missed += bool(wanted) and not found
    precision = right / (right + wrong) if right + wrong else 1.0
    recall = right / (right + missed) if right + missed else 1.0
    print(
        f"{name}: precision {precision:.3f}, recall {recall:.3f} "
        f"({right} right, {wrong} wrong, {missed} not named)"
    )
    return precision, recall


@cases.needs_cases
@pytest.mark.parametrize("name", SETS)
def test_real_licence_texts_get_their_own_name_and_no_other(name, capsys):
    pairs = [(identity, identify(text).identified) for _, text, identity in SETS[name]()]
    with capsys.disabled():
        print()
        precision, recall = _measured(name, pairs)
    assert precision == 1.0
    assert recall >= 0.98


def test_installed_packages_are_never_given_a_licence_they_do_not_declare(capsys):
    """A fair set: nobody made fingerprints of these copies."""
    pairs = []
    for package in metadata.distributions():
        declared = package.metadata.get("License-Expression") or ""
        if not re.fullmatch(r"(MIT|ISC|Apache-2\.0|BSD-[23]-Clause|MPL-2\.0)", declared):
            continue
        files = [one for one in package.files or () if one.name.upper().startswith("LICEN")]
        if len(files) == 1:
            text = files[0].locate().read_text("utf-8", "replace")
            pairs.append((declared, identify(text).identified))
    assert len(pairs) >= 5
    with capsys.disabled():
        print()
        precision, recall = _measured("licence files of installed packages", pairs)
    assert precision == 1.0
    assert recall >= 0.5


@cases.needs_cases
def test_no_document_of_a_release_is_taken_for_a_licence():
    documents = [
        file
        for pattern in ("README*.md", "*CARD*.md", "*card*.md", "SECURITY.md", "USE_POLICY.md")
        for file in cases.RELEASES.rglob(pattern)
    ]
    assert len(documents) > 30
    named = {file: identify(file.read_text("utf-8")) for file in documents}
    assert {file: found for file, found in named.items() if found.identified} == {}


@cases.needs_cases
def test_a_variant_of_a_known_licence_is_shown_as_closest_and_not_named():
    text = (cases.RELEASES / "Qwen/Tongyi Qianwen RESEARCH LICENSE AGREEMENT").read_text("utf-8")
    found = identify(text)
    assert (found.identified, found.closest) == ("", "LicenseRef-scancode-tongyi-qianwen-2023")
    assert found.departs is not None
    assert any("research or evaluation purposes only" in one for one in found.departs.added)


@cases.needs_cases
def test_a_version_is_named_by_its_own_line_only():
    texts = {identity: text for _, text, identity in cases.of_models()}
    gemma = texts["LicenseRef-scancode-gemma-tou-2025-03-24"].replace("Google may", "Anyone may", 1)
    assert identify(gemma).closest == "LicenseRef-scancode-gemma-tou-2025-03-24"
    undated = re.sub(r"Last modified: .*", "", gemma)
    assert " or " in identify(undated).closest


@cases.needs_cases
@pytest.mark.parametrize(
    "changed",
    [
        pytest.param(lambda text: " ".join(text.split()), id="on one line"),
        pytest.param(lambda text: text.replace("\n", "\r\n"), id="with other line ends"),
        pytest.param(str.upper, id="in capitals"),
        pytest.param(lambda text: re.sub(r"[“”„]", '"', text), id="with plain quotes"),
        pytest.param(lambda text: "\n\n\n" + text.replace("\n", "  \n   "), id="indented"),
    ],
)
def test_layout_makes_no_difference(changed):
    lost = [
        name
        for name, text, identity in cases.of_models()
        if identify(changed(text)).identified not in (identity, "")
    ]
    assert lost == []
    kept = [identify(changed(text)).identified for _, text, _ in cases.of_models()]
    assert sum(map(bool, kept)) >= 0.8 * len(kept)


def test_fingerprints_hold_no_text():
    for text in known():
        for piece in text.pieces:
            assert re.fullmatch(r"[0-9a-f]{24}", piece.exact)
        assert all(len(title) < 140 for title in text.titles)
