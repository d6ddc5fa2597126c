"""The bill of materials: whatever the app needs is in it, with hashes and an allowed licence."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def load(name: str):
    """Return a script of ``packaging/`` as a module."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "packaging" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules[name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


pin, bill = load("pin"), load("bill")


@pytest.fixture(scope="module")
def made() -> dict:
    """The bill of this checkout."""
    return bill.bill(ROOT)


@pytest.fixture
def copy(tmp_path) -> Path:
    """A checkout of its own with what the bill is made from."""
    shutil.copytree(ROOT / "packaging", tmp_path / "packaging")
    shutil.copytree(ROOT / "resources", tmp_path / "resources")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def replaced(path: Path, old: str, new: str) -> None:
    """Write the file with other words."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def libraries(made) -> dict[str, dict]:
    """Return the packages of the bill by name."""
    return {c["name"]: c for c in made["components"] if c["type"] == "library"}


def test_everything_the_app_imports_is_in_the_bill_with_every_hash_of_the_lock(made):
    text = (ROOT / "packaging" / "requirements.lock").read_text("utf-8")
    found = libraries(made)
    assert pin.declared(ROOT / "pyproject.toml") <= set(found)
    assert {"shiboken6", "pydantic-core", "lxml", "pillow", "aiohttp"} <= set(found)
    for name, component in found.items():
        block = re.search(rf"(?m)^{re.escape(name)}==(\S+)((?:.*\n)+?)(?=^\S|\Z)", text)
        assert block is not None, name
        assert component["version"] == block[1]
        (files,) = component["externalReferences"]
        listed = [entry["content"] for entry in files["hashes"]]
        assert listed
        assert sorted(re.findall(r"sha256:([0-9a-f]{64})", block[2])) == listed


def test_what_only_developers_need_is_not_in_the_bill(made):
    assert not {"pytest", "mypy", "ruff", "hatchling", "hypothesis", "pypdf"} & set(libraries(made))


def test_every_package_is_reached_from_the_app(made):
    needs = {entry["ref"]: entry["dependsOn"] for entry in made["dependencies"]}
    waiting, seen = [made["metadata"]["component"]["bom-ref"]], set()
    while waiting:
        ref = waiting.pop()
        if ref not in seen:
            seen.add(ref)
            waiting += needs[ref]
    assert seen == set(needs)
    assert {c["bom-ref"] for c in made["components"]} < seen


def test_every_part_has_a_licence_and_the_list_says_it(made):
    said = bill.listing(ROOT)
    for component in made["components"]:
        (licence,) = component["licenses"]
        name = f"{component['name']} {component.get('version', '')}".rstrip()
        assert f"\n{name}: {licence['expression']}\n" in said
    assert "\npyside6-essentials 6.11.3: LGPL-3.0-only OR" in said
    assert "anybody can replace by a build of their own" in said


def test_every_foreign_file_that_is_shipped_is_in_the_bill_with_its_digest(made):
    ours = (".toml", ".txt", ".md")
    compiled = {"catalogue/catalogue.json", "frameworks/frameworks.json", "licences/licences.json"}
    resources = ROOT / "resources"
    foreign = {
        file.relative_to(resources).as_posix()
        for file in resources.rglob("*")
        if file.is_file() and file.suffix not in ours
    } - compiled
    found = {c["name"]: c for c in made["components"] if c["type"] == "file"}
    assert foreign <= set(found)
    for name, component in found.items():
        digest = hashlib.sha256((resources / name).read_bytes()).hexdigest()
        assert [entry["content"] for entry in component["hashes"]] == [digest]
        told = [p["value"] for p in component.get("properties", ()) if "text" in p["name"]]
        assert all((resources / text).is_file() for text in told)


def test_it_is_made_the_same_every_time(made, copy):
    assert bill.bill(copy) == made
    assert bill.write(copy)[0].read_bytes() == bill.write(copy)[0].read_bytes()
    assert not {"serialNumber", "timestamp"} & {*made, *made["metadata"]}


def test_it_has_the_form_of_cyclonedx_1_6(made):
    assert (made["bomFormat"], made["specVersion"], made["version"]) == ("CycloneDX", "1.6", 1)
    refs = [c["bom-ref"] for c in made["components"]]
    assert len(refs) == len(set(refs))
    for component in libraries(made).values():
        assert component["purl"] == f"pkg:pypi/{component['name']}@{component['version']}"
    assert json.loads(json.dumps(made)) == made


def test_a_dependency_that_the_lock_lacks_is_refused(copy):
    replaced(copy / "pyproject.toml", '"pydantic>=', '"new-one>=1",\n    "pydantic>=')
    with pytest.raises(bill.BillError, match="new-one"):
        bill.bill(copy)


def test_a_dependency_without_a_licence_is_refused(copy):
    lock = copy / "packaging" / "requirements.lock"
    replaced(lock, "\nuritools==", "\nunheard-of==1.0 \\\n    # via pyhanko\nuritools==")
    with pytest.raises(bill.BillError, match="unheard-of is not installed"):
        bill.bill(copy)
    replaced(copy / "packaging" / "licences.toml", "rfc8785 = {", "rfc0 = {")
    replaced(lock, "unheard-of", "babel")  # now its version is another
    with pytest.raises(bill.BillError, match="babel is installed as"):
        bill.bill(copy)


@pytest.mark.parametrize(
    ("licence", "refused"),
    [
        ("MIT OR GPL-3.0-only", False),
        ("MIT AND GPL-3.0-only", True),
        ("GPL-3.0-or-later", True),
        ("GPL-3.0-only WITH GCC-exception-3.1", True),
        ("whatever we like", True),
        ("", True),
    ],
)
def test_a_licence_that_is_not_allowed_is_refused(copy, licence, refused):
    said = copy / "packaging" / "licences.toml"
    replaced(
        said, 'reportlab = { licence = "BSD-3-Clause"', f'reportlab = {{ licence = "{licence}"'
    )
    if refused and licence:
        with pytest.raises(bill.BillError, match="reportlab"):
            bill.bill(copy)
    elif not refused:
        bill.bill(copy)
    else:  # nothing is said: the metadata is asked, whose words are no expression
        with pytest.raises(bill.BillError, match="no SPDX expression"):
            bill.bill(copy)


@pytest.mark.slow
def test_the_wheel_carries_the_bill_and_the_list(tmp_path):
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        inside = {Path(name).name: name for name in archive.namelist() if "/sboms/" in name}
        assert set(inside) == {bill.BILL, bill.LIST}
        assert json.loads(archive.read(inside[bill.BILL])) == bill.bill(ROOT)
