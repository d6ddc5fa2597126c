"""What a PDF holds of its assessment: one, readable, and the one whose digest it states."""

from __future__ import annotations

import json

import pytest
from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, pdf_name, pdf_string
from signing import authority, paper, tampering

from procure_app.signing import document
from procure_app.signing import held as module
from procure_app.signing.held import ATTACHMENT, held
from procure_app.signing.offer import hindrance, offered
from procure_app.signing.verdict import Digests, Gap, Held

CONTENT, DIGESTS = paper.embedded()


def of(content: bytes) -> Held:
    """Return what this PDF holds."""
    return held(document.opened(content, "report.pdf"))


def with_content(content: bytes) -> Held:
    """Return what a PDF holds that embeds these bytes."""
    return of(paper.made(files=[(ATTACHMENT, content)]))


def test_what_is_embedded_is_what_is_stated():
    assert of(paper.plain()) == Held(DIGESTS, None)


def test_other_attachments_do_not_matter():
    made = paper.made(files=[("signoffs.json", b"{"), (ATTACHMENT, CONTENT), ("a.txt", b"")])
    assert of(made) == Held(DIGESTS, None)


def test_none_and_two_are_told_apart():
    assert of(paper.made(files=[])) == Held(None, Gap.ABSENT)
    assert of(paper.drawn(1, 0)) == Held(None, Gap.ABSENT)
    twice = [(ATTACHMENT, CONTENT), (ATTACHMENT, CONTENT)]
    assert of(paper.made(files=twice)) == Held(None, Gap.SEVERAL)


def test_a_second_one_that_only_the_catalogue_names_is_found():
    def change(writer) -> None:
        stream = paper.EmbeddedFileObject.from_file_data(writer, paper.embedded("no")[0])
        files = DictionaryObject({pdf_name("/F"): writer.add_object(stream)})
        specification = DictionaryObject(
            {pdf_name("/UF"): pdf_string(ATTACHMENT), pdf_name("/EF"): files}
        )
        writer.root[pdf_name("/AF")] = ArrayObject([writer.add_object(specification)])
        writer.update_root()

    assert of(tampering.appended(paper.plain(), change)).gap is Gap.SEVERAL


def changed(**fields) -> bytes:
    """Return the embedded assessment with other values."""
    return json.dumps(json.loads(CONTENT) | fields).encode()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}",
        b"[]",
        b"null",
        b"\xff\xfe",
        b"[" * 100_000,
        b"[" + b"[]," * 1_000_001 + b"[]]",
        b'{"format": 1, "format": 1}',
        CONTENT[:-1],
        CONTENT.replace(b'"answers"', b'"format":2,"answers"'),
        changed(file=None),
        changed(decision={"file": "0" * 64}),
        changed(decision="approve"),
        changed(file={"format": 1, "answers": {"a.one": {"value": "no"}}}),
        changed(file={"n": 2**60}),
        changed(file={"n": float("nan")}),
    ],
    ids=lambda v: repr(v[:30]),
)
def test_what_is_not_of_our_form_cannot_be_read(content):
    assert with_content(content) == Held(None, Gap.UNREADABLE)


def test_a_newer_form_is_told_apart():
    assert with_content(changed(format=2)) == Held(None, Gap.NEWER)


def test_more_than_any_assessment_is_not_read(monkeypatch):
    monkeypatch.setattr(module, "_MOST_BYTES", 100)
    assert of(paper.plain()) == Held(None, Gap.UNREADABLE)


def test_what_unpacks_to_very_much_is_not_read():
    assert with_content(b" " * (300 << 20)) == Held(None, Gap.UNREADABLE)


@pytest.mark.parametrize(
    "stated",
    [
        b"",
        b"<x/>",
        b"<x",
        paper.metadata(Digests("0" * 63, DIGESTS.decision)),
        paper.metadata(Digests(DIGESTS.file.upper(), DIGESTS.decision)),
        paper.metadata(DIGESTS).replace(b"decisionDigest", b"otherDigest"),
        paper.metadata(DIGESTS).replace(
            b"</rdf:Description>",
            b"<p:fileDigest>" + b"0" * 64 + b"</p:fileDigest></rdf:Description>",
        ),
        b'<!DOCTYPE x [<!ENTITY a "' + b"a" * 9 + b'">' + paper.metadata(DIGESTS)[60:],
    ],
    ids=lambda v: repr(v[-30:]),
)
def test_digests_that_are_not_stated_clearly_are_not_stated(stated):
    assert of(paper.made(stated=stated)) == Held(DIGESTS, Gap.UNSTATED)


def test_a_tree_of_files_that_goes_round_is_not_followed_for_ever():
    def change(writer) -> None:
        names = writer.root["/Names"]
        top = names["/EmbeddedFiles"]
        reference = writer.add_object(top)
        names[pdf_name("/EmbeddedFiles")] = reference
        top[pdf_name("/Kids")] = ArrayObject([reference, reference])
        writer.update_container(names)

    content = tampering.appended(paper.plain(), change)
    assert of(content) == Held(None, Gap.UNREADABLE)


def test_a_signature_is_offered_for_the_open_assessment_only():
    own = Held(DIGESTS, None)
    assert offered(own, DIGESTS)
    assert offered(own, None)
    assert not offered(own, Digests("0" * 64, DIGESTS.decision))
    assert not offered(own, Digests(DIGESTS.file, "0" * 64))


def test_a_signature_is_never_offered_where_something_is_amiss():
    for gap in Gap:
        for digests in (DIGESTS, None):
            for open_ in (DIGESTS, None):
                assert not offered(Held(digests, gap), open_)
                assert hindrance(Held(digests, gap), open_) is not None
    assert not offered(Held(None, None), None)


def test_the_names_survive_a_rewritten_packet():
    attributes = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        f'xmlns:q="{module.NAMESPACE}">'
        f'<rdf:Description q:fileDigest="{DIGESTS.file}" q:decisionDigest="{DIGESTS.decision}"/>'
        "</rdf:RDF>"
    )
    assert of(paper.made(stated=attributes.encode())) == Held(DIGESTS, None)


def test_report_and_signing_speak_of_the_same_properties():
    """They are siblings and do not know each other; here the two are compared."""
    from procure_app.report.archive.metadata import NAMESPACE, Metadata, packet

    own = {"fileDigest": DIGESTS.file, "decisionDigest": DIGESTS.decision}
    written = packet(Metadata("A title", "en", "a tool", authority.NOW, own))
    assert module.NAMESPACE == NAMESPACE
    assert of(paper.made(stated=written)) == Held(DIGESTS, None)
