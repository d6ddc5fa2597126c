"""Times whole processes and calls; the least of several runs says most on a noisy machine."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def processes(programs: Sequence[Sequence[str]], rounds: int) -> list[tuple[float, float]]:
    """Run the programs in turn and return, for each, its least seconds and its peak MiB.

    Each program is the arguments of Python; its last line says its peak memory in KiB. Compiled
    modules are kept in a folder of their own, so that no run pays for compiling.
    """
    best = [(float("inf"), float("inf"))] * len(programs)
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {
            "QT_QPA_PLATFORM": "offscreen",
            "PYTHONPYCACHEPREFIX": folder,
            "XDG_CONFIG_HOME": folder,
            "PYTHONPATH": str(ROOT),
        }
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        for turn in range(rounds + 1):
            for place, program in enumerate(programs):
                start = time.perf_counter()
                done = subprocess.run(
                    [sys.executable, *program],
                    env=environment,
                    cwd=ROOT,
                    capture_output=True,
                    text=True,
                    check=True,
                )
                seconds = time.perf_counter() - start
                peak = int(done.stdout.split()[-1]) / 1024
                if turn:  # the first run only compiles
                    old = best[place]
                    best[place] = (min(old[0], seconds), min(old[1], peak))
    return best


def least(work: Callable[[], object], rounds: int) -> float:
    """Return the least seconds of several calls."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value below which this share of the values lies."""
    ordered = sorted(values)
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]
