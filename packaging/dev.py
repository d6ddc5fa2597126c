"""The commands of the README: ``start``, ``test`` and, for developers, ``lock`` and ``bill``.

Standard library only. It must still be readable for Python 3.7, to say which Python it needs.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import prerequisite
from installation import LOCK, Installation, InstallationError

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = "llama-3.1-8b"
OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen"}


def run(command: Sequence[str], **environment: str) -> int:
    """Run a command in the checkout with these variables besides, and return its exit code."""
    variables = {**os.environ, **environment}
    return subprocess.run(list(command), cwd=ROOT, env=variables, check=False).returncode


def installed(*, screen: bool) -> Installation:
    """Return the installation, made or renewed where that was due.

    Raises ``InstallationError`` with the sentence to print where the machine lacks something.
    """
    installation = Installation(ROOT, run)
    wanted = prerequisite.needed(screen=screen, venv=not installation.usable())
    lacks = prerequisite.missing(wanted)
    if lacks and prerequisite.installable() and prerequisite.install(lacks, _apt):
        lacks = prerequisite.missing(wanted)
    if lacks:
        raise InstallationError(prerequisite.sentence(lacks))
    if not installation.renew():
        print("The installation is up to date", flush=True)
    return installation


def start() -> int:
    """Open the wizard on an example; without a display write its pictures instead."""
    screen = prerequisite.display()
    app = [installed(screen=screen).program("python"), "-m", "procure_app"]
    if screen:
        return run([*app, "--example", EXAMPLE])
    folder = Path("build", "pictures")
    (ROOT / folder).mkdir(parents=True, exist_ok=True)
    print(
        "There is no display, so the example's report and a picture of each page of the wizard "
        f"are written to {folder}.",
        flush=True,
    )
    return run([*app, "pictures", "--example", EXAMPLE, str(ROOT / folder)], **OFFSCREEN)


def steps(installation: Installation, extra: Sequence[str]) -> dict[str, list[str]]:
    """Return what CI runs: each step's name and command; ``extra`` goes to pytest."""
    python = installation.program("python")
    return {
        "ruff format": [python, "-m", "ruff", "format", "--check", "."],
        "ruff check": [python, "-m", "ruff", "check", "."],
        "mypy": [python, "-m", "mypy"],
        "lint-imports": [installation.program("lint-imports")],
        # A file's tests stay together: they share what was made for them.
        "pytest": [python, "-m", "pytest", "-n", "auto", "--dist", "loadfile", *extra],
    }


def test(extra: Sequence[str]) -> int:
    """Run every step, also after one that failed, and return 1 where any did."""
    failed = []
    for name, command in steps(installed(screen=False), extra).items():
        print(f"\n== {name}", flush=True)
        begun = time.perf_counter()
        good = run(command, **OFFSCREEN) == 0
        outcome = "passed" if good else "FAILED"
        print(f"== {name}: {outcome} after {time.perf_counter() - begun:.1f} s", flush=True)
        if not good:
            failed.append(name)
    print(f"\nFailed: {', '.join(failed)}" if failed else "\nEvery step passed", flush=True)
    return 1 if failed else 0


def lock(extra: Sequence[str]) -> int:
    """Renew the lock from ``pyproject.toml``; ``extra`` goes to uv, such as ``--upgrade``."""
    uv = shutil.which("uv")
    command = [uv] if uv else _own_uv()
    options = ["--universal", "--python-version", "3.11", "--generate-hashes"]
    options += ["--no-emit-index-url", "--extra", "develop", "pyproject.toml", "-o", LOCK]
    # uv's cache goes inside the checkout, since nothing else here writes outside it.
    cache = str(ROOT / "build" / "uv")
    return run([*command, "pip", "compile", "-q", *options, *extra], UV_CACHE_DIR=cache)


def bill() -> int:
    """Write the bill of materials and the list of licences into ``build``."""
    return run([installed(screen=False).program("python"), "packaging/bill.py"])


def main(arguments: Sequence[str]) -> int:
    """Carry out one command of the command line, and return the exit code."""
    parser = argparse.ArgumentParser(
        prog="dev.py",
        description="Everything to run and to change the app; installs into .venv first.",
        epilog="What follows test goes to pytest, what follows lock to uv.",
    )
    parser.add_argument("command", choices=("start", "test", "lock", "bill"))
    command = parser.parse_args(arguments[:1]).command
    extra = arguments[1:]
    if command in ("start", "bill") and extra:
        parser.error(f"{command} takes no arguments: {' '.join(extra)}")
    refusal = prerequisite.too_old(sys.version_info[:3])
    if refusal:
        print(refusal, file=sys.stderr)
        return 1
    try:
        if command in ("start", "bill"):
            return start() if command == "start" else bill()
        return {"test": test, "lock": lock}[command](extra)
    except InstallationError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _apt(command: Sequence[str]) -> int:
    return run(command, DEBIAN_FRONTEND="noninteractive")


def _own_uv() -> list[str]:
    installation = Installation(ROOT, run)
    lacks = prerequisite.missing([] if installation.usable() else [prerequisite.VENV])
    if lacks:
        raise InstallationError(prerequisite.sentence(lacks))
    installation.make()
    installation.pip("uv")
    return [installation.program("python"), "-m", "uv"]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
