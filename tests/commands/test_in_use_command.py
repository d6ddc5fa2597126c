"""Commands that write refuse a file that somebody has open; those that read take no notice."""

from __future__ import annotations

import datetime
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import procure_app
from procure_app.cli import DONE, UNREADABLE, main
from procure_app.session.holder import Standing
from procure_app.store.holding.lock import FileLocks, beside

WHEN = datetime.datetime(2026, 11, 22, 10, 0, tzinfo=datetime.UTC)


@pytest.fixture
def release(tmp_path, monkeypatch):
    """A release with next to nothing in it."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder = tmp_path / "release"
    folder.mkdir()
    (folder / "LICENSE").write_text("Permission is hereby granted.\n", "utf-8")
    return folder


@pytest.fixture
def path(tmp_path):
    """An assessment on the disk."""
    file = tmp_path / "a.procure"
    assert main(["new", str(file)]) == DONE
    return file


@pytest.fixture
def theirs(path):
    """Somebody who has it open."""
    locks = FileLocks(lambda: WHEN)
    assert locks.take(path)
    return locks


def change(path, **fields) -> None:
    """Change what the lock says of its process."""
    note = json.loads(beside(path).read_bytes())
    beside(path).write_text(json.dumps(note | {"process": note["process"] | fields}), "utf-8")


def refused(capsys) -> str:
    """Return the one line on standard error."""
    out, err = capsys.readouterr()
    assert out == ""
    (line,) = err.splitlines()
    assert line.endswith(".")
    return line


def test_inspect_into_refuses_a_file_that_is_open(capsys, release, path, theirs):
    before = path.read_bytes()
    assert main(["inspect", str(release), "--into", str(path)]) == UNREADABLE
    assert "since 2026-11-22 10:00 UTC." in refused(capsys)
    assert path.read_bytes() == before
    assert theirs.holder(path) is None, "the lock is theirs as before"


def test_inspect_into_refuses_a_file_that_may_be_open_elsewhere(capsys, release, path, theirs):
    change(path, host="elsewhere", boot="b", machine="")
    assert main(["inspect", str(release), "--into", str(path)]) == UNREADABLE
    assert "may be open elsewhere" in refused(capsys)


def test_inspect_into_goes_on_where_the_program_has_ended_and_says_so(
    capsys, release, path, theirs
):
    if sys.platform == "win32":
        pytest.skip("no process is judged there")
    change(path, number=2**31 - 1)
    assert FileLocks(lambda: WHEN).holder(path).standing is Standing.GONE
    written = beside(path).read_bytes()
    assert main(["inspect", str(release), "--into", str(path)]) == DONE
    assert "was not closed properly" in capsys.readouterr().err
    assert beside(path).read_bytes() == written, "only a person removes it"


@pytest.mark.parametrize("there", [True, False])
def test_inspect_into_holds_the_file_while_it_runs_and_lets_go(
    monkeypatch, release, path, there, tmp_path
):
    from procure_app.app import inspect

    target = path if there else tmp_path / "new.procure"
    held = []
    accept = inspect.accept

    def look(*given):
        held.append(beside(target).exists())
        return accept(*given)

    monkeypatch.setattr(inspect, "accept", look)
    assert main(["inspect", str(release), "--into", str(target)]) == DONE
    assert held == [there]
    assert not beside(target).exists()


def test_a_report_is_not_written_over_a_file_that_is_open(capsys, path, theirs, tmp_path):
    other = tmp_path / "b.procure"
    assert main(["new", str(other)]) == DONE
    before = path.read_bytes()
    assert main(["report", str(other), "-o", str(path)]) == UNREADABLE
    assert "“a.procure”" in refused(capsys)
    assert path.read_bytes() == before


@pytest.mark.parametrize("command", [["show"], ["check"], ["export", "--json"], ["classify"]])
def test_what_only_reads_takes_no_notice_and_no_lock(capsys, path, theirs, command):
    written = beside(path).read_bytes()
    assert main([*command, str(path)]) != UNREADABLE
    assert capsys.readouterr().err == ""
    assert beside(path).read_bytes() == written
    theirs.release_all()
    main([*command, str(path)])
    assert not beside(path).exists()


ENVIRONMENT = os.environ | {
    "PYTHONPATH": str(Path(procure_app.__file__).parents[1]),
    "QT_QPA_PLATFORM": "offscreen",
}


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="/proc of Linux")
def test_the_real_window_holds_its_file_and_a_kill_leaves_a_lock_that_names_it(path, tmp_path):
    locks = FileLocks(lambda: WHEN)
    with subprocess.Popen(
        [sys.executable, "-m", "procure_app", str(path)],
        env=ENVIRONMENT | {"XDG_CONFIG_HOME": str(tmp_path / "config")},
        stderr=subprocess.DEVNULL,
    ) as window:
        until = time.monotonic() + 60
        while locks.holder(path) is None and window.poll() is None and time.monotonic() < until:
            time.sleep(0.02)
        try:
            assert locks.holder(path).standing is Standing.LIVING
        finally:
            window.send_signal(signal.SIGKILL)
    assert locks.holder(path).standing is Standing.GONE
    assert json.loads(beside(path).read_bytes())["process"]["number"] == window.pid


def test_a_process_that_ends_without_closing_releases_its_lock(path):
    program = (
        "import sys; from pathlib import Path; from procure_app import app\n"
        "from procure_app.store.holding.lock import beside\n"
        "session = app.build_session(rules=False, locks=True)\n"
        "session.open(Path(sys.argv[1])); print(beside(Path(sys.argv[1])).exists())\n"
        "raise SystemExit('broken off')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(path)],
        env=ENVIRONMENT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.stdout, done.stderr) == ("True\n", "broken off\n")
    assert not beside(path).exists()
