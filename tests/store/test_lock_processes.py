"""Two real processes and one file: seen while one lives, judged when it was killed."""

from __future__ import annotations

import datetime
import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

import procure_app
from procure_app.session.holder import Standing
from procure_app.store.holding.lock import FileLocks, beside
from store import holding

WHEN = datetime.datetime(2026, 11, 22, 12, 0, tzinfo=datetime.UTC)
ENVIRONMENT = os.environ | {"PYTHONPATH": str(Path(procure_app.__file__).parents[1])}
pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="start times of processes are read from /proc"
)


@pytest.fixture
def path(tmp_path):
    """A file to be opened."""
    file = tmp_path / "a.procure"
    file.write_bytes(b"document")
    return file


def run(*arguments) -> str:
    """Run another process to its end, and return what it says."""
    return subprocess.run(
        [sys.executable, *map(str, arguments)], env=ENVIRONMENT,
        input="", stdout=subprocess.PIPE, text=True, check=True,
    ).stdout  # fmt: skip


@contextmanager
def other(path):
    """Another process that has the file open."""
    with subprocess.Popen(
        [sys.executable, holding.__file__, str(path)],
        env=ENVIRONMENT,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        assert process.stdout.readline() == "True\n"
        try:
            yield process
        finally:
            process.kill()


def test_another_process_is_seen_and_what_it_closes_is_free(path):
    locks = FileLocks(lambda: WHEN)
    with other(path) as process:
        found = locks.holder(path)
        assert (found.standing, found.since) == (Standing.LIVING, holding.WHEN)
        assert not locks.take(path)
        assert not locks.take(path, over=True), "what lives keeps its lock"
        process.communicate()
        assert process.returncode == 0
    assert list(path.parent.iterdir()) == [path]
    assert locks.take(path)


def test_a_killed_process_leaves_a_lock_that_only_consent_removes(path):
    locks = FileLocks(lambda: WHEN)
    with other(path) as process:
        process.send_signal(signal.SIGKILL)
        os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
        assert FileLocks(lambda: WHEN).holder(path).standing is Standing.GONE, "even unburied"
        process.wait()
    assert not locks.take(path)
    assert beside(path).exists()
    assert locks.holder(path).standing is Standing.GONE
    assert locks.take(path, over=True)
    assert run(holding.__file__, path) == "False\n", "now it is ours for every other process"
    locks.release_all()
    assert list(path.parent.iterdir()) == [path]


def test_a_child_does_not_release_the_lock_of_its_parent(path):
    program = (
        "import datetime, os, sys; from pathlib import Path\n"
        "from procure_app.store.holding.lock import FileLocks, beside\n"
        "path = Path(sys.argv[1]); locks = FileLocks(lambda: datetime.datetime.now(datetime.UTC))\n"
        "assert locks.take(path)\n"
        "child = os.fork()\n"
        "if not child: locks.release_all(); os._exit(0)\n"
        "os.waitpid(child, 0); assert beside(path).exists(); locks.release_all()\n"
        "assert not beside(path).exists()\n"
    )
    run("-c", program, path)
    assert list(path.parent.iterdir()) == [path]
