"""Signing: what the preparer, a reviewer and the approver put into a report, and what stays."""

from __future__ import annotations

import hashlib
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pypdf
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from signing import authority, paper
from signing.authority import DAY, NOW
from signing.chain import SIGNING, Desk, act, checked, of, signed, signed_outside

from procure_app.signing.signature import beside, sign
from procure_app.signing.verdict import Clock, Later, Outcome, Problem, State


def signature_of(content: bytes, role: str):
    """Return the signature dictionary in this field as another library reads it."""
    return pypdf.PdfReader(BytesIO(content)).get_fields()[role]["/V"]


def test_every_signature_is_only_appended(three):
    for before, after in pairwise(three):
        assert after.startswith(before)
        assert len(after) > len(before)


def test_a_report_that_three_have_signed_is_valid(three):
    found = checked(three[3])
    assert found.outcome is Outcome.VALID
    assert found.problems == ()
    assert [each.state for each in found.roles] == [State.INTACT] * 3
    assert [each.signer for each in found.roles] == [authority.PEOPLE[role] for role in SIGNING]
    assert {each.root for each in found.roles} == {"Example Root"}
    assert [each.when for each in found.roles] == [NOW, NOW + DAY, NOW + 2 * DAY]
    assert {each.clock for each in found.roles} == {Clock.SIGNER}
    assert all(each.covers for each in found.roles)


def test_before_the_last_has_signed_it_is_incomplete(three):
    for made in three[:3]:
        found = checked(made)
        assert found.outcome is Outcome.INCOMPLETE
        assert Problem.MISSING in found.problems
    assert checked(three[0]).signed == ()


def test_the_preparer_certifies_and_the_approver_locks(three):
    found = checked(three[3])
    assert [each.certifies for each in found.roles] == [True, False, False]
    assert [each.locks for each in found.roles] == [False, False, True]
    assert [each.later for each in found.roles] == [
        Later.SIGNATURES, Later.SIGNATURES, Later.NOTHING,
    ]  # fmt: skip


def test_the_reason_names_the_role_and_the_digest_of_what_it_signs(three):
    digests = paper.embedded()[1]
    reasons = [signature_of(three[3], role)["/Reason"] for role in SIGNING]
    assert reasons == [
        f"Preparer: the file with SHA-256 {digests.file}",
        f"Legal and privacy reviewer: the file with SHA-256 {digests.file}",
        f"Approver: the decision with SHA-256 {digests.decision}",
    ]
    assert [each.digest for each in checked(three[3]).roles] == [
        digests.file, digests.file, digests.decision,
    ]  # fmt: skip


def test_signatures_are_of_the_profile_pades(three):
    for role in SIGNING:
        signature = signature_of(three[3], role)
        assert signature["/SubFilter"] == "/ETSI.CAdES.detached"
        assert signature["/M"].startswith("D:202611")


def test_the_metadata_stays_as_it_was_signed(three):
    def parts(content: bytes):
        root = pypdf.PdfReader(BytesIO(content)).trailer
        return root["/Root"]["/Metadata"].get_data(), dict(root["/Info"])

    assert {repr(parts(content)) for content in three} == {repr(parts(three[0]))}


def test_the_approver_locks_even_a_field_that_says_nothing_of_it():
    made = paper.made(locking=False)
    for role in SIGNING:
        made = signed(made, role)
    assert of(checked(made), "approver").locks
    found = checked(signed_outside(made, "requester"))
    assert of(found, "approver").later is Later.CHANGES
    assert found.outcome is Outcome.NOT_VALID


@pytest.mark.parametrize("role", ["requester", "independent_reviewer"])
def test_a_signature_after_the_approvers_makes_it_not_valid(three, role):
    found = checked(signed_outside(three[3], role))
    assert of(found, "approver").later is Later.CHANGES
    assert found.outcome is Outcome.NOT_VALID


def test_a_new_field_cannot_be_added_and_seen_after_the_certification(three):
    made = signed_outside(three[1], "mine", box=(0, 0, 595, 842), on_page=0)
    found = checked(made, asked=("preparer",))
    assert of(found, "preparer").later is Later.CHANGES
    assert found.outcome is Outcome.NOT_VALID


def test_outside_programs_may_sign_the_empty_fields(three):
    made = signed_outside(three[1], "approver")
    found = checked(made, asked=("preparer", "approver"))
    assert found.outcome is Outcome.VALID
    assert of(found, "approver").digest == ""
    assert of(found, "approver").signer == "Rita Requester"


def test_outside_programs_may_note_it_in_the_metadata(three):
    made = signed_outside(three[1], "approver", quiet=False)
    found = checked(made, asked=("preparer", "approver"))
    assert of(found, "preparer").later is Later.PROPERTIES
    assert found.outcome is Outcome.VALID


def test_outside_signatures_without_the_certification_are_reported_as_such():
    made = signed_outside(signed_outside(paper.plain(), "preparer"), "approver")
    found = checked(made, asked=("preparer", "approver"))
    assert found.problems == (Problem.NOT_CERTIFIED,)
    assert found.outcome is Outcome.INCOMPLETE


def test_a_certification_by_somebody_else_is_not_the_preparers():
    made = signed_outside(paper.plain(), "requester", certify=True)
    found = checked(signed_outside(made, "preparer"), asked=("requester", "preparer"))
    assert of(found, "requester").certifies
    assert Problem.NOT_CERTIFIED in found.problems


def test_a_signature_that_was_not_asked_for_is_shown_apart(three):
    found = checked(three[3], asked=("preparer", "approver"))
    assert [each.role for each in found.others] == ["legal_reviewer"]
    assert found.outcome is Outcome.VALID


def test_who_signed_off_in_the_app_alone_need_not_sign_the_pdf(three):
    asked = (*SIGNING, "technical_reviewer")
    assert checked(three[3], asked=asked).outcome is Outcome.INCOMPLETE
    found = checked(three[3], asked=asked, in_app={"technical_reviewer"})
    assert found.outcome is Outcome.VALID
    assert not of(found, "technical_reviewer").required


@pytest.mark.parametrize(
    "key",
    [
        ec.generate_private_key(ec.SECP384R1()),
        ec.generate_private_key(ec.SECP521R1()),
        rsa.generate_private_key(65537, 3072),
        ed25519.Ed25519PrivateKey.generate(),
    ],
    ids=lambda key: type(key).__name__,
)
def test_every_kind_of_key_in_use_signs(key):
    ours = authority.ours()
    p12 = ours.p12(ours.person("Petra Preparer", key=key))
    found = checked(signed(paper.plain(), "preparer", p12=p12), asked=("preparer",))
    assert found.outcome is Outcome.VALID


def test_the_file_is_new_and_its_digest_is_returned(tmp_path: Path):
    desk = Desk(paper.plain())
    target = tmp_path / "signed.pdf"
    digest = sign(tmp_path / "report.pdf", target, act("preparer"), desk.ports)
    assert list(desk.written) == [target]
    assert digest == hashlib.sha256(desk.written[target]).hexdigest()


def test_a_name_beside_is_free(tmp_path: Path):
    source = tmp_path / "report.pdf"
    first = beside(source, "preparer")
    assert first == tmp_path / "report-preparer.pdf"
    first.write_bytes(b"")
    assert beside(source, "preparer") == tmp_path / "report-preparer-2.pdf"
