"""Key files: what opens, what does not, and that a passphrase is kept nowhere."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric import dsa, rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)
from signing import authority, tampering
from signing.authority import NOW, SECRET, ours
from signing.chain import act, sentence

from procure_app.session.error import NotAllowed, Unreadable
from procure_app.signing.credential import credential


def opened(content: bytes, passphrase: str = SECRET):
    """Open a PKCS#12 file as ``key.p12``."""
    return credential(content, passphrase, "key.p12", NOW)


@pytest.mark.parametrize(
    "passphrase", ["", "wrong", SECRET + " ", SECRET.upper(), "\0", "a\udcff", "🐎" * 99]
)
def test_a_wrong_passphrase_is_refused_and_not_repeated(passphrase, caplog, capfd):
    caplog.set_level(0)
    with pytest.raises(Unreadable) as caught:
        opened(authority.p12("preparer"), passphrase)
    assert sentence(caught) == "This passphrase does not open “key.p12”. Type it again."
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__ or caught.value.__context__ is None
    told = caplog.text + "".join(capfd.readouterr())
    assert passphrase not in told or passphrase == ""


def test_a_passphrase_is_kept_nowhere(caplog, capfd):
    caplog.set_level(0)
    found = opened(authority.p12("preparer"))
    assert found.name == "Petra Preparer"
    key = authority.person("preparer").key.private_numbers().private_value
    for text in (repr(found), str(found), caplog.text, *capfd.readouterr()):
        assert SECRET not in text
        assert str(key) not in text
        assert "signer" not in text.replace("SimpleSigner", "")


def test_an_empty_passphrase_opens_a_file_without_one():
    owner = authority.person("preparer")
    bare = pkcs12.serialize_key_and_certificates(
        b"k", owner.key, owner.certificate, [], NoEncryption()
    )
    assert opened(bare, "").name == "Petra Preparer"


def keyless() -> bytes:
    """Return a PKCS#12 file with a certificate and no key."""
    certificate = authority.person("preparer").certificate
    return pkcs12.serialize_key_and_certificates(b"k", None, certificate, [], NoEncryption())


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"hello",
        b"%PDF-1.7",
        b"0" * 2_000_000,
        authority.person("preparer").pem,
        authority.person("preparer").certificate.public_bytes(Encoding.DER),
        authority.person("preparer").key.private_bytes(
            Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
        ),
        authority.p12("preparer")[:-40],
        keyless(),
    ],
    ids=["empty", "text", "pdf", "large", "pem", "der", "key", "truncated", "keyless"],
)
def test_a_file_that_is_no_key_file_is_refused(content):
    with pytest.raises(Unreadable) as caught:
        opened(content, "")
    assert sentence(caught).startswith("“key.p12” holds no certificate with its key.")


def test_a_damaged_key_file_never_opens():
    content = authority.p12("preparer")
    for place in range(0, len(content), len(content) // 40):
        try:
            found = opened(tampering.flipped(content, place))
        except (Unreadable, NotAllowed):
            continue
        assert found.certificate.dump() == act("preparer").credential.certificate.dump()


@pytest.mark.parametrize(
    "key",
    [dsa.generate_private_key(2048), rsa.generate_private_key(65537, 1024)],
    ids=["DSA", "short RSA"],
)
def test_a_key_that_cannot_sign_or_is_too_short_is_refused(key):
    with pytest.raises(NotAllowed) as caught:
        opened(ours().p12(ours().person("Petra", key=key)))
    assert "is too short or of a kind that cannot sign a PDF" in sentence(caught)
