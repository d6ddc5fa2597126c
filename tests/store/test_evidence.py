"""Attached files are measured, embedded and copied out without filling the memory."""

from __future__ import annotations

import hashlib
import os
import tracemalloc
from pathlib import Path

import pytest

from procure_app.core.assessment.answer import Evidence
from procure_app.session.error import NotWritten, Unreadable
from procure_app.store.container.evidence import extract, measure
from procure_app.store.disk.regular import BLOCK

BIG = 30 << 20
LITTLE = 8 << 20


@pytest.fixture
def peak():
    """Run something and return the most memory it held at a time."""

    def peak(act) -> int:
        tracemalloc.start()
        try:
            act()
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    return peak


@pytest.fixture
def big(tmp_path: Path) -> Path:
    """A big loose file."""
    path = tmp_path / "big.bin"
    block = os.urandom(1 << 20)
    with path.open("wb") as file:
        for number in range(BIG >> 20):
            file.write(bytes([number]) + block[1:])
    return path


@pytest.mark.parametrize("content", [b"", b"x", b"x" * (1 << 20), b"y" * ((1 << 21) + 1)])
def test_a_file_is_measured_by_its_bytes(tmp_path, content):
    path = tmp_path / "a.bin"
    path.write_bytes(content)
    assert measure(path) == (hashlib.sha256(content).hexdigest(), len(content))


def test_what_is_no_file_cannot_be_measured(tmp_path, files, spoken):
    for path in (tmp_path, tmp_path / "none", Path("/dev/zero")):
        with pytest.raises(Unreadable) as caught:
            files.measure(path)
        spoken(caught.value)


def test_whoever_is_told_how_far_it_is_can_end_the_measuring(tmp_path, files):
    path = tmp_path / "three blocks.bin"
    path.write_bytes(bytes(2 * BLOCK + 5))
    told: list[int] = []
    assert files.measure(path, told.append)[1] == told[-1]
    assert told == [BLOCK, 2 * BLOCK, 2 * BLOCK + 5]

    def stop(done):
        raise KeyError(done)

    with pytest.raises(KeyError, match=str(BLOCK)):
        files.measure(path, stop)


def test_memory_does_not_grow_with_evidence(desk, elsewhere, plain, big, peak):
    path = elsewhere / "a.procure"
    assert peak(lambda: measure(big)) < LITTLE
    digest, size = measure(big)
    item = Evidence(id="E-1", title="Big", digest=digest, size=size)
    document = plain.model_copy(update={"evidence": (item,)})

    assert peak(lambda: desk.create(document, path, {digest: big})) < LITTLE
    big.unlink()
    assert peak(lambda: desk.files.open(path)) < LITTLE
    held = {digest: path}
    assert peak(lambda: desk.save(document, path=path, evidence=held, overwrite=True)) < LITTLE
    assert peak(lambda: extract(digest, path, big)) < LITTLE
    assert measure(big) == (digest, size)


def test_opening_reads_no_byte_of_the_evidence(files, saved, assessment, digest):
    content = bytearray(saved.read_bytes())
    start = content.index(b"%PDF-1.7")
    content[start : start + 11_000] = bytes(11_000)
    saved.write_bytes(content)
    assert files.open(saved).assessment == assessment


def test_decayed_evidence_is_carried_along_and_refused_when_taken_out(
    desk, digest, elsewhere, spoken
):
    content = bytearray(desk.path.read_bytes())
    content[content.index(b"%PDF-1.7") + 3000] ^= 1
    desk.path.write_bytes(content)
    desk.save()

    target = elsewhere / "out.pdf"
    target.write_bytes(b"before")
    with pytest.raises(Unreadable) as caught:
        extract(digest, desk.path, target)

    assert "“out.pdf” is damaged or was exchanged. Attach it again." in spoken(caught.value)
    assert target.read_bytes() == b"before"
    assert sorted(elsewhere.iterdir()) == [target]


def test_evidence_is_copied_out_as_it_was_attached(saved, digest, tmp_path):
    target = tmp_path / "out.pdf"
    extract(digest, saved, target)
    assert measure(target)[0] == digest


def test_evidence_not_yet_saved_is_copied_out_of_its_own_file(terms, digest, tmp_path):
    target = tmp_path / "out.pdf"
    extract(digest, terms, target)
    assert target.read_bytes() == terms.read_bytes()


def test_evidence_that_the_file_does_not_hold_is_refused(saved, tmp_path):
    with pytest.raises(Unreadable):
        extract("0" * 64, saved, tmp_path / "out")
    with pytest.raises(Unreadable):
        extract("0" * 64, tmp_path / "none", tmp_path / "out")
    assert list(tmp_path.iterdir()) == [saved]


def test_evidence_is_not_copied_to_where_nothing_can_be_written(saved, digest, tmp_path):
    with pytest.raises(NotWritten):
        extract(digest, saved, tmp_path)
    with pytest.raises(NotWritten):
        extract(digest, saved, tmp_path / "none" / "out.pdf")


def test_every_file_is_closed_again(desk, digest, elsewhere, monkeypatch):
    held = []
    fdopen = os.fdopen
    monkeypatch.setattr(os, "fdopen", lambda *given: held.append(fdopen(*given)) or held[-1])
    desk.save()
    desk.now()
    extract(digest, desk.path, elsewhere / "out")
    assert held
    assert all(file.closed for file in held)
