"""What the tests of the inspection share: the shipped rules, and an inspection that is watched."""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path

import pytest

from procure_app import resources
from procure_app.inspection.pipeline import inspect
from procure_app.inspection.rule import rules_of
from procure_app.store.shipped.catalogue_source import read


@pytest.fixture(scope="session")
def rules():
    """The shipped rules of components."""
    return rules_of(read(resources.folder("inspection") / "components.toml"))


def state_of(folder: bytes) -> dict:
    """Return everything that can be told of a folder but the times of reading."""
    found = {}
    for place, folders, files in os.walk(folder):
        for name in (*folders, *files):
            path = place + b"/" + name
            status = os.lstat(path)
            is_small = stat.S_ISREG(status.st_mode) and status.st_size < 1 << 20
            content = b""
            if is_small and os.access(path, os.R_OK):
                content = hashlib.sha256(Path(os.fsdecode(path)).read_bytes()).digest()
            found[path] = (
                status.st_mode,
                status.st_size,
                status.st_mtime_ns,
                status.st_ino,
                content,
            )
    return found


@pytest.fixture
def look(rules):
    """Inspect a folder or file, and require that nothing in it was changed by that."""

    def looking(path, **wishes):
        folder = os.fsencode(path if path.is_dir() else path.parent)
        before = state_of(folder)
        found = inspect(path, **{"rules": rules} | wishes)
        assert before == state_of(folder)
        return found

    return looking


@pytest.fixture
def said():
    """Return the reasons for paths that were not inspected, in English."""
    from procure_app.i18n import language, say

    english = language("en", resources.folder("i18n"))

    def saying(inspection):
        return {path: say(reason, english) for path, reason in inspection.not_inspected}

    return saying


@pytest.fixture
def problems_of():
    """Return the problems of an inspection, in English."""
    from procure_app.i18n import language, say

    english = language("en", resources.folder("i18n"))
    return lambda inspection: [say(problem, english) for problem in inspection.problems]
