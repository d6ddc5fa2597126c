"""The load that is promised: 2,000 questions, 5,000 pieces of evidence, 2 GB.

Only what does not depend on the machine's speed is judged; ``tests.benchmarks load`` measures it.
"""

from __future__ import annotations

import pytest

from tests.benchmarks import load

GIGABYTE = 1_000
"""In MiB, a little over: what a report may take."""


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    """The file."""
    path = tmp_path_factory.mktemp("load") / "large.procure"
    load.write(path)
    yield path
    path.unlink()


@pytest.mark.slow
def test_the_report_of_a_large_assessment_stays_within_a_gigabyte(large):
    found = load.measured(load._REPORT, large)
    assert found["size"] > 2**20
    assert found["MiB"] < GIGABYTE


@pytest.mark.slow
def test_saving_two_gigabytes_neither_holds_the_window_nor_fills_the_memory(large, tmp_path):
    copy = tmp_path / "copy.procure"
    found = load.measured(load._SAVE, large, copy)
    assert copy.stat().st_size > 2_000_000_000
    copy.unlink()
    assert found["held"] < found["seconds"] / 4
    assert found["MiB"] < 512
