"""A whole journey asks for no network: a hook refuses every socket, and a namespace has none."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from network import journey
from signing.authority import ours, person

ROOT = Path(__file__).parents[2]


@pytest.fixture
def folder(tmp_path) -> Path:
    """A release to inspect, a key to sign with, and a home of its own."""
    release = tmp_path / "release"
    release.mkdir()
    (release / "README.md").write_text(
        "---\nlicense: apache-2.0\nbase_model: https://example.org/x\n---\n"
        "# A model\n\n![x](https://example.org/x.png)\n", "utf-8"
    )  # fmt: skip
    (release / "config.json").write_text('{"_name_or_path": "https://example.org/y"}', "utf-8")
    (release / "LICENSE").write_text("Apache License\nVersion 2.0, January 2004\n", "utf-8")
    (tmp_path / "key.p12").write_bytes(ours().p12(person("preparer"), journey.SECRET))
    (tmp_path / "root.pem").write_bytes(ours().root.pem)
    return tmp_path


def run(folder: Path, *how: str, before: tuple[str, ...] = ()) -> subprocess.CompletedProcess:
    """Make the journey in a process of its own."""
    home = {"HOME": str(folder), "XDG_CONFIG_HOME": str(folder), "XDG_CACHE_HOME": str(folder)}
    paths = os.pathsep.join((str(ROOT), str(ROOT / "tests")))
    return subprocess.run(
        [*before, sys.executable, str(Path(journey.__file__)), str(folder), *how],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env=os.environ | home | {"PYTHONPATH": paths, "QT_QPA_PLATFORM": "offscreen"},
        cwd=folder,
        timeout=300,
    )


def isolated() -> tuple[str, ...]:
    """Return what starts a process without any network; empty where that is not permitted."""
    unshare = shutil.which("unshare")
    for options in (["-rn"], ["-n"]):
        if unshare is None:
            return ()
        tried = subprocess.run([unshare, *options, "true"], capture_output=True, check=False)
        if tried.returncode == 0:
            return (unshare, *options)
    return ()


needs_namespace = pytest.mark.skipif(
    not isolated(), reason="NOT TESTED: this machine gives no network namespace (unshare -rn)"
)


def test_nothing_asks_for_a_socket(folder):
    ran = run(folder, "watch")
    asked = folder / "asked.txt"
    assert not asked.exists(), asked.read_text("utf-8")
    assert (folder / "done").exists(), ran.stderr[-3000:]


@pytest.mark.slow
@needs_namespace
def test_the_journey_needs_no_network_and_sends_nothing(folder):
    """The kernel counts what the namespace was asked to send: by Qt and by workers too."""
    ran = run(folder, "count", before=isolated())
    assert (folder / "done").exists(), ran.stderr[-3000:]
    assert json.loads((folder / "counted.json").read_text("utf-8")) == {}


ATTEMPTS = (
    "import socket; socket.create_connection(('192.0.2.1', 80), 1)",
    "import socket; socket.getaddrinfo('example.org', 80)",
    "from socket import *; socket(AF_INET, SOCK_DGRAM).sendto(b'x', ('192.0.2.1', 9))",
    "import socket; socket.socket(socket.AF_INET6)",
    "import socket; socket.socket().bind(('127.0.0.1', 0))",
    "import urllib.request; urllib.request.urlopen('http://192.0.2.1/')",
)


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_the_hook_sees_whoever_asks(tmp_path, attempt):
    """Otherwise the test above would pass whatever the journey does."""
    found = tmp_path / "asked.txt"
    code = journey.WATCH.replace("{path!r}", repr(str(found))) + attempt
    ran = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, check=False)
    assert ran.returncode != 0
    assert found.read_text("utf-8")


def test_the_hook_lets_sockets_of_the_file_system_be(tmp_path):
    found = tmp_path / "asked.txt"
    code = journey.WATCH.replace("{path!r}", repr(str(found)))
    code += "import socket, asyncio; socket.socketpair(); asyncio.run(asyncio.sleep(0))"
    ran = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert not found.exists()


@needs_namespace
@pytest.mark.parametrize("attempt", ATTEMPTS[:1] + ATTEMPTS[2:3])
def test_the_counters_of_the_kernel_see_whoever_sends(tmp_path, attempt):
    code = (
        f"import sys; sys.path.insert(0, {str(ROOT / 'tests')!r})\n"
        "from network.journey import counters\nbefore = counters()\n"
        f"try:\n    {attempt}\nexcept OSError:\n    pass\n"
        "sys.exit(7 if counters() != before else 0)"
    )
    ran = subprocess.run([*isolated(), sys.executable, "-c", code], check=False)
    assert ran.returncode == 7
