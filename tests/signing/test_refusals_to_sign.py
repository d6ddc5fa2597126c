"""What must not be signed is not: one clear sentence, and nothing written."""

from __future__ import annotations

import errno
import os
import sys
from io import BytesIO
from pathlib import Path

import pypdf
import pytest
from signing import paper, tampering
from signing.chain import ENGLISH, Desk, act, sentence, signed, signed_outside

from procure_app.app import write_bytes
from procure_app.session.error import NotAllowed, NotWritten, Unreadable
from procure_app.signing import document
from procure_app.signing.signature import Ports, sign
from procure_app.signing.verdict import Digests

SOURCE, TARGET = Path("a/report.pdf"), Path("a/signed.pdf")


def refused(content: bytes, role: str = "preparer", kind=NotAllowed, **fields) -> str:
    """Return why this is not signed; nothing is written."""
    desk = Desk(content)
    with pytest.raises(kind) as caught:
        sign(SOURCE, TARGET, act(role, **fields), desk.ports)
    assert desk.written == {}
    return sentence(caught)


def test_only_the_very_assessment_that_is_open_is_signed():
    digests = paper.embedded()[1]
    assert signed(paper.plain(), "preparer", expected=digests)
    for other in (
        Digests("0" * 64, digests.decision),
        Digests(digests.file, "0" * 64),
        paper.embedded("no")[1],
    ):
        said = refused(paper.plain(), expected=other)
        assert said.startswith("The PDF was made from another state of the assessment.")


@pytest.mark.parametrize(
    ("odd", "said"),
    [
        ({"files": []}, "The PDF holds no assessment."),
        (
            {"files": [("assessment.json", b"{}"), ("assessment.json", b"{}")]},
            "The PDF holds more than one assessment.",
        ),
        ({"files": [("assessment.json", b"{")]}, "The assessment inside the PDF cannot be read."),
        ({"stated": b"<x/>"}, "The PDF states no digest of its assessment."),
        ({"stated": b"no metadata"}, "The PDF states no digest of its assessment."),
        (
            {"stated": paper.metadata(paper.embedded("no")[1])},
            "The assessment inside the PDF is not the one whose digest it states.",
        ),
    ],
    ids=lambda v: str(v)[:40],
)
def test_a_pdf_that_does_not_agree_with_itself_is_not_signed(odd, said):
    assert refused(paper.made(**odd)).startswith(said)


@pytest.mark.parametrize("role", ["requester", "legal_reviewer", "approver"])
def test_nobody_signs_before_the_preparer(role):
    assert refused(paper.plain(), role) == "The preparer has to sign “report.pdf” first."


def test_nobody_signs_twice(three):
    assert refused(three[1], "preparer").startswith("“report.pdf” is signed already in this role")


def test_nobody_signs_after_the_approver(three):
    assert refused(three[3], "requester") == "“report.pdf” is locked: nobody can sign it any more."


def test_a_role_without_a_field_cannot_sign(three):
    made = paper.made(roles=("preparer",))
    said = "“report.pdf” has no room for the signature of this role: Approver."
    assert refused(made, "approver") == said


def test_a_pdf_without_any_field_cannot_be_signed():
    said = "“report.pdf” has no room for the signature of this role: Preparer."
    assert refused(paper.made(roles=())) == said
    assert refused(paper.drawn(1, 0)) == said


def test_nobody_joins_signatures_that_the_preparer_did_not_certify():
    made = signed_outside(paper.plain(), "preparer")
    said = "“report.pdf” was signed before the preparer certified it. Make the PDF anew."
    assert refused(made, "approver") == said
    assert refused(signed_outside(paper.plain(), "requester"), "preparer") == said


@pytest.mark.parametrize("tamper", tampering.BEFORE, ids=lambda t: t.__name__)
def test_nobody_signs_what_was_changed_after_it_was_signed(three, tamper):
    said = "“report.pdf” was changed after it was signed. Ask for it as it was signed."
    assert refused(tamper(three[2]), "approver") == said


def test_nobody_signs_what_was_saved_by_another_program(three):
    said = refused(tampering.resaved(three[2]), "approver")
    assert said == "“report.pdf” was changed after it was signed. Ask for it as it was signed."


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is not a PDF"),
        (b"PK\3\4 an assessment", "is not a PDF"),
        (b"%PDF-1.7\nnothing else", "is damaged or incomplete"),
        (b"%PDF-1.7\n" + b"\0" * 5000, "is damaged or incomplete"),
    ],
    ids=["empty", "archive", "head", "zeros"],
)
def test_what_is_no_pdf_is_not_signed(content, said):
    assert said in refused(content, kind=Unreadable)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_truncated_pdf_is_not_signed(share):
    content = paper.plain()
    said = refused(content[: int(len(content) * share)], kind=Unreadable)
    assert said.startswith("“report.pdf” is damaged or incomplete.")


