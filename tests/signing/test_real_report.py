"""The report of the app itself, signed by three and tampered with."""

from __future__ import annotations

import pytest
from signing import paper, tampering
from signing.chain import SIGNING, checked, of
from signing.real import signed, unsigned

from procure_app.signing import document
from procure_app.signing.verdict import Later, Outcome, State


@pytest.fixture(scope="module")
def report() -> tuple[bytes, ...]:
    """The report of an example, unsigned and after each of three signatures."""
    made = [unsigned()]
    for role in SIGNING:
        made.append(signed(made[-1], role))
    return tuple(made)


def test_it_has_a_field_for_every_role(report):
    reader = document.opened(report[0], "report.pdf")
    fields = {field.name: field for field in document.fields(reader)}
    assert set(fields) <= set(paper.ROLES)
    assert {"preparer", "approver"} <= set(fields)
    assert not any(field.filled for field in fields.values())


def test_signed_by_three_it_is_valid(report):
    found = checked(report[3])
    assert found.problems == ()
    assert found.outcome is Outcome.VALID
    assert [each.later for each in found.roles] == [
        Later.SIGNATURES, Later.SIGNATURES, Later.NOTHING,
    ]  # fmt: skip


def test_every_signature_is_only_appended_to_it(report):
    for number in range(3):
        assert report[number + 1].startswith(report[number])


@pytest.mark.parametrize(
    "tamper", [tampering.overdrawn, tampering.annotated, tampering.second_attachment]
)
def test_a_change_appended_to_it_is_found(report, tamper):
    found = checked(tamper(report[3]))
    assert found.outcome is Outcome.NOT_VALID
    assert of(found, "preparer").later is Later.CHANGES


def test_a_flipped_bit_in_it_is_found(report):
    found = checked(tampering.flipped(report[3], len(report[0]) // 2))
    assert found.outcome is Outcome.NOT_VALID


def test_without_the_approvers_revision_it_is_incomplete(report):
    found = checked(report[3][: len(report[2])])
    assert of(found, "approver").state is State.MISSING
    assert found.outcome is Outcome.INCOMPLETE
