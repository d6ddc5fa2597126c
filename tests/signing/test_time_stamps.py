"""Time stamps: asked for only where an address is given, and believed only where trusted."""

from __future__ import annotations

import socket

import pytest
from asn1crypto import tsp
from cryptography.x509.oid import ExtendedKeyUsageOID
from signing import authority, paper
from signing.authority import DAY, NOW, ours, stamping
from signing.chain import Desk, act, checked, of, sentence, signed
from signing.stampery import serving

from procure_app.session.error import NotAllowed, NotWritten
from procure_app.signing.signature import sign
from procure_app.signing.verdict import Clock, Doubt, Outcome

STAMPED = NOW + DAY


@pytest.fixture(scope="module")
def service():
    """The stamping service that our root vouches for."""
    with serving(stamping(ours()), ours(), STAMPED) as running:
        yield running


@pytest.fixture(scope="module")
def stamped(service) -> bytes:
    """The report with the preparer's stamped signature."""
    return signed(paper.plain(), "preparer", service=service.address)


def refused(monkeypatch, tmp_path, address: str, kind=NotWritten) -> str:
    """Return what a person is told where no stamp came; nothing is written."""
    desk = Desk(paper.plain())
    with pytest.raises(kind) as caught:
        sign(
            tmp_path / "report.pdf",
            tmp_path / "signed.pdf",
            act("preparer", service=address),
            desk.ports,
        )
    assert desk.written == {}
    said = sentence(caught)
    assert "hidden" not in said
    assert caught.value.__cause__ is None
    return said


def test_a_time_stamp_says_when(stamped):
    found = of(checked(stamped, asked=("preparer",)), "preparer")
    assert found.when == STAMPED
    assert found.clock is Clock.STAMP
    assert found.stamped_by == "Example Stamps"


def test_the_service_is_asked_once_and_for_a_digest_only(service):
    before = len(service.asked)
    made = signed(paper.plain(), "preparer", service=service.address)
    (request,) = service.asked[before:]
    imprint = tsp.TimeStampReq.load(request)["message_imprint"]
    assert len(imprint["hashed_message"].native) == 32
    assert len(request) < 100
    assert checked(made, asked=("preparer",)).outcome is Outcome.VALID


def test_nothing_goes_on_the_network_without_an_address(monkeypatch, three):
    def forbidden(*_, **__):
        raise AssertionError("asked the network")

    monkeypatch.setattr(socket.socket, "connect", forbidden)
    monkeypatch.setattr(socket, "getaddrinfo", forbidden)
    made = signed(paper.plain(), "preparer")
    assert checked(made, asked=("preparer",)).outcome is Outcome.VALID
    assert checked(three[3]).outcome is Outcome.VALID


def test_a_stamped_signature_outlives_its_certificate(service):
    until = NOW + 2 * DAY
    p12 = ours().p12(ours().person("Petra Preparer", until=until))
    made = signed(paper.plain(), "preparer", p12=p12, service=service.address)
    bare = signed(paper.plain(), "preparer", p12=p12)
    later = NOW + 30 * DAY
    assert checked(made, asked=("preparer",), when=later).outcome is Outcome.VALID
    found = checked(bare, asked=("preparer",), when=later)
    assert of(found, "preparer").doubt is Doubt.EXPIRED
    assert found.outcome is Outcome.NOT_TRUSTED


def test_a_stamp_that_nobody_vouches_for_is_named_but_not_believed():
    other = authority.authority("Other")
    with serving(stamping(other), other, STAMPED) as running:
        made = signed(paper.plain(), "preparer", service=running.address)
    found = of(checked(made, asked=("preparer",)), "preparer")
    assert found.clock is Clock.SIGNER
    assert found.when == NOW
    assert found.stamped_by == "Example Stamps"
    assert found.root == "Example Root"


def test_a_stamp_by_a_certificate_for_something_else_is_not_believed():
    purposes = [ExtendedKeyUsageOID.EMAIL_PROTECTION]
    owner = stamping(ours())
    wrong = authority.Owner(
        ours().person("Not Stamps", key=owner.key, purposes=purposes).certificate, owner.key
    )
    with serving(wrong, ours(), STAMPED) as running:
        made = signed(paper.plain(), "preparer", service=running.address)
    assert of(checked(made, asked=("preparer",)), "preparer").clock is Clock.SIGNER


def test_a_service_that_is_not_there_signs_nothing(monkeypatch, tmp_path):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    said = refused(monkeypatch, tmp_path, f"http://user:hidden@127.0.0.1:{port}/")
    assert said.startswith("The time-stamp service 127.0.0.1 gave no valid time stamp")


@pytest.mark.parametrize(
    "answer",
    [
        (500, b"no"),
        (200, b""),
        (200, b"<html>Log in first</html>"),
        (200, bytes.fromhex("30053003020102")),
    ],
    ids=["error", "nothing", "page", "rejection"],
)
def test_a_service_that_answers_anything_else_signs_nothing(monkeypatch, tmp_path, answer):
    with serving(stamping(ours()), ours(), STAMPED, answer) as running:
        said = refused(monkeypatch, tmp_path, running.address)
    assert "nothing was signed" in said


def test_a_stamp_for_something_else_signs_nothing(monkeypatch, tmp_path):
    with serving(stamping(ours()), ours(), STAMPED) as running:
        asked = running.stamper.request_cms(b"\0" * 32, "sha256")[1]
        running.answer = (200, running.stamper.request_tsa_response(asked).dump())
        assert "nothing was signed" in refused(monkeypatch, tmp_path, running.address)


@pytest.mark.parametrize(
    "address",
    ["stamps.example", "ftp://user:hidden@stamps.example/", "http://", "http://[", "http://a:b/"],
)
def test_an_address_that_is_none_is_refused_and_not_repeated(monkeypatch, tmp_path, address):
    said = refused(monkeypatch, tmp_path, address, NotAllowed)
    assert "http:// or https://" in said
