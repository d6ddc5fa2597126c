"""Hours of use leak nothing: neither memory nor files, threads, timers or widgets."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QPixmap, QPixmapCache

from tests.benchmarks.soak import BOUNDS, extrapolated, held, in_use

ROOT = Path(__file__).resolve().parents[2]
SECONDS = os.environ.get("PROCURE_SOAK", "1200")
"""How long the window is used; set the variable for another time."""


@pytest.mark.slow
def test_eight_hours_of_random_use_would_leak_nothing(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.soak", SECONDS, "7"],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def samples(growing: str = "", by: float = 0.0) -> list[tuple[float, dict[str, float]]]:
    """Return a round every five seconds for ten minutes, with one odd round in five."""
    flat = dict.fromkeys(BOUNDS, 100.0)
    found = []
    for n in range(120):
        each = flat | ({growing: 100 + by * n} if growing else {})
        found.append((n * 5.0, {k: v + 50 * (n % 5 == 0) for k, v in each.items()}))
    return found


def test_rounds_that_are_odd_are_no_growth():
    assert all(abs(growth) < 1e-6 for growth in extrapolated(samples()).values())


@pytest.mark.parametrize("name", BOUNDS)
def test_one_more_every_ten_rounds_is_found(name):
    growth = extrapolated(samples(name, 0.1))
    assert growth.pop(name) > BOUNDS[name]
    assert all(abs(other) < 1e-6 for other in growth.values())


def test_growth_while_caches_fill_is_not_counted():
    found = [
        (when, each | {"MiB": 50.0}) if when < 150 else (when, each) for when, each in samples()
    ]
    assert abs(extrapolated(found)["MiB"]) < 1e-6


@pytest.mark.skipif(not in_use(), reason="only glibc tells what is in use")
@pytest.mark.parametrize("size", [2**16, 2**23])
def test_what_was_given_out_is_in_use_until_it_comes_back(size):
    before = in_use()
    blocks = [bytearray(size) for _ in range(2**25 // size)]
    assert in_use() - before == pytest.approx(32, abs=1)
    blocks.clear()
    assert in_use() - before == pytest.approx(0, abs=1)


def test_measuring_leaves_alone_the_pictures_that_qt_keeps(qapp):
    QPixmapCache.insert("seen before", QPixmap(20, 20))
    held()
    assert QPixmapCache.find("seen before", QPixmap())
    QPixmapCache.remove("seen before")
