"""Attached files travel with the document, and none is lost or exchanged unseen."""

from __future__ import annotations

import zipfile

import pytest

from procure_app.session.error import NotWritten


def test_the_evidence_stays_with_the_document(desk, digest):
    elsewhere = desk.path.with_name("elsewhere.procure")
    desk.save(path=elsewhere, stamp="")
    desk.path.unlink()
    assert desk.files.open(elsewhere).evidence == {digest: elsewhere}
    with zipfile.ZipFile(elsewhere) as archive:
        assert archive.testzip() is None


def test_evidence_that_nothing_refers_to_is_dropped(desk, plain, digest):
    desk.save(plain)
    assert desk.files.open(desk.path).evidence == {}
    with zipfile.ZipFile(desk.path) as archive:
        assert f"evidence/{digest}" not in archive.namelist()


def test_evidence_need_not_be_named_where_the_file_has_it(desk):
    desk.save(evidence={})
    assert desk.files.open(desk.path).evidence == desk.opened.evidence


def test_a_loose_file_that_changed_after_it_was_embedded_does_no_harm(desk, terms, digest):
    terms.write_bytes(b"another version")
    desk.save(evidence={digest: terms})
    assert desk.files.open(desk.path).evidence == desk.opened.evidence


@pytest.mark.parametrize("content", [b"short", b"", b"x" * 11_000, b"x" * 3_000_000])
def test_evidence_that_changed_since_it_was_measured_is_not_saved(
    desk, elsewhere, terms, spoken, content
):
    terms.write_bytes(content)
    with pytest.raises(NotWritten) as caught:
        desk.create(
            desk.edited, elsewhere / "new.procure", dict.fromkeys(desk.opened.evidence, terms)
        )
    assert "“Terms” has changed since. Attach it again" in spoken(caught.value)
    assert list(elsewhere.iterdir()) == []


@pytest.mark.parametrize("there", [False, True])
def test_evidence_that_is_lost_is_named(desk, elsewhere, spoken, there):
    sources = dict.fromkeys(desk.opened.evidence, elsewhere / "gone.pdf") if there else {}
    with pytest.raises(NotWritten) as caught:
        desk.create(desk.edited, elsewhere / "new.procure", sources)
    assert "“Terms” cannot be found." in spoken(caught.value)
    assert list(elsewhere.iterdir()) == []


def test_an_assessment_file_can_be_evidence_of_another(desk, elsewhere, assessment):
    digest, size = desk.files.measure(desk.path)
    item = assessment.evidence[0].model_copy(update={"digest": digest, "size": size})
    outer = assessment.model_copy(update={"evidence": (item,)})
    path = elsewhere / "outer.procure"
    desk.create(outer, path, {digest: desk.path})
    desk.path.unlink()
    assert desk.files.open(path).evidence == {digest: path}
