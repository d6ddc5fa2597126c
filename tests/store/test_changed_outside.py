"""Somebody else's work is never written over unasked."""

from __future__ import annotations

import os

import pytest

from procure_app.session.error import ChangedOutside


def test_saving_twice_needs_the_new_stamp_only(desk):
    stamp = desk.save()
    assert desk.save(desk.opened.assessment, stamp=stamp) == desk.opened.stamp
    with pytest.raises(ChangedOutside):
        desk.save(stamp=stamp)


def test_a_changed_file_is_not_overwritten_unasked(desk, digest, spoken):
    theirs = desk.opened.assessment.model_copy(update={"title": "theirs"})
    desk.save(theirs)

    with pytest.raises(ChangedOutside) as caught:
        desk.save()

    assert "Somebody else changed “saved.procure”" in spoken(caught.value)
    assert desk.now() == theirs
    desk.save(overwrite=True)
    assert desk.now() == desk.edited
    assert digest in desk.files.open(desk.path).evidence


@pytest.mark.parametrize("content", [b"", b"damaged", b"PK\x03\x04"])
def test_a_file_that_was_damaged_meanwhile_counts_as_changed(desk, plain, content):
    desk.path.write_bytes(content)
    with pytest.raises(ChangedOutside):
        desk.save(plain, evidence={})
    assert desk.path.read_bytes() == content
    desk.save(plain, evidence={}, overwrite=True)
    assert desk.now() == plain


def test_a_file_changed_while_it_is_saved_is_not_overwritten(desk, monkeypatch):
    fsync = os.fsync

    def meanwhile(descriptor: int) -> None:
        desk.path.write_bytes(b"theirs")
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", meanwhile)
    with pytest.raises(ChangedOutside):
        desk.save()
    assert desk.path.read_bytes() == b"theirs"
    assert list(desk.path.parent.iterdir()) == [desk.path]


def test_a_copy_with_another_date_counts_as_the_same(desk):
    desk.path.write_bytes(desk.path.read_bytes())
    os.utime(desk.path, (0, 0))
    desk.save()


def test_a_file_that_is_gone_is_said_to_be_gone(desk, plain, spoken):
    desk.path.unlink()
    with pytest.raises(ChangedOutside) as caught:
        desk.save(plain, evidence={})
    assert "was moved or deleted" in spoken(caught.value)
    desk.save(plain, evidence={}, overwrite=True)
    assert desk.now() == plain
