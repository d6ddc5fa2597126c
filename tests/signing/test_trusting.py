"""Who vouches for a signer: a root that is trusted here, for the time of signing, or nobody."""

from __future__ import annotations

import datetime

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID
from signing import authority, paper
from signing.authority import DAY, NOW, issued, ours
from signing.chain import ENGLISH, act, checked, of, sentence, signed_by, signed_outside

from procure_app.i18n import say
from procure_app.session.error import NotAllowed, Unreadable
from procure_app.signing import words
from procure_app.signing.certificate import certificates
from procure_app.signing.verdict import Doubt, Outcome, Problem, State

WEB = [ExtendedKeyUsageOID.SERVER_AUTH]


def doubt(content: bytes, **fields) -> Doubt | None:
    """Return why nobody vouches for the preparer; the signature itself is intact."""
    found = checked(content, asked=("preparer",), **fields)
    signature = of(found, "preparer")
    assert signature.state is State.INTACT
    assert (signature.root == "") is (signature.doubt is not None)
    assert found.outcome is (Outcome.NOT_TRUSTED if signature.doubt else Outcome.VALID)
    return signature.doubt


def test_an_unknown_root_is_not_trusted_and_nothing_else_is_wrong(three):
    other = authority.authority("Other").root.pem
    found = checked(three[3], roots=(other,))
    assert found.problems == (Problem.NOT_TRUSTED,)
    assert {each.doubt for each in found.roles} == {Doubt.UNKNOWN}


def test_without_a_root_nobody_is_trusted(three):
    found = checked(three[3], roots=())
    assert found.outcome is Outcome.NOT_TRUSTED
    assert {each.state for each in found.roles} == {State.INTACT}


def test_one_of_several_roots_is_enough(three):
    other = authority.authority("Other").root.pem
    assert checked(three[3], roots=(other, ours().root.pem)).outcome is Outcome.VALID


def test_the_issuer_may_be_trusted_itself(three):
    found = checked(three[3], roots=(ours().issuer.pem,))
    assert {each.root for each in found.roles} == {"Example Issuer"}


def test_a_required_signer_from_elsewhere_is_enough_for_not_trusted():
    other = authority.authority("Other")
    assert doubt(signed_by(other.person("Petra Preparer"), other)) is Doubt.UNKNOWN


def test_a_certificate_that_its_owner_signed_is_trusted_only_as_a_root():
    own = issued("Petra Preparer", None)
    made = signed_by(own)
    assert doubt(made) is Doubt.UNKNOWN
    assert doubt(made, roots=(own.pem,)) is None


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"until": NOW + DAY}, Doubt.EXPIRED),
        ({"since": NOW + 90 * DAY}, Doubt.EARLY),
        ({"usage": ("key_encipherment",)}, Doubt.USAGE),
        ({"usage": ("key_cert_sign",), "authority": True}, Doubt.USAGE),
        ({"usage": ("digital_signature",), "purposes": WEB}, Doubt.USAGE),
        ({"usage": ("digital_signature",)}, None),
        ({"usage": None}, None),
        ({"usage": ("content_commitment",), "purposes": [ExtendedKeyUsageOID.CLIENT_AUTH]}, None),
        ({"purposes": [ExtendedKeyUsageOID.EMAIL_PROTECTION]}, None),
    ],
    ids=str,
)
def test_a_certificate_counts_for_what_it_is_meant_for_and_while_it_is_valid(fields, expected):
    made = signed_by(ours().person("Petra Preparer", **fields), when=NOW)
    assert doubt(made, when=NOW + 30 * DAY) is expected


@pytest.mark.parametrize(
    "key", [rsa.generate_private_key(65537, 1024), ec.generate_private_key(ec.SECP192R1())]
)
def test_a_key_that_is_too_short_is_not_trusted(key):
    assert doubt(signed_by(ours().person("Petra Preparer", key=key))) is Doubt.WEAK


def test_a_signature_by_an_outdated_digest_is_not_trusted():
    made = signed_outside(paper.plain(), "preparer", certify=True, method="sha1")
    assert doubt(made) is Doubt.WEAK


def test_an_expired_issuer_vouches_for_nobody():
    above = authority.authority("Short")
    issuer = issued(
        "Short Issuer 2", above.root, usage=("key_cert_sign",), authority=True, until=NOW + DAY
    )
    short = authority.Authority(above.root, issuer)
    made = signed_by(short.person("Petra Preparer"), short)
    roots = (above.root.pem,)
    assert doubt(made, roots=roots, when=NOW) is None
    assert doubt(made, roots=roots, when=NOW + 30 * DAY) is Doubt.EXPIRED


def test_an_issuer_that_is_no_authority_vouches_for_nobody():
    clerk = ours().person("Petra Preparer")
    forged = authority.Authority(ours().root, clerk)
    made = signed_by(issued("Anna Approver", clerk), forged)
    assert doubt(made) in (Doubt.OTHER, Doubt.UNKNOWN)


REFUSED = [
    ({"until": NOW - DAY}, "The certificate of Petra expired on 21 November 2026."),
    ({"since": NOW + DAY}, "The certificate of Petra is not valid before 23 November 2026."),
    ({"usage": ("key_agreement",)}, "The certificate of Petra is not meant for signing documents."),
    (
        {"usage": ("digital_signature",), "purposes": WEB},
        "The certificate of Petra is not meant for signing documents.",
    ),
]


@pytest.mark.parametrize(("fields", "words_"), REFUSED, ids=lambda v: str(v)[:30])
def test_nobody_signs_with_a_certificate_that_does_not_count(fields, words_):
    with pytest.raises(NotAllowed) as caught:
        act("preparer", ours().p12(ours().person("Petra", **fields)))
    assert sentence(caught).startswith(words_)


@pytest.mark.parametrize("content", [b"", b"no certificate", b"-----BEGIN CERTIFICATE-----\n"])
def test_a_root_that_is_no_certificate_is_refused(content):
    with pytest.raises(Unreadable) as caught:
        certificates(content, "root.pem")
    assert sentence(caught) == "“root.pem” holds no certificate. Choose a PEM or DER file."


def test_a_file_may_hold_several_roots():
    other = authority.authority("Other").root
    assert len(certificates(ours().root.pem + other.pem, "roots.pem")) == 2


def test_every_doubt_is_said_in_words():
    for each in Doubt:
        assert say(words._DOUBTS[each], ENGLISH).endswith(".")


def test_a_moment_without_a_time_zone_is_refused(three):
    with pytest.raises(ValueError, match="naive"):
        checked(three[1], when=datetime.datetime(2026, 1, 1))  # noqa: DTZ001
