"""The gate bites: each of these faults is found in a report that was sound before."""

from __future__ import annotations

import pytest

from report.gate import failures
from report.mutant import FAULTS, mutant
from report.sample import sample


@pytest.fixture(scope="module")
def whole() -> bytes:
    """A report with every kind of block, which passes the gate."""
    return sample()


def test_a_report_that_is_only_written_anew_passes(whole):
    assert failures(mutant(whole, lambda pdf: None)) == []


@pytest.mark.parametrize("name", FAULTS)
def test_the_gate_finds(whole, name):
    assert failures(mutant(whole, FAULTS[name])) != []