@pytest.mark.parametrize("password", ["", "secret"])
def test_a_protected_pdf_is_not_signed(password, tmp_path):
    writer = pypdf.PdfWriter(clone_from=BytesIO(paper.plain()))
    writer.encrypt(password, "owner", algorithm="RC4-128")
    writer.write(tmp_path / "p.pdf")
    said = refused((tmp_path / "p.pdf").read_bytes(), kind=Unreadable)
    assert said == "“report.pdf” is locked with a password. Ask for it without one."


def test_a_file_larger_than_any_report_is_not_read(monkeypatch):
    monkeypatch.setattr(document, "MOST_BYTES", 1000)
    assert "is larger than any report" in refused(paper.plain(), kind=Unreadable)


@pytest.mark.parametrize("name", ["report.pdf", "signed.pdf"])
def test_no_file_is_written_over(tmp_path, name):
    (tmp_path / "report.pdf").write_bytes(paper.plain())
    (tmp_path / "signed.pdf").write_bytes(b"mine")
    with pytest.raises(NotWritten) as caught:
        sign(tmp_path / "report.pdf", tmp_path / name, act("preparer"), on_disk())
    assert sentence(caught) == f"There is already a file “{name}”. Choose another name."
    assert (tmp_path / "report.pdf").read_bytes() == paper.plain()
    assert (tmp_path / "signed.pdf").read_bytes() == b"mine"


def test_a_link_to_nowhere_is_a_file_too(tmp_path):
    (tmp_path / "signed.pdf").symlink_to(tmp_path / "gone.pdf")
    with pytest.raises(NotWritten):
        sign(tmp_path / "report.pdf", tmp_path / "signed.pdf", act("preparer"), on_disk())


def on_disk() -> Ports:
    """Return ports that read and write real files, as the app does."""
    return Ports(Path.read_bytes, write_bytes, paper.appearance, ENGLISH)


@pytest.mark.parametrize("step", ["fsync", "replace"])
@pytest.mark.parametrize(
    ("code", "said"),
    [
        (errno.ENOSPC, "There is no room left"),
        (errno.EROFS, "You are not allowed to write"),
        (errno.EACCES, "You are not allowed to write"),
        (errno.EIO, "could not be written"),
    ],
)
def test_a_disk_that_refuses_leaves_only_the_old_file(tmp_path, monkeypatch, step, code, said):
    def fail(*_: object) -> None:
        raise OSError(code, "no")

    source = tmp_path / "report.pdf"
    source.write_bytes(paper.plain())
    monkeypatch.setattr(os, step, fail)
    with pytest.raises(NotWritten) as caught:
        sign(source, tmp_path / "signed.pdf", act("preparer"), on_disk())
    assert said in sentence(caught)
    assert list(tmp_path.iterdir()) == [source]
    assert source.read_bytes() == paper.plain()


@pytest.mark.skipif(sys.platform == "win32", reason="limits of Unix")
def test_a_disk_that_fills_up_leaves_only_the_old_file(tmp_path):
    import resource

    source = tmp_path / "report.pdf"
    source.write_bytes(paper.plain())
    doer = act("preparer")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (8000, hard))
    try:
        with pytest.raises(NotWritten) as caught:
            sign(source, tmp_path / "signed.pdf", doer, on_disk())
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert "There is no room left" in sentence(caught)
    assert list(tmp_path.iterdir()) == [source]


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="no folder that refuses even root")
def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    source = tmp_path / "report.pdf"
    source.write_bytes(paper.plain())
    with pytest.raises(NotWritten) as caught:
        sign(source, Path("/proc/signed.pdf"), act("preparer"), on_disk())
    assert "Save it in another folder." in sentence(caught)


def test_a_whole_chain_on_the_disk_leaves_every_step(tmp_path):
    path = tmp_path / "report.pdf"
    path.write_bytes(paper.plain())
    for role in ("preparer", "approver"):
        target = path.with_name(f"{path.stem}-{role}.pdf")
        sign(path, target, act(role), on_disk())
        path = target
    assert sorted(each.name for each in tmp_path.iterdir()) == [
        "report-preparer-approver.pdf", "report-preparer.pdf", "report.pdf",
    ]  # fmt: skip
