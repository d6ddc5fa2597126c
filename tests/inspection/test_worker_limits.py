"""Whatever befalls the worker on one file is told of that file, and the others are read."""

from __future__ import annotations

import os
import sys
import time
from dataclasses import replace
from pathlib import Path

import failing_readers
import pytest

from procure_app.inspection import kind
from procure_app.inspection.limit import Limits
from procure_app.inspection.progress import Cancelled

FAILING = {kind.PLAIN: (failing_readers.crash,)}
SMALL = Limits(seconds=1, patience=30, memory=1 << 30, crashes=20)


@pytest.fixture
def release(tmp_path):
    """Make a folder of three texts, the middle one with this content."""

    def making(content):
        folder = tmp_path / "release"
        folder.mkdir()
        for name, text in (("a", "fine"), ("b", content), ("c", "fine")):
            (folder / name).write_text(text)
        return folder

    return making


def read(inspection):
    return [seen.files[0] for seen in inspection.observations if seen.what == "read"]


ENDS = {
    "abort": "its reader crashed (SIGABRT)",
    "segfault": "its reader crashed (SIGSEGV)",
    "memory": "reading it needs more than 1024 MB of memory",
    "spin": "reading it took more than 1 seconds of computing",
    "sleep": "reading it took more than 3 seconds",
    "raise": "its reader failed: ZeroDivisionError",
    "exit": "its reader crashed (0)",
    "write": "its reader failed: OSError",
}


@pytest.mark.skipif(sys.platform == "win32", reason="the limits are those of POSIX")
@pytest.mark.parametrize("end", ENDS)
def test_a_reader_that_ends_badly_costs_one_file_only(release, look, said, end):
    limits = replace(SMALL, patience=3) if end == "sleep" else SMALL
    found = look(release(end), readers=FAILING, limits=limits)
    assert read(found) == ["a", "c"]
    expected = ENDS[end].replace("its reader failed: OSError", "it cannot be read: File too large")
    assert said(found) == {"b": f"could not be inspected: {expected}"}
    assert all(file.sha256 for file in found.files)


def test_what_a_reader_prints_is_not_taken_for_an_answer(release, look, said):
    found = look(release("print"), readers=FAILING)
    assert (read(found), said(found)) == (["a", "b", "c"], {})


def test_a_file_touched_while_it_is_read_is_told(tmp_path, rules, said):
    from procure_app.inspection.pipeline import inspect

    (tmp_path / "a").write_text("touch")
    found = inspect(tmp_path, rules=rules, readers=FAILING)
    assert said(found) == {"a": "could not be inspected: it changed while the release was read"}


def test_many_crashes_end_the_reading_and_are_told(tmp_path, look, said):
    for number in range(6):
        (tmp_path / f"{number}").write_text("exit")
    found = look(tmp_path, readers=FAILING, limits=Limits(crashes=3))
    reasons = list(said(found).values())
    assert len(reasons) == 6
    assert reasons[-1] == "could not be inspected: too many other files stopped their reader"


def test_a_crash_on_one_member_costs_this_member_only(tmp_path, look, said):
    import zipfile

    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for name, text in (("a", "fine"), ("b", "abort"), ("c", "fine"), ("d", "exit")):
            archive.writestr(name, text)
    found = look(tmp_path, readers=FAILING)
    assert read(found) == ["a.zip/a", "a.zip/c"]
    assert list(said(found)) == ["a.zip/b", "a.zip/d"]


def test_what_the_reader_was_lost_on_is_not_called_absent(tmp_path, look):
    for place in (tmp_path, tmp_path / "in"):
        place.mkdir(exist_ok=True)
        (place / "modeling.py").write_text("abort")
    (tmp_path / "LICENSE").write_text("abort")
    failing = dict.fromkeys((kind.PLAIN, kind.PYTHON), (failing_readers.crash,))
    found = look(tmp_path, readers=failing)
    told = {(seen.what, seen.subject): seen for seen in found.observations}
    component = told["component", "architecture"]
    assert (component.state, len(component.files)) == ("could not be inspected", 2)
    assert told["licence", ""].state == "could not be inspected"


@pytest.mark.parametrize("stage", ["listing", "reading", "digesting"])
def test_it_stops_at_once(release, rules, stage):
    from procure_app.inspection.pipeline import inspect

    folder, now = release("sleep" if stage == "reading" else "fine"), []
    stopped: list[float] = []

    def cancelled():
        if now and now[-1].stage == stage:
            stopped.append(time.monotonic())
        return bool(stopped)

    with pytest.raises(Cancelled):
        inspect(folder, rules=rules, readers=FAILING, progress=now.append, cancelled=cancelled)
    assert time.monotonic() - stopped[0] < 1
    assert not _children()


def _children():
    try:
        return Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()
    except OSError:
        pytest.skip("the system does not tell the children of a process")


def test_the_worker_knows_no_window_and_stands_elsewhere(tmp_path, look, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a").write_text("x")
    found = look(tmp_path, readers={kind.PLAIN: (failing_readers.modules,)})
    (seen,) = [seen for seen in found.observations if seen.what == "modules"]
    tops = {name.partition(".")[0] for name in seen.facts["names"]}
    assert not tops & {"PySide6", "shiboken6", "reportlab", "pyhanko"}
    assert seen.facts["folder"] != str(tmp_path)


@pytest.mark.parametrize("how", ["current folder", "search path"])
def test_no_program_of_the_release_is_imported(tmp_path, look, monkeypatch, how):
    harm = tmp_path / "harm"
    release = tmp_path / "release"
    (release / "procure_app").mkdir(parents=True)
    for name in ("json", "re", "sitecustomize", "usercustomize", "zlib", "procure_app/__init__"):
        (release / f"{name}.py").write_text(f"open({str(harm)!r}, 'w')\n")
    if how == "current folder":
        monkeypatch.chdir(release)
        monkeypatch.setenv("PYTHONPATH", ".")
    else:
        monkeypatch.setattr(sys, "path", ["", str(release), *sys.path])
        monkeypatch.setenv("PYTHONPATH", str(release))
    found = look(release)
    assert len(found.files) == 6
    assert not found.not_inspected
    assert not harm.exists()
