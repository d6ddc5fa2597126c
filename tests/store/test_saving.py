"""A file is written whole or not at all, in its place, and never over somebody else's work."""

from __future__ import annotations

import errno
import os
import stat
import sys
from pathlib import Path

import pytest

from procure_app.core.assessment.answer import Answer
from procure_app.session.error import ChangedOutside, NotWritten
from procure_app.store.container import manifest, saving

unix = pytest.mark.skipif(sys.platform == "win32", reason="modes and links of Unix")


@pytest.fixture
def untouched(desk):
    """After the test the file is as it was, and nothing lies beside it."""
    before, beside = desk.path.read_bytes(), sorted(desk.path.parent.iterdir())
    yield
    assert desk.path.read_bytes() == before
    assert sorted(desk.path.parent.iterdir()) == beside


def test_saving_puts_the_new_state_in_the_place_of_the_old(desk):
    stamp = desk.save()
    again = desk.files.open(desk.path)
    assert again.assessment == desk.edited
    assert again.stamp == stamp != desk.opened.stamp
    assert sorted(desk.path.parent.iterdir()) == [desk.path]


@pytest.mark.parametrize("step", ["fsync", "replace"])
@pytest.mark.parametrize(
    ("code", "words"),
    [
        (errno.ENOSPC, "There is no room left for"),
        (errno.EDQUOT, "There is no room left"),
        (errno.EACCES, "You are not allowed to write"),
        (errno.EROFS, "You are not allowed to write"),
        (errno.EIO, "could not be written"),
    ],
)
@pytest.mark.usefixtures("untouched")
def test_an_interrupted_save_leaves_the_old_file(desk, monkeypatch, step, code, words):
    def fail(*_: object) -> None:
        raise OSError(code, "no")

    monkeypatch.setattr(os, step, fail)
    with pytest.raises(NotWritten, match=words):
        desk.save()


@pytest.mark.usefixtures("untouched")
def test_a_save_that_is_broken_off_leaves_the_old_file(desk, monkeypatch):
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", stop)
    with pytest.raises(KeyboardInterrupt):
        desk.save()


@unix
@pytest.mark.usefixtures("untouched")
def test_a_disk_that_fills_up_leaves_the_old_file(desk, spoken):
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (5000, hard))
    try:
        with pytest.raises(NotWritten) as caught:
            desk.save()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert "There is no room left" in spoken(caught.value)


def test_a_folder_that_cannot_be_synced_is_no_fault(desk, monkeypatch):
    fsync = os.fsync

    def refuse(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "no")
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", refuse)
    desk.save()
    assert desk.now() == desk.edited


def test_file_and_folder_reach_the_disk(desk, monkeypatch):
    synced = []
    monkeypatch.setattr(os, "fsync", lambda fd: synced.append(os.fstat(fd).st_mode))
    desk.save()
    assert stat.S_ISREG(synced[0])
    assert sys.platform == "win32" or stat.S_ISDIR(synced[1])


@unix
def test_a_link_stays_a_link(desk):
    link = desk.path.with_name("link.procure")
    link.symlink_to(desk.path.name)
    desk.save(path=link)
    assert link.is_symlink()
    assert desk.now() == desk.edited
    assert desk.files.open(link).evidence == desk.opened.evidence


@unix
def test_a_link_to_nothing_makes_what_it_leads_to(desk, elsewhere, plain):
    link = elsewhere / "link.procure"
    link.symlink_to("there.procure")
    desk.create(plain, link)
    assert link.is_symlink()
    assert desk.files.open(elsewhere / "there.procure").assessment == plain


@unix
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o666, 0o755])
def test_the_mode_is_kept(desk, mode):
    desk.path.chmod(mode)
    desk.save()
    assert stat.S_IMODE(desk.path.stat().st_mode) == mode


@unix
@pytest.mark.parametrize("mask", [0o022, 0o077, 0o002])
def test_a_new_file_has_what_the_umask_leaves(desk, elsewhere, plain, mask):
    before = os.umask(mask)
    try:
        desk.create(plain, elsewhere / "new.procure")
    finally:
        os.umask(before)
    assert stat.S_IMODE((elsewhere / "new.procure").stat().st_mode) == 0o666 & ~mask


@pytest.mark.usefixtures("untouched")
def test_a_new_file_never_replaces_another_unasked(desk, plain, spoken):
    with pytest.raises(ChangedOutside) as caught:
        desk.create(plain, desk.path)
    assert "There is already a file “saved.procure”." in spoken(caught.value)


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("none/a.procure", "The folder for “a.procure” is not there."),
        ("folder", "“folder” is not a file."),
        ("loose.txt/a.procure", "The folder for “a.procure” is not there."),
        ("a\0b", "could not be written."),
        ("x" * 4000, "The name is too long."),
    ],
)
def test_a_place_that_cannot_be_written_is_named(desk, elsewhere, spoken, place, words):
    (elsewhere / "folder").mkdir()
    (elsewhere / "loose.txt").touch()
    with pytest.raises(NotWritten) as caught:
        desk.save(path=elsewhere / place, overwrite=True)
    assert words in spoken(caught.value)
    assert len(list(elsewhere.iterdir())) == 2


@unix
def test_a_pipe_is_not_written_to(desk, elsewhere):
    os.mkfifo(elsewhere / "pipe")
    with pytest.raises(NotWritten):
        desk.save(path=elsewhere / "pipe", overwrite=True)


@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write all")
@pytest.mark.usefixtures("untouched")
def test_a_protected_file_is_not_replaced(desk, spoken):
    desk.path.chmod(0o444)
    with pytest.raises(NotWritten) as caught:
        desk.save()
    assert "is protected" in spoken(caught.value)


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="no folder that refuses even root")
def test_a_folder_that_refuses_is_named(desk, plain, spoken):
    with pytest.raises(NotWritten) as caught:
        desk.create(plain, Path("/proc/a.procure"))
    assert "Save it in another folder." in spoken(caught.value)


def test_a_broken_character_is_named_and_not_written(desk, elsewhere, plain, spoken):
    broken = plain.model_copy(update={"answers": {"a.b": Answer(note="Terms of \ud83d use")}})
    with pytest.raises(NotWritten) as caught:
        desk.create(broken, elsewhere / "new.procure")
    assert "Terms of \ufffd use" in spoken(caught.value)
    assert list(elsewhere.iterdir()) == []


def test_what_could_not_be_read_back_is_not_written(desk, elsewhere, plain, monkeypatch):
    path = elsewhere / "new.procure"
    long = plain.model_copy(update={"title": "x" * manifest.TEXT})
    with pytest.raises(NotWritten, match="too long"):
        desk.create(long, path)
    crowded = plain.model_copy(update={"title": "," * 300_000})
    with pytest.raises(NotWritten, match="too long"):
        desk.create(crowded, path)
    monkeypatch.setattr(saving, "_EVIDENCE", 100)
    with pytest.raises(NotWritten, match="too large"):
        desk.save(path=path, stamp="")
    assert list(elsewhere.iterdir()) == []
