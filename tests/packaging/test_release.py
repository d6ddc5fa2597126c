"""What is declared, pinned, built and run in CI."""

import json
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from itertools import pairwise
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def test_every_runtime_dependency_has_its_reason_beside_it():
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    declared = tomllib.loads(text)["project"]["dependencies"]
    lines = text[text.index("\ndependencies = [") :].splitlines()
    explained = [
        line.strip().strip('",')
        for above, line in pairwise(lines)
        if line.lstrip().startswith('"') and ("#" in line or above.lstrip().startswith("#"))
    ]
    assert [name for name in declared if name not in explained] == []


def test_the_lock_has_a_hash_for_every_package_and_names_no_index():
    text = (ROOT / "packaging" / "requirements.lock").read_text("utf-8")
    pins = re.sub(r"^ *#.*\n", "", text, flags=re.MULTILINE)
    entries = re.split(r"\n(?=[A-Za-z0-9-])", pins)
    assert len(entries) > 20
    for entry in entries:
        assert re.match(r"[\w.-]+==\S+ ", entry)
        assert re.search(r"--hash=sha256:[0-9a-f]{64}\b", entry)
    assert not re.search(r"://|index-url|find-links|trusted-host| @ ", pins)
    assert "://" not in text


def test_the_lock_pins_every_declared_dependency():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    declared = project["dependencies"] + project["optional-dependencies"]["develop"]
    text = (ROOT / "packaging" / "requirements.lock").read_text("utf-8")
    pinned = set(re.findall(r"^([\w.-]+)==", text, re.MULTILINE))
    names = {re.match(r"[\w.-]+", one)[0].lower().replace("_", "-") for one in declared}
    assert names <= pinned


def test_ci_runs_the_command_of_the_readme_and_nothing_else():
    script = ROOT / ".ci" / "run"
    lines = script.read_text("utf-8").splitlines()
    assert lines[-1] == "exec python3 packaging/dev.py test"
    assert len(lines) == 4
    assert script.stat().st_mode & 0o111


def build(root: Path, out: Path) -> subprocess.CompletedProcess[str]:
    """Build the wheel of this checkout into a folder, as a release does."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)


@pytest.mark.slow
def test_the_wheel_carries_the_compiled_catalogue_and_every_resource(tmp_path):
    done = build(ROOT, tmp_path)
    assert done.returncode == 0, done.stderr
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        compiled = json.loads(archive.read("procure_app/_resources/catalogue/catalogue.json"))
    assert len(names) == len(set(names))
    assert compiled["catalogue"]["sections"]
    resources = [file for file in (ROOT / "resources").rglob("*") if file.is_file()]
    shipped = {
        f"procure_app/_resources/{f.relative_to(ROOT / 'resources').as_posix()}" for f in resources
    }
    assert shipped <= set(names)


@pytest.mark.slow
def test_a_fault_in_the_catalogue_fails_the_build_with_its_message(tmp_path):
    for name in ("procure_app", "resources", "packaging"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "pyproject.toml", tmp_path / "pyproject.toml")
    (tmp_path / "README.md").touch()
    (tmp_path / "resources" / "catalogue" / "99-bad.toml").write_text("title =\n", "utf-8")
    done = build(tmp_path, tmp_path / "out")
    assert done.returncode != 0
    assert "99-bad.toml" in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
