"""Passphrase and private key reach no file, no stream, no log, no repr and no crash report."""

from __future__ import annotations

import base64
import io
import logging
import sys
import traceback
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from forging.forge import CATALOGUE, DOCUMENT
from signing import authority, chain
from signing.authority import ours, person

from procure_app import app, cli
from procure_app.app import seal
from procure_app.app.crash import versions
from procure_app.core.decision.reading import read
from procure_app.session.crash import crash_report
from procure_app.session.error import Fault
from procure_app.signing import credential as module
from procure_app.signing.credential import credential
from procure_app.ui.service import SignOrder

SECRET = "Zq7-Marked-Passphrase-9x"
"""Found nowhere by chance."""


def key_bytes() -> list[bytes]:
    """Return the private key as it could be written: its number, and its usual encodings."""
    key = person("preparer").key
    number = key.private_numbers().private_value
    formats = (PrivateFormat.PKCS8, PrivateFormat.TraditionalOpenSSL)
    return [
        number.to_bytes(32, "big"),
        str(number).encode(),
        f"{number:x}".encode(),
        *(key.private_bytes(Encoding.DER, each, NoEncryption()) for each in formats),
    ]


def traces(content: bytes) -> list[str]:
    """Return which secret stands in these bytes, in whatever encoding."""
    words = SECRET.encode()
    shapes = [words, SECRET.encode("utf-16-le"), base64.b64encode(words)[:-4], words.hex().encode()]
    folded = content.lower()
    found = [f"passphrase {n}" for n, s in enumerate(shapes) if s.lower() in folded]
    return found + [f"key {n}" for n, secret in enumerate(key_bytes()) if secret in content]


@pytest.fixture
def home(tmp_path, monkeypatch) -> Path:
    """A home in which everything that is written can be found."""
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME",
                 "TMPDIR"):  # fmt: skip
        monkeypatch.setenv(name, str(tmp_path))
    return tmp_path


@pytest.fixture(scope="module")
def printed() -> bytes:
    """A report to sign."""
    return app.report_bytes(read(CATALOGUE, DOCUMENT))


@pytest.fixture
def folder(home, printed) -> Path:
    """That report, and a key under the marked passphrase."""
    (home / "report.pdf").write_bytes(printed)
    (home / "key.p12").write_bytes(ours().p12(person("preparer"), SECRET))
    return home


def test_the_search_finds_what_it_is_to_find():
    assert traces(f"x{SECRET}y".encode())
    assert traces(SECRET.encode("utf-16-le"))
    assert traces(base64.b64encode(SECRET.encode()))
    assert all(traces(b"x" + secret) for secret in key_bytes())
    assert traces(b"nothing of it") == []


@pytest.mark.parametrize("typed", [SECRET, f"{SECRET}!"])
def test_signing_by_command_leaves_no_secret_behind(
    folder, monkeypatch, capfdbinary, caplog, typed
):
    caplog.set_level(logging.DEBUG)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(f"{typed}\n".encode())))
    code = cli.main(
        ["sign", str(folder / "report.pdf"), "--role", "preparer", "--p12", str(folder / "key.p12")]
    )
    assert code == (0 if typed == SECRET else 3)
    said = capfdbinary.readouterr()
    assert traces(said.out + said.err) == []
    assert traces(caplog.text.encode()) == []
    written = [path for path in folder.rglob("*") if path.is_file() and path.name != "key.p12"]
    assert (folder / "report-preparer.pdf" in written) is (typed == SECRET)
    assert {path.name: traces(path.read_bytes()) for path in written} == {
        path.name: [] for path in written
    }


@pytest.mark.parametrize("option", ["--passphrase", "--password", "--pin"])
def test_no_argument_takes_a_passphrase(folder, option, capsys):
    """Arguments are seen by every user of the machine."""
    arguments = ["sign", "a.pdf", "--role", "preparer", "--p12", "key.p12", option, "x"]
    assert cli.main(arguments) == 2
    capsys.readouterr()
    cli.main(["sign", "--help"])
    assert f"{option} " not in capsys.readouterr().out


def test_a_passphrase_is_asked_for_without_echo_at_a_terminal(folder, monkeypatch):
    import getpass

    asked = []
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(getpass, "getpass", lambda words: asked.append(words) or SECRET)
    arguments = ["sign", str(folder / "report.pdf"), "--role", "preparer"]
    assert cli.main([*arguments, "--p12", str(folder / "key.p12")]) == 0
    assert asked == ["Passphrase of key.p12: "]


def test_no_object_shows_a_secret_of_itself():
    content = ours().p12(person("preparer"), SECRET)
    opened = credential(content, SECRET, "key.p12", authority.NOW)
    order = SignOrder(Path("a"), Path("b"), "preparer", Path("k"), SECRET)
    act = chain.act("preparer", authority.p12("preparer"))
    for each in (opened, opened.signer, order, act, act.credential):
        assert traces(repr(each).encode()) == []
        assert traces(str(each).encode()) == []


def faults() -> list[BaseException]:
    """Return what is raised for keys that do not open."""
    content = ours().p12(person("preparer"), SECRET)
    found: list[BaseException] = []
    for given, words in (
        (content, f"{SECRET}!"),
        (content[:-20], SECRET),
        (b"no key", SECRET),
        (content, f"{SECRET}\0"),
        (content, f"{SECRET}\ud800"),
    ):
        try:
            credential(given, words, "key.p12", authority.NOW)
        except Fault as fault:
            found.append(fault)
    return found


def test_no_fault_of_a_key_carries_a_secret_in_its_words_or_its_causes():
    found = faults()
    assert len(found) == 5
    for fault in found:
        told = "".join(traceback.format_exception(fault))
        assert traces(told.encode("utf-8", "backslashreplace")) == []
        assert traces(crash_report(fault, versions()).encode()) == []
        cause = fault.__cause__ or fault.__context__
        while cause is not None:
            assert traces(f"{cause!r} {cause}".encode("utf-8", "backslashreplace")) == []
            cause = cause.__cause__ or cause.__context__


def test_a_library_that_quotes_the_passphrase_when_it_fails_is_not_heard(monkeypatch, capsys):
    """Whatever a later version of it says: the sentence is ours, and hides where it came from."""

    def broken(content, chain, passphrase):
        raise RuntimeError(f"cannot use {passphrase!r}")

    monkeypatch.setattr(module.SimpleSigner, "load_pkcs12_data", broken)
    with pytest.raises(Fault) as raised:
        credential(ours().p12(person("preparer"), SECRET), SECRET, "key.p12", authority.NOW)
    told = "".join(traceback.format_exception(raised.value))
    assert traces(told.encode()) == []
    assert traces(crash_report(raised.value, versions()).encode()) == []


def test_a_fault_of_the_app_while_signing_tells_no_secret(folder, monkeypatch, capsys):
    def broken(*_, passphrase, **__):
        raise RuntimeError(f"cannot use {passphrase!r}")

    monkeypatch.setattr(seal, "sign_report", broken)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(f"{SECRET}\n".encode())))
    code = cli.main(
        ["sign", str(folder / "report.pdf"), "--role", "preparer", "--p12", str(folder / "key.p12")]
    )
    assert code == 4
    said = capsys.readouterr()
    assert "RuntimeError" in said.err
    assert traces((said.out + said.err).encode()) == []
