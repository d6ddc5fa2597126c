"""The commands ``sign`` and ``verify``: what they print, their exit codes, and no secret in it."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest
from signing import authority, tampering
from signing.authority import SECRET

from procure_app import cli

DONE, PROBLEMS, USAGE, UNREADABLE = 0, 1, 2, 3
pytestmark = pytest.mark.skipif("sign" not in cli.COMMANDS, reason="the commands are not there yet")


class Ran:
    """What a command left behind."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err
        assert "Traceback" not in out + err
        assert SECRET not in out + err


@pytest.fixture
def run(capsys):
    """Run a command in this process."""

    def run(*arguments) -> Ran:
        code = cli.main([str(argument) for argument in arguments])
        return Ran(code, *capsys.readouterr())

    return run


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    """A folder with a report, keys for two people and the root."""
    folder = tmp_path_factory.mktemp("signing")
    assert cli.main(["new", str(folder / "a.procure"), "--example", "llama-3.1-8b"]) == DONE
    report = str(folder / "report.pdf")
    assert cli.main(["report", str(folder / "a.procure"), "-o", report]) == DONE
    for role in ("preparer", "approver"):
        (folder / f"{role}.p12").write_bytes(authority.p12(role))
    (folder / "root.pem").write_bytes(authority.ours().root.pem)
    (folder / "secret").write_text(SECRET + "\n", encoding="utf-8")
    return folder


@pytest.fixture
def folder(made, tmp_path) -> Path:
    """A copy of that folder."""
    for each in made.iterdir():
        (tmp_path / each.name).write_bytes(each.read_bytes())
    return tmp_path


def signing(folder: Path, role: str, source: str = "report.pdf", *more) -> tuple:
    """Return the arguments that sign in this role."""
    return (
        "sign", folder / source, "--role", role, "--p12", folder / f"{role}.p12",
        "--passphrase-file", folder / "secret", *more,
    )  # fmt: skip


def test_a_report_is_signed_into_a_new_file_and_verified(run, folder):
    before = (folder / "report.pdf").read_bytes()
    ran = run(*signing(folder, "preparer"))
    assert (ran.code, ran.err) == (DONE, "")
    assert "report-preparer.pdf" in ran.out
    assert (folder / "report.pdf").read_bytes() == before
    out = folder / "signed.pdf"
    assert run(*signing(folder, "approver", "report-preparer.pdf", "-o", out)).code == DONE

    ran = run("verify", out, "--trust", folder / "root.pem", "--json")
    found = json.loads(ran.out)
    signed = {each["role"]: each for each in found["signatures"]}
    assert signed["preparer"]["signer"] == "Petra Preparer"
    assert signed["approver"]["root"] == "Example Root"
    assert signed["approver"]["state"] == "intact"
    assert found["verdict"] in ("incomplete", "valid")
    assert ran.code == (DONE if found["verdict"] == "valid" else PROBLEMS)


def test_the_passphrase_may_come_from_standard_input(run, folder, monkeypatch):
    stream = io.TextIOWrapper(io.BytesIO(SECRET.encode() + b"\nmore"), encoding="utf-8")
    monkeypatch.setattr(sys, "stdin", stream)
    ran = run(
        "sign", folder / "report.pdf", "--role", "preparer", "--p12", folder / "preparer.p12",
        "--passphrase-file", "-",
    )  # fmt: skip
    assert ran.code == DONE


def test_the_passphrase_is_asked_for_and_not_shown(run, folder, monkeypatch):
    asked = []
    monkeypatch.setattr("getpass.getpass", lambda prompt: asked.append(prompt) or SECRET)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    arguments = [a for a in signing(folder, "preparer") if a not in ("--passphrase-file",)]
    arguments.remove(folder / "secret")
    assert run(*arguments).code == DONE
    assert asked == ["Passphrase of preparer.p12: "]


def test_the_name_of_a_key_does_not_steer_the_terminal_that_asks_for_its_passphrase(
    run, folder, monkeypatch
):
    asked = []
    monkeypatch.setattr("getpass.getpass", lambda prompt: asked.append(prompt) or SECRET)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    run("sign", folder / "report.pdf", "--role", "preparer", "--p12", "k\x1b[2J\x9b\u202e.p12")
    assert asked == ["Passphrase of k\ufffd[2J\ufffd\ufffd.p12: "]


def test_there_is_no_argument_for_a_passphrase(run, folder):
    ran = run(*signing(folder, "preparer"), "--passphrase", "x")
    assert ran.code == USAGE


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("secret", b"wrong"), "This passphrase does not open"),
        (("preparer.p12", b"hello"), "holds no certificate with its key"),
        (("report.pdf", b"hello"), "is not a PDF"),
    ],
)
def test_what_cannot_be_used_is_one_sentence(run, folder, change, said):
    (folder / change[0]).write_bytes(change[1])
    ran = run(*signing(folder, "preparer"))
    assert ran.code == UNREADABLE
    assert ran.out == ""
    assert said in ran.err
    assert len(ran.err.splitlines()) == 1
    assert not (folder / "report-preparer.pdf").exists()


def test_an_unknown_role_is_a_wrong_usage(run, folder):
    ran = run(*signing(folder, "preparer")[:3], "king", *signing(folder, "preparer")[4:])
    assert ran.code == USAGE
    assert "preparer" in ran.err


def test_the_approver_cannot_be_first(run, folder):
    ran = run(*signing(folder, "approver"))
    assert ran.code == UNREADABLE
    assert "The preparer has to sign" in ran.err


def test_a_changed_report_is_not_valid(run, folder):
    run(*signing(folder, "preparer"))
    signed = folder / "report-preparer.pdf"
    signed.write_bytes(tampering.overdrawn(signed.read_bytes()))
    ran = run("verify", signed, "--trust", folder / "root.pem")
    assert ran.code == PROBLEMS
    assert "Not valid" in ran.out
    assert "The document was changed after it was signed." in ran.out


def test_an_unsigned_report_is_incomplete(run, folder):
    ran = run("verify", folder / "report.pdf", "--json")
    assert ran.code == PROBLEMS
    assert json.loads(ran.out)["verdict"] == "incomplete"


def test_a_file_that_is_no_report_cannot_be_verified(run, folder):
    ran = run("verify", folder / "root.pem")
    assert ran.code == UNREADABLE
    assert "is not a PDF" in ran.err


def test_a_root_that_is_none_is_one_sentence(run, folder):
    ran = run("verify", folder / "report.pdf", "--trust", folder / "secret")
    assert ran.code == UNREADABLE
    assert "holds no certificate" in ran.err


def test_every_command_takes_a_report_and_says_where_it_was_changed_after_signing(run, folder):
    report, signed = folder / "report.pdf", folder / "signed.pdf"
    assert run("show", report).err == ""
    order = ("--role", "preparer", "--p12", folder / "preparer.p12", "-o", signed)
    assert run("sign", report, *order, "--passphrase-file", folder / "secret").code == DONE
    shown = run("show", signed)
    assert (shown.code, shown.err) == (DONE, "")
    assert "Llama" in shown.out
    signed.write_bytes(tampering.overdrawn(signed.read_bytes()))
    shown = run("show", signed)
    assert shown.code == DONE
    assert shown.err == "signed.pdf was changed after it was signed.\n"
