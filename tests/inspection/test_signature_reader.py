"""Model signatures: real ones, changed ones, and what they leave out."""

from __future__ import annotations

import base64
import hashlib
import json
from pathlib import Path

import licence_cases as cases
import pytest

from procure_app.inspection import model_signature, signature_cover, signer
from procure_app.inspection.observation import File, Inspection, Refused

SIGNED = cases.CASES / "model-signatures"
pytestmark = pytest.mark.skipif(
    not SIGNED.is_dir(), reason="needs ../shared/cases/model-signatures, which is not there"
)
FOLDERS = sorted(one.name for one in SIGNED.glob("v*")) if SIGNED.is_dir() else []


def _content(folder: str) -> bytes:
    return (SIGNED / folder / "model.sig").read_bytes()


def _inspection(folder: Path, content: bytes) -> Inspection:
    files = []
    for one in sorted(folder.iterdir()):
        raw = one.read_bytes()
        digest = hashlib.sha256(raw).hexdigest()
        files.append(File(one.name, one.name.encode(), len(raw), digest))
    seen = cases.seen(model_signature.read, content, "model.sig")
    return Inspection(str(folder), tuple(files), tuple(seen))


def _check(content: bytes, supplied: str | bytes) -> signer.Answer:
    found = model_signature.envelope(content)
    key = (SIGNED / supplied).read_bytes() if isinstance(supplied, str) else supplied
    return signer.check(found.kind, found.payload, found.signatures, found.certificates, key)


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_real_signature_covers_its_files_and_names_nobody(folder):
    inspection = _inspection(SIGNED / folder, _content(folder))
    (seen,) = inspection.observations
    assert seen.facts["identity"] == "not established"
    assert seen.facts["signature"] in (
        "matches the key inside it", "not checked: the key is not in it",
    )  # fmt: skip
    found = signature_cover.cover(seen, inspection.files)
    assert found is not None
    assert (found.same, found.changed, found.missing) == (("signme-1", "signme-2"), (), ())
    # The oldest form keeps no list of what was left out.
    left = found.unsigned if folder.startswith("v1.0.1") else found.ignored
    assert left == ("ignore-me",)


@pytest.mark.parametrize(
    ("folder", "supplied", "by"),
    [
        ("v1.1.0-elliptic-key", "signing-key-pub.pem", "key"),
        ("v1.1.0-elliptic-key", "signing-key-cert.pem", "certificate"),
        ("v1.0.1-certificate", "ca-cert.pem", "root"),
        ("v1.1.0-certificate", "ca-cert.pem", "root"),
        ("v1.1.0-certificate", "int-ca-cert.pem", "root"),
        ("v1.1.0-elliptic-key", "ca-cert.pem", ""),
        ("v1.1.0-sigstore", "ca-cert.pem", ""),
        ("v1.1.0-sigstore", "signing-key-pub.pem", ""),
        ("v1.1.0-certificate", b"no key at all", ""),
        ("v1.1.0-certificate", b"", ""),
    ],
)
def test_a_supplied_key_or_root_decides(folder, supplied, by):
    assert _check(_content(folder), supplied) == signer.Answer(matches=bool(by), by=by)


@pytest.mark.parametrize(
    ("supplied", "identity", "sentence"),
    [
        ("ca-cert.pem", "by the root supplied", "signed under a certificate of your root."),
        ("signing-key-pub.pem", "by the key supplied", "signed with the key that you supplied."),
    ],
)
def test_what_was_supplied_is_said_of_the_signer(supplied, identity, sentence):
    content = _content("v1.1.0-certificate")
    inspection = _inspection(SIGNED / "v1.1.0-certificate", content)
    key = (SIGNED / supplied).read_bytes()
    seen = model_signature.checked(inspection.observations[0], content, key)
    assert seen.facts["identity"] == identity
    said = signature_cover.sentences(Inspection("x", inspection.files, (seen,)))
    assert f"“{{file}}”: {sentence}" in [one.text for one in said]


def _resigned(folder: str, change) -> bytes:
    """Return the bundle with another payload under the old signature."""
    bundle = json.loads(_content(folder))
    payload = json.loads(base64.b64decode(bundle["dsseEnvelope"]["payload"]))
    change(payload)
    raw = json.dumps(payload).encode()
    bundle["dsseEnvelope"]["payload"] = base64.b64encode(raw).decode()
    return json.dumps(bundle).encode()


def test_a_changed_list_no_longer_matches_any_key():
    content = _resigned(
        "v1.1.0-certificate", lambda payload: payload["predicate"]["resources"].pop()
    )
    (seen,) = cases.seen(model_signature.read, content, "model.sig")
    assert seen.facts["signature"] == "does not match the key inside it"
    assert not _check(content, "signing-key-cert.pem").matches
    assert not _check(content, "ca-cert.pem").matches


def test_changed_missing_and_new_files_are_told_apart(tmp_path):
    source = SIGNED / "v1.1.0-certificate"
    (tmp_path / "signme-1").write_bytes(b"changed")
    (tmp_path / "extra.bin").write_bytes(b"new")
    (tmp_path / "ignore-me").write_bytes(b"")
    content = (source / "model.sig").read_bytes()
    (tmp_path / "model.sig").write_bytes(content)
    inspection = _inspection(tmp_path, content)
    found = signature_cover.cover(inspection.observations[0], inspection.files)
    assert found == signature_cover.Cover(
        same=(), changed=("signme-1",), missing=("signme-2",), ignored=("ignore-me",),
        unsigned=("extra.bin",),
    )  # fmt: skip
    said = [one.text for one in signature_cover.sentences(inspection)]
    assert "“{file}”: changed since it was signed: {names}." in said
    assert "“{file}”: in this folder and not signed: {names}." in said


def test_a_list_that_was_cut_is_not_compared():
    inspection = _inspection(SIGNED / FOLDERS[0], _content(FOLDERS[0]))
    (seen,) = inspection.observations
    shorter = type(seen)(
        seen.what, seen.subject, seen.files, facts={**seen.facts, "signed": ("a b",)}
    )
    assert signature_cover.cover(shorter, inspection.files) is None


@pytest.mark.parametrize(
    "content",
    [
        b'{"dsseEnvelope": 5}',
        b'{"dsseEnvelope": {"payload": "%%%"}}',
        b'{"dsseEnvelope": {"payload": "e30="}}',
        b'{"dsseEnvelope": {"payload": "", "signatures": 7}}',
        b'{"dsseEnvelope": ' + b"[" * 100_000,
        b'{"dsseEnvelope": {"payload": "bnVsbA==", "signatures": [{"sig": 4}]}}',
    ],
)
def test_a_broken_signature_is_refused(content):
    with pytest.raises(Refused):
        cases.seen(model_signature.read, content, "model.sig")


def test_a_key_that_cannot_be_read_is_not_checked():
    content = _resigned("v1.1.0-certificate", lambda payload: None)
    bundle = json.loads(content)
    bundle["verificationMaterial"] = {"certificate": {"rawBytes": "AAAA"}}
    (seen,) = cases.seen(model_signature.read, json.dumps(bundle).encode(), "model.sig")
    assert seen.facts["signature"] == "not checked: its key cannot be read"
